import { expect, it } from "vitest";
import type { Term } from "./course";
import { lettersOf, withWords } from "./glossary";

const term = (id: string, en: string, de: string): Term => ({ id, term: { en, de }, sentence: { en: "", de: "" }, source: "", also: { en: [], de: [] }, sections: [] });
const TERMS = [term("layer", "layer", "Schicht"), term("bias", "bias", "Schwellenwert"), term("agi", "AI", "Überbegriff"), term("one", "1x1 convolution", "1x1-Faltung")];

it("finds a term by its words in either language", () => {
  expect(withWords(TERMS, "schwellen").map(({ id }) => id)).toEqual(["bias"]);
  expect(withWords(TERMS, "uberbegriff").map(({ id }) => id)).toEqual(["agi"]);
  expect(withWords(TERMS, "")).toHaveLength(4);
});

it("puts terms under their letters, as each language sorts them", () => {
  expect(lettersOf(TERMS, "en").map(({ letter, terms }) => [letter, terms.length])).toEqual([["0–9", 1], ["A", 1], ["B", 1], ["L", 1]]);
  expect(lettersOf(TERMS, "de").map(({ letter }) => letter)).toEqual(["0–9", "S", "U"]);
});
