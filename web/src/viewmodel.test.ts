import { expect, test } from "vitest";
import type { ModelValues } from "./model";
import { Session } from "./session";
import { encodeFrame, LAB, Server } from "./testing";
import { ViewModel, type Surround } from "./viewmodel";

const SURROUND: Surround = { language: "en", theme: "light", hide: [], look: {} };

function made(): { server: Server; session: Session; model: ViewModel; heard: string[]; looks: unknown[] } {
  const server = new Server();
  const session = new Session(server.socket, LAB, { settings: { rate: 0.1 }, seed: 3, seeds: 1, events: [], run: null });
  server.accept();
  const looks: unknown[] = [];
  const model = new ViewModel(session, SURROUND, (look) => looks.push(look));
  const heard: string[] = [];
  const names: (keyof ModelValues)[] = ["settings", "readings", "steps", "status", "pictures", "look", "language"];
  for (const name of names) model.on(`change:${name}`, () => heard.push(name));
  return { server, session, model, heard, looks };
}

const settings = { rate: 0.1, hidden: [4, 2] };

test("a view hears of what changed, and of nothing else", () => {
  const { server, session, model, heard } = made();
  const map = { key: "view:map", name: "map", data: Uint8Array.of(9), shape: [1, 1] };
  model.set("watch", { map: { picture: "line", request: {} } });
  model.save_changes();
  server.show(encodeFrame({ session: session.name, settings, steps: 5, readings: { loss: 0.5 } }, [map]));
  expect(heard).toEqual(["settings", "readings", "steps", "pictures"]);
  expect(model.get("pictures")["map"]?.["map"]?.data).toEqual(Uint8Array.of(9));
  heard.length = 0;
  server.show(encodeFrame({ session: session.name, settings, steps: 6, readings: { loss: 0.4 } }, []));
  expect(heard).toEqual(["readings", "steps"]);
});

test("what a view sets is sent when it saves", () => {
  const { server, session, model, looks } = made();
  server.show(encodeFrame({ session: session.name, settings }, []));
  model.set("settings", { hidden: [8] });
  model.set("look", { test: true });
  expect(server.orders).not.toContain("set");
  model.save_changes();
  expect(server.sent.at(-1)).toMatchObject({ type: "set", settings: { hidden: [8] } });
  expect(model.get("settings")).toEqual({ rate: 0.1, hidden: [8] });
  expect(looks).toEqual([{ test: true }]);
  expect(model.get("look")).toEqual({ test: true });
});

test("a view acts, and hears the language change", () => {
  const { server, model, heard } = made();
  model.send({ type: "act", action: "set_weight", arguments: { value: 2 } });
  expect(server.sent.at(-1)).toMatchObject({ type: "act", action: "set_weight", arguments: { value: 2 } });
  heard.length = 0;
  model.surround({ ...SURROUND, language: "de" });
  expect([heard, model.get("language")]).toEqual([["language"], "de"]);
});

test("a closed view watches nothing and hears nothing", () => {
  const { server, session, model, heard } = made();
  model.set("watch", { map: { picture: "line", request: {} } });
  model.save_changes();
  model.close();
  expect(server.sent.at(-1)).toMatchObject({ type: "watch", pictures: {} });
  server.show(encodeFrame({ session: session.name, steps: 9 }, []));
  expect(heard).toEqual([]);
});
