/** When questions come back. */

import type { Language } from "../../protocol";
import type { Progress } from "../course";

/** How many of a course's questions are to be repeated at this time (in milliseconds). */
export function due(progress: Progress, course: string, now: number): number {
  return Object.entries(progress.questions).filter(([name, { due }]) => name.startsWith(`${course}/`) && due !== null && Date.parse(due) <= now).length;
}

const UNITS = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** A time to come as people say it: in 10 minutes, tomorrow. */
export function comesBack(time: string, language: Language, now: number): string {
  const seconds = Math.max(60, (Date.parse(time) - now) / 1000);
  const [unit, size] = UNITS.find(([, size]) => seconds >= 0.95 * size) ?? UNITS[4];
  return new Intl.RelativeTimeFormat(language, { numeric: unit === "day" ? "auto" : "always" }).format(Math.round(seconds / size), unit);
}
