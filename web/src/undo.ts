/** What settings were before each change, so that changes can be taken back in turn. */

import type { Values } from "./protocol";

const MOST = 200; // changes
const ONE_GESTURE = 700; // milliseconds between two changes of a slider that is being dragged

export class Undo {
  readonly #past: { values: Values; at: number }[] = [];

  get empty(): boolean {
    return this.#past.length === 0;
  }

  /** These settings had these values until now (`at`, in milliseconds); a gesture of many changes is one. */
  remember(values: Values, at: number): void {
    const last = this.#past.at(-1);
    const names = Object.keys(values).join();
    if (last && at - last.at < ONE_GESTURE && Object.keys(last.values).join() === names) last.at = at;
    else this.#past.push({ values, at });
    if (this.#past.length > MOST) this.#past.shift();
  }

  /** The values before the last change, which is forgotten; undefined where there was none. */
  take(): Values | undefined {
    return this.#past.pop()?.values;
  }
}
