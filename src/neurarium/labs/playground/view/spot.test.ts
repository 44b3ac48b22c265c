import { expect, test } from "vitest";
import { labelsOf } from "./labels";
import { nearestTo, nextPoint, readingOf } from "./spot";

const POINTS = { x: [-5, 5, 0], y: [5, -5, 0], label: [1, -1, 1], test: [0, 0, 1] };
const MAP = { codes: Uint8Array.of(0, 127, 254, 254), size: 2, winner: null };

test("a place tells its value, a point what is wanted there", () => {
  const labels = labelsOf("classification", 3, [], "en");
  const german = labelsOf("classification", 3, [], "de");
  expect(readingOf({ x: 3, y: -3, point: -1 }, MAP, false, POINTS, null, labels, "en")).toEqual(["x 3.00, y −3.00: 1.00"]);
  expect(readingOf({ x: -5, y: 5, point: 0 }, MAP, false, POINTS, null, german, "de")).toEqual([
    "x −5,00, y 5,00: −1,00",
    "Trainingspunkt, gesucht blau (1)",
  ]);
});

test("of several classes the likeliest and its share are told", () => {
  const labels = labelsOf("classes", 3, ["ant", "bee", "cat"], "en");
  const map = { ...MAP, winner: Uint8Array.of(2, 0, 1, 1) };
  expect(readingOf({ x: -5, y: -5, point: -1 }, map, true, POINTS, null, labels, "en")).toEqual([
    "x −5.00, y −5.00: class bee, 100.0 %",
  ]);
});

test("the nearest of the points that are shown", () => {
  expect(nearestTo(POINTS, 1, 1, true)).toBe(2);
  expect(nearestTo(POINTS, 1, 0, false)).toBe(1);
  expect(nearestTo({ x: [], y: [], label: [], test: [] }, 0, 0, true)).toBe(-1);
});

test("from point to point, round the ends, past those that are not shown", () => {
  expect(nextPoint(POINTS, 1, 1, true)).toBe(2);
  expect(nextPoint(POINTS, 1, 1, false)).toBe(0);
  expect(nextPoint(POINTS, 0, -1, true)).toBe(2);
  expect(nextPoint(POINTS, 0, -1, false)).toBe(1);
});
