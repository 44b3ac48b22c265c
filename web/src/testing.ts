/** What the tests of the page share: frames as the server makes them, and a server's end of a socket. */

import type { Numbers } from "./model";
import type { Description, FrameHeader, Report } from "./protocol";
import { Socket, type Transport } from "./socket";

interface Given {
  key: string;
  name: string;
  data: Numbers;
  shape: number[] | null;
  dtype?: string;
  offset?: number;
}

const HEADER = {
  type: "frame",
  session: "s1",
  frame: 1,
  status: "paused",
  speed: null,
  rate: 0,
  seed: 0,
  steps: 0,
  settings: {},
  readings: {},
  life: 1,
  from: 0,
  trouble: null,
  undo: null,
  redo: null,
  best: {},
  stop_at: null,
  stopped: null,
};

/** The bytes of a frame; what is given of an array's description overrides what is right. */
export function encodeFrame(header: Partial<FrameHeader>, given: Given[]): ArrayBuffer {
  let end = 0;
  const arrays = given.map(({ key, name, data, shape, dtype, offset }) => {
    const own = data.constructor.name.replace("Array", "").replace("Big", "").toLowerCase();
    const start = end;
    end += Math.ceil(data.byteLength / 8) * 8;
    return { key, name, dtype: dtype ?? own, shape, offset: offset ?? start, start };
  });
  const plain = JSON.stringify({ ...HEADER, ...header, arrays: arrays.map(({ start: _, ...rest }) => rest) });
  const text = new TextEncoder().encode(plain);
  const length = Math.ceil((4 + text.length) / 8) * 8 - 4;
  const bytes = new Uint8Array(4 + length + end).fill(32, 4, 4 + length);
  new DataView(bytes.buffer).setUint32(0, length, true);
  bytes.set(text, 4);
  for (const [index, { start }] of arrays.entries()) {
    const data = given[index]!.data;
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 4 + length + start);
  }
  return bytes.buffer;
}

/** Whole numbers below a bound, the same for the same seed. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The server's end: what was sent to it, and what it says. */
export class Server {
  sent: Record<string, unknown>[] = [];
  connections = 0;
  /** Waiting attempts to connect again, with their waits in milliseconds. */
  later: { callback: () => void; milliseconds: number }[] = [];
  readonly socket: Socket;
  #transport: Transport | null = null;

  constructor() {
    this.socket = new Socket({
      connect: () => this.#connect(),
      later: (callback, milliseconds) => this.later.push({ callback, milliseconds }),
    });
  }

  get orders(): string[] {
    return this.sent.map((order) => String(order["type"]));
  }

  accept(): void {
    this.#transport?.onopen?.();
  }

  drop(): void {
    this.#transport?.onclose?.();
  }

  /** The page's next attempt to connect. */
  retry(): void {
    this.later.pop()?.callback();
  }

  say(report: Report): void {
    this.#transport?.onmessage?.({ data: JSON.stringify(report) });
  }

  show(message: unknown): void {
    this.#transport?.onmessage?.({ data: message });
  }

  #connect(): Transport {
    this.connections += 1;
    this.#transport = {
      binaryType: "blob",
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => void this.sent.push(JSON.parse(text) as Record<string, unknown>),
      close: () => undefined,
    };
    return this.#transport;
  }
}

const text = (words: string): { en: string; de: string } => ({ en: words, de: words });
const common = { help: text(""), group: "", restarts: false, folded: false, when: null };

export const LAB: Description = {
  id: "slope",
  title: text("Slope"),
  promise: text("One weight."),
  unit: text("step"),
  units: text("steps"),
  room: 0,
  takes: text("live"),
  poster: ["line", "map"],
  groups: [],
  settings: [
    { ...common, name: "rate", kind: "real", default: 0.1, low: 0, high: 100, marks: [], label: text("Rate") },
    { ...common, name: "hidden", kind: "sizes", default: [4, 2], low: 1, high: 8, longest: 6, label: text("Hidden") },
  ],
  opening: { rate: 0.1, hidden: [4, 2] },
  readings: [{ name: "loss", label: text("Loss"), help: text(""), lower_is_better: true, percent: false, when: null }],
  pictures: [],
  actions: [],
  exports: [],
  scripts: [],
};
