/** Numbers that the engine has cut off after two decimals, as they are written. */

import type { Language } from "$web/protocol";

/** 77 is 0.77, in German 0,77; with a true minus sign. */
export function decimals(hundredths: number, language: Language): string {
  const size = Math.abs(hundredths);
  const point = language === "de" ? "," : ".";
  const text = `${Math.trunc(size / 100)}${point}${String(size % 100).padStart(2, "0")}`;
  return hundredths < 0 ? `−${text}` : text;
}

/** A pixel: 1 or −1. */
export function pixel(hundredths: number): string {
  return hundredths < 0 ? "−1" : "1";
}

/** Always two decimals, rounded: for answers, which are no fractions. */
export function rounded(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value).replace("-", "−");
}
