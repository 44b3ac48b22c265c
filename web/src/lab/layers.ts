import type { Drawn, Numbers } from "../model";

export interface Layer {
  data: Numbers;
  rows: number;
  columns: number;
}

/** The maps in an array: its last two axes are rows and columns, all axes before them count maps. */
export function layersOf({ data, shape }: Drawn): Layer[] {
  const [rows, columns] = [shape.at(-2) ?? 0, shape.at(-1) ?? 0];
  const size = rows * columns;
  if (shape.length < 2 || size === 0) return [];
  return Array.from({ length: data.length / size }, (_, index) => {
    return { data: data.subarray(index * size, (index + 1) * size), rows, columns };
  });
}
