import { expect, test } from "vitest";
import type { Plane } from "./plane";
import { nearestPoint } from "./points";

const PLANE: Plane = { x: 0, y: 0, side: 120, low: -6, high: 6 };
const POINTS = { x: [-6, 0, 0.2], y: [6, 0, 0], label: [1, -1, 1], test: [0, 0, 1] };

test("the nearest point within reach", () => {
  expect(nearestPoint(PLANE, POINTS, 3, 4, 6, false)).toBe(0);
  expect(nearestPoint(PLANE, POINTS, 30, 30, 6, false)).toBe(-1);
});

test("test points are found only while they are shown", () => {
  expect(nearestPoint(PLANE, POINTS, 62, 60, 6, false)).toBe(1);
  expect(nearestPoint(PLANE, POINTS, 62, 60, 6, true)).toBe(2);
});
