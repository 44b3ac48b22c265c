/** One unit's arithmetic for one picture, as the engine reports it. */

import { type Read, shapeIn } from "./arrays";
import type { Pictures } from "$web/model";

export interface Unit {
  readonly sources: number;
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[]; // (sources, rows, columns), as all below
  readonly weights: readonly number[];
  readonly products: readonly number[];
  readonly passed: readonly number[]; // what goes back to each value
  readonly gradients: readonly number[]; // of each weight at this place
  readonly whole: readonly number[]; // of each weight over all places of the map
  readonly sums: readonly number[]; // of each source
  readonly window: { row: number; column: number; size: number; stride: number; dilation: number }; // in the layer below
  readonly bias: number;
  readonly sum: number;
  readonly answer: number;
  readonly slope: number; // of the loss at the answer
  readonly loss: number;
  readonly biasSlope: number;
  readonly layer: number;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

export function unitIn(pictures: Pictures, read: Read, seeds: number): Unit | null {
  const of = (name: string): readonly number[] => read("unit", name);
  const [sources = 0, rows = 0, columns = 0] = shapeIn(pictures, "unit", "values", seeds);
  const [row = 0, column = 0, size = 0, stride = 1, dilation = 1] = of("window");
  const [bias = 0, sum = 0, answer = 0, slope = 0, loss = 0, biasSlope = 0] = of("numbers");
  const index = of("index");
  if (index.length !== 4) return null;
  return {
    sources,
    rows,
    columns,
    values: of("values"),
    weights: of("weights"),
    products: of("products"),
    passed: of("backwards_values"),
    gradients: of("backwards_weights"),
    whole: of("all_weights"),
    sums: of("sums"),
    window: { row, column, size, stride, dilation },
    bias,
    sum,
    answer,
    slope,
    loss,
    biasSlope,
    layer: index[0]!,
    channel: index[1]!,
    row: index[2]!,
    column: index[3]!,
  };
}

/** The numbers of one source. */
export function ofSource(unit: Unit, numbers: readonly number[], source: number): readonly number[] {
  const cells = unit.rows * unit.columns;
  return numbers.slice(source * cells, (source + 1) * cells);
}

/** The window as a rectangle of the layer below: top, left, bottom, right; holes of a dilation are inside. */
export function rectangle({ window: { row, column, size, dilation } }: Unit): readonly number[] {
  const span = (size - 1) * dilation + 1;
  return [row, column, row + span, column + span];
}

export const largest = (numbers: readonly number[]): number => numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** The places of the strongest numbers, strongest first. */
export function strongest(numbers: readonly number[], count: number): number[] {
  return numbers
    .map((value, index) => [Math.abs(value), index] as const)
    .sort(([one], [other]) => other - one)
    .slice(0, count)
    .map(([, index]) => index);
}
