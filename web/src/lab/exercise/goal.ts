/** A goal, and how far a run has come, in words. */

import { count, mark, short } from "../../number";
import type { Description } from "../../protocol";
import { fill } from "../../text";
import type { Visitor } from "../../visitor.svelte";
import type { Check, Do } from "./exercise";
import { texts } from "./texts";

export function aimOf({ goal }: Do, lab: Description, { say, language }: Visitor): string {
  const reading = lab.readings.find(({ name }) => name === goal.reading);
  const parts: string[] = [];
  if (reading) {
    const words = goal.at_most === null ? texts.atLeast : texts.atMost;
    parts.push(`${say(reading.label)} ${fill(say(words), { number: mark(goal.at_most ?? goal.at_least ?? 0, language) })}`);
  }
  if (goal.steps > 0) parts.push(fill(say(texts.steps), { number: count(goal.steps, language), units: say(lab.units) }));
  return parts.join(", ");
}

export function bestOf(check: Check, { say, language }: Visitor): string {
  return check.best === null ? "" : fill(say(texts.best), { number: short(check.best, language) });
}
