import { expect, it } from "vitest";
import { addressOf, beginningOf, targetOf } from "./target";

const LAB = { opening: { dataset: "circle" } };

it("is a lab's link, and how far it is trained", () => {
  const target = targetOf("playground?dataset=spiral&hidden=8,8&seed=5&steps=400&plays");
  expect(target).toMatchObject({ lab: "playground", steps: 400, plays: true });
  expect(beginningOf(target!, LAB)).toEqual({ settings: { dataset: "spiral", hidden: "8,8" }, seed: 5, events: [["advance", 400]] });
  expect(addressOf(target!, LAB)).toBe("/lab/playground?dataset=spiral&hidden=8,8&seed=5&events=%5B%5B%22advance%22,400%5D%5D");
});

it("is the lab as it opens where nothing is said", () => {
  expect(addressOf(targetOf("x-or-o")!, LAB)).toBe("/lab/x-or-o");
  expect(beginningOf(targetOf("x-or-o?steps=20")!, LAB)).toEqual({ settings: { dataset: "circle" }, seed: 0, events: [["advance", 20]] });
});

it("trains no steps that are none", () => expect(targetOf("playground?steps=many")).toMatchObject({ steps: 0, plays: false }));

it("is nothing where there is no name", () => expect(targetOf("?steps=3")).toBeNull());
