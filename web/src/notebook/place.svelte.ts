/** Where a widget is displayed: the language and theme there, and what Python said about the view. */

import type { Language, Text } from "../protocol";
import type { Look } from "../model";
import { followTheme, type Theme } from "./theme";
import type { WidgetModel } from "./wire";

const NAMES = ["language", "theme", "hide", "speed", "look"] as const;

export class Place {
  language: Language = $state("en");
  theme: Theme = $state("light");
  hide: string[] = $state.raw([]);
  /** Steps per second of the play button; null for as fast as it goes. */
  speed: number | null = $state(null);
  look: Look = $state.raw({});
  readonly projector = false;
  readonly #model: WidgetModel;
  readonly #stop: (() => void)[] = [];
  #around: Theme = "light";

  constructor(model: WidgetModel, around: Element) {
    this.#model = model;
    this.#read();
    const read = (): void => this.#read();
    for (const name of NAMES) {
      model.on(`change:${name}`, read);
      this.#stop.push(() => model.off(`change:${name}`, read));
    }
    this.#stop.push(
      followTheme(around, (theme) => {
        this.#around = theme;
        this.#read();
      }),
    );
  }

  say = (words: Text): string => words[this.language];

  keepLook(look: Look): void {
    this.#model.set("look", look);
    this.#model.save_changes();
  }

  close(): void {
    for (const stop of this.#stop) stop();
  }

  #read(): void {
    const model = this.#model;
    const [language, theme] = [model.get("language"), model.get("theme")];
    this.language = (language === "auto" ? navigator.language : String(language)).startsWith("de") ? "de" : "en";
    this.theme = theme === "dark" || theme === "light" ? theme : this.#around;
    this.hide = model.get("hide") as string[];
    this.speed = model.get("speed") as number | null;
    this.look = model.get("look") as Look;
  }
}
