/** A square window on the plane, with axes. */

/** Where a picture of [low, high] x [low, high] stands on a canvas; (x, y) is its upper left corner in CSS pixels. */
export interface Plane {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly low: number;
  readonly high: number;
}

/** From the plane's coordinates to the canvas's. */
export function toCanvas(plane: Plane, x: number, y: number): [number, number] {
  const unit = plane.side / (plane.high - plane.low);
  return [plane.x + (x - plane.low) * unit, plane.y + (plane.high - y) * unit];
}

/** From the canvas's coordinates to the plane's; null outside the window. */
export function toPlane(plane: Plane, x: number, y: number): [number, number] | null {
  const across = (x - plane.x) / plane.side;
  const down = (y - plane.y) / plane.side;
  if (across < 0 || across > 1 || down < 0 || down > 1) return null;
  const width = plane.high - plane.low;
  return [plane.low + across * width, plane.high - down * width];
}

/** The places of ticks: a round step that leaves at least `apart` pixels between labels. */
export function ticks(plane: Plane, apart: number): number[] {
  const width = plane.high - plane.low;
  const steps = [1, 2, 3, 6, 12];
  const step = steps.find((candidate) => (candidate / width) * plane.side >= apart) ?? width;
  const places = [];
  for (let place = Math.ceil(plane.low / step) * step; place <= plane.high; place += step) places.push(place);
  return places;
}

export interface AxesLook {
  readonly ink: string;
  readonly muted: string;
  readonly font: string;
  readonly label: (value: number) => string;
  readonly apart: number;
}

/** Draws a frame, ticks and numbers to the left of and below the window. */
export function drawAxes(context: CanvasRenderingContext2D, plane: Plane, look: AxesLook): void {
  const { x, y, side } = plane;
  context.save();
  context.font = look.font;
  context.strokeStyle = look.muted;
  context.fillStyle = look.muted;
  context.lineWidth = 1;
  context.beginPath();
  for (const place of ticks(plane, look.apart)) {
    const [left, top] = toCanvas(plane, place, place);
    context.moveTo(left, y + side);
    context.lineTo(left, y + side + 4);
    context.moveTo(x - 4, top);
    context.lineTo(x, top);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.fillText(look.label(place), left, y + side + 7);
    context.textAlign = "right";
    context.textBaseline = "middle";
    context.fillText(look.label(place), x - 7, top);
  }
  context.stroke();
  context.strokeStyle = look.ink;
  context.strokeRect(x - 0.5, y - 0.5, side + 1, side + 1);
  context.restore();
}
