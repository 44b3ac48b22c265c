/** The tokens of the page (tokens.css) as the drawing parts need them. */

import { type Diverging, NEGATIVE, POSITIVE, type Rgb, parse } from "./colour";

export interface Palette {
  readonly map: Diverging;
  readonly ink: string;
  readonly soft: string; // labels, axes
  readonly line: string;
  readonly paper: string;
  readonly ground: Rgb; // the paper as numbers
  readonly font: string; // families
}

/** Reads the tokens in force at an element. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const text = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
  const colour = (name: string, otherwise: Rgb): Rgb => parse(style.getPropertyValue(name)) ?? otherwise;
  return {
    map: {
      negative: colour("--negative", NEGATIVE),
      zero: colour("--zero", [0xe9, 0xeb, 0xee]),
      positive: colour("--positive", POSITIVE),
    },
    ink: text("--ink", "#15181c"),
    soft: text("--ink-soft", "#545b64"),
    line: text("--line-strong", "#8a8d91"),
    paper: text("--paper", "#fbfaf7"),
    ground: colour("--paper", [0xfb, 0xfa, 0xf7]),
    font: style.fontFamily,
  };
}
