/** What the names of readings say: which are of the training data, and which one matters most. */

import { percent, short } from "./number";
import type { Description, Language, Measured, Reading, Values } from "./protocol";

/** The reading by which runs are compared: the first that has a better side and is not of the training data. */
export function mainReading(lab: Pick<Description, "readings">): Reading | null {
  const better = lab.readings.filter(({ lower_is_better }) => lower_is_better !== null);
  return better.find((reading) => !isTraining(reading)) ?? better[0] ?? lab.readings[0] ?? null;
}

/** The readings that there are with these settings. */
export function measured(lab: Pick<Description, "readings">, settings: Values): Reading[] {
  return lab.readings.filter(({ when }) => !when || when[1].includes(String(settings[when[0]])));
}

/** A reading's value as a visitor reads it. */
export function told({ percent: share }: Pick<Reading, "percent">, value: number | null | undefined, language: Language): string {
  return share ? percent(value, language) : short(value, language);
}

/** By the house's convention the name of a reading of the training data begins with `train`. */
export function isTraining({ name }: Pick<Reading, "name">): boolean {
  return name.startsWith("train");
}

/** One number: a population's median. */
export function single(value: Measured | undefined): number | null {
  if (!Array.isArray(value)) return value ?? null;
  return quantile(value.filter((item) => item !== null), 0.5);
}

/** The quantile with linear interpolation; null where there are no numbers. */
export function quantile(values: readonly number[], share: number): number | null {
  const known = values.filter((value) => Number.isFinite(value)).sort((one, other) => one - other);
  if (known.length === 0) return null;
  const place = share * (known.length - 1);
  const below = Math.floor(place);
  const low = known[below]!;
  return low + (place - below) * ((known[below + 1] ?? low) - low);
}
