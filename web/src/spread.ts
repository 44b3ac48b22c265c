/** How a population's curves spread: at each step the median, the middle half, and the extremes. */

import type { History } from "./history";

export const SHARES = { lowest: 0, lower: 0.25, median: 0.5, upper: 0.75, highest: 1 } as const;
export type Spreads = Record<keyof typeof SHARES, Float64Array>;

const NAMES = Object.keys(SHARES) as (keyof typeof SHARES)[];

/** Keeps the spread of one reading; each call computes only the points that are new. */
export class Spread {
  #of = "";
  #length = 0;
  #columns: Spreads = emptySpreads(256);

  /** The spread at every point of the history; views that hold until the next call. */
  of(history: History, name: string): Spreads {
    const of = `${history.life} ${name}`;
    if (of !== this.#of) [this.#of, this.#length] = [of, 0];
    const values = history.of(name);
    const { seeds } = history;
    const length = Math.min(history.length, values.length / seeds);
    this.#grow(length);
    // The last point that was known may have been replaced.
    for (let point = Math.max(0, Math.min(this.#length, length) - 1); point < length; point++) {
      const sorted = values.slice(point * seeds, (point + 1) * seeds).filter(Number.isFinite).sort();
      for (const column of NAMES) this.#columns[column][point] = between(sorted, SHARES[column]);
    }
    this.#length = length;
    const views = NAMES.map((column) => [column, this.#columns[column].subarray(0, length)]);
    return Object.fromEntries(views) as Spreads;
  }

  #grow(length: number): void {
    const room = this.#columns.median.length;
    if (length <= room) return;
    const larger = emptySpreads(Math.max(length, 2 * room));
    for (const column of NAMES) larger[column].set(this.#columns[column]);
    this.#columns = larger;
  }
}

/** Keeps the share of runs that have come to a value; each call computes only the points that are new. */
export class Arrived {
  #of = "";
  #length = 0;
  #shares: Float64Array = new Float64Array(256);

  /** The share from 0 to 1 at every point of the history; a view that holds until the next call. */
  of(history: History, name: string, value: number, falls: boolean): Float64Array {
    const of = `${history.life} ${name} ${value} ${falls}`;
    if (of !== this.#of) [this.#of, this.#length] = [of, 0];
    const values = history.of(name);
    const { seeds } = history;
    const length = Math.min(history.length, values.length / seeds);
    if (length > this.#shares.length) {
      const larger = new Float64Array(Math.max(length, 2 * this.#shares.length));
      larger.set(this.#shares);
      this.#shares = larger;
    }
    for (let point = Math.max(0, Math.min(this.#length, length) - 1); point < length; point++) {
      let count = 0;
      for (let seed = 0; seed < seeds; seed++) count += arrived(values[point * seeds + seed]!, value, falls) ? 1 : 0;
      this.#shares[point] = count / seeds;
    }
    this.#length = length;
    return this.#shares.subarray(0, length);
  }
}

/** Whether a reading has fallen (or risen) to a value. */
export function arrived(reading: number | null | undefined, value: number, falls: boolean): boolean {
  if (reading === null || reading === undefined || !Number.isFinite(reading)) return false;
  return falls ? reading <= value : reading >= value;
}

/** The quantile of sorted values with linear interpolation; NaN of none. */
function between(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

function emptySpreads(length: number): Spreads {
  return Object.fromEntries(NAMES.map((column) => [column, new Float64Array(length)])) as Spreads;
}
