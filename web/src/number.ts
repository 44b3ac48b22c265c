/** Numbers as people read them: three significant digits, in the visitor's language, with a true minus sign. */

import type { Language } from "./protocol";

const SMALLEST = 1e-4; // below it a power of ten says more than zeros
const LARGEST = 1e6;

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format takes longer than using it thousands of times; they depend on nothing but their options. */
function format(language: Language, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, known);
  return known;
}

/** Three significant digits: 0.177, 12.3, 1,204, 3.1e-6. A missing value is a dash. */
export function short(value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < SMALLEST || size >= LARGEST)) {
    const [digits, exponent] = value.toExponential(2).split("e") as [string, string];
    return minus(`${local(Number(digits), language, 2)}e${Number(exponent)}`);
  }
  const decimals = size === 0 ? 2 : Math.max(0, 2 - Math.floor(Math.log10(size)));
  return local(value, language, decimals);
}

/** A share from 0 to 1: 97.2 %. A missing value is a dash. */
export function percent(value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  return `${local(100 * value, language, 1)} %`;
}

/** A whole number with the language's grouping. */
export function count(value: number, language: Language): string {
  return minus(format(language).format(Math.round(value)));
}

/** A setting's value: as short as it can be said exactly. */
export function exact(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < SMALLEST || size >= 1e9)) return minus(value.toExponential().replace(".", language === "de" ? "," : "."));
  return minus(format(language, { maximumSignificantDigits: 17, useGrouping: size >= 10_000 }).format(value));
}

/** So many decimals, always: a number that changes keeps its width. A missing value is a dash. */
export function fixed(value: number | null, decimals: number, language: Language): string {
  return value === null ? "–" : local(value, language, decimals);
}

/** The number that a visitor has typed, with point or comma; null where it is none. */
export function typed(text: string): number | null {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  const number = Number(plain);
  return plain === "" || !Number.isFinite(number) ? null : number;
}

/** A mark of an axis: as short as it can be. */
export function mark(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < SMALLEST || size >= LARGEST)) return minus(value.toExponential(0));
  return minus(format(language, { maximumSignificantDigits: 3 }).format(value));
}

/** A rate: two significant digits are enough, and it must not flicker. */
export function rough(value: number, language: Language): string {
  return format(language, { maximumSignificantDigits: 2 }).format(value);
}

function local(value: number, language: Language, decimals: number): string {
  return minus(format(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value));
}

/** With U+2212, which is as wide as a plus and never breaks a line. */
function minus(text: string): string {
  return text.replaceAll("-", "\u2212");
}
