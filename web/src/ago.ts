/** How long ago something was, in words. */

import type { Language } from "./protocol";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
  ["year", Infinity],
];

/** "5 minutes ago"; `time` is ISO 8601. */
export function ago(time: string, language: Language, now = Date.now()): string {
  let passed = Math.min(0, (Date.parse(time) - now) / 1000);
  if (!Number.isFinite(passed)) return "";
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  for (const [unit, size] of UNITS) {
    if (-passed < size) return words.format(Math.round(passed), unit);
    passed /= size;
  }
  return "";
}
