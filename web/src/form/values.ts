/** What controls do with values: words for them, and the choices that sliders and lists stand on. */

import { exact } from "../number";
import type { Field, Language, Real, Value, Whole } from "../protocol";
import { form } from "../texts/lab";
import { fill } from "../text";

/** The value as a visitor reads it. */
export function shown(field: Field, value: Value, language: Language): string {
  switch (field.kind) {
    case "flag":
      return (value ? form.on : form.off)[language];
    case "choice":
      return field.options[String(value)]?.[language] ?? String(value);
    case "several":
    case "sequence":
      return items(value).map((item) => field.options[String(item)]?.[language] ?? String(item)).join(", ") || "–";
    case "sizes":
      return items(value).length > 0 ? items(value).join(", ") : form.noLayers[language];
    case "words":
      return String(value);
    default:
      return typeof value === "number" ? written(field, value, language) : String(value);
  }
}

/** A number as a visitor reads it, or the word that stands for it. */
export function written(field: Whole | Real, value: number, language: Language): string {
  return value === 0 && field.kind === "whole" && field.zero ? field.zero[language] : exact(value, language);
}

/** The number that a visitor has typed, also as a word; null where it is none. */
export function numberIn(field: Whole | Real, text: string): number | null {
  const word = text.trim().toLowerCase();
  const zero = field.kind === "whole" && field.zero !== null && Object.values(field.zero).some((known) => known.toLowerCase() === word);
  return zero ? 0 : parseNumber(text);
}

/** The bounds in words; empty where the control itself shows all that can be chosen. */
export function bounds(field: Field, language: Language): string {
  const number = (value: number): string => exact(value, language);
  switch (field.kind) {
    case "whole":
    case "real":
      return fill((field.kind === "whole" ? form.wholeRange : form.range)[language], { low: number(field.low), high: number(field.high) });
    case "several":
      return field.fewest > 0 ? fill(form.fewest[language], { count: field.fewest }) : "";
    case "sequence":
      return fill(form.mostItems[language], { count: field.longest });
    case "sizes":
      return fill(form.longest[language], { count: field.longest, low: field.low, high: field.high });
    default:
      return "";
  }
}

/** A value as the server will read it: a link writes numbers and lists as text, and stands in the form until the first frame. */
export function meant(field: Field, value: Value): Value {
  if (typeof value !== "string") return value;
  switch (field.kind) {
    case "whole":
    case "real":
      return parseNumber(value) ?? field.default;
    case "flag":
      return value === "true";
    case "several":
    case "sequence":
      return value === "" ? [] : value.split(",");
    case "sizes":
      return value === "" ? [] : value.split(",").map(Number);
    default:
      return value;
  }
}

export function items(value: Value | undefined): (string | number)[] {
  return Array.isArray(value) ? value : [];
}

/** The number in a text as either language writes it, or null. */
export function parseNumber(words: string): number | null {
  const plain = words.trim().replace(/[\u2212\u2013]/, "-").replace(",", ".");
  if (plain === "" || !Number.isFinite(Number(plain))) return null;
  return Number(plain);
}

/** Whether a number may be set at all; what may not is said before it is sent. */
export function allowed(field: Whole | Real, value: number): boolean {
  return value >= field.low && value <= field.high && (field.kind === "real" || Number.isInteger(value));
}

/** Index of the mark nearest to a value; marks are compared by their logarithm where they span decades. */
export function nearestMark(marks: readonly number[], value: number): number {
  const scale = (number: number): number => (number > 0 ? Math.log10(number) : -20);
  const spread = (marks.at(-1) ?? 0) > 100 * Math.min(...marks.filter((mark) => mark > 0));
  const distance = (mark: number): number => Math.abs(spread ? scale(mark) - scale(value) : mark - value);
  return marks.reduce((best, mark, index) => (distance(mark) < distance(marks[best]!) ? index : best), 0);
}

/** The list with an item added or taken away, in the order of the options. */
export function toggled(options: readonly string[], chosen: readonly string[], item: string): string[] {
  return options.filter((option) => (option === item ? !chosen.includes(item) : chosen.includes(option)));
}
