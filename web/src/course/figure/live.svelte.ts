/** The run behind a figure: there while the figure is near, trains only while somebody sees it. */

import type { Description } from "../../protocol";
import { Session } from "../../session";
import { acknowledgeShown } from "../../shown";
import type { Socket } from "../../socket";
import { FigureProbe } from "./probe";
import { beginningOf, type Target } from "./target";

const SPEED = 60; // steps a second: a change with every frame, and slow enough to follow

export class Live {
  session: Session | null = $state.raw(null);
  /** Whether it is meant to train; it does so while it is in sight. */
  playing = $state(false);
  /** The state that the lesson tells of has been reached. */
  ready = $state(false);
  readonly #socket: Socket;
  readonly #lab: Description;
  readonly #target: Target;
  #seen = false;
  /** It was told to train, and has been seen to do so since. */
  #ordered = false;
  #trained = false;
  /** The visitor has led it away from the state that the lesson tells of. */
  #led = false;
  #wanted = false;
  #stop: () => void = () => undefined;

  constructor(socket: Socket, lab: Description, target: Target, plays: boolean) {
    this.#socket = socket;
    this.#lab = lab;
    this.#target = target;
    this.playing = plays;
  }

  /** The figure comes near: its run begins. */
  open(): void {
    if (this.session) return;
    const beginning = beginningOf(this.#target, this.#lab);
    const session = new Session(this.#socket, this.#lab, { ...beginning, seeds: 1, run: null, kept: false });
    const probe = new FigureProbe(session);
    const stops = [acknowledgeShown(session, () => probe.shown()), session.events.on("change", () => this.#follow(session)), () => probe.leave()];
    this.#stop = () => stops.forEach((stop) => stop());
    this.session = session;
  }

  /** It is to be drawn, however far away it is, and to stay. */
  draw(): void {
    this.#wanted = true;
    this.open();
  }

  /** The figure is far away: its place on the server is given back, unless a visitor's doing would be lost with it. */
  leave(): void {
    if (!this.#led && !this.#wanted) this.close();
  }

  /** The figure is gone. */
  close = (): void => {
    const { session } = this;
    if (!session) return;
    this.#stop();
    this.#stop = () => undefined;
    session.close();
    this.session = null;
    [this.ready, this.#ordered, this.#trained, this.#led] = [false, false, false, false];
  };

  /** Whether somebody sees it. */
  see(seen: boolean): void {
    this.#seen = seen;
    this.#train();
  }

  toggle(): void {
    this.#led = true;
    this.playing = !this.playing;
    this.#train();
  }

  step(): void {
    this.#led = true;
    this.playing = false;
    this.session?.step();
  }

  /** Back to the state that the lesson tells of. */
  again(): void {
    this.playing = false;
    this.close();
    this.open();
  }

  #follow(session: Session): void {
    const { header } = session;
    if (!header || session !== this.session) return;
    if (!this.ready && header.steps >= this.#target.steps) {
      this.ready = true;
      this.#train();
    } else if (this.#ordered && header.status === "playing") this.#trained = true;
    else if (this.#trained) [this.playing, this.#ordered, this.#trained] = [false, false, false]; // it has come to its end
  }

  #train(): void {
    const { session } = this;
    if (!session || !this.ready) return;
    const wanted = this.playing && this.#seen;
    if (wanted === this.#ordered) return;
    [this.#ordered, this.#trained] = [wanted, false];
    if (wanted) session.play(SPEED);
    else session.pause();
  }
}
