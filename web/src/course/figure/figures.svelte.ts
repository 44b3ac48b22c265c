/** The figures that stand on the page, for whoever needs all of them drawn at once. */

/** What is asked of a figure. */
export interface Drawable {
  readonly ready: boolean;
  draw(): void;
}

class Figures {
  #all: Drawable[] = $state.raw([]);

  get count(): number {
    return this.#all.length;
  }

  get drawn(): number {
    return this.#all.filter(({ ready }) => ready).length;
  }

  /** A figure stands on the page until the returned function is called. */
  add(figure: Drawable): () => void {
    this.#all = [...this.#all, figure];
    return () => (this.#all = this.#all.filter((other) => other !== figure));
  }

  /** All of them are to be drawn, also those that nobody sees. */
  draw(): void {
    for (const figure of this.#all) figure.draw();
  }
}

export const figures = new Figures();
