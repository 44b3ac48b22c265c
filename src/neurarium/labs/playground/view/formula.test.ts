import { expect, test } from "vitest";
import type { Architecture } from "./architecture";
import { formulaOf, signOf } from "./formula";

test("a neuron's formula names its sources and ends with the bias", () => {
  const net: Architecture = { features: ["x", "xy"], hidden: [2], outputs: 1 };
  const { bend, terms, left } = formulaOf(net, { layer: 1, index: 1 }, [1, 2, 3, 4, 5, 6], [0.1, 0.2, 0.3], "relu");
  expect(bend).toBe("ReLU");
  expect(terms).toEqual([
    { factor: 3, node: { layer: 0, index: 0 } },
    { factor: 4, node: { layer: 0, index: 4 } },
    { factor: 0.2, node: null },
  ]);
  expect(left).toBe(0);
});

test("without an activation nothing stands around the sum", () => {
  const net: Architecture = { features: ["x"], hidden: [], outputs: 1 };
  expect(formulaOf(net, { layer: 1, index: 0 }, [1], [0], "softmax").bend).toBe("softmax");
  expect(formulaOf(net, { layer: 1, index: 0 }, [1], [0], "linear").bend).toBe("");
});

test("of many sources some are counted instead of written", () => {
  const net: Architecture = { features: ["x"], hidden: [32], outputs: 1 };
  const { terms, left } = formulaOf(net, { layer: 2, index: 0 }, Array(64).fill(1), Array(33).fill(0), "relu");
  expect(terms).toHaveLength(7);
  expect(left).toBe(26);
});

test("signs: features by their name, neurons by layer and number, outputs by the letter of their class", () => {
  const net: Architecture = { features: ["x"], hidden: [4, 2], outputs: 1 };
  expect(signOf(net, { layer: 0, index: 2 })).toEqual({ name: "x²", below: "" });
  expect(signOf(net, { layer: 2, index: 0 })).toEqual({ name: "n", below: "2,1" });
  expect(signOf(net, { layer: 3, index: 0 })).toEqual({ name: "o", below: "" });
  expect(signOf({ ...net, outputs: 3 }, { layer: 3, index: 2 })).toEqual({ name: "o", below: "C" });
});
