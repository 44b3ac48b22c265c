/** Where the nodes of a layered network stand. All lengths in CSS pixels; `rem` is the page's root font size. */

import type { Box, Link } from "./network";

/** How a given width is shared between a network and the large picture beside (or, where it is narrow, below) it. */
export interface Division {
  readonly stacked: boolean;
  readonly network: number; // width of the network; wider than the room where it must scroll
  readonly large: number; // width of the large picture's column
}

const LEAST_PITCH = 3.5; // rem from column to column
const WIDEST_PITCH = 15;
const LEAST_LARGE = 18.5;
const WIDEST_LARGE = 46;
const GAP = 1.5;

/** Divides a width for a network of so many columns. `sides` is the room left and right of its columns, in rem. */
export function divide(width: number, columns: number, sides: number, rem: number): Division {
  const least = ((columns - 1) * LEAST_PITCH + sides) * rem;
  const widest = ((columns - 1) * WIDEST_PITCH + sides) * rem;
  const rest = width - least - GAP * rem;
  if (rest < LEAST_LARGE * rem) {
    return { stacked: true, network: Math.max(width, least), large: Math.min(width, 30 * rem) };
  }
  const share = Math.min(Math.max(width * 0.4, LEAST_LARGE * rem), rest, WIDEST_LARGE * rem);
  return { stacked: false, network: Math.floor(Math.min(width - GAP * rem - share, widest)), large: Math.floor(share) };
}

export interface Room {
  readonly width: number;
  readonly height: number; // wished for; crowded layers take more
  readonly left: number; // before the first column
  readonly right: number; // behind the last
}

export interface Layers {
  readonly height: number;
  readonly side: number; // of a node
  readonly pitch: number; // from column to column
  readonly columns: readonly (readonly Box[])[];
}

const LEAST_ROW = 1.125; // rem from node to node
const WIDEST_ROW = 6.25;
const LARGEST_NODE = 4.75;

/**
 * Places columns of nodes evenly over the width and each column around the middle of the height.
 *
 * Arguments:
 *   counts: nodes of each column, from left to right; at least two columns.
 */
export function arrange(counts: readonly number[], room: Room, rem: number): Layers {
  const most = Math.max(...counts);
  const row = Math.min(Math.max(room.height / most, LEAST_ROW * rem), WIDEST_ROW * rem);
  const height = Math.max(room.height, row * most);
  const reach = room.width - room.left - room.right;
  const side = Math.floor(
    Math.min(row - Math.max(row * 0.22, 3), LARGEST_NODE * rem, (reach / counts.length) * 0.62),
  );
  const pitch = counts.length > 1 ? (reach - side) / (counts.length - 1) : 0;
  const columns = counts.map((count, column) => {
    const x = Math.round(room.left + column * pitch);
    const top = (height - count * row + row - side) / 2;
    return Array.from({ length: count }, (_, index) => ({ x, y: Math.round(top + index * row), side }));
  });
  return { height: Math.ceil(height), side, pitch, columns };
}

/** Links of fully connected columns: for each column from the second on, for each of its nodes, from all sources. */
export function connect(columns: readonly (readonly Box[])[]): Link[] {
  return columns.slice(1).flatMap((targets, before) =>
    targets.flatMap((target) =>
      columns[before]!.map((source) => ({
        x0: source.x + source.side,
        y0: source.y + source.side / 2,
        x1: target.x,
        y1: target.y + target.side / 2,
      })),
    ),
  );
}
