/** The model that a view gets from the page: a session, and what the page knows beside it. */

import { Emitter } from "./emitter";
import type { Command, Look, Model, ModelValues } from "./model";
import type { Session } from "./session";
import { sameValues } from "./values";
import type { Values } from "./protocol";

/** What the page itself tells a view. */
export interface Surround {
  language: "en" | "de";
  theme: "light" | "dark";
  hide: string[];
  look: Look;
}

type Name = keyof ModelValues;

const OWNER = "view";
const OF_SESSION = ["settings", "readings", "steps", "status", "seed", "seeds", "pictures", "refused"] as const;

export class ViewModel implements Model {
  readonly #session: Session;
  readonly #events = new Emitter<`change:${Name}`>();
  readonly #keepLook: (look: Look) => void;
  #surround: Surround;
  #unsaved: Partial<ModelValues> = {};
  #known: Partial<ModelValues>;
  #stop: () => void;

  /** `keepLook` hears when the view changes its own state. */
  constructor(session: Session, surround: Surround, keepLook: (look: Look) => void) {
    this.#session = session;
    this.#surround = surround;
    this.#keepLook = keepLook;
    this.#known = this.#read();
    const stops = (["pictures", "change"] as const).map((event) => session.events.on(event, () => this.#tell()));
    this.#stop = () => stops.forEach((stop) => stop());
  }

  get<N extends Name>(name: N): ModelValues[N] {
    const values: Partial<ModelValues> = { ...this.#known, ...this.#unsaved };
    return values[name] as ModelValues[N];
  }

  set<N extends Name>(name: N, value: ModelValues[N]): void {
    this.#unsaved[name] = value;
  }

  save_changes(): void {
    const { settings, watch, look } = this.#unsaved;
    this.#unsaved = {};
    if (watch) {
      this.#known.watch = watch;
      this.#session.watch(OWNER, watch);
      this.#events.emit("change:watch");
    }
    if (look) {
      this.surround({ ...this.#surround, look });
      this.#keepLook(look);
    }
    if (settings) this.#session.change(settings);
  }

  on(event: `change:${Name}`, callback: () => void): void {
    this.#events.on(event, callback);
  }

  off(event: `change:${Name}`, callback: () => void): void {
    this.#events.off(event, callback);
  }

  send(message: Command): void {
    if (message.type === "act") this.#session.act(message.action, message.arguments ?? {});
  }

  /** What the page tells has changed. */
  surround(surround: Surround): void {
    const before = this.#surround;
    this.#surround = surround;
    for (const name of ["language", "theme", "hide", "look"] as const) {
      if (before[name] === surround[name]) continue;
      this.#known = { ...this.#known, [name]: surround[name] };
      this.#events.emit(`change:${name}`);
    }
  }

  close(): void {
    this.#stop();
    this.#session.unwatch(OWNER);
  }

  /** Calls back for everything that is not as it was. */
  #tell(): void {
    const [before, now] = [this.#known, this.#read()];
    this.#known = now;
    for (const name of OF_SESSION) {
      const unchanged = name === "settings" ? sameSettings(before.settings, now.settings) : before[name] === now[name];
      if (!unchanged) this.#events.emit(`change:${name}`);
    }
  }

  #read(): Partial<ModelValues> {
    const { header, settings, seeds, lab, refused } = this.#session;
    const pictures = this.#session.picturesOf(OWNER);
    const before = this.#known?.pictures;
    const unchanged = before && samePictures(before, pictures);
    return {
      lab,
      settings: this.#known?.settings && sameSettings(this.#known.settings, settings) ? this.#known.settings : settings,
      readings: header?.readings ?? {},
      steps: header?.steps ?? 0,
      status: header?.status ?? "paused",
      seed: header?.seed ?? 0,
      seeds,
      pictures: unchanged ? before : pictures,
      refused,
      watch: this.#known?.watch ?? {},
      ...this.#surround,
    };
  }
}

function sameSettings(one: Values | undefined, other: Values | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && sameValues(one, other));
}

function samePictures(one: ModelValues["pictures"], other: ModelValues["pictures"]): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
