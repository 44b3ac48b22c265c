/** Points drawn by hand: a sheet that begins with the present points, what a pen and a rubber do to it, and its CSV. */

import type { Points } from "$web/draw/points";

export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
  readonly test: boolean | null; // null: new, not yet shared out
}

export type Sheet = readonly DrawnPoint[];

export const MOST_POINTS = 20_000;
const DIGITS = 3; // of a drawn place: finer than a pointer

export function sheetOf({ x, y, label, test }: Points): Sheet {
  return Array.from(x, (_, index) => ({ x: x[index]!, y: y[index]!, label: label[index]!, test: test[index] === 1 }));
}

/** The sheet as it is drawn: new points are shown as training points. */
export function pointsOf(sheet: Sheet): Points {
  return {
    x: sheet.map((point) => point.x),
    y: sheet.map((point) => point.y),
    label: sheet.map((point) => point.label),
    test: sheet.map((point) => (point.test ? 1 : 0)),
  };
}

/** The sheet with one point more; the same sheet where there are too many already. */
export function withPoint(sheet: Sheet, x: number, y: number, label: number): Sheet {
  if (sheet.length >= MOST_POINTS) return sheet;
  const round = (value: number): number => Number(value.toFixed(DIGITS));
  return [...sheet, { x: round(x), y: round(y), label, test: null }];
}

/** The sheet without the points around a place; the same sheet where there are none. */
export function without(sheet: Sheet, x: number, y: number, radius: number): Sheet {
  const left = sheet.filter((point) => Math.hypot(point.x - x, point.y - y) > radius);
  return left.length === sheet.length ? sheet : left;
}

export type Lack = "none" | "one" | "alike";

/** Why the network could not learn from the sheet: no point, a single one, or all of one class. */
export function lackOf(sheet: Sheet, regression: boolean): Lack | null {
  if (sheet.length === 0) return "none";
  if (sheet.length === 1) return "one";
  return !regression && sheet.every((point) => point.label === sheet[0]!.label) ? "alike" : null;
}

/** How many points the pen has made. */
export function drawnOn(sheet: Sheet): number {
  return sheet.reduce((sum, point) => sum + (point.test === null ? 1 : 0), 0);
}

/**
 * The sheet as CSV. The new points of each label are shared out between training and test; they go between the old
 * ones in an order of chance, for a network that sees one class after the other forgets the first.
 *
 * Arguments:
 *   share: percent of the new points that are for training.
 *   name: what stands in the column of labels.
 *   chance: a number in [0, 1).
 */
export function csvOf(sheet: Sheet, share: number, name: (label: number) => string, chance: () => number): string {
  const counts = new Map<number, number>();
  const rows = sheet.map((point) => ({ ...point, test: point.test ?? !forTraining(point.label) }));
  if (drawnOn(sheet) > 0) shuffle(rows, chance);
  // Both parts need a point, even of a sheet of two.
  if (rows.every((row) => row.test)) rows[0]!.test = false;
  if (rows.every((row) => !row.test)) rows[rows.length - 1]!.test = true;
  const lines = rows.map(({ x, y, label, test }) => `${x},${y},${name(label)},${test ? "test" : "train"}`);
  return `x,y,label,split\n${lines.join("\n")}\n`;

  function forTraining(label: number): boolean {
    const before = counts.get(label) ?? 0;
    counts.set(label, before + 1);
    return Math.ceil(((before + 1) * share) / 100) > Math.ceil((before * share) / 100);
  }
}

function shuffle<T>(rows: T[], chance: () => number): void {
  for (let last = rows.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [rows[last], rows[other]] = [rows[other]!, rows[last]!];
  }
}

/** A cell of a CSV file. */
export function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
