import { expect, test, vi } from "vitest";
import type { FrameHeader, Values } from "./protocol";
import { Unanswered } from "./questions";
import { Session, type Beginning } from "./session";
import { same } from "./values";
import { encodeFrame, LAB, Server } from "./testing";

const FRESH: Beginning = { settings: { rate: 0.1 }, seed: 3, seeds: 1, events: [], run: null };

function open(beginning = FRESH): { server: Server; session: Session; show: (header: Partial<FrameHeader>) => void } {
  const server = new Server();
  const session = new Session(server.socket, LAB, beginning);
  server.accept();
  const show = (header: Partial<FrameHeader>): void =>
    server.show(encodeFrame({ session: session.name, settings: { rate: 0.1, hidden: [4, 2] }, ...header }, []));
  return { server, session, show };
}

const history = (steps: number[], loss: number[]): Parameters<typeof encodeFrame>[1] => [
  { key: "@history", name: "steps", data: BigInt64Array.from(steps.map(BigInt)), shape: [steps.length] },
  { key: "@history", name: "loss", data: Float64Array.from(loss), shape: [loss.length] },
];

test("a session opens as it was told", () => {
  const { server } = open({ ...FRESH, events: [["advance", 412]] });
  expect(server.sent[0]).toMatchObject({ type: "open", lab: "slope", settings: { rate: 0.1 }, seed: 3, run: null });
  expect(server.sent[0]!["events"]).toEqual([["advance", 412]]);
});

test("curves grow, the last point may be replaced, and a new life begins anew", () => {
  const { server, session } = open();
  const show = (life: number, from: number, steps: number[], loss: number[]): void =>
    server.show(encodeFrame({ session: session.name, life, from }, history(steps, loss)));
  show(1, 0, [0, 1, 2], [0.5, 0.4, 0.3]);
  show(1, 2, [2, 3], [0.29, 0.2]);
  expect([...session.history.steps]).toEqual([0, 1, 2, 3]);
  expect([...session.history.of("loss")]).toEqual([0.5, 0.4, 0.29, 0.2]);
  show(2, 0, [0], [0.6]);
  expect([...session.history.of("loss")]).toEqual([0.6]);
});

test("a long curve is kept whole", () => {
  const { server, session } = open();
  for (let step = 0; step < 1000; step++) {
    server.show(encodeFrame({ session: session.name, from: step }, history([step], [1 / (step + 1)])));
  }
  expect(session.history.length).toBe(1000);
  expect(session.history.of("loss")[999]).toBe(1 / 1000);
});

test("a change shows at once, until the server has confirmed it", () => {
  const { server, session, show } = open();
  show({});
  session.change({ rate: 0.3 });
  expect(session.settings["rate"]).toBe(0.3);
  show({});
  expect(session.settings["rate"]).toBe(0.3);
  show({ settings: { rate: 0.3, hidden: [4, 2] } });
  show({ settings: { rate: 0.5, hidden: [4, 2] } });
  expect(session.settings["rate"]).toBe(0.5);
  expect(server.sent.at(-1)).toMatchObject({ type: "set", settings: { rate: 0.3 } });
});

test("what is as it should be is not sent", () => {
  const { server, session, show } = open();
  show({});
  session.change({ rate: 0.1, hidden: [4, 2] });
  expect(server.orders).toEqual(["open", "watch"]);
});

test("a refused change goes back and says why", () => {
  const { server, session, show } = open();
  show({});
  session.change({ rate: 1000 });
  server.say({ type: "refused", session: session.name, text: { en: "No.", de: "Nein." }, about: "rate" });
  expect(session.settings["rate"]).toBe(0.1);
  expect(session.refused).toEqual({ text: { en: "No.", de: "Nein." }, about: "rate" });
  session.change({ rate: 1 });
  expect(session.refused).toBeNull();
});

test("what was done is taken back and done again by the server; the visitor's own wish ends with it", () => {
  const { server, session, show } = open();
  let deeds = 0;
  session.events.on("deed", () => (deeds += 1));
  show({});
  session.change({ rate: 0.3 });
  session.undo();
  expect(session.settings["rate"]).toBe(0.1);
  session.redo();
  session.step();
  expect(server.orders.slice(-4)).toEqual(["set", "undo", "redo", "step"]);
  expect([deeds, session.touched]).toEqual([3, true]);
});

test("curves that were taken back are replaced, also where they are shorter", () => {
  const { server, session } = open();
  const show = (life: number, steps: number[], loss: number[]): void =>
    server.show(encodeFrame({ session: session.name, life, from: 0 }, history(steps, loss)));
  show(1, [0, 1, 2, 3], [0.5, 0.4, 0.3, 0.2]);
  show(2, [0, 1], [0.5, 0.45]);
  expect([...session.history.of("loss")]).toEqual([0.5, 0.45]);
});

test("a session that could not be opened says why, not what followed from that", () => {
  const { server, session } = open({ ...FRESH, run: "nowhere" });
  for (const words of ["No such run.", "No such session."]) {
    server.say({ type: "refused", session: session.name, text: { en: words, de: words }, about: null });
  }
  expect([session.refused?.text.en, session.phase]).toEqual(["No such run.", "closed"]);
});

test("each owner watches its own pictures under its own keys; unchanged ones stay", () => {
  const { server, session } = open();
  session.watch("view", { map: { picture: "line", request: {} } });
  session.watch("shell", { map: { picture: "line", request: { size: 8 } } });
  expect(server.sent.at(-1)!["pictures"]).toEqual({
    "view:map": { picture: "line", request: {} },
    "shell:map": { picture: "line", request: { size: 8 } },
  });
  const map = { name: "map", data: Uint8Array.of(1), shape: [1, 1] };
  server.show(encodeFrame({ session: session.name }, [{ ...map, key: "view:map" }, { ...map, key: "shell:map" }]));
  server.show(encodeFrame({ session: session.name }, [{ ...map, key: "view:map", data: Uint8Array.of(2) }]));
  expect(session.picturesOf("view")["map"]?.["map"]?.data).toEqual(Uint8Array.of(2));
  expect(session.picturesOf("shell")["map"]?.["map"]?.data).toEqual(Uint8Array.of(1));
  session.unwatch("shell");
  server.show(encodeFrame({ session: session.name }, []));
  expect(Object.keys(session.pictures)).toEqual(["view:map"]);
});

test("the newest frame is acknowledged", () => {
  const { server, session, show } = open();
  show({ frame: 1 });
  show({ frame: 2 });
  session.acknowledge();
  expect(server.sent.at(-1)).toEqual({ type: "ack", frame: 2, session: session.name });
});

test("after a loss the run goes on where it was, playing if it was playing", () => {
  const { server, session, show } = open();
  server.say({ type: "opened", session: session.name, run: "slope-1", seeds: 1 });
  session.play(60);
  show({ status: "playing", speed: 60, steps: 100 });
  server.drop();
  session.change({ rate: 0.3 });
  server.sent = [];
  server.retry();
  server.accept();
  expect(server.orders).toEqual(["open", "watch", "play", "set"]);
  expect(server.sent[0]).toMatchObject({ run: "slope-1" });
});

test("after a loss an untouched state begins as it began", () => {
  const { server, session, show } = open({ ...FRESH, events: [["advance", 5]] });
  server.say({ type: "opened", session: session.name, run: "slope-1", seeds: 1 });
  show({ steps: 5 });
  server.drop();
  server.sent = [];
  server.retry();
  server.accept();
  expect(server.sent[0]).toMatchObject({ run: null, events: [["advance", 5]] });
});

test("a run that was continued after a crash says where", () => {
  const { server, session } = open();
  server.say({ type: "state", session: session.name, state: "resumed", steps: 412 });
  expect(session.continued).toBe(412);
  session.dismiss("continued");
  expect(session.continued).toBeNull();
});

test("questions are answered or refused", async () => {
  const { server, session } = open();
  const script = session.ask("script");
  server.say({ type: "answer", session: session.name, ask: 1, name: "run.py", text: "import neurarium" });
  expect(await script).toEqual({ name: "run.py", text: "import neurarium" });
  const events = session.ask("events");
  server.say({ type: "refused", session: session.name, text: { en: "Too many.", de: "Zu viele." }, about: null });
  await expect(events).rejects.toThrow(Unanswered);
});

test("values are compared by what they hold", () => {
  const pairs: [Values[string], Values[string], boolean][] = [
    [[4, 2], [4, 2], true],
    [[4, 2], [4], false],
    ["a", "a", true],
    [1, true, false],
  ];
  for (const [one, other, equal] of pairs) expect(same(one, other)).toBe(equal);
});

test("a run that is being restored stays so until it is there, whatever frame was still on its way", () => {
  const { server, session, show } = open();
  const say = (state: "preparing" | "resumed"): void => server.say({ type: "state", session: session.name, state, steps: 7 });
  show({});
  expect(session.phase).toBe("open");
  say("preparing");
  show({ frame: 2 });
  expect(session.phase).toBe("preparing");
  say("resumed");
  expect([session.phase, session.continued]).toEqual(["open", 7]);
});

test("while it trains, words change at most ten times a second and pictures with every frame", () => {
  vi.useFakeTimers();
  const { session, show } = open();
  show({ status: "playing" });
  const heard = { change: 0, pictures: 0 };
  session.events.on("change", () => (heard.change += 1));
  session.events.on("pictures", () => (heard.pictures += 1));
  for (let frame = 0; frame < 30; frame++) {
    vi.advanceTimersByTime(33);
    show({ status: "playing", steps: frame });
  }
  expect(heard.pictures).toBe(30);
  expect(heard.change).toBeGreaterThan(6);
  expect(heard.change).toBeLessThan(12);
  show({ status: "paused", steps: 31 });
  const before = heard.change;
  vi.advanceTimersByTime(1_000);
  expect(heard.change).toBe(before);
  vi.useRealTimers();
});

test("where to stop is said again to a server that came back", () => {
  const { server, session, show } = open();
  show({ stop_at: { step: 500, reading: null, value: null } });
  server.drop();
  server.accept();
  expect(server.sent.filter(({ type }) => type === "stop_at")).toMatchObject([{ step: 500, session: session.name }]);
});
