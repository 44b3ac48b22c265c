/** What browser tests and measurements read of the figures on a page, as `window.__figures`. */

import type { Session } from "../../session";

declare global {
  interface Window {
    __figures?: FigureProbe[];
  }
}

export class FigureProbe {
  /** Frames that came on screen, and those of them that brought a changed picture. */
  frames = 0;
  distinct = 0;
  readonly #session: Session;
  #pictures: unknown = null;

  constructor(session: Session) {
    this.#session = session;
    (window.__figures ??= []).push(this);
  }

  get lab(): string {
    return this.#session.lab.id;
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

  leave(): void {
    window.__figures = (window.__figures ?? []).filter((probe) => probe !== this);
  }
}
