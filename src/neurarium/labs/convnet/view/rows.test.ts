import { expect, it } from "vitest";
import { layersIn } from "./network";
import { GAP, seats } from "./rows";

/** Kind, height, width, channels of each layer; the rest is of no matter here. */
const network = (...rows: [number, number, number, number][]) =>
  layersIn(rows.flatMap(([kind, height, width, channels]) => [kind, height, width, channels, ...Array<number>(10).fill(0)]));
const LECTURE = network([1, 28, 28, 16], [4, 28, 28, 16], [2, 14, 14, 16], [1, 14, 14, 32], [4, 14, 14, 32], [2, 7, 7, 32], [11, 1, 1, 1568], [13, 1, 1, 10]);

it("stands in one row on a desk and in several on a phone, and never wider than there is room", () => {
  for (const [width, count] of [[520, 1], [328, 2]] as const) {
    const rows = seats(LECTURE, width);
    expect(rows).toHaveLength(count);
    expect(rows.flat().map(({ layer }) => layer.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const row of rows) {
      expect(row.reduce((sum, { box }) => sum + box, (row.length - 1) * GAP)).toBeLessThanOrEqual(width + 1e-6);
      for (const { box, width: wide } of row) expect(wide).toBeLessThanOrEqual(box + 1e-6);
    }
  }
});

it("shows units in more columns where one would be too thin", () => {
  const seat = seats(LECTURE, 520)[0]![6]!;
  expect(seat.tiles.columns).toBeGreaterThan(10);
  expect(seat.tiles.columns * seat.tiles.rows).toBeGreaterThanOrEqual(1568);
});
