/** The desk at which points are drawn by hand: the sheet, what was done to it, and the tool in hand. */

import type { Points } from "$web/draw/points";
import { MOST_POINTS, type Sheet, drawnOn, pointsOf, sheetOf, withPoint, without } from "./drawing";

const APART = 0.28; // of the plane, between two points of one stroke

export class Desk {
  /** null while nothing is drawn. */
  sheet: Sheet | null = $state.raw(null);
  /** The label that the pen writes; null for the rubber. */
  pen: number | null = $state(1);
  #past: Sheet[] = $state.raw([]);
  #last: { x: number; y: number } | null = null; // where the stroke made its last point

  static readonly RUBBER = 0.5; // its radius in the plane

  readonly points: Points | null = $derived(this.sheet && pointsOf(this.sheet));
  readonly fresh: number = $derived(this.sheet ? drawnOn(this.sheet) : 0);

  get undoable(): boolean {
    return this.#past.length > 0;
  }

  get full(): boolean {
    return this.sheet !== null && this.sheet.length >= MOST_POINTS;
  }

  open(points: Points, pen: number): void {
    this.sheet = sheetOf(points);
    this.pen = pen;
    this.#past = [];
  }

  close(): void {
    this.sheet = null;
  }

  /** Pen or rubber at a place; `begins` a stroke, or goes on with it. */
  go(x: number, y: number, begins: boolean): void {
    const before = this.sheet;
    if (!before) return;
    if (begins) {
      this.#past = [...this.#past, before];
      this.#last = null;
    }
    if (this.pen === null) {
      this.sheet = without(before, x, y, Desk.RUBBER);
    } else if (!this.#last || Math.hypot(x - this.#last.x, y - this.#last.y) >= APART) {
      this.sheet = withPoint(before, x, y, this.pen);
      this.#last = { x, y };
    }
    // A click into the void is nothing that could be undone.
    if (begins && this.sheet === before) this.#past = this.#past.slice(0, -1);
  }

  clear(): void {
    if (!this.sheet || this.sheet.length === 0) return;
    this.#past = [...this.#past, this.sheet];
    this.sheet = [];
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before) return;
    this.sheet = before;
    this.#past = this.#past.slice(0, -1);
  }
}
