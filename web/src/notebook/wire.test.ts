import { expect, test } from "vitest";
import { decodeFrame } from "../frame";
import { encodeFrame } from "../testing";
import { transportOver, type WidgetModel } from "./wire";

/** What a notebook's side of a widget does with custom messages. */
function widget() {
  const callbacks = new Set<(content: unknown, buffers?: readonly DataView[]) => void>();
  const sent: unknown[] = [];
  const model: WidgetModel = {
    get: () => undefined,
    set: () => undefined,
    save_changes: () => undefined,
    on: (event, callback) => event === "msg:custom" && callbacks.add(callback as never),
    off: (event, callback) => event === "msg:custom" && callbacks.delete(callback as never),
    send: (content) => sent.push(content),
  };
  const say = (content: unknown, buffers?: DataView[]): void => callbacks.forEach((callback) => callback(content, buffers));
  return { model, sent, say };
}

test("texts travel as content, both ways", async () => {
  const { model, sent, say } = widget();
  const transport = transportOver(model);
  const heard: unknown[] = [];
  transport.onmessage = ({ data }) => heard.push(data);
  await new Promise<void>((opened) => (transport.onopen = opened));
  transport.send('{"type":"pause","session":"s1"}');
  say({ type: "state", session: "s1", state: "closed" });
  expect(sent).toEqual([{ type: "pause", session: "s1" }]);
  expect(heard).toEqual(['{"type":"state","session":"s1","state":"closed"}']);
});

test("a frame is read wherever in a larger message it begins", () => {
  const { model, say } = widget();
  const transport = transportOver(model);
  const frame = new Uint8Array(encodeFrame({ steps: 7 }, [{ key: "k", name: "map", data: Float64Array.of(0.5, -2), shape: [2] }]));
  const larger = new Uint8Array(frame.length + 8);
  larger.set(frame, 3);
  let steps = -1;
  let values: ArrayLike<number | bigint> = [];
  transport.onmessage = ({ data }) => {
    const { header, arrays } = decodeFrame(data as ArrayBuffer);
    steps = header.steps;
    values = arrays.get("k")!["map"]!.data;
  };
  say({ type: "frame" }, [new DataView(larger.buffer, 3, frame.length)]);
  expect(steps).toBe(7);
  expect([...(values as Float64Array)]).toEqual([0.5, -2]);
});

test("what was closed hears nothing more", () => {
  const { model, say } = widget();
  const transport = transportOver(model);
  transport.onmessage = () => expect.unreachable();
  transport.close();
  say({ type: "state" });
});
