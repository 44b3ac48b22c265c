/** What the search looks through. */

import { questionsAt, sectionAt, termAt } from "./course/address";
import { sectionsOf, type Course, type Term } from "./course/course";
import { runAt } from "./link";
import type { House, Language, Run } from "./protocol";
import type { page as texts } from "./texts/page";
import { wings } from "./texts/home";

export interface Found {
  kind: keyof typeof texts.kinds;
  name: string;
  line: string;
  address: string | null;
}

/** A course with its glossary. */
export interface Studied {
  course: Course;
  terms: Term[];
}

/** Everything that can be found, in the visitor's language; a room without a lab leads nowhere yet. */
export function everything(house: House, runs: Run[], language: Language, course: Studied | null = null): Found[] {
  const labs = house.labs.flatMap(({ id, title, promise }): Found[] => [
    { kind: "lab", name: title[language], line: promise[language], address: `/lab/${id}` },
    { kind: "lesson", name: title[language], line: promise[language], address: `/lab/${id}#lesson` },
  ]);
  const rooms = wings.flatMap(({ rooms }) => rooms).map(({ number, name, line }): Found => {
    const lab = house.labs.find(({ room }) => room === number);
    return { kind: "room", name: name[language], line: line[language], address: lab ? `/lab/${lab.id}` : null };
  });
  const stored = runs.map((run): Found => ({ kind: "run", name: run.name, line: run.lab, address: runAt(run) }));
  return [...labs, ...sections(course, language), ...rooms, ...stored, ...terms(course, language)];
}

function sections(studied: Studied | null, language: Language): Found[] {
  if (!studied) return [];
  const { course } = studied;
  return sectionsOf(course).map(({ id, title, promise, lesson }) => {
    const address = lesson ? sectionAt(course.id, id) : questionsAt(course.id, id);
    return { kind: "section", name: title[language], line: promise?.[language] ?? "", address };
  });
}

function terms(studied: Studied | null, language: Language): Found[] {
  const known = studied?.terms ?? [];
  return known.map(({ id, term, sentence, also }) => {
    return { kind: "term", name: term[language], line: [sentence[language], ...also[language]].join(" "), address: termAt(studied?.course.id ?? "", id) };
  });
}

/** Those in which every word occurs; where a name begins with the query, first. */
export function matching(all: Found[], query: string): Found[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const first = plain(query).trim();
  const hits = all.filter(({ name, line }) => words.every((word) => plain(`${name} ${line}`).includes(word)));
  return hits.sort((one, other) => Number(plain(other.name).startsWith(first)) - Number(plain(one.name).startsWith(first)));
}

function plain(words: string): string {
  return words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
