/** Labelled points of the plane: the shape tells the class, solid or hollow tells training from test. */

import { type Diverging, type Rgb, css, divergingColour } from "./colour";
import { type Plane, toCanvas } from "./plane";

/** Equal-length columns. `label` is below zero for the first class; `test` is 1 for points that are not learned from. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly label: ArrayLike<number>;
  readonly test: ArrayLike<number>;
}

export const SHAPES = ["circle", "square", "triangle", "diamond", "wedge", "cross"] as const;
export type Shape = (typeof SHAPES)[number];

/** How the points of one label look. */
export interface Mark {
  readonly colour: Rgb;
  readonly shape: Shape;
  readonly pale: boolean; // its own colour is near the ground's
}

export interface PointsLook {
  readonly mark: (label: number) => Mark;
  readonly paper: string; // around most points
  readonly soft: string; // around pale ones
  readonly radius: number; // CSS pixels
  readonly tests: boolean; // draw the test points too
}

const PALE = 0.35;

/** Two classes or a number: circles for labels from zero on, squares below. */
export function divergingMark(label: number, map: Diverging): Mark {
  return {
    colour: divergingColour(label, map),
    shape: label >= 0 ? "circle" : "square",
    pale: Math.abs(label) < PALE,
  };
}

/** Draws the points inside the window; test points hollow, on top. */
export function drawPoints(context: CanvasRenderingContext2D, plane: Plane, points: Points, look: PointsLook): void {
  context.save();
  context.beginPath();
  context.rect(plane.x, plane.y, plane.side, plane.side);
  context.clip();
  for (const test of look.tests ? [0, 1] : [0]) {
    for (let index = 0; index < points.x.length; index++) {
      if (points.test[index] !== test) continue;
      const { colour, shape, pale } = look.mark(points.label[index]!);
      const [x, y] = toCanvas(plane, points.x[index]!, points.y[index]!);
      context.beginPath();
      outline(context, x, y, look.radius, shape);
      context.fillStyle = test ? look.paper : css(colour);
      context.strokeStyle = test && !pale ? css(colour) : pale ? look.soft : look.paper;
      context.lineWidth = look.radius * (test ? 0.55 : 0.3);
      context.fill();
      context.stroke();
    }
  }
  context.restore();
}

/** The corners of each shape around (0, 0), of about the area of a circle of radius 1. */
const CORNERS: Record<Exclude<Shape, "circle">, readonly (readonly [number, number])[]> = {
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  triangle: [[0, -1.25], [1.2, 0.85], [-1.2, 0.85]],
  diamond: [[0, -1.3], [1.1, 0], [0, 1.3], [-1.1, 0]],
  wedge: [[0, 1.25], [1.2, -0.85], [-1.2, -0.85]],
  cross: [
    [-0.42, -1.15], [0.42, -1.15], [0.42, -0.42], [1.15, -0.42], [1.15, 0.42], [0.42, 0.42],
    [0.42, 1.15], [-0.42, 1.15], [-0.42, 0.42], [-1.15, 0.42], [-1.15, -0.42], [-0.42, -0.42],
  ],
};

/** Adds a shape to the current path. */
export function outline(context: CanvasRenderingContext2D, x: number, y: number, radius: number, shape: Shape): void {
  if (shape === "circle") {
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  for (const [index, [across, down]] of CORNERS[shape].entries()) {
    if (index === 0) context.moveTo(x + across * radius, y + down * radius);
    else context.lineTo(x + across * radius, y + down * radius);
  }
  context.closePath();
}

/** A shape as the data of an SVG path around (0, 0). */
export function shapePath(shape: Shape, radius: number): string {
  if (shape === "circle") return `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  return `M${CORNERS[shape].map(([x, y]) => `${(x * radius).toFixed(2)} ${(y * radius).toFixed(2)}`).join("L")}z`;
}

/** The nearest visible point within `reach` pixels of (x, y) on the canvas; -1 where there is none. */
export function nearestPoint(
  plane: Plane,
  points: Points,
  x: number,
  y: number,
  reach: number,
  tests: boolean,
): number {
  let best = -1;
  let distance = reach;
  for (let index = 0; index < points.x.length; index++) {
    if (points.test[index] && !tests) continue;
    const [left, top] = toCanvas(plane, points.x[index]!, points.y[index]!);
    const away = Math.hypot(left - x, top - y);
    if (away <= distance) {
      best = index;
      distance = away;
    }
  }
  return best;
}
