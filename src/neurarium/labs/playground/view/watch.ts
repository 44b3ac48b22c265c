/** Which pictures the view asks for, and how finely: as fine as they are drawn, and no finer. */

import type { Watch } from "$web/model";
import type { Node } from "./architecture";

const SAMPLES = [8, 12, 16, 24, 32, 48, 64]; // along a node's map; few sizes, so that a resized page asks seldom

/** The key under which a node's large picture is watched. */
export function keyOf({ layer, index }: Node): string {
  return `node-${layer}-${index}`;
}

/**
 * Arguments:
 *   side: of a node, CSS pixels.
 *   large: side of the large picture, CSS pixels.
 *   shown: the node that is large there; null for the output.
 */
export function watchOf(side: number, large: number, shown: Node | null): Watch {
  const samples = SAMPLES.find((size) => size >= side) ?? SAMPLES.at(-1)!;
  const size = large <= 340 ? 100 : large <= 520 ? 150 : 200;
  const watch: Watch = {
    network: { picture: "network", request: { size: samples } },
    output: { picture: "output", request: { size } },
    points: { picture: "points", request: {} },
    answers: { picture: "answers", request: {} },
  };
  if (shown) watch[keyOf(shown)] = { picture: "node", request: { ...shown, size } };
  return watch;
}
