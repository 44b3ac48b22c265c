import { expect, test } from "vitest";
import { bracketed, column, decimalsOf, number } from "./column";

test("the largest number decides how many decimals all have", () => {
  expect(column([1.5, -0.02, 12], "en")).toEqual(["1.500", "−0.020", "12.000"]);
  expect(column([1.5, -0.02], "de")).toEqual(["1,500", "−0,020"]);
  expect(column([0.00123, -0.0004], "en")).toEqual(["0.00123", "−0.00040"]);
  expect(column([0, 0], "en")).toEqual(["0.000", "0.000"]);
  expect(column([], "en")).toEqual([]);
});

test("what is too large or too small is written with a power of ten", () => {
  expect(decimalsOf([3e-7])).toBeNull();
  expect(number(3e-7, "en")).toBe("3.00e−7");
  expect(number(1e308, "de")).toBe("1,00e308");
  expect(number(1234.56, "en")).toBe("1,234.6");
});

test("no column is wider than its numbers need", () => {
  expect([2000, 200, 20, 2, 0.2, 0.02, 0.002, 0.0002].map((most) => decimalsOf([most]))).toEqual([1, 2, 3, 3, 3, 4, 5, 6]);
});

test("negative numbers inside a formula stand in brackets", () => {
  expect(bracketed(-0.5, "en")).toBe("(−0.500)");
  expect(bracketed(0.5, "en")).toBe("0.500");
});
