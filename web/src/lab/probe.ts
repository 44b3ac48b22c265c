/** What browser tests and measurements read of a lab's page, as `window.__lab`. */

import type { FrameHeader, Measured, Values } from "../protocol";
import type { Session } from "../session";
import { same } from "../values";

declare global {
  interface Window {
    __lab?: Probe;
    __population?: PopulationProbe;
  }
}

export class Probe {
  /** Frames that came on screen, and those of them that brought a changed picture. */
  frames = 0;
  distinct = 0;
  /** `performance.now` when the last change was sent, and when the first frame with it was drawn. */
  lastInput = 0;
  lastChange = 0;
  readonly #session: Session;
  #pictures: unknown = null;
  #awaited: Values | null = null;

  constructor(session: Session) {
    this.#session = session;
    session.events.on("change", () => {
      if (session.lastChange.at === this.lastInput) return;
      this.lastInput = session.lastChange.at;
      this.#awaited = session.lastChange.settings;
    });
  }

  get steps(): number {
    return this.#header?.steps ?? 0;
  }

  get readings(): Record<string, Measured> {
    return this.#header?.readings ?? {};
  }

  get status(): string {
    return this.#header?.status ?? this.#session.phase;
  }

  get settings(): Values {
    return this.#header?.settings ?? {};
  }

  /** Steps per second, as the server measured them. */
  get rate(): number {
    return this.#header?.rate ?? 0;
  }

  get run(): string | null {
    return this.#session.run;
  }

  /** A frame has just been drawn. */
  shown(): void {
    this.frames += 1;
    if (this.#session.pictures !== this.#pictures) this.distinct += 1;
    this.#pictures = this.#session.pictures;
    const awaited = this.#awaited;
    if (awaited && Object.entries(awaited).every(([name, value]) => same(this.settings[name], value))) {
      this.#awaited = null;
      this.lastChange = performance.now();
    }
  }

  get #header(): FrameHeader | null {
    return this.#session.header;
  }
}

/** The same of a population: frames that came on screen, and those with changed pictures. */
export class PopulationProbe {
  frames = 0;
  distinct = 0;
  readonly #session: Session;
  #pictures: unknown = null;

  constructor(session: Session) {
    this.#session = session;
    window.__population = this;
  }

  get steps(): number {
    return this.#session.header?.steps ?? 0;
  }

  get status(): string {
    return this.#session.header?.status ?? this.#session.phase;
  }

  shown(): void {
    this.frames += 1;
    if (this.#session.pictures !== this.#pictures) this.distinct += 1;
    this.#pictures = this.#session.pictures;
  }
}
