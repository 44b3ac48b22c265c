/** The one socket of a tab: carries the messages of all its sessions, and comes back when it was lost. */

import { createSubscriber } from "svelte/reactivity";
import { Emitter } from "./emitter";
import { decodeFrame, Malformed, type Frame } from "./frame";
import type { Order, Report } from "./protocol";

/** What is used of a WebSocket. */
export interface Transport {
  binaryType: BinaryType;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

/** Who is spoken to under a session's name. */
export interface Listener {
  /** The socket is open, for the first time or again. */
  greet(): void;
  report(report: Report): void;
  frame(frame: Frame): void;
}

export interface Surroundings {
  connect: () => Transport;
  /** Calls back after so many milliseconds. */
  later: (callback: () => void, milliseconds: number) => unknown;
}

/** `gone`: lost for so long that the visitor should look after the server; it is tried on and on all the same. */
export type Connection = "connecting" | "connected" | "reconnecting" | "gone";

const FIRST_WAIT = 250; // milliseconds, doubled with each attempt
const LONGEST_WAIT = 5_000;
const GONE_AFTER = 5; // attempts: about four seconds

export class Socket {
  /** Messages that were no frame or no report: the server and the page do not understand each other. */
  malformed = 0;
  readonly #surroundings: Surroundings;
  readonly #listeners = new Map<string, Listener>();
  readonly #events = new Emitter<"change">();
  readonly #seen = createSubscriber((update) => this.#events.on("change", update));
  #transport: Transport;
  #connection: Connection = "connecting";
  #attempts = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#transport = this.#connect();
  }

  get connection(): Connection {
    this.#seen();
    return this.#connection;
  }

  get open(): boolean {
    return this.#connection === "connected";
  }

  /** From now on this listener hears what is said to the session of this name. */
  attach(session: string, listener: Listener): void {
    this.#listeners.set(session, listener);
    if (this.open) listener.greet();
  }

  detach(session: string): void {
    this.#listeners.delete(session);
  }

  /** Sends an order, or says that there is nobody to send it to. */
  send(session: string, order: Order): boolean {
    if (!this.open) return false;
    this.#transport.send(JSON.stringify({ ...order, session }));
    return true;
  }

  #connect(): Transport {
    const transport = this.#surroundings.connect();
    transport.binaryType = "arraybuffer";
    transport.onopen = () => {
      this.#attempts = 0;
      this.#become("connected");
      for (const listener of [...this.#listeners.values()]) listener.greet();
    };
    transport.onmessage = ({ data }) => this.#receive(data);
    transport.onclose = () => this.#lost();
    return transport;
  }

  #lost(): void {
    this.#attempts += 1;
    this.#become(this.#attempts < GONE_AFTER ? "reconnecting" : "gone");
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#attempts - 1));
    this.#surroundings.later(() => (this.#transport = this.#connect()), wait);
  }

  #become(connection: Connection): void {
    this.#connection = connection;
    this.#events.emit("change");
  }

  #receive(data: unknown): void {
    try {
      if (data instanceof ArrayBuffer) {
        const frame = decodeFrame(data);
        this.#listeners.get(frame.header.session)?.frame(frame);
      } else {
        const report = readReport(data);
        this.#listeners.get(report.session)?.report(report);
      }
    } catch (problem) {
      if (!(problem instanceof Malformed)) throw problem;
      this.malformed += 1;
    }
  }
}

function readReport(data: unknown): Report {
  let report: unknown = null;
  try {
    report = JSON.parse(String(data));
  } catch {
    throw new Malformed("no JSON");
  }
  if (typeof report !== "object" || report === null || !("type" in report)) throw new Malformed("no report");
  return report as Report;
}

/** The surroundings in a browser. */
export function browser(address: string): Surroundings {
  return {
    connect: () => new WebSocket(address) as Transport,
    later: (callback, milliseconds) => setTimeout(callback, milliseconds),
  };
}
