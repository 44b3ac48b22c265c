import { expect, test } from "vitest";
import { type Plane, ticks, toCanvas, toPlane } from "./plane";

const PLANE: Plane = { x: 30, y: 10, side: 240, low: -6, high: 6 };

test("the plane's corners are the window's, with y upwards", () => {
  expect(toCanvas(PLANE, -6, 6)).toEqual([30, 10]);
  expect(toCanvas(PLANE, 6, -6)).toEqual([270, 250]);
  expect(toCanvas(PLANE, 0, 0)).toEqual([150, 130]);
});

test("the way back, and nothing outside the window", () => {
  expect(toPlane(PLANE, 150, 130)).toEqual([0, 0]);
  expect(toPlane(PLANE, 30, 10)).toEqual([-6, 6]);
  expect(toPlane(PLANE, 29, 10)).toBeNull();
  expect(toPlane(PLANE, 100, 251)).toBeNull();
});

test("ticks are round and never crowd", () => {
  expect(ticks(PLANE, 18)).toEqual([-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6]);
  expect(ticks(PLANE, 30)).toEqual([-6, -4, -2, 0, 2, 4, 6]);
  expect(ticks({ ...PLANE, side: 60 }, 20)).toEqual([-6, 0, 6]);
});
