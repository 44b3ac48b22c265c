import { expect, test } from "vitest";
import { everything, matching } from "./found";
import { LAB } from "./testing";

const house = { version: "0", labs: [{ ...LAB, room: 1 }], sessions: 4 };

test("labs, lessons, rooms and runs are found in the visitor's language", () => {
  const all = everything(house, [], "de");
  expect(matching(all, "stilüber").map(({ kind, address }) => [kind, address])).toEqual([["room", null]]);
  expect(matching(all, "STILUBER")).toHaveLength(1);
  expect(matching(all, "slope").map(({ kind }) => kind)).toEqual(["lab", "lesson"]);
  expect(matching(all, "spielwiese")[0]?.address).toBe("/lab/slope");
});

test("every word must occur; a name that begins with the query comes first", () => {
  const all = everything(house, [], "en");
  expect(matching(all, "gan detective").map(({ name }) => name)).toEqual(["GAN"]);
  expect(matching(all, "gan")[0]?.name).toBe("GAN");
  expect(matching(all, "nothing like this")).toEqual([]);
});
