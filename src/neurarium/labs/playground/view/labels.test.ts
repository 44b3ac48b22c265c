import { expect, test } from "vitest";
import { labelsOf, namesIn } from "./labels";

test("two classes are colours with their labels, several are letters, a regression has numbers", () => {
  expect(labelsOf("classification", 3, [], "en").say(-1)).toBe("orange (−1)");
  expect(labelsOf("classes", 3, [], "de").say(2)).toBe("C");
  expect(labelsOf("regression", 3, [], "de").say(-0.12345678)).toBe("−0,123");
});

test("a file's names go before letters and colours", () => {
  expect(labelsOf("classes", 3, ["ant", "bee", "cat"], "en").classes.map(({ name }) => name)).toEqual(["ant", "bee", "cat"]);
  expect(labelsOf("classification", 3, ["no", "yes"], "en").say(1)).toBe("yes (1)");
});

test("names come as bytes, one a line", () => {
  const data = new TextEncoder().encode("ant\nbée");
  expect(namesIn({ data, shape: [data.length] })).toEqual(["ant", "bée"]);
  expect(namesIn({ data: new Uint8Array(0), shape: [0] })).toEqual([]);
  expect(namesIn(null)).toEqual([]);
});
