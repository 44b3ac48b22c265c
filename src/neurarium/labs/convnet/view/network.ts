/** The layers as the engine describes them: one row each. */

const KINDS = [
  "input", "conv", "pool", "average", "relu", "leaky", "tanh", "sigmoid", "batchnorm", "layernorm", "dropout", "flatten",
  "global", "dense", "softmax", "boxes", "masks",
] as const;
export type Kind = (typeof KINDS)[number];
const COLUMNS = 14;

export interface Layer {
  readonly index: number;
  readonly kind: Kind;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly parameters: number;
  readonly size: number; // of the window; 0 where there is none
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
  readonly field: number; // pixels along a side of what one unit sees
  readonly jump: number; // pixels between neighbours
  readonly offset: number; // of its values among all codes
  readonly item: number; // of the setting `layers`; -1: added by the house
}

/** Every layer; the heads for boxes and masks come last and have no maps. */
export function layersIn(table: readonly number[]): Layer[] {
  return Array.from({ length: Math.floor(table.length / COLUMNS) }, (_, index): Layer => {
    const at = (column: number): number => table[index * COLUMNS + column] ?? 0;
    return {
      index,
      kind: KINDS[at(0)] ?? "input",
      height: at(1),
      width: at(2),
      channels: at(3),
      parameters: at(4),
      size: at(5),
      stride: at(6),
      padding: at(7),
      dilation: at(8),
      field: at(9),
      jump: at(10),
      offset: at(12),
      item: at(13),
    };
  });
}

export const mapped = (layer: Layer): boolean => layer.kind !== "boxes" && layer.kind !== "masks";

/** Whether its values stand in one column: there is no map, only units. */
export const flat = (layer: Layer): boolean => layer.height === 1 && layer.width === 1;

export const values = (layer: Layer): number => layer.height * layer.width * layer.channels;

/** Layers that look at a window or a column below, and so have products to show. */
export const weighs = (kind: Kind): boolean => kind === "conv" || kind === "dense";
