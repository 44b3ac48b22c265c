import { expect, it } from "vitest";
import { Pace } from "./pace";

it("says nothing at first, then from the speed how long it takes", () => {
  const pace = new Pace();
  expect(pace.left(0, 100, 0)).toBeNull();
  expect(pace.left(5, 100, 0.5)).toBeCloseTo(9.5);
  expect(pace.left(10, 100, 1)).toBeCloseTo(9);
});

it("forgets what was before a pause or a new beginning", () => {
  const pace = new Pace();
  pace.left(0, 100, 0);
  pace.left(10, 100, 1);
  expect(pace.left(11, 100, 9)).toBeNull();
  expect(pace.left(0, 100, 9.1)).toBeNull();
});
