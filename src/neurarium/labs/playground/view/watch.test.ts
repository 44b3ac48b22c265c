import { expect, test } from "vitest";
import { keyOf, watchOf } from "./watch";

test("small nodes are asked for coarsely, the output finely", () => {
  const watch = watchOf(13, 320, null);
  expect(watch.network).toEqual({ picture: "network", request: { size: 16 } });
  expect(watch.output).toEqual({ picture: "output", request: { size: 100 } });
  expect(Object.keys(watch)).toEqual(["network", "output", "points", "answers"]);
});

test("a node is asked for by itself only while it is large", () => {
  const node = { layer: 2, index: 1 };
  const watch = watchOf(300, 700, node);
  expect(watch.network?.request).toEqual({ size: 64 });
  expect(watch[keyOf(node)]).toEqual({ picture: "node", request: { layer: 2, index: 1, size: 200 } });
});
