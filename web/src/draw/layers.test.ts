import { expect, test } from "vitest";
import { arrange, connect, divide } from "./layers";

const REM = 16;

test("a small network and the large picture stand side by side", () => {
  const { stacked, network, large } = divide(900, 4, 7, REM);
  expect(stacked).toBe(false);
  expect(large).toBe(360);
  expect(network).toBe(516);
});

test("on a phone they stand one below the other, and ten layers scroll inside", () => {
  expect(divide(328, 3, 7, REM)).toEqual({ stacked: true, network: 328, large: 328 });
  const deep = divide(328, 12, 7, REM);
  expect(deep.network).toBe((11 * 3.5 + 7) * REM);
});

test("neither grows without end", () => {
  const { network, large } = divide(3000, 4, 7, REM);
  expect(large).toBe(46 * REM);
  expect(network).toBe((3 * 15 + 7) * REM);
});

test("together they never need more than the width", () => {
  for (let columns = 2; columns <= 12; columns++) {
    for (let width = 328; width <= 3000; width += 37) {
      const { stacked, network, large } = divide(width, columns, 7, REM);
      if (!stacked) expect(network + large).toBeLessThanOrEqual(width);
      expect(large).toBeLessThanOrEqual(width);
    }
  }
});

test("nodes of a column stand one below the other around the middle, and never overlap", () => {
  for (const counts of [[7, 1], [7, 4, 2, 1], [7, ...Array<number>(10).fill(32), 1]]) {
    const { columns, height, side } = arrange(counts, { width: 700, height: 300, left: 60, right: 20 }, REM);
    expect(side).toBeGreaterThanOrEqual(10);
    for (const [index, column] of columns.entries()) {
      expect(column).toHaveLength(counts[index]!);
      const top = column[0]!.y;
      const bottom = column.at(-1)!.y + side;
      expect(Math.abs(top - (height - bottom))).toBeLessThanOrEqual(1);
      expect(top).toBeGreaterThanOrEqual(0);
      column.slice(1).forEach((box, above) => expect(box.y - column[above]!.y).toBeGreaterThan(side));
    }
    expect(columns[0]![0]!.x).toBe(60);
    expect(columns.at(-1)![0]!.x + side).toBeCloseTo(680, 0);
  }
});

test("crowded layers take the height they need", () => {
  expect(arrange([7, 32, 1], { width: 700, height: 300, left: 0, right: 0 }, REM).height).toBe(32 * 18);
  expect(arrange([7, 4, 1], { width: 700, height: 300, left: 0, right: 0 }, REM).height).toBe(300);
});

test("links run destination by destination, each from all its sources", () => {
  const { columns } = arrange([2, 3, 1], { width: 300, height: 200, left: 0, right: 0 }, REM);
  const links = connect(columns);
  expect(links).toHaveLength(2 * 3 + 3);
  const [a, b] = columns[0]!;
  const first = columns[1]![0]!;
  expect(links[0]).toEqual({ x0: a!.x + a!.side, y0: a!.y + a!.side / 2, x1: first.x, y1: first.y + first.side / 2 });
  expect(links[1]!.y0).toBe(b!.y + b!.side / 2);
  expect(links[8]!.x1).toBe(columns[2]![0]!.x);
});
