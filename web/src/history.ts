/** The curves of a run as they arrive, frame by frame: growing buffers, one column a reading and seed. */

import type { Drawn } from "./model";
import type { FrameHeader } from "./protocol";

const FIRST_ROOM = 256; // points; doubled whenever it is full

export class History {
  length = 0;
  /** Number of seeds: values of one reading at one point stand beside each other. */
  seeds = 1;
  /** Grows by one whenever the curves begin anew. */
  life = -1;
  #steps: Float64Array = new Float64Array(FIRST_ROOM);
  #values = new Map<string, Float64Array>();

  /** The steps at which there are points; a view that holds until the next `take`. */
  get steps(): Float64Array {
    return this.#steps.subarray(0, this.length);
  }

  get names(): string[] {
    return [...this.#values.keys()];
  }

  /** The values of one reading, [points, seeds]; NaN where there is none. */
  of(name: string): Float64Array {
    return (this.#values.get(name) ?? new Float64Array(0)).subarray(0, this.length * this.seeds);
  }

  /** Takes the new points of a frame: they replace everything from the index `from` on. */
  take(header: Pick<FrameHeader, "life" | "from">, arrays: Record<string, Drawn> | undefined): void {
    if (header.life !== this.life) this.#begin(header.life);
    const steps = arrays?.["steps"];
    if (!arrays || !steps || header.from > this.length) return;
    const count = steps.data.length;
    const seeds = seedsOf(arrays);
    if (seeds !== this.seeds) {
      this.#values.clear();
      this.seeds = seeds;
    }
    this.length = header.from + count;
    this.#steps = grown(this.#steps, this.length);
    for (let index = 0; index < count; index++) this.#steps[header.from + index] = Number(steps.data[index]);
    for (const [name, array] of Object.entries(arrays)) {
      if (name === "steps" || array.data instanceof BigInt64Array || array.data.length !== count * seeds) continue;
      const values = grown(this.#values.get(name) ?? new Float64Array(FIRST_ROOM * seeds), this.length * seeds);
      values.set(array.data, header.from * seeds);
      this.#values.set(name, values);
    }
  }

  #begin(life: number): void {
    this.life = life;
    this.length = 0;
    this.#values.clear();
  }
}

function seedsOf(arrays: Record<string, Drawn>): number {
  const values = Object.entries(arrays).find(([name]) => name !== "steps");
  return values?.[1].shape[1] ?? 1;
}

function grown(values: Float64Array, length: number): Float64Array {
  if (length <= values.length) return values;
  const larger = new Float64Array(Math.max(length, 2 * values.length));
  larger.set(values);
  return larger;
}
