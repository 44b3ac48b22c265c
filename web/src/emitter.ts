/** Callbacks by the name of an event. */
export class Emitter<Name extends string> {
  readonly #callbacks = new Map<Name, Set<() => void>>();

  /** Calls back on every event of this name, until the returned function is called. */
  on(name: Name, callback: () => void): () => void {
    const callbacks = this.#callbacks.get(name) ?? new Set();
    this.#callbacks.set(name, callbacks.add(callback));
    return () => this.off(name, callback);
  }

  off(name: Name, callback: () => void): void {
    this.#callbacks.get(name)?.delete(callback);
  }

  emit(name: Name): void {
    for (const callback of [...(this.#callbacks.get(name) ?? [])]) callback();
  }
}
