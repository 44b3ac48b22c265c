/** Small maps of many runs: where each stands, and how its cells are coloured. */

import { type Lookup, type Rgb, divergingLookup, mix, pack, parse } from "../draw/colour";
import type { Maps } from "../draw/heatmap";
import { type Palette } from "../draw/palette";
import type { Drawn } from "../model";

const CODES = 256;
const HIGHEST = 254;
const CATEGORIES = 10;
const LEAST = 0.15; // of a class's colour where it wins by a hair

/** Equal tiles in rows, in CSS pixels; `label` is the height below each tile for its number. */
export interface Tiling {
  columns: number;
  side: number;
  gap: number;
  label: number;
  height: number;
}

/** The largest tiles with which all are at most `tallest` pixels high, but none smaller than `least`. */
export function tilingOf(count: number, width: number, least: number, tallest: number, gap: number, label: number): Tiling {
  const most = Math.max(1, Math.min(count, Math.floor((width + gap) / (least + gap))));
  const tiling = (columns: number): Tiling => {
    const side = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
    return { columns, side, gap, label, height: Math.ceil(count / columns) * (side + label + gap) - gap };
  };
  for (let columns = 1; columns < most; columns++) {
    if (tiling(columns).height <= tallest) return tiling(columns);
  }
  return tiling(most);
}

/** The upper left corner of a tile. */
export function cornerOf({ columns, side, gap, label }: Tiling, index: number): [x: number, y: number] {
  return [(index % columns) * (side + gap), Math.floor(index / columns) * (side + label + gap)];
}

/**
 * The maps of all members as codes of a lookup. With `winner` beside it a map holds how certain each cell is of the
 * class that wins there; with two classes the map itself says all. Null where these are no square maps of bytes.
 */
export function mapsOf(map: Drawn | undefined, winner: Drawn | undefined): { maps: Maps; classes: number } | null {
  const [count, rows, columns] = map?.shape ?? [];
  if (!map || map.shape.length !== 3 || rows !== columns || !(map.data instanceof Uint8Array) || !count || !rows) return null;
  const classes = winner && winner.data instanceof Uint8Array ? 1 + winner.data.reduce((most, one) => Math.max(most, one), 0) : 0;
  if (!winner || classes < 3) return { maps: { codes: map.data, count, size: rows }, classes: 0 };
  const [sure, first] = [map.data, winner.data as Uint8Array];
  return { maps: { codes: Uint16Array.from(sure, (code, cell) => first[cell]! * CODES + code), count, size: rows }, classes };
}

/** The pixels for these codes, in the colours of the page. */
export function lookupOf(element: Element, palette: Palette, classes: number): Lookup {
  if (classes === 0) return divergingLookup(palette.map);
  const style = getComputedStyle(element);
  const lookup = new Uint32Array(CATEGORIES * CODES);
  for (let index = 0; index < CATEGORIES; index++) {
    const colour: Rgb = parse(style.getPropertyValue(`--category-${index + 1}`)) ?? [0x6b, 0x6f, 0x76];
    for (let code = 0; code < CODES; code++) {
      const chance = 1 / classes;
      const sure = Math.max((Math.min(code, HIGHEST) / HIGHEST - chance) / (1 - chance), 0);
      lookup[index * CODES + code] = pack(mix(palette.map.zero, colour, LEAST + (1 - LEAST) * sure));
    }
  }
  return lookup;
}
