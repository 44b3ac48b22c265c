/** Where the layers stand in the figure: from left to right, in as many rows as they need. */

import { type Layer, flat, values } from "./network";
import { type Tiling, sheetHeight, sheetWidth, tiling } from "./sheet";

export interface Seat {
  readonly layer: Layer;
  readonly tiles: Tiling;
  readonly box: number; // CSS pixels of width that it takes
  readonly width: number; // of its picture
  readonly height: number;
}

const NARROWEST = 47; // CSS pixels of a layer of maps
const THIN = 0.75; // a column of units beside a layer of maps
const TALL = 304;
const TALLEST = 560; // on a wall
const LOW = 150; // where there are several rows
const WIDEST = 320;
export const GAP = 10;

/** Seats for the layers in a figure of a width; one row if they have room. */
export function seats(layers: readonly Layer[], width: number): Seat[][] {
  const weight = (layer: Layer): number => (flat(layer) ? THIN : 1);
  const most = Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP)));
  const total = layers.reduce((sum, layer) => sum + weight(layer), 0);
  const count = Math.max(1, Math.ceil(total / most));
  const rows: Layer[][] = [[]];
  let filled = 0;
  for (const layer of layers) {
    if (filled + weight(layer) > (total / count) * rows.length + 0.01 && rows.length < count && rows.at(-1)!.length > 0) rows.push([]);
    rows.at(-1)!.push(layer);
    filled += weight(layer);
  }
  const widest = Math.max(...rows.map((row) => row.reduce((sum, layer) => sum + weight(layer), 0)));
  const gaps = Math.max(...rows.map((row) => row.length - 1)) * GAP;
  const unit = Math.min(WIDEST, (width - gaps) / Math.max(widest, 1));
  const height = rows.length === 1 ? Math.min(Math.max(TALL, width * 0.24), TALLEST) : LOW;
  return rows.map((row) => row.map((layer) => seat(layer, unit * weight(layer), height)));
}

function seat(layer: Layer, box: number, height: number): Seat {
  if (flat(layer)) {
    // Units in one column, or in a few where they would become thinner than three pixels.
    const count = values(layer);
    const columns = Math.max(1, Math.ceil((count * 3) / height));
    const rows = Math.ceil(count / columns);
    const tiles = { count, height: 1, width: 1, columns, rows, gap: 0, scale: 1 };
    return { layer, tiles, box, width: Math.min(box, Math.max(16, columns * 4)), height: Math.min(height, rows * 18) };
  }
  const tiles = tiling(layer.channels, layer.height, layer.width, { width: box, height });
  return { layer, tiles, box, width: tiles.scale * sheetWidth(tiles), height: tiles.scale * sheetHeight(tiles) };
}
