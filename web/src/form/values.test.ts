import { expect, test } from "vitest";
import type { Field } from "../protocol";
import { text } from "../text";
import { allowed, bounds, meant, nearestMark, numberIn, parseNumber, shown, toggled } from "./values";

const common = { name: "n", label: text("N", "N"), help: text("", ""), group: "", restarts: false, folded: false, when: null };
const options = { x: text("x", "x"), sin: text("sine", "Sinus") };
const several: Field = { ...common, kind: "several", default: [], options, fewest: 1 };
const sizes: Field = { ...common, kind: "sizes", default: [], low: 1, high: 8, longest: 6 };
const rate = { ...common, kind: "real", default: 0.03, low: 0, high: 10, marks: [] } as const satisfies Field;

test("values in words", () => {
  expect(shown(several, ["x", "sin"], "de")).toBe("x, Sinus");
  expect(shown(sizes, [8, 4], "en")).toBe("8, 4");
  expect(shown(sizes, [], "de")).toBe("keine Schicht");
  expect(shown(rate, 0.03, "de")).toBe("0,03");
  expect(shown({ ...common, kind: "flag", default: false }, true, "en")).toBe("on");
});

test("a number that is no amount is read and written as its word", () => {
  const images: Field = { ...common, kind: "whole", default: 0, low: 0, high: 60_000, step: 100, zero: text("all", "alle") };
  expect([0, 100].map((value) => shown(images, value, "de"))).toEqual(["alle", "100"]);
  expect(["all", " Alle", "0", "200", "some"].map((given) => numberIn(images, given))).toEqual([0, 0, 0, 200, null]);
  expect(numberIn(rate, "all")).toBeNull();
});

test("bounds in words", () => {
  expect(bounds(rate, "en")).toBe("A number from 0 to 10.");
  expect(bounds({ ...rate, kind: "whole", step: 1, low: 1, high: 512, zero: null }, "de")).toBe("Eine ganze Zahl von 1 bis 512.");
  expect(bounds(sizes, "de")).toBe("Bis zu 6 Schichten mit je 1 bis 8.");
  expect(bounds(several, "en")).toBe("At least 1.");
});

test("numbers are read with point or comma", () => {
  expect(["0,03", " 1e-3 ", "−2", "", "one", "1/2"].map(parseNumber)).toEqual([0.03, 0.001, -2, null, null, null]);
});

test("what lies outside the bounds is not sent", () => {
  expect([0, 10, 10.1, -1].map((value) => allowed(rate, value))).toEqual([true, true, false, false]);
});

test("the nearest mark, over decades by magnitude", () => {
  const marks = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1];
  expect(nearestMark(marks, 0.03)).toBe(5);
  expect(nearestMark(marks, 0.00004)).toBe(1);
  expect(nearestMark([0, 5, 10], 6)).toBe(1);
  expect(nearestMark([0, 0.001, 1], 0)).toBe(0);
});

test("what is chosen keeps the order of the options", () => {
  expect(toggled(["a", "b", "c"], ["c"], "a")).toEqual(["a", "c"]);
  expect(toggled(["a", "b", "c"], ["a", "c"], "a")).toEqual(["c"]);
});

test("what a link writes is what is meant", () => {
  const whole: Field = { ...common, kind: "whole", default: 3, low: 1, high: 9, step: 1, zero: null };
  expect([meant(whole, "5"), meant(whole, "five"), meant(whole, 7)]).toEqual([5, 3, 7]);
  expect([meant(sizes, "8,4"), meant(sizes, ""), meant(several, "x,sin")]).toEqual([[8, 4], [], ["x", "sin"]]);
  expect(meant({ ...common, kind: "flag", default: false }, "true")).toBe(true);
  expect(meant({ ...common, kind: "words", default: "", longest: 9 }, "8,4")).toBe("8,4");
});
