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

const NOW = "neurarium-draw-now"; // an event, because a lab's view is a program of its own

/** Calls `draw` at most once a frame of the display, however often it is asked; `stop` forgets what is pending. */
export function frames(draw: () => void): { ask: () => void; stop: () => void } {
  let pending = 0;
  function stop(): void {
    cancelAnimationFrame(pending);
    removeEventListener(NOW, turn);
    pending = 0;
  }
  function turn(): void {
    stop();
    draw();
  }
  return {
    ask: () => {
      if (pending) return;
      pending = requestAnimationFrame(turn);
      addEventListener(NOW, turn);
    },
    stop,
  };
}

/** Everything that waits for the next frame is drawn at once: a page that is printed does not get another one. */
export function drawNow(): void {
  dispatchEvent(new Event(NOW));
}
