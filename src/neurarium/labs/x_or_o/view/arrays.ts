/** The pictures' arrays as the view reads them; in a population those of the first member. Nothing is computed here. */

import type { Drawn, Pictures } from "$web/model";

export type Kind = "picture" | "convolution" | "relu" | "pooling";
const KINDS: readonly Kind[] = ["picture", "convolution", "relu", "pooling"];

export interface Layer {
  readonly kind: Kind;
  readonly maps: number;
  readonly size: number;
  readonly denominator: number;
  readonly worked: boolean;
  readonly shown: readonly number[][]; // of each map, row by row, in hundredths
  readonly numerators: readonly number[][];
}

export interface Vote {
  readonly numerator: number;
  readonly denominator: number; // 0 where nobody votes
  readonly shown: number; // hundredths
}

export interface Worked {
  readonly layers: readonly Layer[];
  readonly filters: readonly number[][]; // nine of each, in hundredths
  readonly voters: readonly number[]; // 1 for X, -1 for O
  readonly votes: readonly [Vote, Vote];
  readonly letterVotes: readonly number[][]; // of X, O and the deformed X
  readonly isX: boolean;
  readonly painted: boolean;
}

/** One array of a picture, without the axis of seeds; null where there is none. */
function array(pictures: Pictures, key: string, name: string, seeds: number): { numbers: number[]; shape: number[] } | null {
  const drawn: Drawn | undefined = pictures[key]?.[name];
  if (!drawn) return null;
  const shape = seeds === 1 ? drawn.shape : drawn.shape.slice(1);
  const length = shape.reduce((product, size) => product * size, 1);
  return { numbers: Array.from(drawn.data.subarray(0, length) as ArrayLike<number>), shape };
}

/** Numbers of an array by name: `read(pictures, "table", seeds)("right")`. */
export function reader(pictures: Pictures, key: string, seeds: number): (name: string) => number[] {
  return (name) => array(pictures, key, name, seeds)?.numbers ?? [];
}

function cut(numbers: readonly number[], length: number): number[][] {
  return Array.from({ length: length ? Math.floor(numbers.length / length) : 0 }, (_, index) => numbers.slice(index * length, (index + 1) * length));
}

export function workedIn(pictures: Pictures, seeds: number): Worked | null {
  const read = reader(pictures, "worked", seeds);
  const shown = read("shown");
  if (shown.length === 0) return null;
  const numerators = read("numerators");
  let first = 0;
  const layers = cut(read("layers"), 5).map(([kind = 0, maps = 0, size = 0, denominator = 1, worked = 1]): Layer => {
    const last = first + maps * size * size;
    const part = (values: readonly number[]): number[][] => cut(values.slice(first, last), size * size);
    const layer = { kind: KINDS[kind] ?? "picture", maps, size, denominator, worked: worked === 1, shown: part(shown), numerators: part(numerators) };
    first = last;
    return layer;
  });
  const votes = cut(read("votes"), 3).map(([numerator = 0, denominator = 0, hundredths = 0]): Vote => ({ numerator, denominator, shown: hundredths }));
  const [isX, painted] = read("right");
  return {
    layers,
    filters: cut(read("filters").map((value) => 100 * value), 9),
    voters: read("voters"),
    votes: [votes[0]!, votes[1]!],
    letterVotes: cut(read("letter_votes"), 2),
    isX: isX === 1,
    painted: painted === 1,
  };
}

export interface Window {
  readonly values: readonly number[];
  readonly products: readonly number[];
  readonly sum: number; // numerator of the mean
  readonly denominator: number;
}

/** The nine products at one place of one filter; null until they have come. */
export function windowIn(pictures: Pictures, map: number, row: number, column: number, seeds: number): Window | null {
  const sums = array(pictures, "windows", "sums", seeds);
  const [, rows = 0, columns = 0] = sums?.shape ?? [];
  const place = (map * rows + row) * columns + column;
  const sum = sums?.numbers[place];
  if (sum === undefined || row >= rows || column >= columns) return null;
  const read = reader(pictures, "windows", seeds);
  const nine = (name: string): number[] => read(name).slice(9 * place, 9 * place + 9);
  return { values: nine("values"), products: nine("products"), sum, denominator: read("denominator")[0] ?? 1 };
}

export interface Learned {
  readonly weights: readonly number[][];
  readonly first: readonly number[][];
  readonly biases: readonly number[];
}

export function learnedIn(pictures: Pictures, seeds: number): Learned | null {
  const read = reader(pictures, "learned", seeds);
  const weights = cut(read("weights"), 9);
  return weights.length === 0 ? null : { weights, first: cut(read("first"), 9), biases: read("biases") };
}

export interface Answered {
  readonly right: number[];
  readonly actual: number[];
  readonly error: number[];
  readonly total: number;
}

/** Right answer, actual answer and error for X and O: of the picture on display, X, O and the deformed X. */
export function tableIn(pictures: Pictures, seeds: number): Answered[] {
  const read = reader(pictures, "table", seeds);
  const [right, actual, error] = (["right", "actual", "error"] as const).map((name) => cut(read(name), 2));
  return read("total").map((total, row) => ({ right: right![row]!, actual: actual![row]!, error: error![row]!, total }));
}

export interface Hard {
  readonly letters: readonly { pixels: number[]; isX: boolean; actual: number[] }[];
  readonly test: number;
  readonly wrong: number;
  readonly known: number; // test letters that occur in training
  readonly training: number;
  readonly validation: number;
}

export function hardIn(pictures: Pictures, seeds: number): Hard | null {
  const read = reader(pictures, "hardest", seeds);
  const [test, wrong = 0, known = 0, training = 0, validation = 0] = read("counts");
  if (test === undefined) return null;
  const right = read("right");
  const actual = cut(read("actual"), 2);
  const letters = cut(read("pictures"), 81).map((pixels, index) => ({ pixels, isX: right[index] === 1, actual: actual[index]! }));
  return { letters, test, wrong, known, training, validation };
}

export interface Slopes {
  readonly parameters: number[];
  readonly nudged: number[];
  readonly backpropagated: number[];
  readonly difference: number;
  readonly losses: readonly [number, number];
  readonly nudge: number;
  readonly batch: number;
  readonly filters: number;
  readonly chosen: number;
}

export function slopesIn(pictures: Pictures, seeds: number): Slopes | null {
  const read = reader(pictures, "gradients", seeds);
  const parameters = read("parameters");
  if (parameters.length === 0) return null;
  const [down = 0, up = 0] = read("losses");
  const [batch = 0, filters = 0, , chosen = 0] = read("batch");
  return {
    parameters,
    nudged: read("nudged"),
    backpropagated: read("backpropagated"),
    difference: read("difference")[0] ?? 0,
    losses: [down, up],
    nudge: read("nudge")[0] ?? 0,
    batch,
    filters,
    chosen,
  };
}
