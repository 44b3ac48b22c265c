/** Which key turns slides; a presenter's remote control sends Page keys. */

export type Turn = "next" | "previous" | "first" | "last" | "leave";

const TURNS: Record<string, Turn> = {
  ArrowRight: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
  Escape: "leave",
};

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  defaultPrevented: boolean;
  target: EventTarget | null;
}

/** What a key asks for; null where it belongs to what has the focus, or means nothing. */
export function turnFor({ key, ctrlKey, metaKey, altKey, defaultPrevented, target }: Pressed): Turn | null {
  const turn = TURNS[key] ?? null;
  if (turn === null || defaultPrevented || ctrlKey || metaKey || altKey) return null;
  if (typeof Element === "undefined" || !(target instanceof Element)) return turn;
  if (target.closest("dialog, [popover], textarea, select, [contenteditable]")) return null;
  if (target.closest("input, [role='tablist']")) return key.startsWith("Page") || turn === "leave" ? turn : null;
  return key === " " && target.closest("button, a, summary") ? null : turn;
}
