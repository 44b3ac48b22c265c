/** A canvas with one pixel a cell, which the style sheet enlarges: nothing is copied but the cells. */

import type { Lookup } from "$web/draw/colour";
import { colour } from "$web/draw/heatmap";

export class Raster {
  readonly #canvas: HTMLCanvasElement;
  #image: ImageData | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** `codes`: (size, size). Memory is taken anew only when the size changes. */
  paint(codes: Uint8Array | Uint16Array, size: number, lookup: Lookup): void {
    const context = this.#canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("This browser offers no 2-D canvas.");
    if (!this.#image || this.#image.width !== size) {
      this.#canvas.width = size;
      this.#canvas.height = size;
      this.#image = context.createImageData(size, size);
    }
    colour(codes, lookup, new Uint32Array(this.#image.data.buffer));
    context.putImageData(this.#image, 0, 0);
  }
}
