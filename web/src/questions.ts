/** Questions to the server that wait for their answers. */

import type { Text } from "./protocol";

export interface Answer {
  /** A file name for the text. */
  name: string;
  text: string;
  /** Of the text, where the file is no text. */
  encoding?: "base64";
}

/** A question that was refused; `text` says why, in both languages. */
export class Unanswered extends Error {
  constructor(readonly text: Text) {
    super(text.en);
  }
}

export class Questions {
  readonly #waiting = new Map<number, { keep: (answer: Answer) => void; fail: (problem: Unanswered) => void }>();
  #asked = 0;

  /** The number of a new question, and its answer to come; it may be refused with an `Unanswered`. */
  next(): { ask: number; answer: Promise<Answer> } {
    const ask = ++this.#asked;
    const answer = new Promise<Answer>((keep, fail) => this.#waiting.set(ask, { keep, fail }));
    return { ask, answer };
  }

  answer(ask: number, answer: Answer): void {
    this.#waiting.get(ask)?.keep(answer);
    this.#waiting.delete(ask);
  }

  /** Refuses all that wait; says whether there was any. */
  refuse(text: Text): boolean {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { fail } of waiting) fail(new Unanswered(text));
    return waiting.length > 0;
  }
}
