/** The words of docs/course.md as types. */

import type { Check, Do } from "../lab/exercise/exercise";
import type { Text } from "../protocol";

export const DIFFICULTIES = ["easy", "medium", "hard"] as const;
export const KNOWLEDGE = ["recall", "application"] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];
export type Knowledge = (typeof KNOWLEDGE)[number];

export interface Section {
  id: string;
  title: Text;
  promise: Text | null;
  minutes: number | null;
  /** Systems of the lecture, 1 to 22. */
  rows: number[];
  labs: string[];
  /** Whether there is a lesson. */
  lesson: boolean;
  questions: number;
}

export interface CoursePart {
  id: string;
  title: Text;
  sections: Section[];
}

export interface Format {
  name: string;
  label: Text;
  suffix: string;
  languages: string[];
  available: boolean;
  missing: Text | null;
}

export interface Course {
  id: string;
  title: Text;
  promise: Text | null;
  /** May be deleted. */
  imported?: boolean;
  parts: CoursePart[];
  terms: number;
  problems: number;
  formats: Format[];
}

export interface Problem {
  file: string;
  line: number | null;
  text: Text;
}

/** What the glossary says of a word. */
export interface Meaning {
  term: Text;
  sentence: Text;
  source: string;
  also: { en: string[]; de: string[] };
}

export interface Term extends Meaning {
  id: string;
  /** In whose lessons it occurs. */
  sections: string[];
}

interface Asked {
  /** `perceptron/one-line` */
  id: string;
  section: string;
  difficulty: Difficulty;
  knowledge: Knowledge;
  text: Text;
  source: string;
  /** A lab's state in which the answer can be seen. */
  live: string | null;
  image: { address: string; alt: Text } | null;
}

export type Choosing = Asked & { kind: "single" | "true-statement" | "several"; answers: Text[] };
export type Ordering = Asked & { kind: "order"; items: Text[] };
export type Filling = Asked & { kind: "blank"; gaps: number; words: { en: string[]; de: string[] } | null };
export type Counting = Asked & { kind: "number"; unit: Text | null };
export type Doing = Asked & { kind: "do"; exercise: Do };
export type Question = Choosing | Ordering | Filling | Counting | Doing;

export type Given = number | number[] | string | string[] | { run: string };

export interface Mark {
  right: boolean;
  share: number;
  key: number | number[] | Text[] | { number: number; tolerance: number } | null;
  /** `of`: index of the answer, item or gap. */
  replies: { of: number | null; right: boolean; why: Text | null }[];
  because: Text | null;
  check: Check | null;
  due: string | null;
}

export interface SectionText {
  markdown: string | null;
  language: "en" | "de";
  questions: Question[];
  terms: Record<string, Meaning>;
}

export interface Cell {
  difficulty: Difficulty;
  knowledge: Knowledge;
  questions: number;
  answered: number;
  right: number;
  due: number;
}

export interface Matrix {
  cells: Cell[];
  due: number;
  next: string | null;
}

export interface Answered {
  answers: number;
  right: boolean;
  share: number;
  at: string;
  due: string | null;
}

/** Everything by its full name, such as `lecture/perceptron` and `lecture/perceptron/one-line`. */
export interface Progress {
  sections: Record<string, { read: string | null; tried: string[] }>;
  questions: Record<string, Answered>;
}

export const sectionsOf = (course: Course): Section[] => course.parts.flatMap(({ sections }) => sections);
