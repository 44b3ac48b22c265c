import { expect, test } from "vitest";
import { layersOf } from "./layers";

test("the last two axes are a map, the others count", () => {
  const data = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  expect(layersOf({ data, shape: [2, 2, 2] })).toEqual([
    { data: Uint8Array.of(1, 2, 3, 4), rows: 2, columns: 2 },
    { data: Uint8Array.of(5, 6, 7, 8), rows: 2, columns: 2 },
  ]);
  expect(layersOf({ data, shape: [8] })).toEqual([]);
  expect(layersOf({ data: Uint8Array.of(), shape: [0, 4, 4] })).toEqual([]);
  expect(layersOf({ data: Uint8Array.of(), shape: [3, 0] })).toEqual([]);
});
