/** The pictures' arrays as the view reads them. */

import { first } from "$web/member";
import type { Pictures } from "$web/model";

export type Rows = number[][];
export type Read = (picture: string, array: string) => { values: number[]; shape: number[] };

/** Reads one array of one picture, of a population the first member's; empty before there is one. */
export function reader(pictures: Pictures, seeds: number): Read {
  return (picture, array) => {
    const found = first(pictures[picture]?.[array], seeds);
    return { values: found ? Array.from(found.data, Number) : [], shape: found?.shape ?? [] };
  };
}

/** An array cut along its last axis. */
export function rows({ values, shape }: ReturnType<Read>): Rows {
  const length = shape.at(-1) ?? 0;
  return length ? Array.from({ length: values.length / length }, (_, index) => values.slice(index * length, (index + 1) * length)) : [];
}

/** Of a population's picture, an array cut along its last axis, every member's. */
export function everyones(pictures: Pictures, picture: string, array: string): Rows {
  const drawn = pictures[picture]?.[array];
  return drawn ? rows({ values: Array.from(drawn.data, Number), shape: drawn.shape }) : [];
}
