/** Square maps of bytes: coloured through a lookup into one bitmap, then put on a canvas at any size. */

import type { Lookup } from "./colour";

/** Equal square maps one below the other, as `maps` uint8 (count, size, size) holds them; row 0 is the top. */
export interface Maps {
  readonly codes: Uint8Array | Uint16Array; // each one's pixel stands in the lookup
  readonly count: number;
  readonly size: number;
}

/** The coloured maps. `place` draws one of them into a square. */
export class Sheet {
  private readonly canvas = document.createElement("canvas");
  private size = 0;
  private count = 0;
  private image: ImageData | null = null;

  /** Colours all maps anew. */
  fill(maps: Maps, lookup: Lookup): void {
    const context = this.canvas.getContext("2d");
    if (!context) throw new Error("This browser offers no 2-D canvas.");
    if (!this.image || this.size !== maps.size || this.count !== maps.count) {
      this.size = maps.size;
      this.count = maps.count;
      this.canvas.width = maps.size + 2;
      this.canvas.height = (maps.size + 2) * maps.count;
      this.image = context.createImageData(this.canvas.width, this.canvas.height);
    }
    colourFramed(maps, lookup, new Uint32Array(this.image.data.buffer));
    context.putImageData(this.image, 0, 0);
  }

  /** Draws map `index` into the square at (x, y) with the given side. Each sample is the middle of its cell. */
  place(context: CanvasRenderingContext2D, index: number, x: number, y: number, side: number): void {
    if (index >= this.count) return;
    context.drawImage(this.canvas, 1, index * (this.size + 2) + 1, this.size, this.size, x, y, side, side);
  }
}

/** Looks up a pixel for each byte. */
export function colour(codes: Uint8Array | Uint16Array, lookup: Lookup, pixels: Uint32Array): void {
  for (let index = 0; index < pixels.length; index++) pixels[index] = lookup[codes[index]!]!;
}

/**
 * Looks up the pixels of all maps and puts around each a frame that repeats its outermost samples: a browser that
 * smooths an enlarged map looks beyond its edge, and must not find the next map there.
 */
export function colourFramed({ codes, count, size }: Maps, lookup: Lookup, pixels: Uint32Array): void {
  let at = 0;
  for (let map = 0; map < count; map++) {
    for (let framed = -1; framed <= size; framed++) {
      const row = (map * size + Math.min(Math.max(framed, 0), size - 1)) * size;
      pixels[at++] = lookup[codes[row]!]!;
      for (let column = 0; column < size; column++) pixels[at++] = lookup[codes[row + column]!]!;
      pixels[at++] = lookup[codes[row + size - 1]!]!;
    }
  }
}

/** The byte of a map at a place of the square, both from 0 (left, top) to 1: that of the cell in which it lies. */
export function sample(codes: Uint8Array, size: number, across: number, down: number): number {
  const cell = (share: number): number => Math.min(Math.max(Math.floor(share * size), 0), size - 1);
  return codes[cell(down) * size + cell(across)] ?? 0;
}
