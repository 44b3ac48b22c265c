/** The weights of a layer as maps that can be drawn. */

import type { Pictures } from "$web/model";
import { type Bytes, type Read, shapeIn } from "./arrays";
import { type Layer, values } from "./network";
import { largest } from "./unit";

export interface Filters {
  readonly filters: number;
  readonly sources: number;
  readonly rows: number;
  readonly columns: number;
  readonly weights: readonly number[]; // (filters, sources, rows, columns)
  readonly reach: number;
}

export function filtersIn(pictures: Pictures, read: Read, seeds: number): Filters | null {
  const [filters = 0, sources = 0, rows = 0, columns = 0] = shapeIn(pictures, "filters", "weights", seeds);
  if (filters === 0) return null;
  const weights = read("filters", "weights");
  return { filters, sources, rows, columns, weights, reach: largest(weights) };
}

/** Maps to be drawn side by side. */
export interface Stack {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly codes: Bytes;
}

/** Each filter's weights for one source. */
export function everyFilter(all: Filters, source: number): Stack {
  const cells = all.rows * all.columns;
  const numbers = Array.from({ length: all.filters * cells }, (_, at) => all.weights[(Math.floor(at / cells) * all.sources + source) * cells + (at % cells)] ?? 0);
  return stack(all, numbers, all.filters, all.rows, all.columns);
}

/**
 * One filter's weights for each source. A unit that sees a flattened stack of maps has a weight for each of their places
 * (row, column, channel): they are shown as these maps.
 */
export function everySource(all: Filters, filter: number, below: Layer | null): Stack {
  const cells = all.rows * all.columns;
  const own = all.weights.slice(filter * all.sources * cells, (filter + 1) * all.sources * cells);
  if (below === null || cells > 1 || values(below) !== all.sources) return stack(all, own, all.sources, all.rows, all.columns);
  const { height, width, channels } = below;
  const numbers = Array.from({ length: own.length }, (_, at) => own[(at % (height * width)) * channels + Math.floor(at / (height * width))] ?? 0);
  return stack(all, numbers, channels, height, width);
}

function stack({ reach }: Filters, numbers: readonly number[], count: number, height: number, width: number): Stack {
  const data = Uint8Array.from(numbers, (value) => Math.round((value / (reach || 1) + 1) * 127));
  return { count, height, width, codes: { data, shape: [count, height, width] } };
}
