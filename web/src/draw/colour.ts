/**
 * The house's colour maps; categories are the tokens `--category-1` to `--category-10`.
 * Colour is never the only sign: whoever uses one adds a dash, a shape or a number.
 */

export type Rgb = readonly [red: number, green: number, blue: number];

/** 256 packed pixels (opaque), indexed by a byte as the engine sends it. */
export type Lookup = Uint32Array;

/** The ends and the middle of the diverging map; the middle follows the theme. */
export interface Diverging {
  readonly negative: Rgb;
  readonly zero: Rgb;
  readonly positive: Rgb;
}

/** The byte of zero: value v in [-1, 1] is coded as round((v + 1) * 127). */
export const ZERO_CODE = 127;
const HIGHEST_CODE = 254;

export const NEGATIVE: Rgb = [0xe8, 0x71, 0x0a];
export const POSITIVE: Rgb = [0x0b, 0x72, 0xb9];

/** The number in [-1, 1] that a byte stands for. */
export function decode(code: number): number {
  return Math.min(code, HIGHEST_CODE) / ZERO_CODE - 1;
}

/** The colour of a value; what lies outside [-1, 1] takes the colour of the end. */
export function divergingColour(value: number, map: Diverging): Rgb {
  const share = Math.min(Math.abs(value), 1);
  return mix(map.zero, value < 0 ? map.negative : map.positive, share);
}

/** The diverging map for bytes; with `signs` only the two ends, zero counting as positive. */
export function divergingLookup(map: Diverging, signs = false): Lookup {
  return lookupOf((code) => {
    const value = decode(code);
    return divergingColour(signs ? (value < 0 ? -1 : 1) : value, map);
  });
}

/** One hue for magnitudes: byte 0 is `from` (the paper), byte 255 is `to`. */
export function magnitudeLookup(from: Rgb, to: Rgb = POSITIVE): Lookup {
  return lookupOf((code) => mix(from, to, code / 255));
}

/** Straight line between two colours; `share` 0 gives the first. */
export function mix(first: Rgb, second: Rgb, share: number): Rgb {
  const at = (channel: 0 | 1 | 2): number =>
    Math.round(first[channel] + (second[channel] - first[channel]) * share);
  return [at(0), at(1), at(2)];
}

/** As CSS writes it. */
export function css(colour: Rgb, opacity = 1): string {
  const [red, green, blue] = colour;
  return opacity === 1 ? `rgb(${red} ${green} ${blue})` : `rgb(${red} ${green} ${blue} / ${opacity})`;
}

/** Reads `#rgb`, `#rrggbb` or `rgb(...)`, as a style sheet's variable may hold it; null for anything else. */
export function parse(text: string): Rgb | null {
  const trimmed = text.trim();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(trimmed);
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(trimmed);
  const hex = short?.slice(1).map((digit) => digit + digit) ?? long?.slice(1);
  if (hex) return triple(hex.map((pair) => parseInt(pair, 16)));
  const words = /^rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)$/.exec(trimmed);
  return words ? triple(words.slice(1).map(Number)) : null;
}

function triple(numbers: number[]): Rgb {
  return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0];
}

function lookupOf(colour: (code: number) => Rgb): Lookup {
  return Uint32Array.from({ length: 256 }, (_, code) => pack(colour(code)));
}

/** A pixel as ImageData holds it in memory, on the little-endian machines that browsers run on. */
export function pack([red, green, blue]: Rgb): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
