/** Exercises of a lesson, as docs/protocol.md describes them. */

import type { Description, Text, Values } from "../../protocol";

interface Common {
  id: string;
  lab: string;
  title: Text;
  question: Text;
  because: Text;
  settings: Values;
  seed: number;
}

export interface Measure {
  of: "share" | "median" | "lowest" | "highest" | "spread";
  reading: string;
  at_most: number | null;
  axis: [number, number] | null;
}

export interface Predict extends Common {
  kind: "predict";
  measure: Measure;
  steps: number;
  seeds: number;
  groups: { label: Text; settings: Values }[];
  compare: { how: "quotient" | "first"; least: number } | null;
  choices: { words: Text; reply: Text | null }[];
  number: { low: number; high: number; step: number; tolerance: number } | null;
}

export interface Do extends Common {
  kind: "do";
  goal: { reading: string; at_most: number | null; at_least: number | null; steps: number };
  hint: Text | null;
}

export type Exercise = Predict | Do;

/** What the runs of a question say. `right`: the index of the right choice. */
export interface Verdict {
  groups: { values: (number | null)[]; measured: number | null }[];
  quantity: number | null;
  right: number | null;
}

/** How the visitor's own run stands to a goal. */
export interface Check {
  reached: boolean;
  best: number | null;
  conditions: { text: Text; holds: boolean }[];
}

export function exercisesOf(lab: Description | undefined): Exercise[] {
  return (lab as { exercises?: Exercise[] } | undefined)?.exercises ?? [];
}

/** A group's measure, or the number that decides, as a number of runs where it is a share. */
export function inRuns({ measure, seeds }: Predict, measured: number | null): number | null {
  return measured !== null && measure.of === "share" ? Math.round(measured * seeds) : measured;
}

/** Whether an answer (the index of a choice, or a number) is the one that the runs make right. */
export function isRight(exercise: Predict, verdict: Verdict, answer: number): boolean {
  const { number } = exercise;
  if (!number) return answer === verdict.right;
  const truth = inRuns(exercise, verdict.quantity);
  return truth !== null && Math.abs(answer - truth) <= number.tolerance;
}

/** A lesson in its parts: Markdown, and the ids of exercises that stand on a line of their own. */
export function partsOf(markdown: string): ({ text: string } | { exercise: string })[] {
  return markdown
    .split(/^\[exercise: ([\w-]+)\][ \t]*$/m)
    .map((part, index) => (index % 2 === 0 ? { text: part } : { exercise: part }))
    .filter((part) => "exercise" in part || part.text.trim() !== "");
}
