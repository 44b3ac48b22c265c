/** What the visitor has chosen about the page itself; kept in this browser. */

import { flushSync } from "svelte";
import { drawNow } from "./draw/surface";
import type { Language, Text } from "./protocol";

type Theme = "light" | "dark";

const LANGUAGE = "neurarium.language";
const THEME = "neurarium.theme";
const PROJECTOR = "neurarium.projector";

export class Visitor {
  language: Language = $state("en");
  theme: Theme = $state("light");
  /** Everything larger by 1.6, for the last row of a lecture hall. */
  projector = $state(false);

  #unprinted: Theme = "light";

  constructor() {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const chosen = recall(THEME);
    this.language = languageOf(recall(LANGUAGE) ?? navigator.language);
    this.theme = (chosen ?? (system.matches ? "dark" : "light")) === "dark" ? "dark" : "light";
    this.projector = recall(PROJECTOR) === "on";
    system.addEventListener("change", () => {
      if (recall(THEME) === null) this.theme = system.matches ? "dark" : "light";
    });
    // Paper is light.
    addEventListener("beforeprint", () => {
      this.#unprinted = this.theme;
      flushSync(() => (this.theme = "light"));
      drawNow();
    });
    addEventListener("afterprint", () => (this.theme = this.#unprinted));
    $effect.root(() => {
      $effect(() => {
        const root = document.documentElement;
        root.lang = this.language;
        root.dataset["theme"] = this.theme;
        root.toggleAttribute("data-projector", this.projector);
      });
    });
  }

  /** A text in the visitor's language. */
  say = (words: Text): string => words[this.language];

  speak(language: Language): void {
    this.language = language;
    remember(LANGUAGE, language);
  }

  dress(theme: Theme): void {
    this.theme = theme;
    remember(THEME, theme);
  }

  project(on: boolean): void {
    this.projector = on;
    remember(PROJECTOR, on ? "on" : "off");
  }
}

function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith("de") ? "de" : "en";
}

// A browser may forbid storage altogether; the choice then lasts as long as the tab.

function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // see above
  }
}
