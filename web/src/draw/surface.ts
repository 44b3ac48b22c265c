/** A canvas whose coordinates are CSS pixels, sharp at any pixel ratio. */

/** Gives the canvas the given size in CSS pixels and returns its cleared context; allocates only when the size changes. */
export function prepare(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  ratio: number,
): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser offers no 2-D canvas.");
  const columns = Math.round(width * ratio);
  const rows = Math.round(height * ratio);
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Calls `draw` at most once a frame of the display, however often it is asked; `stop` forgets what is pending. */
export function frames(draw: () => void): { ask: () => void; stop: () => void } {
  let pending = 0;
  return {
    ask: () => {
      if (pending) return;
      pending = requestAnimationFrame(() => {
        pending = 0;
        draw();
      });
    },
    stop: () => {
      cancelAnimationFrame(pending);
      pending = 0;
    },
  };
}
