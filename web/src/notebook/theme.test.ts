import { expect, test } from "vitest";
import { themeOf } from "./theme";

test("light text stands on a dark ground", () => {
  expect(themeOf([255, 255, 255])).toBe("dark");
  expect(themeOf([212, 212, 212])).toBe("dark");
  expect(themeOf([0, 0, 0])).toBe("light");
  expect(themeOf([66, 66, 66, 222])).toBe("light");
});
