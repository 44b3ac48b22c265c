/** The page's numbers with a true minus sign. */

import * as page from "$web/number";
import type { Language } from "$web/protocol";

const minus = (text: string): string => text.replaceAll("-", "−");

/** Three significant digits. */
export function short(value: number | null, language: Language): string {
  return minus(page.short(value, language));
}

/** As short as it can be said exactly. */
export function exact(value: number, language: Language): string {
  return minus(page.exact(value, language));
}

/** So many decimals, always: a number that changes keeps its width. */
export function fixed(value: number | null, decimals: number, language: Language): string {
  if (value === null) return "–";
  const format = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return minus(new Intl.NumberFormat(language, format).format(value));
}

/** The number that a visitor has typed, with point or comma; null where it is none. */
export function typed(text: string): number | null {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  const number = Number(plain);
  return plain === "" || !Number.isFinite(number) ? null : number;
}
