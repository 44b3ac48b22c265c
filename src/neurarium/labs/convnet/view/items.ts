/** The setting `layers` as a list that can be edited. The engine reads the words; here only their numbers are found. */

export const KINDS = [
  "conv", "relu", "leaky", "tanh", "sigmoid", "pool", "average", "global", "batchnorm", "layernorm", "dropout", "flatten", "dense",
] as const;
export type ItemKind = (typeof KINDS)[number];

/** A number of an item: how it is written, its bounds for the editor, and what it is where it is not written. */
export interface Part {
  readonly name: "filters" | "units" | "percent" | "size" | "stride" | "pad" | "dilation";
  readonly word: string; // before the number; empty for those that come first
  readonly low: number;
  readonly high: number;
  readonly start: number;
}

const SIZE: Part = { name: "size", word: "", low: 1, high: 11, start: 3 };
const STRIDE: Part = { name: "stride", word: "stride", low: 1, high: 8, start: 1 };
export const PARTS: Readonly<Record<ItemKind, readonly Part[]>> = {
  conv: [
    { name: "filters", word: "", low: 1, high: 256, start: 16 },
    SIZE,
    STRIDE,
    { name: "pad", word: "pad", low: 0, high: 16, start: 1 },
    { name: "dilation", word: "dilation", low: 1, high: 8, start: 1 },
  ],
  pool: [{ ...SIZE, start: 2 }, STRIDE],
  average: [{ ...SIZE, start: 2 }, STRIDE],
  dropout: [{ name: "percent", word: "", low: 0, high: 90, start: 25 }],
  dense: [{ name: "units", word: "", low: 1, high: 1024, start: 64 }],
  relu: [],
  leaky: [],
  tanh: [],
  sigmoid: [],
  global: [],
  batchnorm: [],
  layernorm: [],
  flatten: [],
};

export interface Item {
  readonly kind: ItemKind;
  readonly numbers: Readonly<Partial<Record<Part["name"], number>>>; // as written; what is left out has its usual value
}

/** The items of the words; null where the words are none that the editor knows. */
export function itemsOf(words: string): Item[] | null {
  const texts = words.split(",").map((text) => text.trim());
  if (texts.length === 1 && texts[0] === "") return [];
  const items = texts.map(itemOf);
  return items.every((item) => item !== null) ? items : null;
}

function itemOf(text: string): Item | null {
  const [kind, ...words] = text.split(/\s+/);
  const parts = PARTS[kind as ItemKind];
  if (!parts) return null;
  const numbers: Partial<Record<Part["name"], number>> = {};
  const bare = parts.filter(({ word }) => word === "");
  for (let at = 0; at < words.length; at++) {
    const part = bare[at] ?? parts.find(({ word }) => word === words[at]);
    const number = Number(part?.word ? words[++at] : words[at]);
    if (!part || !Number.isInteger(number)) return null;
    numbers[part.name] = number;
  }
  return { kind: kind as ItemKind, numbers };
}

/** The value of a number, written or not. */
export function numberOf(item: Item, part: Part): number {
  const written = item.numbers[part.name];
  if (written !== undefined) return written;
  const size = item.numbers.size ?? part.start;
  if (part.name === "stride") return item.kind === "conv" ? 1 : size;
  if (part.name === "pad") return ((item.numbers.dilation ?? 1) * (size - 1)) >> 1;
  return part.start;
}

/** A new item of a kind. */
export function fresh(kind: ItemKind): Item {
  const bare = PARTS[kind].filter(({ word }) => word === "");
  return { kind, numbers: Object.fromEntries(bare.map(({ name, start }) => [name, start])) };
}

/** The item with one number changed; what comes out as usual anyway is not written. */
export function withNumber(item: Item, part: Part, value: number): Item {
  const numbers = { ...item.numbers };
  delete numbers[part.name];
  const usual = numberOf({ ...item, numbers }, part);
  return { ...item, numbers: part.word !== "" && usual === value ? numbers : { ...numbers, [part.name]: value } };
}

/** The words of the items. */
export function wordsOf(items: readonly Item[]): string {
  return items
    .map(({ kind, numbers }) => {
      const parts = PARTS[kind].flatMap(({ name, word }) => (numbers[name] === undefined ? [] : word ? [word, numbers[name]] : [numbers[name]]));
      return [kind, ...parts].join(" ");
    })
    .join(", ");
}
