/** Short messages that appear, are read aloud, and go. */

import type { Text } from "./protocol";

export interface Notice {
  number: number;
  text: Text;
  action: { label: Text; perform: () => void } | null;
}

const SHOWN = 9_000; // milliseconds
const MOST = 4;

export class Notices {
  list: Notice[] = $state.raw([]);
  #number = 0;

  /** `lasting`: until it is dismissed, by whoever showed it or by the visitor. */
  show(text: Text, action: Notice["action"] = null, lasting = false): number {
    const known = this.list.find((notice) => notice.text.en === text.en);
    if (known) this.dismiss(known.number);
    const number = ++this.#number;
    this.list = [...this.list, { number, text, action }].slice(-MOST);
    if (!lasting) setTimeout(() => this.dismiss(number), SHOWN);
    return number;
  }

  dismiss(number: number): void {
    this.list = this.list.filter((notice) => notice.number !== number);
  }
}
