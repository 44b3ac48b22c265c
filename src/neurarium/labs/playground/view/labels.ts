/** How labels are called: classes by a name, numbers by themselves. */

import type { Language } from "$web/protocol";
import type { Drawn } from "$web/model";
import { classLetter } from "./classes";
import { number } from "./column";
import { exact } from "$web/number";
import { textsIn } from "./texts";

export interface Labels {
  /** All classes with their label; none in a regression. */
  readonly classes: readonly { value: number; name: string }[];
  readonly say: (label: number) => string;
}

/** `names`: of the classes, where a file brought them. */
export function labelsOf(problem: string, classes: number, names: readonly string[], language: Language): Labels {
  const texts = textsIn(language);
  if (problem === "regression") return { classes: [], say: (label) => number(label, language) };
  const two = [
    { value: -1, name: names[0] ?? texts.orange },
    { value: 1, name: names[1] ?? texts.blue },
  ];
  const several = Array.from({ length: classes }, (_, value) => ({ value, name: names[value] ?? classLetter(value) }));
  const all = problem === "classes" ? several : two;
  const written = (label: number): string => (problem === "classes" ? "" : ` (${exact(label, language)})`);
  return {
    classes: all,
    say: (label) => {
      const found = all.find(({ value }) => value === label);
      return found ? found.name + written(label) : exact(label, language);
    },
  };
}

/** The names of the classes, which the engine sends as bytes, one a line. */
export function namesIn(drawn: Drawn | null | undefined): readonly string[] {
  if (!drawn || drawn.data.length === 0) return [];
  return new TextDecoder().decode(drawn.data as Uint8Array).split("\n");
}
