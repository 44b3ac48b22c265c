import { expect, test } from "vitest";
import { type Rgb, pack } from "$web/draw/colour";
import { type Looks, classLetter, markOf, outputLookup, winnerCodes, winnerLookup } from "./classes";

const ZERO: Rgb = [233, 235, 238];
const PAPER: Rgb = [255, 255, 255];
const RED: Rgb = [200, 0, 0];
const map = { negative: [232, 113, 10] as Rgb, zero: ZERO, positive: [11, 114, 185] as Rgb };
const palette = { map, ink: "#000", soft: "#555", line: "#888", paper: "#fff", ground: PAPER, font: "sans" };
const LOOKS: Looks = { palette, several: [RED, [0, 0, 200], [0, 200, 0]] };

test("each class has a colour and a shape of its own, two classes those of the diverging map", () => {
  expect([0, 1, 2].map((label) => markOf(LOOKS, label).shape)).toEqual(["circle", "square", "triangle"]);
  expect(markOf(LOOKS, 0).colour).toEqual(RED);
  const two: Looks = { ...LOOKS, several: [] };
  expect(markOf(two, -1)).toEqual({ colour: map.negative, shape: "square", pale: false });
  expect(markOf(two, 0.1)).toMatchObject({ shape: "circle", pale: true });
});

test("the winner's colour is the stronger, the surer it is", () => {
  const lookup = winnerLookup(LOOKS, false);
  const codes = winnerCodes(Uint8Array.of(0, 2), Uint8Array.of(254, 254), new Uint16Array(2));
  expect([...codes].map((code) => lookup[code])).toEqual([pack([217, 77, 77]), pack([77, 217, 77])]);
  const red = (code: number): number => (lookup[code]! >> 8) & 255; // green falls as red wins
  expect(red(254)).toBeLessThan(red(170));
  expect(red(170)).toBeLessThan(red(85));
  expect(winnerLookup(LOOKS, true)[85]).toBe(lookup[254]);
});

test("an output shows nothing where it says no, and its class where it says yes", () => {
  const lookup = outputLookup(LOOKS, 0);
  expect(lookup[0]).toBe(pack(ZERO));
  expect(lookup[127]).toBe(pack(ZERO));
  expect(lookup[254]).toBe(pack(RED));
});

test("classes without names are letters", () => {
  expect([0, 5].map(classLetter)).toEqual(["A", "F"]);
});
