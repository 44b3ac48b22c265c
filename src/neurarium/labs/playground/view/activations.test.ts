import { expect, test } from "vitest";
import { activationAt, bendsOf, withActivation } from "./activations";

const SETTINGS = { hidden: [4, 2, 2], activation: "tanh", layer_activations: ["relu"], problem: "classification", loss: "squared" };

test("a layer without an activation of its own has that of all", () => {
  expect(bendsOf(SETTINGS)).toEqual({ layers: ["relu", "tanh", "tanh", "tanh"], loss: "squared" });
  expect(activationAt({ ...SETTINGS, layer_activations: undefined as unknown as string[] }, 0)).toBe("tanh");
});

test("the output follows the problem and the loss", () => {
  const last = (changed: object): string | undefined => bendsOf({ ...SETTINGS, ...changed }).layers.at(-1);
  expect(last({ problem: "regression" })).toBe("linear");
  expect(last({ problem: "classes" })).toBe("tanh");
  expect(last({ problem: "classes", loss: "cross_entropy" })).toBe("softmax");
  expect(last({ loss: "cross_entropy" })).toBe("tanh");
  expect(bendsOf({ ...SETTINGS, problem: "regression", loss: "cross_entropy" }).loss).toBe("squared");
});

test("the list of own activations stays as short as it can be", () => {
  expect(withActivation(SETTINGS, 2, "sine")).toEqual(["relu", "tanh", "sine"]);
  expect(withActivation(SETTINGS, 0, "tanh")).toEqual([]);
  expect(withActivation({ ...SETTINGS, layer_activations: ["relu", "tanh", "elu"] }, 2, "tanh")).toEqual(["relu"]);
});
