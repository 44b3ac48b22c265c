import { expect, test } from "vitest";
import { cornerOf, mapsOf, tilingOf } from "./tiles";

test("tiles fill the width, as large as all of them find room", () => {
  const tiling = tilingOf(16, 430, 100, 300, 10, 20);
  expect(tiling).toEqual({ columns: 4, side: 100, gap: 10, label: 20, height: 4 * 130 - 10 });
  expect([0, 3, 4, 15].map((index) => cornerOf(tiling, index))).toEqual([[0, 0], [330, 0], [0, 130], [330, 390]]);
  expect(tilingOf(3, 50, 100, 300, 10, 0)).toMatchObject({ columns: 1, side: 50 });
  expect(tilingOf(64, 900, 60, 700, 5, 20)).toMatchObject({ columns: 11, side: 77, height: 6 * 102 - 5 });
});

test("two classes are told by their map, several by class and certainty", () => {
  const map = { data: Uint8Array.of(0, 254, 127, 10), shape: [1, 2, 2] };
  expect(mapsOf(map, { data: Uint8Array.of(0, 1, 0, 0), shape: [1, 2, 2] })).toEqual({ maps: { codes: map.data, count: 1, size: 2 }, classes: 0 });
  const several = mapsOf(map, { data: Uint8Array.of(0, 1, 2, 0), shape: [1, 2, 2] });
  expect(several?.classes).toBe(3);
  expect([...several!.maps.codes]).toEqual([0, 256 + 254, 512 + 127, 10]);
});

test("what is no stack of square maps of bytes is left alone", () => {
  expect(mapsOf(undefined, undefined)).toBeNull();
  expect(mapsOf({ data: new Uint8Array(6), shape: [1, 2, 3] }, undefined)).toBeNull();
  expect(mapsOf({ data: new Float64Array(4), shape: [1, 2, 2] }, undefined)).toBeNull();
});
