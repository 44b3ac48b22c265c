import { expect, test } from "vitest";
import { Desk } from "./desk.svelte";

const POINTS = { x: [1, 2], y: [3, 4], label: [1, -1], test: [0, 1] };

function open(): Desk {
  const desk = new Desk();
  desk.open(POINTS, -1);
  return desk;
}

test("a stroke leaves points at a distance, and is undone as a whole", () => {
  const desk = open();
  desk.go(-3, 0, true);
  for (let x = -3; x <= 0; x += 0.05) desk.go(x, 0, false);
  expect(desk.fresh).toBeGreaterThan(8);
  expect(desk.fresh).toBeLessThan(12);
  expect(desk.sheet!.at(-1)!.label).toBe(-1);
  desk.undo();
  expect(desk.sheet).toHaveLength(2);
  expect(desk.undoable).toBe(false);
});

test("the rubber takes old and new points, the empty plane can be taken back", () => {
  const desk = open();
  desk.pen = null;
  desk.go(1, 3, true);
  expect(desk.points!.x).toEqual([2]);
  desk.clear();
  expect(desk.sheet).toHaveLength(0);
  desk.undo();
  desk.undo();
  expect(desk.points!.x).toEqual([1, 2]);
});

test("a rubber that meets nothing leaves nothing to undo", () => {
  const desk = open();
  desk.pen = null;
  desk.go(-5, -5, true);
  expect(desk.undoable).toBe(false);
});

test("nothing is drawn on a desk that is closed", () => {
  const desk = open();
  desk.close();
  desk.go(0, 0, true);
  expect(desk.sheet).toBeNull();
  expect(desk.points).toBeNull();
});
