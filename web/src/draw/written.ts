/** A number on an axis: 1, 40, 1,000; very large and very small powers of ten with a small exponent. */

import type { Language } from "../protocol";
import { mark } from "../number";

const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

export function written(value: number, language: Language): string {
  const power = Math.log10(value);
  if (value !== 0 && (power < -2 || power >= 5) && Math.abs(power - Math.round(power)) < 1e-9) {
    return `10${[...String(Math.round(power))].map((sign) => (sign === "-" ? "⁻" : DIGITS[Number(sign)])).join("")}`;
  }
  return mark(value, language);
}
