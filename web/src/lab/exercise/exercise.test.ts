import { expect, test } from "vitest";
import { inRuns, isRight, partsOf, type Predict, type Verdict } from "./exercise";

const words = { en: "", de: "" };
const share: Predict = {
  kind: "predict",
  id: "one",
  lab: "slope",
  title: words,
  question: words,
  because: words,
  settings: {},
  seed: 0,
  measure: { of: "share", reading: "loss", at_most: 0.1, axis: null },
  steps: 10,
  seeds: 16,
  groups: [{ label: words, settings: {} }],
  compare: null,
  choices: [],
  number: { low: 0, high: 16, step: 1, tolerance: 3 },
};
const verdict: Verdict = { groups: [{ values: [], measured: 0.75 }], quantity: 0.75, right: null };

test("a lesson is cut where exercises stand", () => {
  const parts = partsOf("# Title\n\nWords.\n\n[exercise: one]\n\nMore [exercise: not] words.\n[exercise: two]\n");
  expect(parts).toEqual([
    { text: "# Title\n\nWords.\n\n" },
    { exercise: "one" },
    { text: "\n\nMore [exercise: not] words.\n" },
    { exercise: "two" },
  ]);
});

test("a share is asked for as a number of runs, and right within the tolerance", () => {
  expect(inRuns(share, 0.75)).toBe(12);
  expect([8, 9, 12, 15, 16].map((answer) => isRight(share, verdict, answer))).toEqual([false, true, true, true, false]);
});

test("of several choices the one is right that the runs name", () => {
  const chosen = { ...share, number: null };
  expect([0, 1].map((answer) => isRight(chosen, { ...verdict, right: 1 }, answer))).toEqual([false, true]);
  expect(isRight(chosen, { ...verdict, right: null }, 0)).toBe(false);
});
