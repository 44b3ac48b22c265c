/** The pictures' arrays with their types, checked against the network that is drawn. */

import type { Drawn, Pictures } from "$web/model";
import type { Points } from "$web/draw/points";
import { first } from "$web/member";
import { type Architecture, lengths } from "./architecture";
import { namesIn } from "./labels";

export interface NetworkArrays {
  readonly codes: Uint8Array; // (maps, size, size)
  readonly count: number;
  readonly size: number;
  readonly weights: Float64Array;
  readonly dead: Uint8Array;
  readonly biases: Float64Array;
}

export interface MapArrays {
  readonly codes: Uint8Array; // (size, size)
  readonly size: number;
  readonly winner: Uint8Array | null; // (size, size)
}

/** The picture `network`; null before there is one of this architecture. In a population, that of the first member. */
export function networkIn(pictures: Pictures, architecture: Architecture, seeds: number): NetworkArrays | null {
  const picture = pictures.network;
  if (!picture) return null;
  const expected = lengths(architecture);
  const maps = first(picture.maps, seeds);
  const weights = first(picture.weights, seeds);
  const dead = first(picture.dead, seeds);
  const biases = first(picture.biases, seeds);
  if (!maps || !weights || !dead || !biases) return null;
  const [count = 0, size = 0] = maps.shape;
  if (count !== expected.maps || weights.shape[0] !== expected.links || biases.shape[0] !== expected.biases) return null;
  return {
    codes: maps.data as Uint8Array,
    count,
    size,
    weights: weights.data as Float64Array,
    dead: dead.data as Uint8Array,
    biases: biases.data as Float64Array,
  };
}

/** A picture with one `map`, `output` or `node`; `winner` says of several classes which is the likeliest. */
export function mapIn(pictures: Pictures, key: string, seeds: number): MapArrays | null {
  const map = first(pictures[key]?.map, seeds);
  if (!map) return null;
  const winner = first(pictures[key]?.winner, seeds);
  return { codes: map.data as Uint8Array, size: map.shape[0] ?? 0, winner: winner ? (winner.data as Uint8Array) : null };
}

/** The points, whether the visitor has brought them, and the names of their classes where a file did. */
export function pointsIn(
  pictures: Pictures,
  seeds: number,
): { points: Points; own: boolean; names: readonly string[] } | null {
  const picture = pictures.points;
  const x = first(picture?.x, seeds);
  const y = first(picture?.y, seeds);
  const label = first(picture?.label, seeds);
  const test = first(picture?.test, seeds);
  if (!x || !y || !label || !test) return null;
  const column = (drawn: Drawn): Float64Array => drawn.data as Float64Array;
  const points = { x: column(x), y: column(y), label: column(label), test: test.data as Uint8Array };
  const own = Number(first(picture?.own, seeds)?.data[0] ?? 0) === 1;
  return { points, own, names: namesIn(first(picture?.names, seeds)) };
}

export interface Confusion {
  readonly tables: readonly [number[][], number[][]]; // training and test: right class, answered class
  readonly counts: readonly [number, number]; // of training and test points
}

export function confusionIn(pictures: Pictures, seeds: number): Confusion | null {
  const confusion = first(pictures.answers?.confusion, seeds);
  const counts = first(pictures.answers?.count, seeds);
  if (!confusion || !counts) return null;
  const classes = confusion.shape[1] ?? 1;
  const numbers = Array.from(confusion.data as ArrayLike<number | bigint>, Number);
  const table = (part: number): number[][] =>
    Array.from({ length: classes }, (_, row) => numbers.slice((part * classes + row) * classes, (part * classes + row + 1) * classes));
  return { tables: [table(0), table(1)], counts: [Number(counts.data[0]), Number(counts.data[1])] };
}
