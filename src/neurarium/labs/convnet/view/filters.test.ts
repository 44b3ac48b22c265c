import { describe, expect, it } from "vitest";
import { everyFilter, everySource } from "./filters";
import { layersIn } from "./network";

describe("filters", () => {
  // Two filters, two sources, one weight each.
  const all = { filters: 2, sources: 2, rows: 1, columns: 1, weights: [1, -1, 0, 0.5], reach: 1 };

  it("are shown for one source or one by one", () => {
    expect([...everyFilter(all, 1).codes.data]).toEqual([0, 191]);
    expect([...everySource(all, 0, null).codes.data]).toEqual([254, 0]);
  });

  it("of a unit behind flattened maps are shown as these maps", () => {
    const [below] = layersIn([2, 1, 2, 2, ...Array<number>(10).fill(0)]); // one row, two columns, two channels
    const unit = { filters: 1, sources: 4, rows: 1, columns: 1, weights: [1, -1, 0, 1], reach: 1 }; // row, column, channel
    const shown = everySource(unit, 0, below!);
    expect([shown.count, shown.height, shown.width]).toEqual([2, 1, 2]);
    expect([...shown.codes.data]).toEqual([254, 127, 0, 254]);
  });
});
