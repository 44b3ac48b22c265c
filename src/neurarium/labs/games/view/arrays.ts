/** The pictures' arrays as the view reads them; of a population, the first member's. */

import { first } from "$web/member";
import type { Pictures } from "$web/model";

export interface Position {
  rows: number;
  columns: number;
  cells: number[]; // 1 first player, -1 second, 0 empty
  legal: boolean[];
  moves: number[];
  turn: number; // who is to move, 0 if it is over
  winner: number;
  visitor: number;
  last: number;
  names: string[];
  score: number[]; // of Go: Black's and White's points as the board stands, and komi
}

export type Read = (picture: string, array: string) => { values: number[]; shape: number[] };

/** Reads one array of one picture; empty before there is one. */
export function reader(pictures: Pictures, seeds: number): Read {
  return (picture, array) => {
    const found = first(pictures[picture]?.[array], seeds);
    return { values: found ? Array.from(found.data, Number) : [], shape: found?.shape ?? [] };
  };
}

/** The picture `board`; null before there is one. */
export function positionIn(read: Read, key = "board"): Position | null {
  const { values: cells, shape } = read(key, "cells");
  const [rows = 0, columns = 0] = shape;
  if (rows === 0) return null;
  const [turn = 0, winner = 0, visitor = 1, , last = -1] = read(key, "about").values;
  const letters = read(key, "names").values;
  return {
    rows,
    columns,
    cells,
    legal: read(key, "legal").values.map((one) => one > 0),
    moves: read(key, "moves").values,
    turn,
    winner,
    visitor,
    last,
    names: new TextDecoder().decode(Uint8Array.from(letters)).split(" "),
    score: read(key, "score").values,
  };
}

/** Row `index` of a table. */
export function row({ values, shape }: ReturnType<Read>, index: number): number[] {
  const length = shape.slice(1).reduce((product, size) => product * size, 1);
  return values.slice(index * length, (index + 1) * length);
}
