/** What a view gets: the model of the anywidget front-end contract, as docs/protocol.md lists its names. */

import type { Description, Text, Values } from "./protocol";

export type Numbers = Uint8Array | Float32Array | Float64Array | Int32Array | BigInt64Array;

export interface Drawn {
  data: Numbers;
  shape: number[];
}

/** Arrays by name, of each watched picture by its key. */
export type Pictures = Record<string, Record<string, Drawn>>;

export type Watch = Record<string, { picture: string; request: Values }>;

/** A view's own state, kept in the link. */
export type Look = Record<string, string | number | true>;

export interface ModelValues {
  lab: Description;
  settings: Values;
  readings: Record<string, number | null | (number | null)[]>;
  steps: number;
  status: "playing" | "paused" | "diverged";
  seed: number;
  seeds: number;
  pictures: Pictures;
  watch: Watch;
  /** The last refusal; null where nothing was refused since the last change or action. */
  refused: { text: Text; about: string | null } | null;
  look: Look;
  language: "en" | "de";
  theme: "light" | "dark";
  hide: string[];
}

export type Command = { type: "act"; action: string; arguments?: Values };

export interface Model {
  get<Name extends keyof ModelValues>(name: Name): ModelValues[Name];
  set<Name extends keyof ModelValues>(name: Name, value: ModelValues[Name]): void;
  save_changes(): void;
  on(event: `change:${keyof ModelValues}`, callback: () => void): void;
  off(event: `change:${keyof ModelValues}`, callback: () => void): void;
  send(message: Command): void;
}
