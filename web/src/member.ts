/** Of a population's picture the part of one member. */

import type { Drawn } from "./model";

/** An array without its axis of seeds: that of the first member. */
export function first(drawn: Drawn | undefined, seeds: number): Drawn | null {
  if (!drawn) return null;
  if (seeds === 1) return drawn;
  const shape = drawn.shape.slice(1);
  const length = shape.reduce((product, size) => product * size, 1);
  return { data: drawn.data.subarray(0, length), shape };
}
