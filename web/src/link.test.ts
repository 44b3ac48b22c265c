import { expect, test } from "vitest";
import { ignoredIn, lessonLink, readLink, runAt, writeLink, type Target } from "./link";

test("the link of a state reads like the command line", () => {
  const link = writeLink("playground", { settings: { dataset: "spiral", hidden: [8, 8], discretise: true }, seed: 3 });
  expect(link).toBe("/lab/playground?dataset=spiral&hidden=8,8&discretise=true&seed=3");
});

test.each<Target>([
  { settings: { dataset: "spiral" }, seed: 3, look: { test: true, neuron: "1/2" }, hide: ["noise", "play"] },
  { settings: {}, seed: 0, seeds: 16, events: [["advance", 412], ["act", "set_weight", { layer: 1, value: -0.5 }]] },
  { settings: { words: "a&b=c #1 ü, %41" }, seed: 1 },
])("what was written is read", (target) => {
  const address = new URL(writeLink("playground", target), "http://localhost");
  const read = readLink(address.search, address.hash);
  expect(read).toMatchObject(target);
  expect(read.stateful).toBe(true);
});

test("no hidden layers are something else than layers not named", () => {
  expect(readLink("?hidden=").settings).toEqual({ hidden: "" });
  expect(readLink("").settings).toEqual({});
});

test("a long journal stays out of what is sent to the server", () => {
  const events = Array.from({ length: 500 }, (_, index) => ["set", { rate: index }] as ["set", { rate: number }]);
  const address = new URL(writeLink("playground", { seed: 1, events }), "http://localhost");
  expect(address.search).toBe("?seed=1");
  expect(readLink(address.search, address.hash).events).toEqual(events);
});

test("a place on the page is no part of the state", () => {
  expect(readLink("", "#lesson")).toMatchObject({ settings: {}, stateful: false });
});

test("a stored run needs nothing else", () => {
  expect(writeLink("playground", { run: "p-7", seed: 3, settings: { noise: 5 }, events: [["advance", 1]] })).toBe(
    "/lab/playground?run=p-7",
  );
});

test("a stored population stands below a run, or below the lab as it opens", () => {
  const address = writeLink("playground", { run: "p-7", population: "p-8", seeds: 16 });
  expect(address).toBe("/lab/playground?run=p-7&population=p-8&seeds=16");
  expect(readLink(address.split("?")[1] ?? "")).toMatchObject({ run: "p-7", population: "p-8", seeds: 16, stateful: false });
  expect(runAt({ lab: "playground", id: "p-8", seeds: 16 })).toBe("/lab/playground?population=p-8&seeds=16");
  expect(runAt({ lab: "playground", id: "p-7", seeds: 1 })).toBe("/lab/playground?run=p-7");
});

test("an address without a state leaves the opening to the lab", () => {
  expect(readLink("").stateful).toBe(false);
  expect(readLink("?hide=play&look={}").stateful).toBe(false);
});

test.each(["?events=[", "?events=7&look=[]", "?seed=-1&seeds=x", "?seeds=257", "?look=null", "?%", "?seed=1e400"])(
  "%s does no harm",
  (search) => {
    const link = readLink(search);
    expect([link.events, link.look, link.seed, link.seeds]).toEqual([[], {}, 0, 1]);
  },
);

test("a lesson's link sets up a state", () => {
  expect(lessonLink("lab:playground?dataset=gauss&hidden=&seed=1")).toBe("/lab/playground?dataset=gauss&hidden=&seed=1");
  expect(lessonLink("lab:playground")).toBe("/lab/playground");
  expect(lessonLink("https://example.org")).toBeNull();
});

test("what makes no sense in an address is named, with what is used instead", () => {
  expect(ignoredIn("?seed=3&seeds=16&events=[]&look={}&noise=loud")).toEqual([]);
  expect(ignoredIn("")).toEqual([]);
  const said = ignoredIn("?seed=three&seeds=0&look=[1]", "#events=[[");
  expect(said.map(({ en }) => /“(.*)”/.exec(en)?.[1])).toEqual(["three", "0", "[[", "[1]"]);
  expect(said[0]?.de).toContain("0");
  expect(ignoredIn("?seeds=256")).toEqual([]);
  expect(ignoredIn("?seeds=257")).toHaveLength(1);
  expect(ignoredIn("?seed=-1").length + ignoredIn("?seed=").length + ignoredIn("?seed=1.5").length).toBe(3);
});
