import { expect, test } from "vitest";
import { type Sheet, MOST_POINTS, cell, csvOf, drawnOn, lackOf, pointsOf, sheetOf, withPoint, without } from "./drawing";

const OLD = sheetOf({ x: [1, 2], y: [3, 4], label: [1, -1], test: [0, 1] });
const straight = (): number => 0.999999; // leaves the order as it is

test("a pen adds, and a rubber takes away what is near", () => {
  const drawn = withPoint(OLD, 0.12345, -0.5, -1);
  expect(drawn.at(-1)).toEqual({ x: 0.123, y: -0.5, label: -1, test: null });
  expect(drawnOn(drawn)).toBe(1);
  expect(without(drawn, 0, -0.5, 0.3)).toEqual(OLD);
  expect(without(drawn, -5, -5, 0.3)).toBe(drawn);
  expect(pointsOf(drawn)).toEqual({ x: [1, 2, 0.123], y: [3, 4, -0.5], label: [1, -1, -1], test: [0, 1, 0] });
});

test("there are never more points than the engine takes", () => {
  const full: Sheet = Array.from({ length: MOST_POINTS }, () => OLD[0]!);
  expect(withPoint(full, 0, 0, 1)).toBe(full);
});

test("what cannot be learned from is said", () => {
  const one = withPoint([], 0, 0, 1);
  expect(lackOf([], false)).toBe("none");
  expect(lackOf(one, false)).toBe("one");
  expect(lackOf(withPoint(one, 1, 1, 1), false)).toBe("alike");
  expect(lackOf(withPoint(one, 1, 1, 1), true)).toBeNull();
  expect(lackOf(withPoint(one, 1, 1, -1), false)).toBeNull();
});

test("old points keep their part, new ones of each class are shared out", () => {
  let sheet = OLD;
  for (let x = 0; x < 4; x++) sheet = withPoint(sheet, x, 0, 1);
  const lines = csvOf(sheet, 50, String, straight).trim().split("\n");
  expect(lines[0]).toBe("x,y,label,split");
  expect(lines.slice(1)).toEqual(["1,3,1,train", "2,4,-1,test", "0,0,1,train", "1,0,1,test", "2,0,1,train", "3,0,1,test"]);
});

test("of two drawn points one is for the test", () => {
  const sheet = withPoint(withPoint([], 0, 0, 1), 1, 1, -1);
  expect(csvOf(sheet, 50, String, straight)).toBe("x,y,label,split\n0,0,1,train\n1,1,-1,test\n");
});

test("new points are mixed, untouched ones stay in their order", () => {
  expect(csvOf(OLD, 50, String, () => 0)).toBe("x,y,label,split\n1,3,1,train\n2,4,-1,test\n");
  expect(csvOf(withPoint(OLD, 9, 9, 1), 90, String, () => 0)).toBe(
    "x,y,label,split\n2,4,-1,test\n9,9,1,train\n1,3,1,train\n",
  );
});

test("names are quoted where they must be", () => {
  expect(cell("iris")).toBe("iris");
  expect(cell('a, "b"')).toBe('"a, ""b"""');
});
