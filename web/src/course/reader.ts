/** Reads a course's words in one language: the glossary, the formulas and the sources are at hand. */

import type { Marked } from "marked";
import type { Language } from "../protocol";
import type { Meaning } from "./course";
import { asSource, formulas, hasFormula } from "./lesson/formula";
import { barsInTables, courseMarkdown } from "./lesson/markdown";

/** Words of a course as HTML. */
export interface Reader {
  block(text: string): string;
  inline(text: string): string;
}

export interface About {
  course: string;
  section: string;
  language: Language;
  terms: Record<string, Meaning>;
  /** Ids of the sources in their order. */
  sources?: string[];
}

/** A reader for these texts; where one has a formula, what sets formulas is loaded first. */
export async function readerOf({ course, section, language, terms, sources = [] }: About, texts: string[]): Promise<Reader> {
  const formula = texts.some(hasFormula) ? await formulas() : asSource;
  const marked: Marked = courseMarkdown({
    course,
    section,
    formula,
    term: (id) => terms[id]?.term[language] ?? null,
    source: (id) => sources.indexOf(id) + 1,
  });
  return {
    block: (text) => marked.parse(barsInTables(text), { async: false }),
    inline: (text) => marked.parseInline(text, { async: false }),
  };
}
