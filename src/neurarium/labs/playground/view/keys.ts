/** The arrow keys. */

import type { Direction } from "./architecture";

const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** Which way an arrow key leads; its default, scrolling, is prevented. Null for any other key. */
export function directionOf(event: KeyboardEvent): Direction | null {
  const direction = DIRECTIONS[event.key] ?? null;
  if (direction) event.preventDefault();
  return direction;
}
