import { expect, test } from "vitest";
import type { Architecture } from "./architecture";
import { anchorOf, linksAt, parameterAt, planOf } from "./plan";

const NET: Architecture = { features: ["x", "y"], hidden: [4, 2], outputs: 1 };
const PLAN = planOf(NET, 600, 300, 16, { sizes: true, bends: true });

test("seven features, hidden neurons and the output stand inside the picture", () => {
  expect(PLAN.nodes.map((column) => column.length)).toEqual([7, 4, 2, 1]);
  expect(PLAN.links).toHaveLength(8 + 8 + 2);
  for (const box of PLAN.nodes.flat()) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.side).toBeLessThanOrEqual(PLAN.width);
    expect(box.y).toBeGreaterThanOrEqual(PLAN.head);
    expect(box.y + box.side).toBeLessThanOrEqual(PLAN.height);
  }
});

test("pointing at the middle of a link finds its weight", () => {
  for (const parameter of [
    { layer: 1, neuron: 0, source: 0 },
    { layer: 2, neuron: 1, source: 3 },
    { layer: 3, neuron: 0, source: 1 },
  ]) {
    const { x, y } = anchorOf(PLAN, parameter, null);
    expect(parameterAt(PLAN, x, y, 6)).toEqual(parameter);
  }
});

test("pointing at the small square finds the bias", () => {
  const bias = { layer: 2, neuron: 1, source: null };
  const { x, y } = anchorOf(PLAN, bias, null);
  expect(parameterAt(PLAN, x, y, 6)).toEqual(bias);
});

test("an anchor stays on its link", () => {
  const parameter = { layer: 1, neuron: 2, source: 1 };
  const link = PLAN.links[5]!;
  expect(anchorOf(PLAN, parameter, -50)).toEqual({ x: link.x0, y: link.y0 });
  expect(anchorOf(PLAN, parameter, 5000).y).toBeCloseTo(link.y1, 6);
});

test("a switched-off feature has no links", () => {
  expect(linksAt(NET, { layer: 0, index: 1 })).toEqual(new Set([1, 3, 5, 7]));
  expect(linksAt(NET, { layer: 0, index: 2 }).size).toBe(0);
});

test("a neuron touches its incoming and its outgoing links", () => {
  expect(linksAt(NET, { layer: 1, index: 0 })).toEqual(new Set([0, 1, 8, 12]));
  expect(linksAt(NET, { layer: 3, index: 0 })).toEqual(new Set([16, 17]));
});

test("the largest network: ten layers of 32", () => {
  const large = planOf({ features: ["x"], hidden: Array<number>(10).fill(32), outputs: 1 }, 700, 300, 16, { sizes: true, bends: true });
  expect(large.links).toHaveLength(32 + 9 * 1024 + 32);
  expect(large.side).toBeGreaterThanOrEqual(10);
  expect(large.nodes[5]![31]!.y + large.side).toBeLessThanOrEqual(large.height);
});
