import { expect, test } from "vitest";

import { decimals, pixel, rounded } from "./numbers";

test("hundredths are written as they were cut off", () => {
  expect([100, 77, 5, 0, -11, -100].map((value) => decimals(value, "en"))).toEqual(["1.00", "0.77", "0.05", "0.00", "−0.11", "−1.00"]);
  expect(decimals(-55, "de")).toBe("−0,55");
});

test("a pixel is 1 or −1, an answer has two decimals", () => {
  expect([pixel(100), pixel(-100)]).toEqual(["1", "−1"]);
  expect([rounded(0.925, "en"), rounded(0.5, "de")]).toEqual(["0.93", "0,50"]);
});
