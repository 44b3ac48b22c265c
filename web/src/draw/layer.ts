/** A drawing that seldom changes, kept as pixels: points and axes, over maps that change with every frame. */

import { prepare } from "./surface";

export class Layer {
  readonly #canvas = document.createElement("canvas");
  #inputs: readonly unknown[] = [];

  /**
   * Puts the drawing on the context, whose units are CSS pixels. It is drawn anew only when one of `inputs` is not
   * the very same as before: all that the drawing depends on.
   */
  place(
    context: CanvasRenderingContext2D,
    size: { width: number; height: number; ratio: number },
    inputs: readonly unknown[],
    draw: (context: CanvasRenderingContext2D) => void,
  ): void {
    const { width, height, ratio } = size;
    const all = [width, height, ratio, ...inputs];
    if (all.length !== this.#inputs.length || all.some((input, index) => input !== this.#inputs[index])) {
      this.#inputs = all;
      draw(prepare(this.#canvas, width, height, ratio));
    }
    context.drawImage(this.#canvas, 0, 0, this.#canvas.width / ratio, this.#canvas.height / ratio);
  }
}
