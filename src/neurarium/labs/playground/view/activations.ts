/** Which activation bends the sums of which layer. */

import type { Values } from "$web/protocol";

/** How an activation is written in a formula; the straight one is not. */
export const FUNCTIONS: Record<string, string> = {
  relu: "ReLU",
  tanh: "tanh",
  sigmoid: "σ",
  linear: "",
  leaky_relu: "LReLU",
  elu: "ELU",
  gelu: "GELU",
  silu: "SiLU",
  mish: "Mish",
  sine: "sin",
  softmax: "softmax",
};

/** Where a column is narrow: the name as short as it can be read. */
export function shortName(activation: string): string {
  return activation === "linear" ? "lin" : (FUNCTIONS[activation] ?? activation);
}

/** The activation of each layer from the first hidden one to the output, and what the loss is. */
export interface Bends {
  readonly layers: readonly string[];
  readonly loss: "squared" | "cross_entropy";
}

export function bendsOf(settings: Values): Bends {
  const hidden = settings.hidden as number[];
  const problem = String(settings.problem);
  const loss = problem !== "regression" && settings.loss === "cross_entropy" ? "cross_entropy" : "squared";
  const several = problem === "classes" && loss === "cross_entropy" ? "softmax" : "tanh";
  const output = problem === "regression" ? "linear" : several;
  return { layers: [...hidden.map((_, layer) => activationAt(settings, layer)), output], loss };
}

/** The activation of a hidden layer, counted from 0: its own, else that of all. */
export function activationAt(settings: Values, layer: number): string {
  const own = (settings.layer_activations as string[] | undefined) ?? [];
  return own[layer] ?? String(settings.activation);
}

/** The list of own activations after one layer has got another; as short as it can be. */
export function withActivation(settings: Values, layer: number, activation: string): string[] {
  const own = (settings.layer_activations as string[] | undefined) ?? [];
  const list = Array.from({ length: Math.max(own.length, layer + 1) }, (_, at) => activationAt(settings, at));
  list[layer] = activation;
  while (list.length > 0 && list.at(-1) === settings.activation) list.pop();
  return list;
}
