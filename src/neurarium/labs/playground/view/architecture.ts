/** The shape of the network, and where each of its parameters stands in the arrays of the picture `network`. */

import type { Values } from "$web/protocol";

export const FEATURES = ["x", "y", "x2", "y2", "xy", "sin_x", "sin_y"] as const;
export type Feature = (typeof FEATURES)[number];

export interface Architecture {
  readonly features: readonly Feature[]; // those that are switched on, in the fixed order
  readonly hidden: readonly number[];
  readonly outputs: number; // one, or one a class
}

/** A node: layer 0 are the seven features (index in the fixed list), then the hidden layers, then the output. */
export interface Node {
  readonly layer: number;
  readonly index: number;
}

/** A weight, or the bias where `source` is null. Layers count from 1; a source counts among its layer's neurons. */
export interface Parameter {
  readonly layer: number;
  readonly neuron: number;
  readonly source: number | null;
}

export function architectureOf(settings: Values): Architecture {
  const chosen = settings.features as string[];
  return {
    features: FEATURES.filter((feature) => chosen.includes(feature)),
    hidden: settings.hidden as number[],
    outputs: settings.problem === "classes" ? Number(settings.classes) : 1,
  };
}

/** Neurons of each layer as the weights see them: chosen features, hidden layers, the outputs. */
export function sizes({ features, hidden, outputs }: Architecture): number[] {
  return [features.length, ...hidden, outputs];
}

/** Nodes of each column of the picture: all seven features, hidden layers, the outputs. */
export function counts({ hidden, outputs }: Architecture): number[] {
  return [FEATURES.length, ...hidden, outputs];
}

/** Whether a node is an output. */
export function isOutput({ hidden }: Architecture, { layer }: Node): boolean {
  return layer > hidden.length;
}

/** Whether the network has this parameter; after a change of its shape it may not. */
export function exists(architecture: Architecture, { layer, neuron, source }: Parameter): boolean {
  const all = sizes(architecture);
  return layer < all.length && neuron < all[layer]! && (source ?? 0) < all[layer - 1]!;
}

/** The place of a weight among the links, or of a bias among the biases. */
export function placeOf(architecture: Architecture, { layer, neuron, source }: Parameter): number {
  const all = sizes(architecture);
  let place = 0;
  if (source === null) {
    for (let before = 1; before < layer; before++) place += all[before]!;
    return place + neuron;
  }
  for (let before = 1; before < layer; before++) place += all[before]! * all[before - 1]!;
  return place + neuron * all[layer - 1]! + source;
}

/** The weight at a place among the links. */
export function weightAt(architecture: Architecture, place: number): Parameter {
  const all = sizes(architecture);
  let rest = place;
  for (let layer = 1; layer < all.length; layer++) {
    const sources = all[layer - 1]!;
    const links = all[layer]! * sources;
    if (rest < links) return { layer, neuron: Math.floor(rest / sources), source: rest % sources };
    rest -= links;
  }
  throw new RangeError(`A network of ${all.join("-")} has no link ${place}.`);
}

/** The node from which a weight comes. */
export function sourceNode({ features }: Architecture, layer: number, source: number): Node {
  return layer === 1 ? { layer: 0, index: FEATURES.indexOf(features[source]!) } : { layer: layer - 1, index: source };
}

/** How many links and biases there are; arrays of another length belong to another network. */
export function lengths(architecture: Architecture): { links: number; biases: number; maps: number } {
  const all = sizes(architecture);
  const links = all.slice(1).reduce((sum, size, before) => sum + size * all[before]!, 0);
  const biases = all.slice(1).reduce((sum, size) => sum + size, 0);
  return { links, biases, maps: FEATURES.length + biases - (architecture.outputs > 1 ? 0 : 1) };
}

/** The place of a node's map among the maps of the picture `network`; a single output's is not among them. */
export function mapOf({ hidden }: Architecture, { layer, index }: Node): number {
  if (layer === 0) return index;
  return FEATURES.length + hidden.slice(0, layer - 1).reduce((sum, size) => sum + size, 0) + index;
}

export type Direction = "up" | "down" | "left" | "right";

/** The next parameter for the arrow keys: up and down through a neuron's bias and weights, left and right through neurons. */
export function nextParameter(architecture: Architecture, from: Parameter, direction: Direction): Parameter {
  const all = sizes(architecture);
  const { layer, neuron } = from;
  if (direction === "up" || direction === "down") {
    const choices = all[layer - 1]! + 1; // 0 is the bias
    const now = from.source === null ? 0 : from.source + 1;
    const next = (now + (direction === "down" ? 1 : choices - 1)) % choices;
    return { layer, neuron, source: next === 0 ? null : next - 1 };
  }
  const neurons = all.slice(1).flatMap((size, before) => Array.from({ length: size }, (_, at) => [before + 1, at] as const));
  const now = neurons.findIndex(([l, n]) => l === layer && n === neuron);
  const [nextLayer, nextNeuron] = neurons[(now + (direction === "right" ? 1 : neurons.length - 1)) % neurons.length]!;
  const source = from.source === null ? null : Math.min(from.source, all[nextLayer - 1]! - 1);
  return { layer: nextLayer, neuron: nextNeuron, source };
}

/** The next node for the arrow keys; stays at the edges. */
export function nextNode(architecture: Architecture, { layer, index }: Node, direction: Direction): Node {
  const all = counts(architecture);
  const within = (at: number, of: number): number => Math.min(Math.max(at, 0), of - 1);
  if (direction === "up" || direction === "down") {
    return { layer, index: within(index + (direction === "down" ? 1 : -1), all[layer]!) };
  }
  const column = within(layer + (direction === "right" ? 1 : -1), all.length);
  if (column === layer) return { layer, index };
  const height = (index + 0.5) / all[layer]!;
  return { layer: column, index: within(Math.floor(height * all[column]!), all[column]!) };
}
