import { expect, test } from "vitest";
import { stepTicks, type Frame } from "./axes";
import { nearestIndex, rangeOf } from "./curves";

const chart = (values: number[], logarithmic = false): Parameters<typeof rangeOf>[0] => ({
  lines: [{ steps: values.map((_, index) => index), values, colour: "", dash: [], width: 1 }],
  bands: [],
  logarithmic,
});

test("an axis of losses begins at zero and ends a little above the largest", () => {
  expect(rangeOf(chart([0.5, 0.25]))).toEqual({ low: 0, high: 0.52 });
});

test("negative values have room below", () => {
  expect(rangeOf(chart([-1, 1]))).toEqual({ low: -1.08, high: 1.08 });
});

test("a logarithmic axis has no place for zero, and nothing has one for what is no number", () => {
  expect(rangeOf(chart([0, 0.001, 1, NaN], true))).toEqual({ low: 0.001, high: 1 });
  expect(rangeOf(chart([NaN, Infinity]))).toEqual({ low: 0, high: 1 });
  expect(rangeOf(chart([0, -1], true))).toEqual({ low: 0.1, high: 1 });
  expect(rangeOf(chart([0, 0]))).toEqual({ low: 0, high: 1 });
});

test("bands count", () => {
  const bands = [{ steps: [0], low: [0.1], high: [2], colour: "", opacity: 1 }];
  expect(rangeOf({ lines: [], bands, logarithmic: true })).toEqual({ low: 0.1, high: 2 });
});

test("the pointer finds the nearest step", () => {
  const frame: Frame = {
    left: 10, right: 110, top: 0, bottom: 50, firstStep: 0, lastStep: 100, low: 0, high: 1, logarithmic: false,
  };
  const steps = [0, 10, 50, 100];
  expect([0, 10, 14, 16, 41, 200].map((x) => nearestIndex(steps, frame, x))).toEqual([0, 0, 0, 1, 2, 3]);
  expect(nearestIndex([], frame, 5)).toBe(-1);
});

test("steps are marked as densely as they can be read", () => {
  const frame: Frame = {
    left: 0, right: 226, top: 0, bottom: 50, firstStep: 0, lastStep: 41_150, low: 0, high: 1, logarithmic: false,
  };
  expect(stepTicks(frame, 60)).toEqual([0, 20_000, 40_000]);
  expect(stepTicks({ ...frame, lastStep: 10 }, 20)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(stepTicks(frame, 500)).toEqual([0, 41_150]);
});
