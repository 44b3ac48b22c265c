/** What the runs of a question say, in words. */

import { mark, short } from "../../number";
import type { Language, Text } from "../../protocol";
import { fill } from "../../text";
import { inRuns, isRight, type Predict, type Verdict } from "./exercise";
import { texts } from "./texts";

/** Of a visitor: his language, and texts in it. */
export interface Hearer {
  language: Language;
  say: (words: Text) => string;
}

/** A group's measure: "12 of 16", "median 0.508". */
export function measureOf(exercise: Predict, measured: number | null, { say, language }: Hearer): string {
  const { of } = exercise.measure;
  if (of === "share") return fill(say(texts.ofRuns), { count: inRuns(exercise, measured) ?? "–", all: exercise.seeds });
  return fill(say(texts[of]), { number: short(measured, language) });
}

/** Whether the answer was right, and what is said to whoever chose it. */
export function replyTo(exercise: Predict, verdict: Verdict, answer: number, hearer: Hearer): string {
  const { say, language } = hearer;
  const right = isRight(exercise, verdict, answer);
  if (exercise.number) {
    const truth = inRuns(exercise, verdict.quantity);
    const words = !right ? texts.far : truth === answer ? texts.exactly : texts.close;
    const shown = exercise.measure.of === "share" ? String(truth ?? "–") : short(truth, language);
    return fill(say(words), { answer: mark(answer, language), truth: shown });
  }
  if (right) return say(texts.right);
  if (verdict.right === null) return say(texts.undecided);
  const reply = exercise.choices[answer]?.reply;
  return reply ? `${say(texts.wrong)} ${say(reply)}` : say(texts.wrong);
}

/** Why it is so, with the measured numbers in their places; Markdown. */
export function explanationOf(exercise: Predict, verdict: Verdict, hearer: Hearer): string {
  const share = exercise.measure.of === "share";
  const groups = verdict.groups.map(({ measured }, index) => [
    String(index + 1),
    share ? measureOf(exercise, measured, hearer) : short(measured, hearer.language),
  ]);
  const quantity = short(verdict.quantity, hearer.language);
  return fill(hearer.say(exercise.because), { ...(Object.fromEntries(groups) as Record<string, string>), quantity });
}
