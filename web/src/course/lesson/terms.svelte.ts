/** Which term of the glossary is shown beside its word. */

import { createContext } from "svelte";
import type { Meaning } from "../course";

export class Terms {
  /** The term, and the word that it was asked at. */
  shown: { id: string; term: Meaning; at: HTMLElement } | null = $state.raw(null);
  #known: Record<string, Meaning> = {};

  /** The terms that words on the page may name. */
  learn(terms: Record<string, Meaning>): void {
    this.#known = { ...this.#known, ...terms };
  }

  show(id: string, at: HTMLElement): void {
    const term = this.#known[id];
    this.shown = term && this.shown?.at !== at ? { id, term, at } : null;
  }

  hide(): void {
    this.shown = null;
  }
}

export const [getTerms, setTerms] = createContext<Terms>();
