/** Where the positions of a search tree stand: a layer for each depth, children under their parent, the most visited first. */

export interface Node {
  index: number;
  parent: number;
  move: number;
  visits: number;
  value: number;
  depth: number;
}

export interface Placed extends Node {
  x: number; // 0 to 1
  y: number; // 0 to 1
  radius: number; // 0 to 1
}

/** At most so many of a tree's nodes, the most visited ones with all their parents. */
export function kept(nodes: readonly Node[], most: number): Node[] {
  if (nodes.length <= most) return [...nodes];
  const order = nodes.slice(1).sort((one, other) => other.visits - one.visits || one.index - other.index);
  const chosen = new Set([0]);
  for (const node of order) {
    const missing: number[] = [];
    for (let at = node.index; at >= 0 && !chosen.has(at); at = nodes[at]?.parent ?? -1) missing.push(at);
    if (chosen.size + missing.length <= most) for (const index of missing) chosen.add(index);
  }
  return nodes.filter(({ index }) => chosen.has(index));
}

/** Leaves share the width equally; a parent stands over the middle of its children. */
export function placed(nodes: readonly Node[]): Placed[] {
  const children = new Map<number, Node[]>();
  for (const node of nodes) children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  for (const group of children.values()) group.sort((one, other) => other.visits - one.visits || one.move - other.move);
  const places = new Map<number, number>();
  let leaves = 0;
  function place(node: Node): number {
    const below = children.get(node.index) ?? [];
    const at = below.length === 0 ? leaves++ : below.map(place).reduce((sum, one) => sum + one, 0) / below.length;
    places.set(node.index, at);
    return at;
  }
  const root = nodes[0];
  if (!root) return [];
  place(root);
  const deepest = Math.max(1, ...nodes.map(({ depth }) => depth));
  const most = Math.max(1, root.visits);
  return nodes.map((node) => ({
    ...node,
    x: ((places.get(node.index) ?? 0) + 0.5) / leaves,
    y: node.depth / deepest,
    radius: Math.sqrt(Math.max(node.visits, 0) / most),
  }));
}
