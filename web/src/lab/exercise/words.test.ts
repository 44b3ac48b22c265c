import { expect, test } from "vitest";
import type { Text } from "../../protocol";
import type { Predict, Verdict } from "./exercise";
import { explanationOf, measureOf, replyTo, type Hearer } from "./words";

const both = (words: string): Text => ({ en: words, de: words });
const english: Hearer = { language: "en", say: ({ en }) => en };
const german: Hearer = { language: "de", say: ({ de }) => de };

const median: Predict = {
  kind: "predict",
  id: "one",
  lab: "slope",
  title: both("Title"),
  question: both("Question"),
  because: { en: "From {1} to {2}, {quantity}; {other}.", de: "Von {1} auf {2}." },
  settings: {},
  seed: 0,
  measure: { of: "median", reading: "loss", at_most: null, axis: null },
  steps: 10,
  seeds: 16,
  groups: [
    { label: both("a"), settings: {} },
    { label: both("b"), settings: {} },
  ],
  compare: { how: "quotient", least: 0 },
  choices: [
    { words: both("less"), reply: both("No.") },
    { words: both("more"), reply: null },
  ],
  number: null,
};
const verdict: Verdict = {
  groups: [
    { values: [], measured: 0.5081 },
    { values: [], measured: 0.0625 },
  ],
  quantity: 0.123,
  right: 1,
};
const share: Predict = { ...median, measure: { of: "share", reading: "loss", at_most: 0.1, axis: null }, because: both("{1} runs"), compare: null };
const shares: Verdict = { groups: [{ values: [], measured: 0.75 }], quantity: 0.75, right: null };

test("measures are numbers in the visitor's language, and shares are counted in runs", () => {
  expect(measureOf(median, 0.5081, german)).toBe("Median 0,508");
  expect(measureOf(share, 0.75, english)).toBe("12 of 16");
  expect(measureOf(median, null, english)).toBe("median –");
});

test("a choice is answered with its own reply", () => {
  expect(replyTo(median, verdict, 0, english)).toBe("Not so. No.");
  expect(replyTo(median, verdict, 1, german)).toBe("Richtig.");
  expect(replyTo(median, { ...verdict, right: 0 }, 1, english)).toBe("Not so.");
  expect(replyTo(median, { ...verdict, right: null }, 0, english)).toContain("none of these");
});

test("a guess is compared with the number of runs", () => {
  const guess = { ...share, number: { low: 0, high: 16, step: 1, tolerance: 3 } };
  expect(replyTo(guess, shares, 12, english)).toBe("Exactly: 12.");
  expect(replyTo(guess, shares, 10, english)).toBe("Close enough: you said 10, it was 12.");
  expect(replyTo(guess, shares, 4, german)).toBe("Du sagtest 4, es waren 12.");
});

test("the explanation has the measured numbers in their places and leaves other braces alone", () => {
  expect(explanationOf(median, verdict, english)).toBe("From 0.508 to 0.0625, 0.123; {other}.");
  expect(explanationOf(share, shares, english)).toBe("12 of 16 runs");
});
