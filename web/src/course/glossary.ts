/** The glossary's terms, searched and put in order. */

import type { Language } from "../protocol";
import type { Term } from "./course";

/** Those in which every word of the query occurs, in either language. */
export function withWords(terms: Term[], query: string): Term[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return terms.filter(({ term, sentence, also }) => {
    const text = plain([term.en, term.de, sentence.en, sentence.de, ...also.en, ...also.de].join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** In the language's order, under the letters with which they begin. */
export function lettersOf(terms: Term[], language: Language): { letter: string; terms: Term[] }[] {
  const compare = new Intl.Collator(language).compare;
  const letters = new Map<string, Term[]>();
  for (const item of [...terms].sort((one, other) => compare(one.term[language], other.term[language]))) {
    const first = plain(item.term[language]).charAt(0).toUpperCase();
    const letter = /[A-Z]/.test(first) ? first : "0–9";
    letters.set(letter, [...(letters.get(letter) ?? []), item]);
  }
  return [...letters].map(([letter, terms]) => ({ letter, terms }));
}

function plain(words: string): string {
  return words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
