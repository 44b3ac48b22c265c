import { expect, test } from "vitest";
import type { Frame } from "./frame";
import type { Report } from "./protocol";
import type { Listener } from "./socket";
import { encodeFrame, Server } from "./testing";

class Heard implements Listener {
  greeted = 0;
  reports: Report[] = [];
  frames: Frame[] = [];
  greet(): void {
    this.greeted += 1;
  }
  report(report: Report): void {
    this.reports.push(report);
  }
  frame(frame: Frame): void {
    this.frames.push(frame);
  }
}

test("messages reach the session they name, and no other", () => {
  const server = new Server();
  const [one, other] = [new Heard(), new Heard()];
  server.socket.attach("one", one);
  server.socket.attach("other", other);
  server.accept();
  server.show(encodeFrame({ session: "one", steps: 3 }, []));
  server.say({ type: "opened", session: "other", run: "r", seeds: 1 });
  expect([one.greeted, one.frames.length, one.reports.length]).toEqual([1, 1, 0]);
  expect([other.greeted, other.frames.length, other.reports.length]).toEqual([1, 0, 1]);
});

test("nothing is sent while there is no connection", () => {
  const server = new Server();
  expect(server.socket.send("one", { type: "pause" })).toBe(false);
  server.accept();
  expect(server.socket.send("one", { type: "pause" })).toBe(true);
  expect(server.sent).toEqual([{ type: "pause", session: "one" }]);
});

test("a lost connection is tried again, more and more slowly, and everyone is greeted anew", () => {
  const server = new Server();
  const heard = new Heard();
  server.socket.attach("one", heard);
  server.accept();
  const waits = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    server.drop();
    waits.push(server.later[0]?.milliseconds);
    server.retry();
  }
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  expect(server.socket.connection).toBe("gone");
  server.accept();
  expect(server.socket.connection).toBe("connected");
  expect(heard.greeted).toBe(2);
});

test("the first loss is only a short interruption", () => {
  const server = new Server();
  server.accept();
  server.drop();
  expect(server.socket.connection).toBe("reconnecting");
});

test("what is no message is counted and does no harm", () => {
  const server = new Server();
  const heard = new Heard();
  server.socket.attach("one", heard);
  server.accept();
  for (const nonsense of [new ArrayBuffer(3), new ArrayBuffer(100), "no json", "[1]", "null", "7"]) server.show(nonsense);
  expect(server.socket.malformed).toBe(6);
  server.show(encodeFrame({ session: "one" }, []));
  expect(heard.frames).toHaveLength(1);
});
