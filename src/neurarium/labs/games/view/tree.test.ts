import { expect, test } from "vitest";
import { kept, type Node, placed } from "./tree";

const node = (index: number, parent: number, visits: number, depth: number): Node => ({ index, parent, move: index, visits, value: 0, depth });
const TREE = [node(0, -1, 7, 0), node(1, 0, 2, 1), node(2, 0, 4, 1), node(3, 2, 1, 2), node(4, 1, 1, 2), node(5, 2, 2, 2)];

test("leaves share the width, the most visited stand first, parents over the middle of their children", () => {
  const x = Object.fromEntries(placed(TREE).map(({ index, x }) => [index, x]));
  expect([x[5], x[3], x[4]]).toEqual([0.5 / 3, 1.5 / 3, 2.5 / 3]);
  expect(x[2]).toBe((x[5]! + x[3]!) / 2);
  expect(x[0]).toBe((x[2]! + x[1]!) / 2);
});

test("layers are depths, and the area of a circle is its share of the visits", () => {
  const all = placed(TREE);
  expect(all.map(({ y }) => y)).toEqual([0, 0.5, 0.5, 1, 1, 1]);
  expect(all[0]?.radius).toBe(1);
  expect(all[2]?.radius).toBeCloseTo(Math.sqrt(4 / 7));
});

test("of too many nodes the most visited stay, never one without its parent", () => {
  const some = kept(TREE, 4);
  expect(some.map(({ index }) => index)).toEqual([0, 1, 2, 5]);
  for (const { parent } of some) expect(parent === -1 || some.some(({ index }) => index === parent)).toBe(true);
  expect(kept(TREE, 99)).toHaveLength(6);
});

test("a tree without a node has no places", () => {
  expect(placed([])).toEqual([]);
});
