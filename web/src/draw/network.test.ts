import { expect, test } from "vitest";
import { type Link, lineWidth, nearestLink, rise } from "./network";

test("lines are 1 to 10 wide for magnitudes from 0 to 5, whatever the sign", () => {
  expect(lineWidth(0)).toBe(1);
  expect(lineWidth(2.5)).toBe(5.5);
  expect(lineWidth(-5)).toBe(10);
  expect(lineWidth(80)).toBe(10);
  expect(lineWidth(5, 0.5)).toBe(5);
});

test("a link starts level, crosses the middle half way and ends level", () => {
  expect(rise(0)).toBe(0);
  expect(rise(0.5)).toBeCloseTo(0.5, 9);
  expect(rise(1)).toBe(1);
  expect(rise(0.2) + rise(0.8)).toBeCloseTo(1, 9);
});

test("the height of a link is that of the curve as it is drawn", () => {
  for (const t of [0.1, 0.3, 0.6, 0.9]) {
    const s = 1 - t;
    const across = 3 * 0.5 * t * s * s + 3 * 0.5 * t * t * s + t ** 3;
    const up = 3 * t * t * s + t ** 3;
    expect(rise(across)).toBeCloseTo(up, 6);
  }
});

test("the nearest link is found within reach only", () => {
  const links: Link[] = [
    { x0: 0, y0: 0, x1: 100, y1: 0 },
    { x0: 0, y0: 0, x1: 100, y1: 80 },
  ];
  expect(nearestLink(links, 50, 3, 8)).toBe(0);
  expect(nearestLink(links, 50, 42, 8)).toBe(1);
  expect(nearestLink(links, 50, 20, 8)).toBe(-1);
  expect(nearestLink(links, 101, 0, 8)).toBe(-1);
});
