/** Which key means what on a lab's page. */

export type Deed = "play" | "step" | "reset" | "undo" | "redo";

interface Pressed {
  key: string;
  ctrlKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** The key is held down. */
  repeat: boolean;
  defaultPrevented: boolean;
  target: EventTarget | null;
}

/**
 * What a key asks for; null where it belongs to what has the focus, or means nothing. `byKeyboard`: the focus has come
 * where it is by the Tab key.
 */
export function keyFor(event: Pressed, byKeyboard: boolean): Deed | null {
  if (event.defaultPrevented || event.altKey || belongsElsewhere(event, byKeyboard)) return null;
  if (event.repeat && event.key === " ") return null;
  if (event.ctrlKey || event.metaKey) return turn(event);
  const deeds: Record<string, Deed> = { " ": "play", s: "step", S: "step", r: "reset", R: "reset" };
  return deeds[event.key] ?? null;
}

/** Ctrl+Z takes back; Ctrl+Y and Ctrl+Shift+Z, which other systems have instead, do again. */
function turn({ key, shiftKey }: Pressed): Deed | null {
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" && !shiftKey ? "redo" : null;
}

function belongsElsewhere({ key, target }: Pressed, byKeyboard: boolean): boolean {
  if (typeof Element === "undefined" || !(target instanceof Element)) return false;
  if (target.closest("dialog, textarea, select, [contenteditable]")) return true;
  if (target instanceof HTMLInputElement && !["range", "radio", "checkbox"].includes(target.type)) return true;
  // Who came to a control by keyboard presses it with Space; who clicked it has the keys of the page again.
  return key === " " && byKeyboard && target.closest("button, input, a, summary, [tabindex='0']") !== null;
}
