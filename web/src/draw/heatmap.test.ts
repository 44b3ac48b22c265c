import { expect, test } from "vitest";
import { colour, colourFramed, sample } from "./heatmap";

test("each byte becomes the lookup's pixel", () => {
  const pixels = new Uint32Array(3);
  colour(Uint8Array.of(2, 0, 255), Uint32Array.from({ length: 256 }, (_, code) => code * 1000), pixels);
  expect([...pixels]).toEqual([2000, 0, 255000]);
});

test("each map gets a frame of its own outermost samples", () => {
  const pixels = new Uint32Array(2 * 4 * 4);
  const lookup = Uint32Array.from({ length: 256 }, (_, code) => code);
  colourFramed({ codes: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), count: 2, size: 2 }, lookup, pixels);
  expect([...pixels]).toEqual([
    [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4],
    [5, 5, 6, 6, 5, 5, 6, 6, 7, 7, 8, 8, 7, 7, 8, 8],
  ].flat());
});

test("a map is read in the cell where one points, the edges included", () => {
  const codes = Uint8Array.of(10, 11, 12, 13, 14, 15, 16, 17, 18);
  expect(sample(codes, 3, 0, 0)).toBe(10);
  expect(sample(codes, 3, 0.32, 0.34)).toBe(13);
  expect(sample(codes, 3, 1, 0)).toBe(12);
  expect(sample(codes, 3, 0.5, 1)).toBe(17);
  expect(sample(codes, 3, 7, -1)).toBe(12);
});
