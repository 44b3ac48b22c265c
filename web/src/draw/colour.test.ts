import { expect, test } from "vitest";
import {
  type Diverging,
  NEGATIVE,
  POSITIVE,
  ZERO_CODE,
  css,
  decode,
  divergingColour,
  divergingLookup,
  magnitudeLookup,
  mix,
  pack,
  parse,
} from "./colour";

const LIGHT: Diverging = { negative: NEGATIVE, zero: [0xe9, 0xeb, 0xee], positive: POSITIVE };

test("bytes stand for the numbers they were made from", () => {
  expect(decode(0)).toBe(-1);
  expect(decode(ZERO_CODE)).toBe(0);
  expect(decode(254)).toBe(1);
  expect(decode(255)).toBe(1);
});

test("the diverging map runs from orange through the theme's zero to blue, and stops there", () => {
  expect(divergingColour(-1, LIGHT)).toEqual([0xe8, 0x71, 0x0a]);
  expect(divergingColour(0, LIGHT)).toEqual([0xe9, 0xeb, 0xee]);
  expect(divergingColour(1, LIGHT)).toEqual([0x0b, 0x72, 0xb9]);
  expect(divergingColour(40, LIGHT)).toEqual(divergingColour(1, LIGHT));
  expect(divergingColour(0.5, LIGHT)).toEqual([122, 175, 212]);
});

test("a lookup holds a pixel for each byte", () => {
  const lookup = divergingLookup(LIGHT);
  expect(lookup).toHaveLength(256);
  expect(lookup[0]).toBe(pack(NEGATIVE));
  expect(lookup[ZERO_CODE]).toBe(pack(LIGHT.zero));
  expect(lookup[254]).toBe(pack(POSITIVE));
});

test("a lookup of signs knows two colours; a classifier takes zero as positive", () => {
  const lookup = divergingLookup(LIGHT, true);
  expect(new Set(lookup)).toEqual(new Set([pack(NEGATIVE), pack(POSITIVE)]));
  expect(lookup[ZERO_CODE - 1]).toBe(pack(NEGATIVE));
  expect(lookup[ZERO_CODE]).toBe(pack(POSITIVE));
});

test("magnitudes run from the paper to one hue", () => {
  const lookup = magnitudeLookup([251, 250, 247]);
  expect(lookup[0]).toBe(pack([251, 250, 247]));
  expect(lookup[255]).toBe(pack(POSITIVE));
});

test("pixels lie in memory as red, green, blue, opaque", () => {
  expect([...new Uint8Array(Uint32Array.of(pack([1, 2, 3])).buffer)]).toEqual([1, 2, 3, 255]);
});

test("colours are read and written as style sheets have them", () => {
  expect(parse(" #e9ebee ")).toEqual([0xe9, 0xeb, 0xee]);
  expect(parse("#fff")).toEqual([255, 255, 255]);
  expect(parse("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
  expect(parse("transparent")).toBeNull();
  expect(css([1, 2, 3])).toBe("rgb(1 2 3)");
  expect(css([1, 2, 3], 0.5)).toBe("rgb(1 2 3 / 0.5)");
  expect(mix([0, 0, 0], [10, 20, 30], 0.5)).toEqual([5, 10, 15]);
});
