/** A run (or a population) as the page sees it: its newest frame, its curves, and what may be done to it. */

import { createSubscriber } from "svelte/reactivity";
import { Calm } from "./calm";
import { Emitter } from "./emitter";
import type { Frame } from "./frame";
import { History } from "./history";
import type { Pictures, Watch } from "./model";
import type { Description, Event, FrameHeader, Order, Report, StopAt, Text, Value, Values } from "./protocol";
import { Questions, type Answer } from "./questions";
import type { Listener, Socket } from "./socket";
import { same, sameValues } from "./values";
import { Watches } from "./watches";

/** With what a session begins: a state after these events, or a stored run. */
export interface Beginning {
  settings: Values;
  seed: number;
  seeds: number;
  events: Event[];
  run: string | null;
  /** False for a figure, whose run leaves no trace in the store. */
  kept?: boolean;
}

export type Phase = "preparing" | "open" | "full" | "closed";

/** Why the last change was refused; `about` is a setting's name. */
export interface Refused {
  text: Text;
  about: string | null;
}

const WAITING = 100; // orders that are kept while there is no connection
const CALM = 100; // milliseconds between two changes of words and curves; pictures come with every frame
const WANTED = 2_000; // milliseconds for which a change is shown before the server confirms it

let opened = 0;

export class Session implements Listener {
  readonly name: string;
  readonly lab: Description;
  readonly history = new History();
  /** `deed`: the visitor has done something to the run; `pictures`: a frame has brought what is drawn; `change`: what is read has changed, ten times a second while it trains. */
  readonly events = new Emitter<"change" | "pictures" | "frame" | "notice" | "deed">();
  run: string | null = null;
  /** The visitor has changed, trained or continued something: there is a run worth keeping. */
  touched = false;
  /** When the visitor last changed something (`performance.now`), and the settings that were changed. */
  lastChange: { at: number; settings: Values } = { at: 0, settings: {} };
  /** Steps at which the run was continued after its worker had died. */
  #continued: number | null = null;
  #phase: Phase = "preparing";
  #header: FrameHeader | null = null;
  #pictures: Pictures = {};
  #refused: Refused | null = null;
  #hearers = 0;
  #notice: Text | null = null;
  readonly #seen = createSubscriber((update) => this.events.on("change", update));
  readonly #drawn = createSubscriber((update) => this.events.on("pictures", update));
  readonly #changes = new Calm(() => this.events.emit("change"), CALM);
  readonly #socket: Socket;
  readonly #beginning: Beginning;
  readonly #watches = new Watches();
  readonly #wanted = new Map<string, { value: Value; since: number }>();
  readonly #questions = new Questions();
  #waiting: Order[] = [];
  #seeds: number;

  constructor(socket: Socket, lab: Description, beginning: Beginning) {
    this.name = `s${++opened}-${Math.random().toString(36).slice(2, 10)}`;
    this.lab = lab;
    this.run = beginning.run;
    this.#seeds = beginning.seeds;
    this.#socket = socket;
    this.#beginning = beginning;
    socket.attach(this.name, this);
  }

  get phase(): Phase {
    this.#seen();
    return this.#phase;
  }

  /** What the newest frame says; null before the first. */
  get header(): FrameHeader | null {
    this.#seen();
    return this.#header;
  }

  get pictures(): Pictures {
    this.#drawn();
    return this.#pictures;
  }

  get refused(): Refused | null {
    this.#seen();
    return this.#refused;
  }

  /** Whether a dialog says itself what is refused: nobody else needs to. */
  get heard(): boolean {
    this.#seen();
    return this.#hearers > 0;
  }

  /** From now on whoever calls this says what is refused, until the returned function is called. */
  hear(): () => void {
    this.#hearers += 1;
    this.#changes.now();
    return () => {
      this.#hearers -= 1;
      this.#changes.now();
    };
  }

  get continued(): number | null {
    this.#seen();
    return this.#continued;
  }

  /** The last notice, for whoever hears the event. */
  get notice(): Text | null {
    return this.#notice;
  }

  /** Whether the run is in the store: it was continued from there, or there is something worth keeping. */
  get stored(): boolean {
    this.#seen();
    return this.run !== null && this.#header !== null && (this.touched || this.#beginning.run !== null);
  }

  get seeds(): number {
    return this.#seeds;
  }

  /** All settings: those of the newest frame, and the visitor's own changes that are still on their way. */
  get settings(): Values {
    this.#seen();
    const known = this.#header?.settings ?? this.#beginning.settings;
    if (this.#wanted.size === 0) return known;
    const settings = { ...known };
    for (const [name, { value }] of this.#wanted) settings[name] = value;
    return settings;
  }

  // What a visitor does

  play(speed: number | null): void {
    this.#do({ type: "play", speed });
  }

  pause(): void {
    this.#do({ type: "pause" });
  }

  step(count = 1): void {
    this.#do({ type: "step", count });
  }

  /** Where to pause by itself; nothing given: nowhere. */
  stopAt(stop: StopAt): void {
    this.#refused = null;
    this.#send({ type: "stop_at", ...stop });
  }

  restart(seed: number): void {
    this.#do({ type: "restart", seed });
  }

  act(action: string, values: Values = {}): void {
    this.#do({ type: "act", action, arguments: values });
  }

  /** Changes the settings that differ from what they are. */
  change(values: Values): void {
    const before = this.settings;
    const different = Object.entries(values).filter(([name, value]) => !same(before[name], value));
    if (different.length === 0) return;
    const since = performance.now();
    for (const [name, value] of different) this.#wanted.set(name, { value, since });
    this.#do({ type: "set", settings: Object.fromEntries(different) });
  }

  /** Takes back what was done last, with what was trained since; the server says if there is nothing. */
  undo(): void {
    this.#turn("undo");
  }

  /** Does again what was taken back last. */
  redo(): void {
    this.#turn("redo");
  }

  /** What this owner wants to be drawn; replaces what it wanted before. */
  watch(owner: string, watch: Watch): void {
    this.#watches.set(owner, watch);
    this.#send(this.#watches.order);
  }

  unwatch(owner: string): void {
    if (this.#watches.delete(owner)) this.#send(this.#watches.order);
  }

  /** The pictures of one owner, under its own keys. */
  picturesOf(owner: string): Pictures {
    return Watches.of(owner, this.pictures);
  }

  /** Asks for an export, `script` or `events`. Rejects with an `Unanswered`. */
  ask(what: string): Promise<Answer> {
    const { ask, answer } = this.#questions.next();
    this.#send({ type: "ask", ask, what });
    return answer;
  }

  /** The frame has been shown. */
  acknowledge(): void {
    if (this.#header) this.#socket.send(this.name, { type: "ack", frame: this.#header.frame });
  }

  close(): void {
    this.#changes.stop();
    this.#socket.send(this.name, { type: "close" });
    this.#socket.detach(this.name);
  }

  // What the server says

  greet(): void {
    const { settings, seed, seeds, events, kept = true } = this.#beginning;
    // A run that nobody has touched is not in the store: after a loss it begins again as it began before.
    const again = kept && this.#header !== null && this.run !== null && this.touched;
    const run = again ? this.run : this.#beginning.run;
    this.#send({ type: "open", lab: this.lab.id, settings, seed, seeds, events, run, ...(kept ? {} : { kept }) });
    this.#send(this.#watches.order);
    if (this.#header?.stop_at) this.stopAt(this.#header.stop_at);
    if (again && this.#header?.status === "playing") this.#send({ type: "play", speed: this.#header.speed });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const order of waiting) this.#send(order);
  }

  report(report: Report): void {
    switch (report.type) {
      case "opened":
        this.run = report.run;
        this.#seeds = report.seeds; // a stored population knows better than the address
        this.#phase = "open";
        break;
      case "state":
        if (report.state === "resumed") [this.#continued, this.#phase] = [report.steps ?? 0, "open"];
        else this.#phase = report.state;
        break;
      case "refused":
        this.#refuse(report);
        break;
      case "notice":
        this.#notice = report.text;
        this.events.emit("notice");
        break;
      case "answer":
        this.#questions.answer(report.ask, answerOf(report));
    }
    this.#changes.now();
  }

  frame({ header, arrays }: Frame): void {
    const now = performance.now();
    for (const [name, { value, since }] of this.#wanted) {
      if (same(header.settings[name], value) || now - since > WANTED) this.#wanted.delete(name);
    }
    const eventful = this.#phase !== "open" || this.#wanted.size > 0 || !onlyTrained(this.#header, header);
    // A frame that was on its way when its worker died does not end the wait for another worker.
    if (this.#header === null || this.#phase !== "preparing") this.#phase = "open";
    // The same object for the same settings: with thirty frames a second nobody should have to look at them again.
    if (this.#header && sameValues(this.#header.settings, header.settings)) header.settings = this.#header.settings;
    this.#header = header;
    this.history.take(header, arrays.get("@history"));
    const wanted = this.#watches.keys;
    const pictures = Object.entries(this.#pictures).filter(([key]) => wanted.has(key));
    const fresh = [...arrays].filter(([key]) => wanted.has(key));
    if (fresh.length > 0 || pictures.length !== Object.keys(this.#pictures).length) {
      this.#pictures = Object.fromEntries([...pictures, ...fresh]);
    }
    this.events.emit("pictures");
    if (eventful) this.#changes.now();
    else this.#changes.soon();
    this.events.emit("frame");
  }

  dismiss(what: "refused" | "continued"): void {
    if (what === "refused") this.#refused = null;
    else this.#continued = null;
    this.#changes.now();
  }

  #refuse({ text, about }: Refused): void {
    // A question is refused without its number: whoever waits for an answer hears of it.
    if (about === null && this.#questions.refuse(text)) return;
    if (about === null) this.#wanted.clear();
    else this.#wanted.delete(about);
    // Where the session could not even be opened, everything after that is refused too: the first reason counts.
    if (this.#header === null) this.#phase = "closed";
    if (this.#header !== null || this.#refused === null) this.#refused = { text, about };
  }

  #turn(type: "undo" | "redo"): void {
    this.#wanted.clear(); // what is taken back is no longer wanted
    this.#do({ type });
  }

  #do(order: Order): void {
    this.touched = true;
    if (order.type === "set" || order.type === "act") {
      this.lastChange = { at: performance.now(), settings: order.type === "set" ? order.settings : {} };
    }
    this.#refused = null;
    this.#send(order);
    if (!["play", "pause", "step"].includes(order.type)) this.events.emit("deed");
    this.#changes.now();
  }

  #send(order: Order): void {
    if (this.#socket.send(this.name, order) || order.type === "open" || order.type === "watch") return;
    if (this.#waiting.length < WAITING) this.#waiting.push(order);
  }
}

function answerOf({ name, text, encoding }: Answer): Answer {
  return encoding ? { name, text, encoding } : { name, text };
}

/** Whether nothing has happened between two frames but training. */
function onlyTrained(before: FrameHeader | null, now: FrameHeader): boolean {
  if (before === null || now.status !== "playing" || before.status !== "playing") return false;
  const alike = before.life === now.life && before.speed === now.speed && before.trouble?.steps === now.trouble?.steps;
  return alike && sameValues(before.settings, now.settings);
}
