/** The plan of the network's picture: boxes of all nodes and biases, curves of all links. Lengths in CSS pixels. */

import { arrange, connect } from "$web/draw/layers";
import { type Box, type Link, nearestLink, rise } from "$web/draw/network";
import { type Architecture, FEATURES, type Node, type Parameter, counts, placeOf, sizes, weightAt } from "./architecture";

export interface Plan {
  readonly architecture: Architecture;
  readonly width: number;
  readonly height: number;
  readonly head: number; // height of the controls above the nodes
  readonly roomy: boolean; // a layer's controls stand side by side
  readonly side: number; // of a node
  readonly nodes: readonly (readonly Box[])[]; // seven features, hidden layers, output
  readonly biases: readonly (readonly Box[])[]; // of layers 1, 2, ...
  readonly links: readonly Link[]; // in the order of the weights
}

/** A parameter that is pointed at, by the pointer at `x` or by a key. */
export interface Aim {
  readonly parameter: Parameter;
  readonly x: number | null;
}

/** Room in rem: for the features' names on the left, for the output's frame on the right. */
export const LEFT = 3.25;
export const RIGHT = 0.75;
const FOOT = 4; // pixels: the last biases reach below their neurons
const CONTROLS = 2.75; // rem: the row that adds and removes layers
const ROOMY_PITCH = 6.5; // rem between columns from which a layer's three controls stand side by side
const ROOMY_HEAD = 2.5;
const TIGHT_HEAD = 5.75;
const BEND = 1.625; // rem: a layer's activation below its size

/** Plans the picture for a width and a wished height of the nodes' part. */
export function planOf(
  architecture: Architecture,
  width: number,
  height: number,
  rem: number,
  controls: { sizes: boolean; bends: boolean },
): Plan {
  const room = { width, height, left: LEFT * rem, right: RIGHT * rem };
  const layers = arrange(counts(architecture), room, rem);
  const roomy = layers.pitch >= ROOMY_PITCH * rem;
  const sized = controls.sizes && architecture.hidden.length > 0;
  const heads = sized ? (roomy ? ROOMY_HEAD : TIGHT_HEAD) + (controls.bends ? BEND : 0) : 1.5;
  const head = ((controls.sizes ? CONTROLS : 0) + heads) * rem;
  const nodes = layers.columns.map((column) => column.map((box) => ({ ...box, y: box.y + head })));
  const chosen = nodes[0]!.filter((_, index) => architecture.features.includes(FEATURES[index]!));
  return {
    architecture,
    width,
    height: head + layers.height + FOOT,
    head,
    roomy,
    side: layers.side,
    nodes,
    biases: nodes.slice(1).map((column) => column.map(biasBox)),
    links: connect([chosen, ...nodes.slice(1)]),
  };
}

/** The small square at a neuron's lower left. */
function biasBox({ x, y, side }: Box): Box {
  const small = Math.max(Math.round(side * 0.2), 5);
  return { x: x - small - 2, y: y + side - small + 2, side: small };
}

/** What lies under a point: a bias, else the nearest link within reach. */
export function parameterAt(plan: Plan, x: number, y: number, reach: number): Parameter | null {
  const near = reach / 2;
  for (const [before, column] of plan.biases.entries()) {
    const neuron = column.findIndex(
      (box) => x >= box.x - near && x <= box.x + box.side + near && y >= box.y - near && y <= box.y + box.side + near,
    );
    if (neuron >= 0) return { layer: before + 1, neuron, source: null };
  }
  const layer = plan.nodes.findIndex((column) => x < column[0]!.x);
  if (layer < 1) return null;
  const { first, count } = linksInto(plan, layer);
  const found = nearestLink(plan.links.slice(first, first + count), x, y, reach);
  return found < 0 ? null : weightAt(plan.architecture, first + found);
}

/** Where the links into a layer stand among all links. */
function linksInto({ architecture }: Plan, layer: number): { first: number; count: number } {
  const all = sizes(architecture);
  const first = placeOf(architecture, { layer, neuron: 0, source: 0 });
  return { first, count: all[layer]! * all[layer - 1]! };
}

/** Where a parameter is pointed at: on its link, as near to `x` as it runs (else half way), or on the bias. */
export function anchorOf(plan: Plan, parameter: Parameter, x: number | null): { x: number; y: number } {
  if (parameter.source === null) {
    const box = plan.biases[parameter.layer - 1]![parameter.neuron]!;
    return { x: box.x + box.side / 2, y: box.y + box.side / 2 };
  }
  const link = plan.links[placeOf(plan.architecture, parameter)]!;
  const along = x === null ? 0.5 : Math.min(Math.max((x - link.x0) / (link.x1 - link.x0), 0), 1);
  return { x: link.x0 + along * (link.x1 - link.x0), y: link.y0 + rise(along) * (link.y1 - link.y0) };
}

/** The places of all links that end or begin at a node. */
export function linksAt(architecture: Architecture, node: Node): Set<number> {
  const all = sizes(architecture);
  const places = new Set<number>();
  const add = (layer: number, neuron: number, source: number): unknown =>
    places.add(placeOf(architecture, { layer, neuron, source }));
  if (node.layer > 0) {
    for (let source = 0; source < all[node.layer - 1]!; source++) add(node.layer, node.index, source);
  }
  const source = node.layer > 0 ? node.index : architecture.features.indexOf(FEATURES[node.index]!);
  const targets = source < 0 ? 0 : (all[node.layer + 1] ?? 0);
  for (let neuron = 0; neuron < targets; neuron++) add(node.layer + 1, neuron, source);
  return places;
}
