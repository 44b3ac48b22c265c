/** The notebook's way of carrying messages: those of docs/protocol.md as custom messages of a widget. */

import type { Transport } from "../socket";

/** What is used of the model that anywidget hands to a view. */
export interface WidgetModel {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, callback: (...values: never[]) => void): void;
  off(event: string, callback: (...values: never[]) => void): void;
  send(content: unknown): void;
}

/** A transport for the page's `Socket` that is open at once and as long as the widget lives. */
export function transportOver(model: WidgetModel): Transport {
  const receive = (content: unknown, buffers?: readonly ArrayBufferView[]): void => {
    const frame = buffers?.[0];
    transport.onmessage?.({ data: frame ? bytesOf(frame) : JSON.stringify(content) });
  };
  const transport: Transport = {
    binaryType: "arraybuffer",
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => model.send(JSON.parse(text)),
    close: () => model.off("msg:custom", receive),
  };
  model.on("msg:custom", receive);
  queueMicrotask(() => transport.onopen?.());
  return transport;
}

/** A copy of its own: a notebook's buffers begin anywhere in a larger message, typed arrays need them aligned. */
function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBuffer {
  return new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;
}
