import { expect, test } from "vitest";
import { apart } from "./apart";

const SIZE = [400, 300] as const;

test("what does not overlap stays", () => {
  const spots = [{ x: 50, y: 50 }, { x: 90, y: 50 }];
  expect(apart(spots, 24, ...SIZE)).toEqual(spots);
});

test("two discs part along their line, each half the way", () => {
  expect(apart([{ x: 100, y: 100 }, { x: 110, y: 100 }], 24, ...SIZE)).toEqual([{ x: 93, y: 100 }, { x: 117, y: 100 }]);
});

test("ten at the very same place, at the edge, can all be read", () => {
  const moved = apart(Array.from({ length: 10 }, (_, index) => ({ x: 395 + index / 100, y: 150 })), 24, ...SIZE);
  for (const [index, one] of moved.entries()) {
    expect(one.x).toBeLessThanOrEqual(388);
    for (const two of moved.slice(index + 1)) expect(Math.hypot(two.x - one.x, two.y - one.y)).toBeGreaterThan(8);
  }
});
