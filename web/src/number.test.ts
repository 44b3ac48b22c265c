import { expect, test } from "vitest";
import { count, exact, fixed, mark, percent, short, typed } from "./number";

test("three significant digits, in the visitor's language", () => {
  expect(short(0.17691, "en")).toBe("0.177");
  expect(short(0.17691, "de")).toBe("0,177");
  expect(short(0.00312, "en")).toBe("0.00312");
  expect(short(12.34, "de")).toBe("12,3");
  expect(short(1234.5, "en")).toBe("1,235");
  expect(short(0, "en")).toBe("0.00");
  expect(short(3.14159e-7, "de")).toBe("3,14e−7");
  expect(short(-2.5e9, "en")).toBe("−2.50e9");
});

test("shares are in percent", () => {
  expect([0, 0.9716, 1, null].map((value) => percent(value, "de"))).toEqual(["0,0 %", "97,2 %", "100,0 %", "–"]);
});

test("a negative number has a true minus sign", () => {
  expect([short(-0.5, "en"), exact(-3, "de"), mark(-0.25, "en"), count(-2, "de")]).toEqual(["−0.500", "−3", "−0.25", "−2"]);
});

test("what is missing is a dash", () => {
  expect([null, undefined, NaN, Infinity].map((value) => short(value, "en"))).toEqual(["–", "–", "–", "–"]);
});

test("counts are grouped, settings are written exactly", () => {
  expect(count(1204, "en")).toBe("1,204");
  expect(count(1204, "de")).toBe("1.204");
  expect(exact(0.03, "de")).toBe("0,03");
  expect(exact(1e-5, "de")).toBe("1e−5");
  expect(exact(0.1 + 0.2, "en")).toBe("0.30000000000000004");
});

test("marks of an axis are short", () => {
  expect([0, 0.25, 1e-6, 2e12].map((value) => mark(value, "de"))).toEqual(["0", "0,25", "1e−6", "2e+12"]);
});

test("negative numbers bear a minus sign, not a hyphen", () => {
  expect(short(-0.868347, "en")).toBe("−0.868");
  expect(short(-0.868347, "de")).toBe("−0,868");
  expect(exact(-2.5, "de")).toBe("−2,5");
  expect(fixed(-0.8683471, 6, "en")).toBe("−0.868347");
  expect(fixed(null, 6, "en")).toBe("–");
});

test("what was written can be typed back, in both languages", () => {
  for (const language of ["en", "de"] as const) expect(typed(exact(-0.8683471234567, language))).toBe(-0.8683471234567);
  expect(typed(" 1e-3 ")).toBe(0.001);
  expect(typed("")).toBeNull();
  expect(typed("much")).toBeNull();
  expect(typed("1e999")).toBeNull();
});
