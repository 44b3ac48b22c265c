/** Calls something at once, or soon but not too often: numbers that change thirty times a second cannot be read. */

export class Calm {
  readonly #call: () => void;
  readonly #apart: number;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Calls that come `soon` are at least so many milliseconds apart. */
  constructor(call: () => void, apart: number) {
    this.#call = call;
    this.#apart = apart;
  }

  now(): void {
    this.stop();
    this.#last = performance.now();
    this.#call();
  }

  soon(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#last + this.#apart - performance.now();
    if (wait <= 0) this.now();
    else this.#timer = setTimeout(() => this.now(), wait);
  }

  /** Forgets a call that is still to come. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
