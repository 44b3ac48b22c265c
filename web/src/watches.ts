/** Which pictures are to be drawn: several owners on the page watch some each, under keys of their own. */

import type { Pictures, Watch } from "./model";
import type { Order } from "./protocol";

export class Watches {
  readonly #watches = new Map<string, Watch>();

  set(owner: string, watch: Watch): void {
    this.#watches.set(owner, watch);
  }

  /** Whether the owner watched anything until now. */
  delete(owner: string): boolean {
    return this.#watches.delete(owner);
  }

  get order(): Order {
    return { type: "watch", pictures: Object.fromEntries(this.#all) };
  }

  get keys(): Set<string> {
    return new Set(this.#all.map(([key]) => key));
  }

  /** The pictures of one owner, under its own keys. */
  static of(owner: string, pictures: Pictures): Pictures {
    const own = Object.entries(pictures).filter(([key]) => key.startsWith(`${owner}:`));
    return Object.fromEntries(own.map(([key, arrays]) => [key.slice(owner.length + 1), arrays]));
  }

  get #all(): [key: string, wanted: Watch[string]][] {
    return [...this.#watches].flatMap(([owner, watch]) =>
      Object.entries(watch).map(([key, wanted]): [string, Watch[string]] => [`${owner}:${key}`, wanted]),
    );
  }
}
