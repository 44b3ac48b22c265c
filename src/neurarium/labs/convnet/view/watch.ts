/** What the engine is asked for: the figure always, the rest only while its scene is open. */

import type { Look, Watch } from "$web/model";
import type { Values } from "$web/protocol";
import { type Layer, mapped } from "./network";

export const SCENES = ["numbers", "network", "unit", "why", "training", "heads"] as const;
export type Scene = (typeof SCENES)[number];

const SAMPLES = 24;

export interface Unit {
  readonly layer: number;
  readonly place: { readonly channel: number; readonly row: number; readonly column: number };
}

/** The unit that the view's state names, moved to one that there is; at first the middle of the first map. */
export function unitOf(look: Look, layers: readonly Layer[]): Unit {
  const number = (name: string): number | null => (typeof look[name] === "number" ? (look[name] as number) : null);
  const last = layers.filter(mapped).length - 1;
  const layer = Math.max(0, Math.min(number("layer") ?? 1, last));
  const { height = 1, width = 1, channels = 1 } = layers[layer] ?? {};
  const within = (value: number | null, size: number, otherwise: number): number => Math.min(Math.max(value ?? otherwise, 0), size - 1);
  return {
    layer,
    place: { channel: within(number("channel"), channels, 0), row: within(number("row"), height, height >> 1), column: within(number("column"), width, width >> 1) },
  };
}

export interface Wanted {
  readonly scene: Scene;
  readonly image: Values;
  readonly unit: Unit;
  readonly pointed: Unit | null;
  readonly about: "label" | "answer";
  readonly augmented: boolean;
  readonly draw: number;
  readonly boxes: boolean;
  readonly masks: boolean;
}

export function watchOf({ scene, image, unit, pointed, about, augmented, draw, boxes, masks }: Wanted): Watch {
  const ask = (picture: string, request: Values = {}): Watch => ({ [picture]: { picture, request } });
  const placed = ({ layer, place }: Unit): Values => ({ layer, ...place });
  const field = pointed ?? (scene === "unit" ? unit : null);
  return {
    ...ask("names"),
    ...ask("layers"),
    ...ask("progress"),
    ...ask("maps", image),
    ...(field ? ask("field", placed(field)) : {}),
    ...(scene === "numbers" ? ask("planes", image) : {}),
    ...(scene === "unit"
      ? {
          ...ask("unit", { ...image, ...placed(unit) }),
          ...ask("filters", { layer: unit.layer }),
          ...ask("exciting", { layer: unit.layer, channel: unit.place.channel }),
        }
      : {}),
    ...(scene === "why" ? ask("saliency", { ...image, about }) : {}),
    ...(scene === "training" ? { ...ask("confusion"), ...ask("mistakes"), ...ask("samples", { count: SAMPLES, augmented, draw }) } : {}),
    ...(scene === "heads" && boxes ? ask("boxes", image) : {}),
    ...(scene === "heads" && masks ? ask("mask", image) : {}),
  };
}
