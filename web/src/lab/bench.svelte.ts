/** The state of a lab's page: which run stands on the bench, how fast it goes, and what the address says about it. */

import { ignoredIn, readLink, writeLink, type Link } from "../link";
import type { Look } from "../model";
import type { Page } from "../page";
import type { Description, Values } from "../protocol";
import { Session } from "../session";
import { acknowledgeShown } from "../shown";
import { transport } from "../texts/lab";
import { Probe } from "./probe";

/** Steps per second that can be chosen; null is as fast as it goes. */
export const SPEEDS: readonly (number | null)[] = [1, 5, 20, 60, 300, 1000, null];
const OPENING_SPEED = 3; // 60 a second: a change of the picture with every frame, and slow enough to follow

const LARGEST_SEED = 10_000; // of those that reset draws; short enough to be told to a neighbour

export class Bench {
  session: Session = $state.raw() as Session;
  speed = $state(OPENING_SPEED);
  look: Look = $state.raw({});
  hide: string[] = $state.raw([]);
  /** The lab whose lesson stands below. */
  lesson = $state("");
  /** The population that the link asks for: its seeds, and its run if it is stored. */
  population: { seeds: number; run: string | null } | null = $state.raw(null);
  /** The population that stands below by now, once there is something worth keeping. */
  #below: { seeds: number; run: string } | null = null;
  readonly #page: Page;
  readonly lab: Description;
  #link: Link = readLink("");
  #stop: () => void = () => undefined;
  #withdraw: () => void = () => undefined;

  constructor(page: Page, lab: Description, search: string, hash: string) {
    this.#page = page;
    this.lab = lab;
    this.open(search, hash);
  }

  /** Puts the run on the bench that an address describes. */
  open(search: string, hash: string): void {
    this.close();
    const link = (this.#link = readLink(search, hash));
    for (const text of ignoredIn(search, hash)) this.#page.notices.show(text);
    this.look = link.look;
    this.hide = link.hide;
    this.lesson = link.lesson ?? this.lab.id;
    this.population = link.population !== null || link.seeds > 1 ? { seeds: link.seeds, run: link.population } : null;
    this.#below = null;
    const settings = link.stateful ? link.settings : this.lab.opening;
    const session = new Session(this.#page.socket, this.lab, { ...link, settings, seeds: 1 });
    const probe = new Probe(session);
    window.__lab = probe;
    const stops = [
      acknowledgeShown(session, () => probe.shown()),
      session.events.on("change", () => this.#address()),
      session.events.on("notice", () => session.notice && this.#page.notices.show(session.notice)),
    ];
    this.#stop = () => {
      this.#withdraw();
      for (const stop of stops) stop();
      session.close();
    };
    this.session = session;
  }

  close(): void {
    this.#stop();
    this.#stop = () => undefined;
  }

  get playing(): boolean {
    return this.session.header?.status === "playing";
  }

  toggle(): void {
    if (this.playing) this.session.pause();
    else this.play();
  }

  play(): void {
    this.session.play(SPEEDS[this.speed] ?? null);
  }

  pace(speed: number): void {
    this.speed = speed;
    if (this.playing) this.play();
  }

  /** Begins anew with other random numbers. */
  reset(): void {
    const trained = (this.session.header?.steps ?? 0) > 0;
    const seed = Math.floor(Math.random() * LARGEST_SEED);
    const action = this.lab.actions.find(({ name }) => name === "reset");
    if (!action) this.session.restart(seed);
    else this.session.act("reset", action.arguments.some(({ name }) => name === "seed") ? { seed } : {});
    if (trained) this.#offer();
  }

  /** Says that what was trained is gone and offers it again, until something else is done. */
  #offer(): void {
    const { session } = this;
    const { notices } = this.#page;
    const number = notices.show(transport.begunAnew, { label: transport.undo, perform: () => session.undo() });
    this.#withdraw();
    const end = session.events.on("deed", () => this.#withdraw());
    this.#withdraw = () => {
      end();
      notices.dismiss(number);
      this.#withdraw = () => undefined;
    };
  }

  keepLook(look: Look): void {
    this.look = look;
    this.#address();
  }

  /** The population below is this one from now on. */
  keepPopulation({ stored, run, seeds }: Session): void {
    this.#below = stored && run !== null ? { run, seeds } : null;
    this.#address();
  }

  /** Performs an action that needs nothing but chance. */
  perform(action: string): void {
    const wanted = this.lab.actions.find(({ name }) => name === action)?.arguments ?? [];
    const seed = Math.floor(Math.random() * LARGEST_SEED);
    this.session.act(action, wanted.some(({ name }) => name === "seed") ? { seed } : {});
  }

  /** Keeps the address such that reloading it shows the same again. */
  #address(): void {
    const { session, look, hide, lesson } = this;
    const run = (session?.stored ? session.run : null) ?? this.#link.run;
    const { seeds, run: population } = this.#below ?? this.population ?? { seeds: 1, run: null };
    const below = { population, seeds };
    if (run) this.#rewrite({ run, ...(population ? below : {}), look, hide, lesson });
    else if (this.#link.stateful) this.#rewrite({ ...this.#link, ...below, settings: this.#accepted, look, hide, lesson });
    else this.#rewrite({ ...below, look, hide, lesson });
  }

  /** The link's settings as the server took them; after events they may be others, and only the unknown are left out. */
  get #accepted(): Values {
    const taken = this.session.header?.settings;
    const { settings, events } = this.#link;
    if (!taken) return settings;
    const known = Object.entries(settings).filter(([name]) => name in taken);
    return Object.fromEntries(known.map(([name, value]) => [name, events.length === 0 ? (taken[name] ?? value) : value]));
  }

  #rewrite(target: Parameters<typeof writeLink>[1]): void {
    this.#page.router.rewrite(writeLink(this.lab.id, target));
  }
}
