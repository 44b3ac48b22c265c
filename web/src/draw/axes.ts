/** Where a chart lies on its canvas, and its axes. Lengths are CSS pixels. */

import { roundTicks } from "./ticks";

export interface Theme {
  ink: string;
  soft: string;
  grid: string;
  font: string;
  /** Height of a line of text in pixels. */
  size: number;
}

/** The part of the plane that a chart shows, and where it lies on the canvas. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
  firstStep: number;
  lastStep: number;
  low: number;
  high: number;
  logarithmic: boolean;
}

/** How the axes are written. */
export interface Words {
  /** What the steps count: "epochs". */
  unit: string;
  writeStep: (steps: number) => string;
  writeValue: (value: number) => string;
}

const MOST_STEP_TICKS = 10;

/** How far to the right on the canvas a step lies. */
export function across(frame: Frame, step: number): number {
  return frame.left + ((step - frame.firstStep) / (frame.lastStep - frame.firstStep)) * (frame.right - frame.left);
}

/** How far down on the canvas a value lies. */
export function down(frame: Frame, value: number): number {
  const scale = frame.logarithmic ? Math.log : (number: number): number => number;
  const share = (scale(value) - scale(frame.low)) / (scale(frame.high) - scale(frame.low));
  return frame.bottom - share * (frame.bottom - frame.top);
}

/** Draws the axes with these marks of values. */
export function drawAxes(context: CanvasRenderingContext2D, frame: Frame, marks: number[], words: Words, theme: Theme): void {
  context.lineWidth = 1;
  context.setLineDash([]);
  context.strokeStyle = theme.grid;
  context.fillStyle = theme.soft;
  context.textAlign = "right";
  let free = Infinity; // marks of a logarithmic axis may crowd
  for (const value of marks) {
    const y = Math.round(down(frame, value)) + 0.5;
    horizontal(context, frame, y);
    if (y > free - theme.size * 1.25) continue;
    context.fillText(words.writeValue(value), frame.left - theme.size * 0.5, y);
    free = y;
  }
  context.strokeStyle = theme.soft;
  horizontal(context, frame, Math.round(frame.bottom) + 0.5);
  drawSteps(context, frame, words, theme);
}

function drawSteps(context: CanvasRenderingContext2D, frame: Frame, words: Words, theme: Theme): void {
  const wide = context.measureText(words.writeStep(frame.lastStep)).width + theme.size;
  const whole = stepTicks(frame, wide);
  const y = frame.bottom + theme.size * 0.95;
  let free = -Infinity; // the last mark is moved in from the edge, and may come upon the one before
  for (const step of whole) {
    const x = across(frame, step);
    context.textAlign = x + wide / 2 > frame.right ? "right" : x - wide / 2 < 0 ? "left" : "center";
    context.fillRect(Math.round(x), frame.bottom, 1, 3);
    const label = words.writeStep(step);
    const long = context.measureText(label).width;
    const from = context.textAlign === "right" ? frame.right - long : context.textAlign === "left" ? x : x - long / 2;
    if (from < free) continue;
    context.fillText(label, context.textAlign === "right" ? frame.right : x, y);
    free = from + long + theme.size * 0.5;
  }
  context.textAlign = "right";
  context.fillText(words.unit, frame.right, frame.bottom + theme.size * 2.3);
}

/** As many whole steps as have room, each so many pixels wide. */
export function stepTicks(frame: Frame, wide: number): number[] {
  for (let count = MOST_STEP_TICKS; count > 1; count--) {
    const ticks = roundTicks(frame.firstStep, frame.lastStep, count).filter((step) => Number.isInteger(step));
    const apart = ticks.length > 1 ? across(frame, ticks[1]!) - across(frame, ticks[0]!) : 0;
    if (apart >= wide) return ticks;
  }
  return [frame.firstStep, frame.lastStep];
}

/** The value at a height of the canvas. */
export function valueAt(frame: Frame, y: number): number {
  const share = (frame.bottom - y) / (frame.bottom - frame.top);
  if (!frame.logarithmic) return frame.low + share * (frame.high - frame.low);
  return Math.exp(Math.log(frame.low) + share * (Math.log(frame.high) - Math.log(frame.low)));
}

/** Draws a line over all steps. */
export function horizontal(context: CanvasRenderingContext2D, frame: Frame, y: number): void {
  context.beginPath();
  context.moveTo(frame.left, y);
  context.lineTo(frame.right, y);
  context.stroke();
}
