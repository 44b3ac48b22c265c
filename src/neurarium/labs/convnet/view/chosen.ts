/** The picture that goes through the network, as the engine is asked for it. */

import type { Values } from "$web/protocol";
import type { Pixels } from "./arrays";
import { hex } from "./pixels";

export const SOURCES = ["validation", "test", "train"] as const;
export type Source = (typeof SOURCES)[number] | "drawn";

export const isSource = (value: unknown): value is Source => value === "drawn" || SOURCES.some((source) => source === value);

export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The fields of a request that is about a picture; one of another shape, from before a change of the set, is blank. */
export function requestOf(source: Source, index: number, pixels: Pixels | null, shape: Shape | null): Values {
  if (source !== "drawn") return { source, index };
  return { source, pixels: pixels && shape && fits(pixels, shape) ? hex(pixels.data) : "" };
}

/** Whether a picture has the shape of the set's. */
export const fits = (pixels: Pixels, { height, width, channels }: Shape): boolean =>
  pixels.height === height && pixels.width === width && pixels.channels === channels;

/** How the digits of a set were framed when it was made (see ink.ts) and how thick their strokes are, so that a drawn one is alike. */
export interface Frame {
  readonly fill: number | null;
  readonly mass: boolean;
  readonly pen: number; // radius, as a share of the sheet
}

export function frameOf(data: unknown): Frame {
  if (data === "digits") return { fill: 1, mass: false, pen: 0.08 };
  if (data === "mnist") return { fill: 20 / 28, mass: true, pen: 0.055 };
  return { fill: null, mass: false, pen: 0.055 };
}
