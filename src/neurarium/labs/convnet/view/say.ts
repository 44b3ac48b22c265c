/** Numbers of a unit's arithmetic as they are written. */

import type { Language } from "$web/protocol";
import { fixed, short } from "$web/number";

/** In a cell there is room for four signs: two decimals, one from ten on. */
export function cell(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size < 0.005) return value < 0 ? "−0" : "0";
  return fixed(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2, language);
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** The power of ten that is put before a table whose strongest number would not fit into its cells; 0: none is needed. */
export function powerOf(strongest: number): number {
  if (strongest === 0 || (strongest >= 0.1 && strongest < 1000)) return 0;
  return Math.floor(Math.log10(strongest));
}

/** As in "· 10⁻⁵". */
export const timesTen = (power: number): string => `· 10${power < 0 ? "⁻" : ""}${[...String(Math.abs(power))].map((digit) => RAISED[Number(digit)]).join("")}`;

/** In a sum: as signed as it is. */
export const signed = (value: number, language: Language): string => (value < 0 ? `(${short(value, language)})` : short(value, language));
