/** The runs that answer a question, while they train: opened, watched to their end, and asked for their verdict. */

import type { Frame } from "../../frame";
import type { Order, Report, Text } from "../../protocol";
import type { Listener, Socket } from "../../socket";
import { text } from "../../text";
import type { Predict, Verdict } from "./exercise";

const FULL = text(
  "All places for runs are taken on this server. Close another tab and ask again.",
  "Alle Plätze für Läufe auf diesem Server sind belegt. Bitte einen anderen Tab schließen und noch einmal fragen.",
);
const ENDED = text("The runs ended early. Ask again.", "Die Läufe endeten vorzeitig. Bitte noch einmal fragen.");

const SEEN = 2.5; // seconds: as fast as it goes, but not faster than one can see the runs part

let opened = 0;

export class Trial implements Listener {
  readonly name = `trial${++opened}-${Math.random().toString(36).slice(2, 10)}`;
  steps = $state(0);
  /** The reading that is measured, one a run, group after group. */
  values: (number | null)[] = $state.raw([]);
  verdict: Verdict | null = $state.raw(null);
  problem: Text | null = $state.raw(null);
  readonly #socket: Socket;
  readonly #exercise: Predict;
  readonly #id: string;
  #asked = false;

  /** `id`: the exercise with its lesson's lab, such as `crash-course/one-neuron`. */
  constructor(socket: Socket, id: string, exercise: Predict) {
    this.#socket = socket;
    this.#exercise = exercise;
    this.#id = id;
    socket.attach(this.name, this);
  }

  greet(): void {
    const opening: Order = { type: "open", lab: this.#exercise.lab, settings: {}, seed: 0, seeds: 1, events: [], run: null };
    this.#asked = false;
    this.#send(Object.assign(opening, { exercise: this.#id }));
    this.#send({ type: "play", speed: this.#exercise.steps / SEEN });
  }

  frame({ header }: Frame): void {
    const read = header.readings[this.#exercise.measure.reading];
    this.steps = header.steps;
    this.values = Array.isArray(read) ? read : [read ?? null];
    const over = header.status !== "playing" && (header.steps > 0 || header.status === "diverged");
    if (over && !this.#asked) {
      this.#asked = true;
      this.#send({ type: "ask", ask: 1, what: "verdict" });
    }
    // At once, unless the tab is hidden: the server sends no more than two that were not shown.
    requestAnimationFrame(() => this.#send({ type: "ack", frame: header.frame }));
  }

  report(report: Report): void {
    if (report.type === "answer") {
      this.verdict = JSON.parse(report.text) as Verdict;
      this.close();
    } else if (report.type === "refused") this.#fail(report.text);
    else if (report.type === "state" && report.state === "full") this.#fail(FULL);
    else if (report.type === "state" && report.state === "closed") this.#fail(ENDED);
  }

  close(): void {
    this.#send({ type: "close" });
    this.#socket.detach(this.name);
  }

  #fail(problem: Text): void {
    this.problem = problem;
    this.close();
  }

  #send(order: Order): void {
    this.#socket.send(this.name, order);
  }
}
