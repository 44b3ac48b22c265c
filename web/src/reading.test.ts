import { expect, test } from "vitest";
import { mainReading, quantile, single } from "./reading";
import { text } from "./text";

const reading = (name: string, lower_is_better: boolean | null) => ({
  name, label: text(name, name), help: text("", ""), lower_is_better, percent: false, when: null,
});

test("the test loss matters more than the training loss", () => {
  const readings = [reading("time", null), reading("train_loss", true), reading("test_loss", true)];
  expect(mainReading({ readings })?.name).toBe("test_loss");
  expect(mainReading({ readings: readings.slice(0, 2) })?.name).toBe("train_loss");
  expect(mainReading({ readings: [] })).toBeNull();
});

test("quantiles", () => {
  expect([0, 0.25, 0.5, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 1.75, 2.5, 4]);
  expect(quantile([NaN], 0.5)).toBeNull();
});

test("a population is summed up by its median, without those that left the numbers", () => {
  expect(single([3, null, 1, 2])).toBe(2);
  expect(single(0.5)).toBe(0.5);
  expect(single(undefined)).toBeNull();
  expect(single([null])).toBeNull();
});
