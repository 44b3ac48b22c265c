/** How long training still takes, from how fast it has gone of late. */

const MEMORY = 6; // seconds that are looked back on
const REST = 1.5; // seconds without a step after which nothing is said

export class Pace {
  #seen: { steps: number; at: number }[] = [];

  /** Seconds to the planned end; null while it stands still or is not yet known. `now` in seconds. */
  left(steps: number, planned: number, now: number): number | null {
    const last = this.#seen.at(-1);
    if (last && (steps < last.steps || now - last.at > REST)) this.#seen = [];
    if (!last || steps !== last.steps) this.#seen.push({ steps, at: now });
    while (this.#seen.length > 2 && now - this.#seen[0]!.at > MEMORY) this.#seen.shift();
    const [first, newest] = [this.#seen[0], this.#seen.at(-1)];
    if (!first || !newest || newest.at - first.at < 0.5) return null;
    return ((planned - newest.steps) * (newest.at - first.at)) / (newest.steps - first.steps);
  }
}
