import { expect, test } from "vitest";
import { written } from "./written";

test("numbers on an axis are short, and far powers of ten have an exponent", () => {
  expect(written(0, "en")).toBe("0");
  expect(written(1000, "en")).toBe("1,000");
  expect(written(0.01, "de")).toBe("0,01");
  expect(written(1e-12, "en")).toBe("10⁻¹²");
  expect(written(1e5, "de")).toBe("10⁵");
  expect(written(250_000, "en")).toBe("250,000");
});
