/** The pictures' arrays as the view reads them; in a population those of the first member. Nothing is computed here. */

import type { Drawn, Numbers, Pictures } from "$web/model";
import type { Text } from "$web/protocol";
import { first } from "$web/member";

/** Bytes of an array that is drawn, and its shape; null until it has come. */
export interface Bytes {
  readonly data: Uint8Array;
  readonly shape: readonly number[];
}

export function bytesIn(pictures: Pictures, key: string, name: string, seeds: number): Bytes | null {
  return first(pictures[key]?.[name], seeds) as Bytes | null;
}

/** Numbers of arrays by name: `read("unit", "sums")`; empty until they have come. */
export type Read = (key: string, name: string) => readonly number[];

const NONE: readonly number[] = [];

/** The same array is read into the same numbers, so that nothing is made anew that has not changed. */
export function reader(pictures: Pictures, seeds: number): Read {
  return (key, name) => {
    const drawn = pictures[key]?.[name];
    return drawn ? kept(numbersOf, drawn, () => plain(first(drawn, seeds)!.data)) : NONE;
  };
}

const numbersOf = new WeakMap<Drawn, readonly number[]>();

function kept<Made>(made: WeakMap<Drawn, Made>, drawn: Drawn, make: () => Made): Made {
  let known = made.get(drawn);
  if (known === undefined) made.set(drawn, (known = make()));
  return known;
}

export function shapeIn(pictures: Pictures, key: string, name: string, seeds: number): number[] {
  return first(pictures[key]?.[name], seeds)?.shape ?? [];
}

const plain = (numbers: Numbers): number[] => Array.from(numbers as ArrayLike<number | bigint>, Number);

/** A picture as it is shown: rows, columns, and one grey or three colours a pixel. */
export interface Pixels {
  readonly data: Uint8Array; // (height, width, channels)
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The only picture of an array. */
export function pixelsIn(pictures: Pictures, key: string, seeds: number): Pixels | null {
  const bytes = bytesIn(pictures, key, "pixels", seeds);
  const [height = 0, width = 0, channels = 1] = bytes?.shape ?? [];
  return bytes && { data: bytes.data, height, width, channels };
}

const stacks = new WeakMap<Drawn, readonly Pixels[]>();

/** All pictures of a stack. */
export function stackIn(pictures: Pictures, key: string, seeds: number): readonly Pixels[] {
  const drawn = pictures[key]?.pixels;
  if (!drawn) return [];
  return kept(stacks, drawn, () => {
    const { data, shape } = first(drawn, seeds)!;
    const [count = 0, height = 0, width = 0, channels = 1] = shape;
    const length = height * width * channels;
    const one = (index: number): Uint8Array => (data as Uint8Array).subarray(index * length, (index + 1) * length);
    return Array.from({ length: count }, (_, index) => ({ data: one(index), height, width, channels }));
  });
}

/** Whether two pictures look the same. */
export function samePixels(one: Pixels | null, other: Pixels | null): boolean {
  if (!one || !other) return one === other;
  const shaped = one.height === other.height && one.width === other.width && one.channels === other.channels;
  return shaped && one.data.every((value, at) => value === other.data[at]);
}

const decoder = new TextDecoder();

const texts = new WeakMap<Drawn, unknown>();

function jsonIn(pictures: Pictures, name: string, seeds: number): unknown {
  const drawn = pictures["names"]?.[name];
  return drawn ? kept(texts, drawn, () => JSON.parse(decoder.decode(first(drawn, seeds)!.data as Uint8Array))) : null;
}

const NAMELESS: readonly Text[] = [];

/** The names of the classes. */
export const namesIn = (pictures: Pictures, seeds: number): readonly Text[] => (jsonIn(pictures, "json", seeds) as Text[] | null) ?? NAMELESS;

/** How the pictures were split into training, validation and test. */
export const splitIn = (pictures: Pictures, seeds: number): Text | null => jsonIn(pictures, "about", seeds) as Text | null;

export interface Progress {
  readonly steps: number;
  readonly epoch: number; // steps of one
  readonly planned: number;
  readonly counts: Readonly<Record<"train" | "validation" | "test", number>>;
  readonly measured: number; // the step of the last measurement
  readonly rate: number;
}

export function progressIn(read: Read): Progress | null {
  const [steps, epoch = 1, planned = 0, train = 0, validation = 0, test = 0, measured = 0] = read("progress", "numbers");
  if (steps === undefined) return null;
  return { steps, epoch, planned, counts: { train, validation, test }, measured, rate: read("progress", "rate")[0] ?? 0 };
}
