import { describe, expect, it } from "vitest";
import { corner, placeAt, sheetHeight, sheetWidth, tiling } from "./sheet";

describe("a tiling", () => {
  const tiles = tiling(16, 8, 8, { width: 100, height: 400 });

  it("fills a tall box with few columns", () => {
    expect([tiles.columns, tiles.rows]).toEqual([2, 8]);
    expect(sheetWidth(tiles)).toBe(17);
    expect(sheetHeight(tiles)).toBe(71);
    expect(tiles.scale * sheetHeight(tiles)).toBeLessThanOrEqual(400);
  });

  it("leaves no gap between single values", () => expect(tiling(10, 1, 1, { width: 20, height: 200 }).gap).toBe(0));

  it("finds the map under a point, and nothing in a gap", () => {
    expect(corner(tiles, 3)).toEqual({ left: 9, top: 9 });
    expect(placeAt(tiles, 9.5, 10.5)).toEqual({ map: 3, row: 1, column: 0 });
    expect(placeAt(tiles, 8.5, 3)).toBeNull();
    expect(placeAt(tiles, -1, 3)).toBeNull();
    expect(placeAt(tiles, 3, 75)).toBeNull();
  });
});
