import type { Widget } from "../widget";

const known = new Map<string, Widget>();

/** The lab's own view, a module that only the server knows; null for a lab that has none, or one that is broken. */
export async function viewOf(lab: string): Promise<Widget | null> {
  const view = known.get(lab) ?? (await load(lab));
  if (view) known.set(lab, view); // a page with several figures asks once
  return view;
}

async function load(lab: string): Promise<Widget | null> {
  const address = `/labs/${encodeURIComponent(lab)}/view.js`;
  try {
    const { ok } = await fetch(address, { method: "HEAD" });
    return ok ? ((await import(/* @vite-ignore */ address)) as { default: Widget }).default : null;
  } catch (problem) {
    console.error(problem);
    return null;
  }
}
