/** The words of a course: Markdown as in every lesson, and formulas, terms of the glossary and marks of sources. */

import { Marked, type RendererExtension, type TokenizerExtension } from "marked";
import { markdown } from "../../lab/exercise/markdown";
import { sectionAt, termAt } from "../address";
import { api } from "../api";
import type { Formula } from "./formula";

export interface Surround {
  course: string;
  section: string;
  formula: Formula;
  /** What a term is called in a sentence; null for one that the glossary does not have. */
  term: (id: string) => string | null;
  /** The number of a source, from 1; 0 for one that is not defined. */
  source: (id: string) => number;
}

type Inline = TokenizerExtension & RendererExtension;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** An inline mark that a pattern recognises at its beginning. */
function inline(name: string, begin: string, pattern: RegExp, html: (found: string[]) => string): Inline {
  return {
    name,
    level: "inline",
    start: (source) => (source.includes(begin) ? source.indexOf(begin) : undefined),
    tokenizer(source) {
      const found = pattern.exec(source);
      return found ? { type: name, raw: found[0], found: [...found].slice(1) } : undefined;
    },
    renderer: (token) => html(token["found"] as string[]),
  };
}

/** What reads the words of a course; HTML in them is shown as text. */
export function courseMarkdown({ course, section, formula, term, source }: Surround): Marked {
  const marked = markdown("");
  marked.use({
    renderer: {
      link({ href, tokens }) {
        const [, other] = /^section:([\w-]+)$/.exec(href) ?? [];
        return other ? `<a data-place href="${sectionAt(course, other)}">${this.parser.parseInline(tokens)}</a>` : false;
      },
      image({ href, text }) {
        return /^[\w.-]+$/.test(href) ? `<img src="${escaped(api.image(course, section, href))}" alt="${escaped(text)}" loading="lazy">` : escaped(text);
      },
    },
    extensions: [
      {
        name: "display",
        level: "block",
        start: (text) => (text.includes("$$") ? text.indexOf("$$") : undefined),
        tokenizer(text) {
          const found = /^\$\$([^$]+)\$\$[ \t]*(?:\n|$)/.exec(text);
          return found ? { type: "display", raw: found[0], tex: found[1]?.trim() } : undefined;
        },
        renderer: (token) => `<div class="formula">${formula(String(token["tex"]), true)}</div>`,
      },
      inline("formula", "$", /^\$(?![\s$])((?:\\.|[^$\\])+?)\$(?!\d)/, ([tex = ""]) => formula(tex, false)),
      inline("term", "[[", /^\[\[([\w-]+)(?:\|([^\]]+))?\]\]/, ([id = "", words]) => {
        const known = term(id);
        const shown = escaped(words ?? known ?? id);
        return known === null ? shown : `<a class="term" data-term="${id}" aria-haspopup="dialog" href="${termAt(course, id)}">${shown}</a>`;
      }),
      inline("source", "[^", /^\[\^([\w-]+)\]/, ([id = ""]) => {
        const number = source(id);
        return number === 0 ? "" : `<sup class="source"><a href="#source-${id}" aria-describedby="source-${id}">${number}</a></sup>`;
      }),
    ],
  });
  return marked;
}

/** In a table a bar parts cells; the one inside a term's brackets does not. */
export function barsInTables(text: string): string {
  return text.replace(/^\|.*$/gm, (row) => row.replace(/\[\[[\w-]+\|/g, (term) => term.replace("|", "\\|")));
}
