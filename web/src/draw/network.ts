/** Layered networks: where the nodes stand, how the links run and how they are drawn. */

import { type Diverging, css, divergingColour } from "./colour";

/** A square; (x, y) is its upper left corner, in CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** A connection from the right edge of a node to the left edge of one in the next column. */
export interface Link {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The width of a line: 1 to 10 for magnitudes from 0 to 5, times `scale`. */
export function lineWidth(weight: number, scale = 1): number {
  return (1 + 9 * Math.min(Math.abs(weight) / 5, 1)) * scale;
}

/** How far a link has come, from 0 to 1, in height, when it has come `along` of the way across. */
export function rise(along: number): number {
  const curve = parameter(Math.min(Math.max(along, 0), 1));
  return curve * curve * (3 - 2 * curve);
}

/**
 * The curve's parameter where it is `along` across. Links are cubic curves whose handles lie BEND of the way in, so
 * across(t) = 3 BEND t (1-t)^2 + 3 (1-BEND) t^2 (1-t) + t^3, which grows with t: a few Newton steps invert it.
 */
function parameter(along: number): number {
  let t = along;
  for (let step = 0; step < 6; step++) {
    const s = 1 - t;
    const value = 3 * BEND * t * s * s + 3 * (1 - BEND) * t * t * s + t * t * t;
    const slope = 3 * BEND * s * s + 6 * (1 - 2 * BEND) * s * t + 3 * BEND * t * t;
    if (slope < 1e-9) break;
    t = Math.min(Math.max(t - (value - along) / slope, 0), 1);
  }
  return t;
}

const BEND = 0.5;

/** The link nearest to a point, if the point lies within `reach` of it above or below; -1 where there is none. */
export function nearestLink(links: readonly Link[], x: number, y: number, reach: number): number {
  let best = -1;
  let distance = reach;
  links.forEach((link, index) => {
    if (x < link.x0 || x > link.x1) return;
    const height = link.y0 + (link.y1 - link.y0) * rise((x - link.x0) / (link.x1 - link.x0));
    const away = Math.abs(height - y);
    if (away <= distance) {
      best = index;
      distance = away;
    }
  });
  return best;
}

export interface Strokes {
  readonly weights: ArrayLike<number>;
  readonly dead: ArrayLike<number>;
  readonly map: Diverging;
  readonly muted: string; // colour of dead links
  readonly scale: number; // of line widths
  readonly opacity: number;
}

/** Magnitudes are rounded to twentieths below 1, where the colour still changes, and to fifths up to 5. */
const FINE = 20;
const COARSE = 5;

/**
 * Draws all links, weak ones first. Negative weights are dashed, dead links are thin dots. Links of equal look share
 * one stroke, so that a network of ten thousand links costs no more than some eighty strokes. Only links for whose
 * place `chosen` says so are drawn.
 */
export function drawLinks(
  context: CanvasRenderingContext2D,
  links: readonly Link[],
  strokes: Strokes,
  chosen: (place: number) => boolean,
): void {
  const { scale } = strokes;
  const groups = new Map<number, Link[]>();
  links.forEach((link, index) => {
    if (!chosen(index)) return;
    const key = strokes.dead[index] ? Number.NaN : look(strokes.weights[index] ?? 0);
    const group = groups.get(key);
    if (group) group.push(link);
    else groups.set(key, [link]);
  });
  context.save();
  context.lineCap = "butt";
  context.globalAlpha = strokes.opacity;
  const order = [...groups.keys()].sort((a, b) => (Math.abs(a) || 0) - (Math.abs(b) || 0));
  for (const key of order) {
    const dead = Number.isNaN(key);
    const weight = dead ? 0 : meaning(key);
    const width = lineWidth(weight, scale);
    context.lineWidth = width;
    context.strokeStyle = dead ? strokes.muted : css(divergingColour(weight, strokes.map));
    context.setLineDash(dead ? [2 * scale, 4 * scale] : key < 0 ? [4 * scale + width, 2 * scale + width * 0.5] : []);
    context.beginPath();
    for (const link of groups.get(key)!) trace(context, link);
    context.stroke();
  }
  context.restore();
}

/** A whole number for each look: the sign of the weight times 1 plus its rounded magnitude. */
function look(weight: number): number {
  const magnitude = Math.min(Math.abs(weight), 5);
  const step = magnitude < 1 ? Math.round(magnitude * FINE) : FINE + Math.round((magnitude - 1) * COARSE);
  return weight < 0 ? -1 - step : 1 + step;
}

/** The weight that stands for a look. */
function meaning(key: number): number {
  const step = Math.abs(key) - 1;
  return Math.sign(key) * (step <= FINE ? step / FINE : 1 + (step - FINE) / COARSE);
}

/** Adds the link's curve to the current path. */
export function trace(context: CanvasRenderingContext2D, { x0, y0, x1, y1 }: Link): void {
  const handle = (x1 - x0) * BEND;
  context.moveTo(x0, y0);
  context.bezierCurveTo(x0 + handle, y0, x1 - handle, y1, x1, y1);
}
