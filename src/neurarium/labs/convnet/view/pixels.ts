/** Pictures on a canvas, and pictures as the words in which the engine takes them. */

import type { Pixels } from "./arrays";

/** Paints a picture, a canvas pixel a pixel; grey where there is one channel. */
export function paintPixels(canvas: HTMLCanvasElement, { data, height, width, channels }: Pixels): void {
  const context = canvas.getContext("2d");
  if (!context || height * width === 0) return;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const image = context.createImageData(width, height);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++) image.data[4 * pixel + channel] = data[pixel * channels + (channels === 1 ? 0 : channel)]!;
    image.data[4 * pixel + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** Two letters a byte. */
export const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A visitor's own picture, cut to the shape's proportions around its middle and made as small as the network's pictures. */
export async function pixelsOfFile(file: Blob, shape: { height: number; width: number; channels: number }): Promise<Pixels> {
  const bitmap = await createImageBitmap(file); // turned as its EXIF says
  const { height, width, channels } = shape;
  const scale = Math.min(bitmap.width / width, bitmap.height / height);
  const [across, down] = [width * scale, height * scale];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser offers no 2-D canvas.");
  context.fillStyle = "#fff"; // what is transparent lies on paper
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, (bitmap.width - across) / 2, (bitmap.height - down) / 2, across, down, 0, 0, width, height);
  bitmap.close();
  return { data: withChannels(context.getImageData(0, 0, width, height).data, channels), height, width, channels };
}

/** Light becomes dark: the digits of a set are bright on black, one on paper is dark on white. */
export const inverted = (pixels: Pixels): Pixels => ({ ...pixels, data: pixels.data.map((value) => 255 - value) });

/** Red, green, blue and alpha become as many channels as the network takes; grey as the eye weighs the colours. */
function withChannels(rgba: Uint8ClampedArray, channels: number): Uint8Array {
  const bytes = new Uint8Array((rgba.length / 4) * channels);
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) {
    const [red, green, blue] = [rgba[4 * pixel]!, rgba[4 * pixel + 1]!, rgba[4 * pixel + 2]!];
    if (channels === 1) bytes[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else bytes.set([red, green, blue], pixel * channels);
  }
  return bytes;
}
