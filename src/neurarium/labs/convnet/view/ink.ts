/** A drawing by hand: a fine raster of ink, and what the network gets of it. Pure functions on arrays. */

/** Ink on a fine square raster, 0 to 1 each. */
export interface Ink {
  readonly side: number;
  readonly cells: Float32Array;
}

export const FINE = 112; // cells along a side

export const blank = (): Ink => ({ side: FINE, cells: new Float32Array(FINE * FINE) });

export const isBlank = ({ cells }: Ink): boolean => cells.every((cell) => cell === 0);

/** The ink with a stroke from one place to another, both from 0 to 1; `pen` is its radius as a share of the side. */
export function stroked(ink: Ink, from: readonly [number, number], to: readonly [number, number], pen = 0.055): Ink {
  const { side } = ink;
  const cells = ink.cells.slice();
  const radius = pen * side;
  const [x0, y0, x1, y1] = [from[0] * side, from[1] * side, to[0] * side, to[1] * side];
  const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const range = (a: number, b: number): [number, number] => [Math.max(0, Math.floor(Math.min(a, b) - radius - 1)), Math.min(side - 1, Math.ceil(Math.max(a, b) + radius + 1))];
  const [left, right] = range(x0, x1);
  const [top, bottom] = range(y0, y1);
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [x, y] = [column + 0.5, row + 0.5];
      const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length));
      const distance = Math.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0));
      const cover = Math.min(1, Math.max(0, radius + 0.5 - distance));
      const at = row * side + column;
      cells[at] = Math.max(cells[at]!, cover);
    }
  }
  return { side, cells };
}

/** A part of the ink's raster. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The window of the ink that becomes the picture. As the pictures of a set were once prepared: `fill` is the share of the
 * picture's side that the digit's longer side takes (scikit-learn's digits 1, MNIST 20 of 28), and its middle, or with
 * `mass` its centre of mass, comes to the picture's middle. Null: the whole sheet as it is.
 */
export function framed({ side, cells }: Ink, fill: number | null, mass: boolean): Window {
  const whole = { left: 0, top: 0, width: side, height: side };
  if (fill === null) return whole;
  let [left, top, right, bottom] = [side, side, -1, -1];
  let [sum, across, down] = [0, 0, 0];
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!;
    if (cell <= 0.25) continue;
    const [row, column] = [Math.floor(at / side), at % side];
    [left, right, top, bottom] = [Math.min(left, column), Math.max(right, column + 1), Math.min(top, row), Math.max(bottom, row + 1)];
    sum += cell;
    across += cell * (column + 0.5);
    down += cell * (row + 0.5);
  }
  if (right < 0) return whole;
  const length = Math.max(right - left, bottom - top, side * 0.2) / fill; // a dot stays a dot
  const [x, y] = mass ? [across / sum, down / sum] : [(left + right) / 2, (top + bottom) / 2];
  return { left: x - length / 2, top: y - length / 2, width: length, height: length };
}

/** The mean ink of each pixel as a byte, row by row. */
export function bytesOf({ side, cells }: Ink, window: Window, height: number, width: number): Uint8Array {
  const samples = 6; // along each side of a pixel
  const bytes = new Uint8Array(height * width);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let sample = 0; sample < samples * samples; sample++) {
        const x = Math.floor(window.left + ((column + ((sample % samples) + 0.5) / samples) * window.width) / width);
        const y = Math.floor(window.top + ((row + (Math.floor(sample / samples) + 0.5) / samples) * window.height) / height);
        if (x >= 0 && y >= 0 && x < side && y < side) sum += cells[y * side + x]!;
      }
      bytes[row * width + column] = Math.round((255 * sum) / (samples * samples));
    }
  }
  return bytes;
}
