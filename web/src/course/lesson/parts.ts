/** A course lesson in its parts (docs/course.md): words, and what stands on lines of its own between them. */

export type Part =
  | { kind: "words"; text: string }
  | { kind: "figure"; target: string; caption: string }
  | { kind: "picture"; name: string; caption: string }
  | { kind: "question"; id: string };

export interface Lesson {
  /** The parts of each slide, in order; together they are the lesson. */
  slides: Part[][];
  /** What the marks `[^id]` refer to, in the order in which the lesson first names them. */
  sources: Source[];
}

export interface Source {
  id: string;
  /** From 1, as its mark shows it. */
  number: number;
  text: string;
}

const MARK = /^\[(figure|picture|question):/;
const DEFINITION = /^\[\^([\w-]+)\]:[ \t]*(.*(?:\n[ \t]+\S.*)*)\n?/gm;
const FENCE = /^(```|~~~)/;

/** Reads a lesson's Markdown. */
export function lessonOf(markdown: string): Lesson {
  const text = markdown.replaceAll("\r\n", "\n");
  const defined = new Map([...text.matchAll(DEFINITION)].map(([, id, words]) => [id ?? "", (words ?? "").replace(/\n\s+/g, " ").trim()]));
  const body = text.replace(DEFINITION, "");
  const named = [...new Set([...body.matchAll(/\[\^([\w-]+)\]/g)].map(([, id]) => id ?? ""))];
  return { slides: slidesOf(body), sources: named.filter((id) => defined.has(id)).map((id, index) => ({ id, number: index + 1, text: defined.get(id) ?? "" })) };
}

function slidesOf(body: string): Part[][] {
  const slides: Part[][] = [[]];
  let words: string[] = [];
  let mark: string[] | null = null;
  let fenced = false;

  const slide = (): Part[] => slides.at(-1) ?? [];
  const flush = (): void => {
    if (words.some((line) => line.trim() !== "")) slide().push({ kind: "words", text: words.join("\n") });
    words = [];
  };
  for (const line of body.split("\n")) {
    if (FENCE.test(line)) fenced = !fenced;
    if (mark) mark.push(line.trim());
    else if (!fenced && MARK.test(line)) mark = [line.trim()];
    else if (!fenced && line.trim() === "---") {
      flush();
      slides.push([]);
    } else words.push(line);
    if (!mark) continue;
    const part = partOf(mark.join(" "));
    if (part) {
      flush();
      slide().push(part);
      mark = null;
    } else if (line.trim() === "") {
      words.push(...mark); // never closed: shown as it stands
      mark = null;
    }
  }
  if (mark) words.push(...mark);
  flush();
  return slides.filter((parts) => parts.length > 0);
}

/** What a mark says; null while its brackets are not all closed. */
function partOf(text: string): Part | null {
  const closed = text.endsWith("]") && text.split("[").length === text.split("]").length;
  const found = /^\[(figure|picture|question):\s*([^|]*?)\s*(?:\|\s*(.*?)\s*)?\]$/.exec(text);
  if (!closed || !found) return null;
  const [, kind, what = "", caption = ""] = found;
  if (kind === "figure") return { kind, target: what, caption };
  return kind === "picture" ? { kind, name: what, caption } : { kind: "question", id: what };
}

/** The ids of the sources that these parts name. */
export function namedIn(parts: Part[]): Set<string> {
  const texts = parts.map((part) => (part.kind === "words" ? part.text : "caption" in part ? part.caption : ""));
  return new Set([...texts.join("\n").matchAll(/\[\^([\w-]+)\]/g)].map(([, id]) => id ?? ""));
}

/** The first heading, without its marks. */
export function headingOf(parts: Part[]): string {
  const words = parts.find((part) => part.kind === "words");
  return /^#+\s+(.+)$/m.exec(words?.text ?? "")?.[1]?.trim() ?? "";
}
