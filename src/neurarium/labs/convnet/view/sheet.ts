/** All maps of a layer side by side in one bitmap, a pixel a value; the style sheet enlarges it. */

import type { Lookup } from "$web/draw/colour";

/** How maps lie: so many columns of tiles, a gap of one value between them. */
export interface Tiling {
  readonly count: number;
  readonly height: number; // of one map, in values
  readonly width: number;
  readonly columns: number;
  readonly rows: number;
  readonly gap: number;
  readonly scale: number; // CSS pixels a value
}

const NEARLY = 0.8; // so much smaller may maps be for a sheet without holes

/** The tiling that shows `count` maps largest in a box of CSS pixels. */
export function tiling(count: number, height: number, width: number, box: { width: number; height: number }): Tiling {
  const gap = height * width === 1 ? 0 : Math.max(1, Math.round(width / 14));
  const all = Array.from({ length: count }, (_, before): Tiling => {
    const columns = before + 1;
    const rows = Math.ceil(count / columns);
    const scale = Math.min(box.width / (columns * (width + gap) - gap), box.height / (rows * (height + gap) - gap));
    return { count, height, width, columns, rows, gap, scale };
  });
  const largest = (of: Tiling[]): Tiling | null => of.reduce<Tiling | null>((best, one) => (best && best.scale >= one.scale ? best : one), null);
  const best = largest(all);
  const full = largest(all.filter(({ columns, rows }) => columns * rows === count));
  if (!best || !full) return { count: 0, height, width, columns: 1, rows: 1, gap, scale: 1 };
  return full.scale >= NEARLY * best.scale ? full : best;
}

export const sheetWidth = ({ columns, width, gap }: Tiling): number => columns * (width + gap) - gap;
export const sheetHeight = ({ rows, height, gap }: Tiling): number => rows * (height + gap) - gap;

/** Where a map lies, in values from the sheet's corner. */
export function corner({ columns, width, height, gap }: Tiling, map: number): { left: number; top: number } {
  return { left: (map % columns) * (width + gap), top: Math.floor(map / columns) * (height + gap) };
}

/** The map and its place under a point given in values; null between maps. */
export function placeAt(tiles: Tiling, x: number, y: number): { map: number; row: number; column: number } | null {
  const { columns, width, height, gap, count } = tiles;
  const [across, down] = [Math.floor(x / (width + gap)), Math.floor(y / (height + gap))];
  const map = down * columns + across;
  const [column, row] = [Math.floor(x - across * (width + gap)), Math.floor(y - down * (height + gap))];
  return across >= 0 && across < columns && map >= 0 && map < count && column < width && row < height && row >= 0 && column >= 0 ? { map, row, column } : null;
}

/** Paints a layer's values; gaps stay clear. `codes` begin at `offset`, map after map. */
export class SheetPainter {
  readonly #canvas: HTMLCanvasElement;
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #tiles: Tiling | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  paint(codes: Uint8Array, offset: number, tiles: Tiling, lookup: Lookup): void {
    const context = this.#canvas.getContext("2d");
    if (!context) throw new Error("This browser offers no 2-D canvas.");
    const [across, down] = [sheetWidth(tiles), sheetHeight(tiles)];
    if (!this.#image || this.#canvas.width !== across || this.#canvas.height !== down || this.#tiles?.columns !== tiles.columns || this.#tiles.count !== tiles.count) {
      this.#canvas.width = across;
      this.#canvas.height = down;
      this.#image = context.createImageData(across, down);
      this.#pixels = new Uint32Array(this.#image.data.buffer);
    }
    this.#tiles = tiles;
    const { count, height, width } = tiles;
    let at = offset;
    for (let map = 0; map < count; map++) {
      const { left, top } = corner(tiles, map);
      for (let row = 0; row < height; row++) {
        const from = (top + row) * across + left;
        for (let column = 0; column < width; column++) this.#pixels[from + column] = lookup[codes[at++]!]!;
      }
    }
    context.putImageData(this.#image, 0, 0);
  }
}
