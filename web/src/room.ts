/** How high a view becomes in a width, for whoever has to keep its place free before there is anything to show. */

import type { Look } from "./model";

/** (width, look) -> height, both in rem. */
export type Room = (width: number, look: Look) => number;

/** A view whose height lies on a line between those in two widths, [width, height] each. */
export function between([narrow, high]: readonly [number, number], [wide, low]: readonly [number, number]): Room {
  return (width) => {
    const share = Math.min(1, Math.max(0, (width - narrow) / (wide - narrow)));
    return high + share * (low - high);
  };
}
