import { expect, test } from "vitest";
import { powerTicks, roundTicks } from "./ticks";

test("round numbers", () => {
  expect(roundTicks(0, 0.53, 5)).toEqual([0, 0.2, 0.4]);
  expect(roundTicks(0, 1204, 4)).toEqual([0, 500, 1000]);
  expect(roundTicks(0.1, 0.3, 4)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3]);
  expect(roundTicks(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(roundTicks(3, 3, 4)).toEqual([3]);
});

test("powers of ten, thinned or filled", () => {
  expect(powerTicks(0.002, 0.6, 5)).toEqual([0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5]);
  expect(powerTicks(1e-4, 1, 5)).toEqual([1e-4, 1e-3, 1e-2, 0.1, 1]);
  expect(powerTicks(1e-12, 1, 5)).toEqual([1e-12, 1e-9, 1e-6, 1e-3, 1]);
  expect(powerTicks(0.41, 0.43, 3)).toEqual([0.41, 0.42, 0.43]);
});

test("there are never so many that they could hang the page", () => {
  for (const [low, high] of [[0, 1e300], [1e-300, 1e300], [0.1, 0.1 + 1e-16]] as const) {
    expect(roundTicks(low, high, 5).length).toBeLessThan(12);
    if (low > 0) expect(powerTicks(low, high, 5).length).toBeLessThan(12);
  }
});
