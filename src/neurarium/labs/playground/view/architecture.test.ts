import { expect, test } from "vitest";
import {
  type Architecture,
  architectureOf,
  exists,
  lengths,
  mapOf,
  nextNode,
  nextParameter,
  placeOf,
  sizes,
  sourceNode,
  weightAt,
} from "./architecture";

const NET: Architecture = { features: ["x", "x2", "sin_y"], hidden: [4, 2], outputs: 1 };

test("the settings' features come into the fixed order", () => {
  const settings = { features: ["y", "x"], hidden: [4], problem: "classification", classes: 3 };
  expect(architectureOf(settings)).toEqual({ features: ["x", "y"], hidden: [4], outputs: 1 });
  expect(architectureOf({ ...settings, problem: "classes" }).outputs).toBe(3);
});

test("links run layer by layer, destination by destination", () => {
  expect(sizes(NET)).toEqual([3, 4, 2, 1]);
  expect(lengths(NET)).toEqual({ links: 12 + 8 + 2, biases: 7, maps: 13 });
  expect(placeOf(NET, { layer: 1, neuron: 0, source: 2 })).toBe(2);
  expect(placeOf(NET, { layer: 2, neuron: 1, source: 3 })).toBe(12 + 4 + 3);
  expect(placeOf(NET, { layer: 3, neuron: 0, source: 1 })).toBe(21);
  expect(placeOf(NET, { layer: 1, neuron: 3, source: null })).toBe(3);
  expect(placeOf(NET, { layer: 3, neuron: 0, source: null })).toBe(6);
});

test("a place leads back to its weight", () => {
  for (let place = 0; place < lengths(NET).links; place++) expect(placeOf(NET, weightAt(NET, place))).toBe(place);
  expect(() => weightAt(NET, 22)).toThrow(RangeError);
});

test("a smaller network has fewer parameters", () => {
  expect(exists(NET, { layer: 2, neuron: 1, source: 3 })).toBe(true);
  expect(exists(NET, { layer: 2, neuron: 1, source: 4 })).toBe(false);
  expect(exists(NET, { layer: 2, neuron: 2, source: null })).toBe(false);
  expect(exists({ features: ["x"], hidden: [], outputs: 1 }, { layer: 2, neuron: 0, source: 0 })).toBe(false);
});

test("without hidden layers the features lead to the output", () => {
  const straight: Architecture = { features: ["xy"], hidden: [], outputs: 1 };
  expect(lengths(straight)).toEqual({ links: 1, biases: 1, maps: 7 });
  expect(weightAt(straight, 0)).toEqual({ layer: 1, neuron: 0, source: 0 });
  expect(sourceNode(straight, 1, 0)).toEqual({ layer: 0, index: 4 });
});

test("several classes have an output each, with weights and maps", () => {
  const several: Architecture = { features: ["x", "y"], hidden: [4], outputs: 3 };
  expect(sizes(several)).toEqual([2, 4, 3]);
  expect(lengths(several)).toEqual({ links: 8 + 12, biases: 7, maps: 7 + 4 + 3 });
  expect(mapOf(several, { layer: 2, index: 2 })).toBe(13);
  expect(weightAt(several, 19)).toEqual({ layer: 2, neuron: 2, source: 3 });
});

test("maps: the seven features first, then the hidden neurons", () => {
  expect(mapOf(NET, { layer: 0, index: 6 })).toBe(6);
  expect(mapOf(NET, { layer: 1, index: 0 })).toBe(7);
  expect(mapOf(NET, { layer: 2, index: 1 })).toBe(12);
});

test("arrow keys visit every parameter and come back", () => {
  const start = { layer: 1, neuron: 0, source: null };
  const down = nextParameter(NET, start, "down");
  expect(down).toEqual({ layer: 1, neuron: 0, source: 0 });
  expect(nextParameter(NET, down, "up")).toEqual(start);
  expect(nextParameter(NET, start, "up")).toEqual({ layer: 1, neuron: 0, source: 2 });
  expect(nextParameter(NET, start, "left")).toEqual({ layer: 3, neuron: 0, source: null });
  expect(nextParameter(NET, { layer: 2, neuron: 1, source: 3 }, "right")).toEqual({ layer: 3, neuron: 0, source: 1 });
});

test("arrow keys move between nodes and stop at the edges", () => {
  expect(nextNode(NET, { layer: 0, index: 0 }, "up")).toEqual({ layer: 0, index: 0 });
  expect(nextNode(NET, { layer: 0, index: 6 }, "right")).toEqual({ layer: 1, index: 3 });
  expect(nextNode(NET, { layer: 2, index: 1 }, "right")).toEqual({ layer: 3, index: 0 });
  expect(nextNode(NET, { layer: 3, index: 0 }, "right")).toEqual({ layer: 3, index: 0 });
});
