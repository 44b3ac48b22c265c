/** Draws the network's picture: links, maps of all nodes, biases. Called at most once a frame of the display. */

import { type Lookup, css, divergingColour, divergingLookup, mix } from "$web/draw/colour";
import { Sheet } from "$web/draw/heatmap";
import { type Box, drawLinks, lineWidth, trace } from "$web/draw/network";
import { prepare } from "$web/draw/surface";
import { type Architecture, FEATURES, type Node, type Parameter, mapOf, placeOf } from "./architecture";
import type { MapArrays, NetworkArrays } from "./arrays";
import { type Looks, outputLookup } from "./classes";
import { type Plan, linksAt } from "./plan";

export interface Scene {
  readonly plan: Plan;
  readonly arrays: NetworkArrays | null;
  readonly output: MapArrays | null;
  readonly looks: Looks;
  readonly signs: boolean; // draw only the sign of each map
  readonly ratio: number; // device pixels per CSS pixel
  readonly shown: Node | null; // framed: the one that is drawn large; null: the answer of all outputs
  readonly pointed: Node | null; // only its links are drawn strongly
  readonly aim: Parameter | null; // haloed
  readonly offFeatures: boolean; // draw features that are switched off
}

const FAINT = 0.14;
const CROWDED = 120; // links between two columns from which they are drawn ever paler
const MANY = 400; // links from which their lines are drawn anew less often than the maps
const APART = 66; // milliseconds
const REST = 7; // so many times as long as drawing them took, they are left alone

/**
 * A painter keeps coloured maps and lines between frames, and makes them anew only when they have changed. It answers in
 * how many milliseconds it should be asked again because the lines are behind, or null.
 */
export function painter(canvas: HTMLCanvasElement): (scene: Scene) => number | null {
  const nodes = new Sheet();
  const output = new Sheet();
  const lines = lineLayer();
  let coloured: unknown[] = [];
  return (scene) => {
    const { plan, arrays, looks } = scene;
    const several = plan.architecture.outputs > 1;
    const context = prepare(canvas, plan.width, plan.height, scene.ratio);
    const inputs = [arrays?.codes, scene.output?.codes, looks, scene.signs];
    if (inputs.some((input, index) => input !== coloured[index])) {
      coloured = inputs;
      const lookup = divergingLookup(looks.palette.map, scene.signs);
      if (arrays) nodes.fill(arrays, lookup);
      if (several && arrays) fillOutputs(output, plan.architecture, arrays, looks);
      else if (scene.output) output.fill({ ...scene.output, count: 1 }, lookup);
    }
    const behind = arrays ? lines(context, scene, arrays) : null;
    plan.nodes.forEach((column, layer) =>
      column.forEach((box, index) => {
        const last = layer === plan.nodes.length - 1;
        const off = layer === 0 && !plan.architecture.features.includes(FEATURES[index]!);
        if (off && !scene.offFeatures) return;
        const place = (): void => {
          if (last) output.place(context, several ? index : 0, box.x, box.y, box.side);
          else if (arrays) nodes.place(context, mapOf(plan.architecture, { layer, index }), box.x, box.y, box.side);
        };
        drawNode(context, scene, box, off, scene.shown?.layer === layer && scene.shown.index === index, place);
      }),
    );
    if (arrays) drawBiases(context, scene, arrays);
    return behind;
  };
}

/** The outputs of several classes, each in its own colour. */
function fillOutputs(output: Sheet, net: Architecture, { codes, size }: NetworkArrays, looks: Looks): void {
  const cells = size * size;
  const first = mapOf(net, { layer: net.hidden.length + 1, index: 0 }) * cells;
  const own = Uint16Array.from({ length: net.outputs * cells }, (_, at) => Math.floor(at / cells) * 256 + codes[first + at]!);
  const lookups = Array.from({ length: net.outputs }, (_, index) => outputLookup(looks, index));
  const lookup: Lookup = new Uint32Array(net.outputs * 256);
  lookups.forEach((one, index) => lookup.set(one, index * 256));
  output.fill({ codes: own, size, count: net.outputs }, lookup);
}

/** Keeps the drawn lines of a large network for a moment; of a small one they are drawn with every frame. */
function lineLayer(): (context: CanvasRenderingContext2D, scene: Scene, arrays: NetworkArrays) => number | null {
  const layer = document.createElement("canvas");
  let kept: unknown[] = [];
  let weights: Float64Array | null = null;
  let [time, cost] = [-Infinity, 0];
  return (context, scene, arrays) => {
    const { plan, looks, ratio, pointed, aim } = scene;
    if (plan.links.length < MANY) {
      drawWeights(context, scene, arrays);
      return null;
    }
    const inputs = [plan, looks, ratio, pointed, aim];
    const start = performance.now();
    const wait = time + Math.max(APART, REST * cost) - start;
    const same = inputs.every((input, index) => input === kept[index]);
    const anew = !same || (arrays.weights !== weights && wait <= 0);
    if (anew) {
      drawWeights(prepare(layer, plan.width, plan.height, ratio), scene, arrays);
      kept = inputs;
      weights = arrays.weights;
    }
    context.drawImage(layer, 0, 0, plan.width, plan.height); // here the browser really draws them
    if (anew) [time, cost] = [performance.now(), performance.now() - start];
    return arrays.weights === weights ? null : Math.max(wait, 1);
  };
}

function drawWeights(context: CanvasRenderingContext2D, scene: Scene, arrays: NetworkArrays): void {
  const { plan, looks, pointed, aim } = scene;
  const { palette } = looks;
  const scale = Math.min(plan.side / 30, 1.6);
  // A weak weight keeps some ink, or it could not be told from the paper.
  const map = { ...palette.map, zero: mix(palette.map.zero, [128, 132, 138], 0.3) };
  const opacity = Math.min(1, Math.sqrt(CROWDED / crowd(plan)));
  const strokes = { weights: arrays.weights, dead: arrays.dead, map, muted: palette.line, scale, opacity };
  if (pointed) {
    const near = linksAt(plan.architecture, pointed);
    drawLinks(context, plan.links, { ...strokes, opacity: opacity * FAINT }, (place) => !near.has(place));
    drawLinks(context, plan.links, { ...strokes, opacity: 1 }, (place) => near.has(place));
  } else {
    drawLinks(context, plan.links, strokes, () => true);
  }
  if (!aim || aim.source === null) return;
  const place = placeOf(plan.architecture, aim);
  context.save();
  context.strokeStyle = palette.ink;
  context.lineWidth = lineWidth(arrays.weights[place]!, scale) + 3;
  context.beginPath();
  trace(context, plan.links[place]!);
  context.stroke();
  context.restore();
  drawLinks(context, plan.links, { ...strokes, opacity: 1 }, (index) => index === place);
}

/** The most links between two columns. */
function crowd({ nodes }: Plan): number {
  return Math.max(...nodes.slice(1).map((column, before) => column.length * nodes[before]!.length));
}

function drawNode(
  context: CanvasRenderingContext2D,
  { looks: { palette } }: Scene,
  { x, y, side }: Box,
  off: boolean,
  shown: boolean,
  place: () => void,
): void {
  context.save();
  context.fillStyle = palette.paper;
  context.fillRect(x, y, side, side);
  if (off) {
    context.globalAlpha = 0.32;
    place();
    context.globalAlpha = 1;
    context.setLineDash([2, 3]);
  } else {
    place();
  }
  context.strokeStyle = shown ? palette.ink : palette.line;
  context.lineWidth = shown ? 2 : 1;
  const out = shown ? 2 : 0.5;
  context.strokeRect(x - out, y - out, side + 2 * out, side + 2 * out);
  context.restore();
}

function drawBiases(context: CanvasRenderingContext2D, { plan, looks, aim }: Scene, arrays: NetworkArrays): void {
  const { palette } = looks;
  plan.biases.forEach((column, before) =>
    column.forEach(({ x, y, side }, neuron) => {
      const parameter = { layer: before + 1, neuron, source: null };
      const aimed = aim?.source === null && aim.layer === parameter.layer && aim.neuron === neuron;
      context.fillStyle = css(divergingColour(arrays.biases[placeOf(plan.architecture, parameter)]!, palette.map));
      context.fillRect(x, y, side, side);
      context.strokeStyle = aimed ? palette.ink : palette.line;
      context.lineWidth = aimed ? 2 : 1;
      context.strokeRect(x - 0.5, y - 0.5, side + 1, side + 1);
    }),
  );
}
