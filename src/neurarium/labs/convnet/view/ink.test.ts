import { describe, expect, it } from "vitest";
import { blank, bytesOf, framed, isBlank, stroked } from "./ink";

const stroke = stroked(blank(), [0.2, 0.2], [0.2, 0.6]);

describe("a drawing", () => {
  it("is blank until something is drawn", () => {
    expect(isBlank(blank())).toBe(true);
    expect(isBlank(stroke)).toBe(false);
  });

  it("keeps its place where the set has no frame", () => {
    const bytes = bytesOf(stroke, framed(stroke, null, false), 8, 8);
    expect(bytes[3 * 8 + 1]).toBeGreaterThan(100);
    expect(bytes[3 * 8 + 5]).toBe(0);
  });

  it("fills the picture and comes to its middle where the set's digits do", () => {
    const bytes = bytesOf(stroke, framed(stroke, 1, false), 8, 8);
    for (const row of [0, 7]) expect(bytes[row * 8 + 3]! + bytes[row * 8 + 4]!).toBeGreaterThan(50);
    expect(bytes[3 * 8]).toBe(0);
  });

  it("keeps a margin of four pixels in 28", () => {
    const bytes = bytesOf(stroke, framed(stroke, 20 / 28, true), 28, 28);
    const rows = Array.from({ length: 28 }, (_, row) => bytes.slice(row * 28, row * 28 + 28).some((byte) => byte > 0));
    expect(rows.indexOf(true)).toBeGreaterThanOrEqual(3);
    expect(rows.lastIndexOf(true)).toBeLessThanOrEqual(24);
  });
});
