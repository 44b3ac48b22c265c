/** The words of docs/protocol.md as types. */

export type Language = "en" | "de";

export interface Text {
  en: string;
  de: string;
}

export type Value = number | boolean | string | string[] | number[];
export type Values = Record<string, Value>;

interface Common {
  name: string;
  label: Text;
  help: Text;
  group: string;
  /** Of use only while another setting has one of these values; null: always. */
  when: [string, string[]] | null;
  restarts: boolean;
  folded: boolean;
}

export type Whole = Common & { kind: "whole"; default: number; low: number; high: number; step: number; zero: Text | null };
export type Real = Common & { kind: "real"; default: number; low: number; high: number; marks: number[] };
export type Flag = Common & { kind: "flag"; default: boolean };
export type Choice = Common & { kind: "choice"; default: string; options: Record<string, Text> };
export type Several = Common & { kind: "several"; default: string[]; options: Record<string, Text>; fewest: number };
export type Sequence = Common & { kind: "sequence"; default: string[]; options: Record<string, Text>; longest: number };
export type Sizes = Common & { kind: "sizes"; default: number[]; low: number; high: number; longest: number };
export type Words = Common & { kind: "words"; default: string; longest: number };
export type Field = Whole | Real | Flag | Choice | Several | Sequence | Sizes | Words;

export interface Reading {
  name: string;
  label: Text;
  help: Text;
  lower_is_better: boolean | null;
  /** A share from 0 to 1. */
  percent: boolean;
  /** Measured only while a setting has one of these values. */
  when: [string, string[]] | null;
}

export interface Picture {
  name: string;
  help: Text;
  request: Field[];
}

export interface Action {
  name: string;
  label: Text;
  help: Text;
  restarts: boolean;
  arguments: Field[];
}

export interface Export {
  name: string;
  label: Text;
  suffix: string;
}

export interface Description {
  id: string;
  title: Text;
  promise: Text;
  unit: Text;
  units: Text;
  room: number;
  takes: Text;
  poster: [picture: string, array: string] | null;
  groups: { name: string; label: Text }[];
  settings: Field[];
  opening: Values;
  readings: Reading[];
  pictures: Picture[];
  actions: Action[];
  exports: Export[];
  /** Programs of other libraries that do what the run did. */
  scripts: { name: string; label: Text }[];
}

export interface House {
  version: string;
  labs: Description[];
  sessions: number;
}

export interface Run {
  id: string;
  name: string;
  lab: string;
  seed: number;
  seeds: number;
  steps: number;
  status: Status;
  created: string;
  updated: string;
  settings: Values;
  readings: Record<string, Measured>;
}

export type Status = "playing" | "paused" | "diverged";

/** A reading's value; a population has one a seed, and a member that left the numbers has none. */
export type Measured = number | null | (number | null)[];

export type Event =
  | ["advance", number]
  | ["set", Values]
  | ["act", string, Values];

export type Order =
  | { type: "open"; lab: string; settings: Values; seed: number; seeds: number; events: Event[]; run: string | null; kept?: boolean }
  | { type: "play"; speed: number | null }
  | { type: "pause" | "close" }
  | { type: "step"; count: number }
  | { type: "set"; settings: Values }
  | { type: "act"; action: string; arguments: Values }
  | { type: "restart"; seed: number }
  | { type: "undo" | "redo" }
  | ({ type: "stop_at" } & StopAt)
  | { type: "watch"; pictures: Record<string, { picture: string; request: Values }> }
  | { type: "ack"; frame: number }
  | { type: "ask"; ask: number; what: string };

/** Something that was done to a run: `names` are settings, or the action. */
export interface Deed {
  type: "set" | "act" | "restart";
  names: string[];
}

/** Where a session pauses by itself. */
export interface StopAt {
  step: number | null;
  reading: string | null;
  value: number | null;
}

export type Report =
  | { type: "opened"; session: string; run: string; seeds: number }
  | { type: "state"; session: string; state: "preparing" | "resumed" | "full" | "closed"; steps?: number }
  | { type: "refused"; session: string; text: Text; about: string | null }
  | { type: "notice"; session: string; text: Text }
  | { type: "answer"; session: string; ask: number; name: string; text: string; encoding?: "base64" };

export interface Trouble {
  steps: number;
  text: Text;
  remedy: Values;
}

export interface FrameHeader {
  type: "frame";
  session: string;
  frame: number;
  status: Status;
  speed: number | null;
  rate: number;
  seed: number;
  steps: number;
  settings: Values;
  readings: Record<string, Measured>;
  /** The best that anything could reach, of the readings for which it is known. */
  best: Record<string, number>;
  life: number;
  from: number;
  trouble: Trouble | null;
  /** What would be taken back, and what was taken back and would be done again. */
  undo: Deed | null;
  redo: Deed | null;
  stop_at: StopAt | null;
  /** Why it has just paused by itself. */
  stopped: Text | null;
  arrays: { key: string; name: string; dtype: string; shape: number[]; offset: number }[];
}
