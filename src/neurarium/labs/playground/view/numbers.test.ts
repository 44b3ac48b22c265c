import { expect, test } from "vitest";
import { exact, fixed, short, typed } from "./numbers";

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
