/** How high figures became, kept for as long as the tab lives: one that is not there yet keeps its place free. */

import type { Look } from "../../model";
import type { Room } from "../../room";
import type { Target } from "./target";

const KEPT = "neurarium.heights";
const UNKNOWN = 10; // rem, of a view that nobody has seen yet and that says nothing of its height

let known: Map<string, number> | null = null;

/** The height in pixels that a figure will have in this width; `rem` in pixels. */
export function heightOf(target: Target, width: number, rem: number, room: Room | undefined): number {
  return heights().get(name(target, width)) ?? rem * (room?.(width / rem, target.link.look) ?? UNKNOWN);
}

/** The figure has come to this height. */
export function keepHeight(target: Target, width: number, height: number): void {
  if (height === 0 || heights().get(name(target, width)) === height) return;
  heights().set(name(target, width), height);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify([...heights()]));
  } catch {
    // A browser that keeps nothing: then for as long as the page stands.
  }
}

/** Of one lab and look all figures are about as high; the width says which of its layouts it has. */
const name = ({ lab, link }: Target, width: number): string => `${lab} ${Math.round(width)} ${JSON.stringify(link.look as Look)}`;

function heights(): Map<string, number> {
  if (known) return known;
  try {
    known = new Map(JSON.parse(sessionStorage.getItem(KEPT) ?? "[]") as [string, number][]);
  } catch {
    known = new Map();
  }
  return known;
}
