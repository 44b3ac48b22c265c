import { expect, test } from "vitest";
import { Undo } from "./undo";

test("changes are taken back in turn, a gesture at once", () => {
  const undo = new Undo();
  undo.remember({ hidden: [4, 2] }, 0);
  for (const [rate, at] of [[0.1, 1000], [0.2, 1500], [0.3, 2100]] as const) undo.remember({ rate }, at);
  undo.remember({ rate: 0.9 }, 9000);
  expect([undo.take(), undo.take(), undo.take(), undo.take()]).toEqual([{ rate: 0.9 }, { rate: 0.1 }, { hidden: [4, 2] }, undefined]);
  expect(undo.empty).toBe(true);
});
