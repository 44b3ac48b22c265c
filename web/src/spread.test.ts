import { expect, test } from "vitest";
import { History } from "./history";
import { Arrived, arrived, Spread } from "./spread";

const points = (steps: number[], rows: number[][]): Parameters<History["take"]>[1] => ({
  steps: { data: BigInt64Array.from(steps.map(BigInt)), shape: [steps.length] },
  loss: { data: Float64Array.from(rows.flat()), shape: [rows.length, rows[0]!.length] },
});

test("median, middle half and extremes at each step; who left the numbers does not count", () => {
  const history = new History();
  const spread = new Spread();
  history.take({ life: 1, from: 0 }, points([0, 1], [[4, 1, 3, 2, 5], [NaN, 2, NaN, 4, 3]]));
  const { lowest, lower, median, upper, highest } = spread.of(history, "loss");
  expect([lowest, lower, median, upper, highest].map((column) => [...column])).toEqual([
    [1, 2], [2, 2.5], [3, 3], [4, 3.5], [5, 4],
  ]);
});

test("a replaced point and a new life are noticed", () => {
  const history = new History();
  const spread = new Spread();
  history.take({ life: 1, from: 0 }, points([0, 1], [[1, 1], [2, 2]]));
  expect([...spread.of(history, "loss").median]).toEqual([1, 2]);
  history.take({ life: 1, from: 1 }, points([1, 2], [[5, 5], [6, 6]]));
  expect([...spread.of(history, "loss").median]).toEqual([1, 5, 6]);
  history.take({ life: 2, from: 0 }, points([0, 1, 2], [[7, 7], [8, 8], [9, 9]]));
  expect([...spread.of(history, "loss").median]).toEqual([7, 8, 9]);
});

test("another reading is another spread", () => {
  const history = new History();
  const spread = new Spread();
  history.take({ life: 1, from: 0 }, { ...points([0], [[1, 3]]), accuracy: { data: Float64Array.of(0.5, 0.7), shape: [1, 2] } });
  expect([...spread.of(history, "loss").median]).toEqual([2]);
  expect([...spread.of(history, "accuracy").median][0]).toBeCloseTo(0.6);
});

test("the share of runs that have come to a value, live and for another value anew", () => {
  const history = new History();
  const share = new Arrived();
  history.take({ life: 1, from: 0 }, points([0, 1], [[4, 1, 3, 2], [NaN, 1, 1, 2]]));
  expect([...share.of(history, "loss", 2, true)]).toEqual([0.5, 0.75]);
  history.take({ life: 1, from: 1 }, points([1, 2], [[1, 1, 1, 1], [0, 0, 0, 9]]));
  expect([...share.of(history, "loss", 2, true)]).toEqual([0.5, 1, 0.75]);
  expect([...share.of(history, "loss", 3, false)]).toEqual([0.5, 0, 0.25]);
  expect([null, undefined, NaN, 2].map((value) => arrived(value, 2, true))).toEqual([false, false, false, true]);
});
