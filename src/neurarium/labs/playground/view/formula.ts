/** What a node computes, with the numbers put in: `tanh(0.38 x - 1.2 y + 0.1)`. */

import { FUNCTIONS } from "./activations";
import { classLetter } from "./classes";
import { type Architecture, FEATURES, type Feature, type Node, isOutput, placeOf, sizes, sourceNode } from "./architecture";

/** How a feature is written. */
export const FEATURE_NAMES: Record<Feature, string> = {
  x: "x",
  y: "y",
  x2: "x²",
  y2: "y²",
  xy: "x·y",
  sin_x: "sin x",
  sin_y: "sin y",
};

/** One summand: a factor and the name of what it multiplies; the bias has none. */
export interface Term {
  readonly factor: number;
  readonly node: Node | null;
}

export interface Formula {
  readonly bend: string; // the activation's name, empty for none
  readonly terms: readonly Term[];
  readonly left: number; // weights that are not written out
}

/**
 * The formula of a hidden neuron or of an output.
 *
 * Arguments:
 *   weights, biases: of the whole network, as the picture `network` has them.
 *   written: the most weights that are written out.
 *   activation: of the neuron's layer.
 */
export function formulaOf(
  architecture: Architecture,
  { layer, index }: Node,
  weights: ArrayLike<number>,
  biases: ArrayLike<number>,
  activation: string,
  written = 6,
): Formula {
  const all = sizes(architecture);
  const sources = all[layer - 1]!;
  const shown = sources <= written + 1 ? sources : written;
  const terms: Term[] = Array.from({ length: shown }, (_, source) => ({
    factor: weights[placeOf(architecture, { layer, neuron: index, source })]!,
    node: sourceNode(architecture, layer, source),
  }));
  const bias = biases[placeOf(architecture, { layer, neuron: index, source: null })]!;
  return {
    bend: FUNCTIONS[activation] ?? activation,
    terms: [...terms, { factor: bias, node: null }],
    left: sources - shown,
  };
}

/**
 * A short name for a node inside a formula: a feature's sign, n with layer and number counted from 1, o for an output
 * with the letter of its class.
 */
export function signOf(net: Architecture, { layer, index }: Node): { name: string; below: string } {
  if (layer === 0) return { name: FEATURE_NAMES[FEATURES[index]!], below: "" };
  if (isOutput(net, { layer, index })) return { name: "o", below: net.outputs > 1 ? classLetter(index) : "" };
  return { name: "n", below: `${layer},${index + 1}` };
}
