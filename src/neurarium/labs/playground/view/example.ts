/** The picture `inside`: one neuron's arithmetic for one point, with names and types. */

import type { Drawn, Pictures, Watch } from "$web/model";
import { type Architecture, type Node, sizes } from "./architecture";
import { first } from "$web/member";

/** A neuron and a point; layers count from 1, which is the first hidden one. */
export interface Asked {
  readonly layer: number;
  readonly neuron: number;
  readonly point: number;
}

export interface Example {
  readonly asked: Asked;
  readonly sources: Float64Array; // the answers that come in
  readonly weights: Float64Array;
  readonly dead: Uint8Array;
  readonly products: Float64Array;
  readonly bias: number;
  readonly sum: number;
  readonly answer: number;
  readonly slope: number; // of the activation at the sum
  readonly curveSums: Float64Array;
  readonly curveAnswers: Float64Array;
  readonly onwardWeights: Float64Array; // to the neurons of the next layer; none behind the output
  readonly onwardDeltas: Float64Array;
  readonly onwardProducts: Float64Array;
  readonly blame: number; // dE/d(answer)
  readonly delta: number; // dE/d(sum)
  readonly weightGradients: Float64Array;
  readonly biasGradient: number;
  readonly nextWeights: Float64Array; // after one step of gradient descent with this point alone
  readonly nextBias: number;
  readonly x: number;
  readonly y: number;
  readonly label: number;
  readonly test: boolean;
  readonly output: Float64Array;
  readonly targets: Float64Array;
  readonly loss: number;
  readonly nextLoss: number;
}

export function keyOfExample({ layer, neuron, point }: Asked): string {
  return `inside-${layer}-${neuron}-${point}`;
}

/** What has to be watched to see these examples. */
export function watchExamples(asked: readonly Asked[]): Watch {
  return Object.fromEntries(asked.map((one) => [keyOfExample(one), { picture: "inside", request: { ...one } }]));
}

/** The neuron whose example tells a node's answer as `answer`, or, for a feature, among its `sources`; null if none does. */
export function neuronFor({ layer, index }: Node): { layer: number; neuron: number } {
  return layer === 0 ? { layer: 1, neuron: 0 } : { layer, neuron: index };
}

/** An example that has arrived; in a population that of the first member. Null before it has, or after another network. */
export function exampleIn(pictures: Pictures, asked: Asked, net: Architecture, seeds: number): Example | null {
  const picture = pictures[keyOfExample(asked)];
  if (!picture) return null;
  const array = (name: string): Drawn["data"] => first(picture[name], seeds)?.data ?? new Float64Array(0);
  const many = (name: string): Float64Array => array(name) as Float64Array;
  const one = (name: string): number => Number(array(name)[0] ?? 0);
  const all = sizes(net);
  const fits = many("sources").length === all[asked.layer - 1] && many("output").length === net.outputs;
  if (!fits || many("onward_weights").length !== (all[asked.layer + 1] ?? 0)) return null;
  return {
    asked,
    sources: many("sources"),
    weights: many("weights"),
    dead: array("dead") as Uint8Array,
    products: many("products"),
    bias: one("bias"),
    sum: one("sum"),
    answer: one("answer"),
    slope: one("slope"),
    curveSums: many("curve_sums"),
    curveAnswers: many("curve_answers"),
    onwardWeights: many("onward_weights"),
    onwardDeltas: many("onward_deltas"),
    onwardProducts: many("onward_products"),
    blame: one("blame"),
    delta: one("delta"),
    weightGradients: many("weight_gradients"),
    biasGradient: one("bias_gradient"),
    nextWeights: many("next_weights"),
    nextBias: one("next_bias"),
    x: one("x"),
    y: one("y"),
    label: one("label"),
    test: one("test") === 1,
    output: many("output"),
    targets: many("targets"),
    loss: one("loss"),
    nextLoss: one("next_loss"),
  };
}
