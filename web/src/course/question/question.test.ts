import { describe, expect, it } from "vitest";
import { random } from "../../testing";
import { comesBack, due } from "./due";
import { piecesOf } from "./gaps";
import { moved, shuffled } from "./shuffle";

describe("the order of answers", () => {
  it("holds every answer once, at any place equally often", () => {
    const below = random(7);
    const first = [0, 0, 0, 0];
    for (let time = 0; time < 4000; time++) {
      const order = shuffled(4, () => below(1e6) / 1e6);
      expect([...order].sort()).toEqual([0, 1, 2, 3]);
      first[order[0]!]! += 1;
    }
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(120); // four standard deviations
  });

  it("changes by one item's move", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
  });
});

describe("gaps", () => {
  it("stand between words, but not in formulas or code", () => {
    expect(piecesOf("{1} contains $\\frac{1}{2}$ of {2}, `{3}`.")).toEqual([{ gap: 0 }, { words: " contains $\\frac{1}{2}$ of " }, { gap: 1 }, { words: ", `{3}`." }]);
  });
});

describe("what comes back", () => {
  const now = Date.parse("2026-01-01T12:00:00Z");

  it("is said as people say it", () => {
    expect(comesBack("2026-01-01T12:10:00Z", "en", now)).toBe("in 10 minutes");
    expect(comesBack("2026-01-02T12:00:00Z", "de", now)).toBe("morgen");
    expect(comesBack("2026-01-01T11:00:00Z", "en", now)).toBe("in 1 minute");
  });

  it("is counted in its course alone", () => {
    const answer = { answers: 1, right: false, share: 0, at: "2026-01-01T11:00:00Z" };
    const questions = {
      "lecture/a/one": { ...answer, due: "2026-01-01T11:50:00Z" },
      "lecture/a/two": { ...answer, due: "2026-01-03T11:50:00Z" },
      "mine/a/one": { ...answer, due: "2026-01-01T11:50:00Z" },
    };
    expect(due({ sections: {}, questions }, "lecture", now)).toBe(1);
  });
});
