/** Numbers that stand below each other: equally many decimals, so that points and commas stand in line. */

import type { Language } from "$web/protocol";
import { fixed, short } from "$web/number";

const LARGEST = 1e5;
const SMALLEST = 1e-5;
const MOST_DECIMALS = 6;

/** So many decimals that the largest shows three digits; null where only a power of ten says how large it is. */
export function decimalsOf(values: ArrayLike<number>): number | null {
  let most = 0;
  for (let index = 0; index < values.length; index++) most = Math.max(most, Math.abs(values[index]!));
  if (most >= LARGEST || (most > 0 && most < SMALLEST)) return null;
  if (most === 0 || most >= 0.1) return most >= 1000 ? 1 : most >= 100 ? 2 : 3;
  return Math.min(2 - Math.floor(Math.log10(most)), MOST_DECIMALS);
}

/** The numbers as they are written in one column. */
export function column(values: ArrayLike<number>, language: Language): string[] {
  const decimals = decimalsOf(values);
  return Array.from(values, (value) => (decimals === null ? short(value, language) : fixed(value, decimals, language)));
}

/** One number by the same rule. */
export function number(value: number, language: Language): string {
  return column([value], language)[0]!;
}

/** A factor or summand inside a formula: a negative one in brackets. */
export function bracketed(value: number, language: Language): string {
  const text = number(value, language);
  return text.startsWith("−") ? `(${text})` : text;
}
