/** How the classes look: colours that stay apart for colour-blind eyes, and a shape each. */

import { type Diverging, type Lookup, type Rgb, ZERO_CODE, divergingLookup, mix, pack, parse } from "$web/draw/colour";
import type { Palette } from "$web/draw/palette";
import { type Mark, SHAPES, divergingMark } from "$web/draw/points";

const CODES = 256;
const HIGHEST_CODE = 254;
const STRENGTH = 0.7; // of the large map's colours; the legend's bar has the same
const LEAST = 0.12; // of a class's colour where it wins by a hair

/** What there is to tell apart: two classes or a number by the diverging map, several classes by one colour each. */
export interface Looks {
  readonly palette: Palette;
  readonly several: readonly Rgb[]; // empty where the diverging map says it all
}

export function looksOf(element: Element, palette: Palette, outputs: number): Looks {
  const style = getComputedStyle(element);
  const several = Array.from({ length: outputs > 1 ? outputs : 0 }, (_, index): Rgb => {
    return parse(style.getPropertyValue(`--category-${index + 1}`)) ?? [0x6b, 0x6f, 0x76];
  });
  return { palette, several };
}

/** How a point of this label looks. */
export function markOf({ palette, several }: Looks, label: number): Mark {
  const colour = several[label];
  if (!colour) return divergingMark(label, palette.map);
  return { colour, shape: SHAPES[label % SHAPES.length]!, pale: false };
}

/** Paler than the points, so that these stand out from their own colour. */
function soften({ map, ground }: Palette): Diverging {
  return { ...map, negative: mix(ground, map.negative, STRENGTH), positive: mix(ground, map.positive, STRENGTH) };
}

/** The large map of a node, or of the answer of a network with one output. */
export function softLookup({ palette }: Looks, signs: boolean): Lookup {
  return divergingLookup(soften(palette), signs);
}

/** For codes that say class and certainty, see `winnerCodes`: the class's colour, stronger where it is more certain. */
export function winnerLookup({ palette, several }: Looks, signs: boolean): Lookup {
  const lookup = new Uint32Array(several.length * CODES);
  several.forEach((colour, index) => {
    for (let code = 0; code < CODES; code++) {
      const share = Math.min(code, HIGHEST_CODE) / HIGHEST_CODE;
      const chance = 1 / several.length;
      const sure = signs ? 1 : LEAST + (1 - LEAST) * Math.max((share - chance) / (1 - chance), 0);
      lookup[index * CODES + code] = pack(mix(palette.map.zero, mix(palette.ground, colour, STRENGTH), sure));
    }
  });
  return lookup;
}

/** Class and certainty of each cell in one code. */
export function winnerCodes(winner: Uint8Array, certainty: Uint8Array, codes: Uint16Array): Uint16Array {
  for (let cell = 0; cell < codes.length; cell++) codes[cell] = winner[cell]! * CODES + certainty[cell]!;
  return codes;
}

/** The output of one class: from nothing (zero and below) to its own colour, paler below points. */
export function outputLookup({ palette, several }: Looks, output: number, soft = false): Lookup {
  const own = several[output] ?? palette.map.positive;
  const colour = soft ? mix(palette.ground, own, STRENGTH) : own;
  return Uint32Array.from({ length: CODES }, (_, code) =>
    pack(mix(palette.map.zero, colour, Math.max(Math.min(code, HIGHEST_CODE) - ZERO_CODE, 0) / ZERO_CODE)),
  );
}

/** How a class is called: by the name that a file brought, else by a letter. */
export function classLetter(label: number): string {
  return String.fromCharCode(65 + label);
}
