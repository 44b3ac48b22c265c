/** Line charts with axes: `drawCurves(context, size, chart, theme)` on a canvas whose units are CSS pixels. */

import { across, down, drawAxes, horizontal, type Frame, type Theme, type Words } from "./axes";
import { powerTicks, roundTicks } from "./ticks";

export interface Line {
  /** Steps, ascending. */
  steps: ArrayLike<number>;
  /** One value a step; NaN where there is none. */
  values: ArrayLike<number>;
  colour: string;
  /** Lengths of dashes and gaps; a second sign beside the colour. */
  dash: readonly number[];
  width: number;
}

/** What lies between two curves, such as the middle half of a population. */
export interface Band {
  steps: ArrayLike<number>;
  low: ArrayLike<number>;
  high: ArrayLike<number>;
  colour: string;
  opacity: number;
}

/** A value that is marked over all steps. */
export interface Level {
  value: number;
  colour: string;
  dash: readonly number[];
  label: string;
}

export interface Chart extends Words {
  lines: readonly Line[];
  bands: readonly Band[];
  levels?: readonly Level[];
  /** The axis always goes from 0 to 1. */
  whole?: boolean;
  logarithmic: boolean;
  /** The step that is pointed at, or null. */
  pointed: number | null;
}

export interface Size {
  width: number;
  height: number;
}

const FEWEST_STEPS = 10; // an axis of a single point would be no axis
const NARROW = 1e-9;

/** Draws the chart and says where its axes lie, so that a pointer can be understood. */
export function drawCurves(context: CanvasRenderingContext2D, size: Size, chart: Chart, theme: Theme): Frame {
  context.font = `${theme.size}px ${theme.font}`;
  context.textBaseline = "middle";
  const values = rangeOf(chart);
  const rows = Math.max(2, Math.floor(size.height / (theme.size * 3.2)));
  const marks = (chart.logarithmic ? powerTicks : roundTicks)(values.low, values.high, rows);
  const widest = Math.max(...marks.map((value) => context.measureText(chart.writeValue(value)).width));
  const frame: Frame = {
    ...values,
    ...stepsOf(chart),
    left: Math.ceil(widest) + theme.size * 0.7,
    right: size.width - theme.size * 0.5,
    top: theme.size * 0.7,
    bottom: size.height - theme.size * 2.9,
    logarithmic: chart.logarithmic,
  };
  drawAxes(context, frame, marks, chart, theme);
  context.save();
  context.beginPath();
  context.rect(frame.left, frame.top - 2, frame.right - frame.left + 1, frame.bottom - frame.top + 4);
  context.clip();
  for (const band of chart.bands) drawBand(context, frame, band);
  for (const line of chart.lines) drawLine(context, frame, line);
  context.restore();
  for (const level of chart.levels ?? []) drawLevel(context, frame, level);
  if (chart.pointed !== null) drawPointed(context, frame, chart, chart.pointed, theme);
  return frame;
}

/** Index of the step nearest to a place on the canvas, in ascending steps; -1 where there are none. */
export function nearestIndex(steps: ArrayLike<number>, frame: Frame, x: number): number {
  const share = (x - frame.left) / (frame.right - frame.left);
  const wanted = frame.firstStep + share * (frame.lastStep - frame.firstStep);
  let [low, high] = [0, steps.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  const closerBefore = low > 0 && wanted - steps[low - 1]! < steps[low]! - wanted;
  return steps.length === 0 ? -1 : closerBefore ? low - 1 : low;
}

/** The range of values that the axis shows: from zero for what is never negative, in powers where logarithmic. */
export function rangeOf(chart: Pick<Chart, "lines" | "bands" | "levels" | "whole" | "logarithmic">): { low: number; high: number } {
  if (chart.whole) return { low: 0, high: 1 };
  let [low, high] = [Infinity, -Infinity];
  const widen = (values: ArrayLike<number>): void => {
    for (let index = 0; index < values.length; index++) {
      const value = values[index]!;
      if (!Number.isFinite(value) || (chart.logarithmic && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  };
  for (const line of chart.lines) widen(line.values);
  for (const band of chart.bands) for (const values of [band.low, band.high]) widen(values);
  if (low <= high) widen((chart.levels ?? []).map(({ value }) => value));
  if (low > high) return chart.logarithmic ? { low: 0.1, high: 1 } : { low: 0, high: 1 };
  if (chart.logarithmic) return high / low < 1 + 1e-3 ? { low: low / 2, high: high * 2 } : { low, high };
  if (low > 0) low = 0;
  const space = Math.max(high - low, Math.abs(high) * NARROW, Number.MIN_VALUE) * 0.04;
  return { low: low === 0 ? 0 : low - space, high: high + space || 1 };
}

function stepsOf(chart: Chart): { firstStep: number; lastStep: number } {
  const all = [...chart.lines, ...chart.bands].filter(({ steps }) => steps.length > 0);
  const first = Math.min(...all.map(({ steps }) => steps[0]!));
  const last = Math.max(...all.map(({ steps }) => steps[steps.length - 1]!));
  if (all.length === 0) return { firstStep: 0, lastStep: FEWEST_STEPS };
  return { firstStep: first, lastStep: Math.max(last, first + FEWEST_STEPS) };
}

function drawLevel(context: CanvasRenderingContext2D, frame: Frame, level: Level): void {
  const y = Math.round(down(frame, frame.logarithmic ? Math.max(level.value, frame.low) : level.value)) + 0.5;
  if (!Number.isFinite(y) || y < frame.top - 2 || y > frame.bottom + 2) return;
  context.strokeStyle = level.colour;
  context.lineWidth = 1.5;
  context.setLineDash([...level.dash]);
  horizontal(context, frame, y);
  context.setLineDash([]);
}

/** A curve with more points than pixels is drawn by the extremes of each column: no peak is lost. */
function drawLine(context: CanvasRenderingContext2D, frame: Frame, line: Line): void {
  context.strokeStyle = line.colour;
  context.lineWidth = line.width;
  context.lineJoin = "round";
  context.setLineDash([...line.dash]);
  context.beginPath();
  let pen = false;
  let column = NaN;
  let [low, high, last] = [0, 0, 0];
  const flush = (): void => {
    if (low !== high) {
      context.lineTo(column, high);
      context.lineTo(column, low);
      context.lineTo(column, last);
    }
  };
  for (let index = 0; index < line.steps.length; index++) {
    const value = line.values[index]!;
    if (!Number.isFinite(value) || (frame.logarithmic && value <= 0)) {
      pen = false;
      continue;
    }
    const x = across(frame, line.steps[index]!);
    const y = down(frame, value);
    if (pen && x - column < 0.5) {
      [low, high, last] = [Math.min(low, y), Math.max(high, y), y];
      continue;
    }
    if (pen) flush();
    if (pen) context.lineTo(x, y);
    else context.moveTo(x, y);
    pen = true;
    column = x;
    low = high = last = y;
  }
  if (pen) flush();
  context.stroke();
  context.setLineDash([]);
}

function drawBand(context: CanvasRenderingContext2D, frame: Frame, band: Band): void {
  const at = (value: number): number => down(frame, frame.logarithmic ? Math.max(value, frame.low) : value);
  const known = Array.from({ length: band.steps.length }, (_, index) => index).filter(
    (index) => Number.isFinite(band.low[index]!) && Number.isFinite(band.high[index]!),
  );
  context.globalAlpha = band.opacity;
  context.fillStyle = band.colour;
  context.beginPath();
  for (const index of known) context.lineTo(across(frame, band.steps[index]!), at(band.high[index]!));
  for (const index of known.reverse()) context.lineTo(across(frame, band.steps[index]!), at(band.low[index]!));
  context.fill();
  context.globalAlpha = 1;
}

function drawPointed(
  context: CanvasRenderingContext2D,
  frame: Frame,
  chart: Chart,
  pointed: number,
  theme: Theme,
): void {
  const x = Math.round(across(frame, pointed)) + 0.5;
  context.strokeStyle = theme.soft;
  context.beginPath();
  context.moveTo(x, frame.top);
  context.lineTo(x, frame.bottom);
  context.stroke();
  for (const line of chart.lines) {
    const value = line.values[nearestIndex(line.steps, frame, x)];
    if (value === undefined || !Number.isFinite(value) || (frame.logarithmic && value <= 0)) continue;
    context.fillStyle = line.colour;
    context.beginPath();
    context.arc(x, down(frame, value), 3, 0, 2 * Math.PI);
    context.fill();
  }
}
