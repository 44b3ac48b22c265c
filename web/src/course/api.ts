/** The course's half of the server's answers over HTTP (docs/course.md). */

import type { Language } from "../protocol";
import { get, send } from "../server";
import type { Course, Given, Mark, Matrix, Problem, Progress, Question, SectionText, Term } from "./course";

/** Which questions: nothing given means all of them. */
export type Filter = {
  section?: string;
  difficulty?: string;
  knowledge?: string;
  due?: boolean;
};

export const api = {
  courses: () => get<Course[]>("/api/courses"),
  problems: (course: string) => get<Problem[]>(`${at(course)}/problems`),
  section: (course: string, section: string, language: Language) =>
    get<SectionText>(`${at(course)}/sections/${encodeURIComponent(section)}?language=${language}`),
  glossary: (course: string) => get<Term[]>(`${at(course)}/glossary`),
  questions: (course: string, filter: Filter) => get<Question[]>(`${at(course)}/questions${queryOf(filter)}`),
  matrix: (course: string, filter: Filter) => get<Matrix>(`${at(course)}/matrix${queryOf(filter)}`),
  /** `question`: as it is named in its course, `perceptron/one-line`. */
  answer: (course: string, question: string, answer: Given, language: Language) =>
    send<Mark>("POST", `${at(course)}/questions/${question}/answer`, JSON.stringify({ answer, language }), "application/json"),
  progress: () => get<Progress>("/api/progress"),
  read: (course: string, section: string) => note({ kind: "read", course, section }),
  tried: (course: string, section: string, lab: string) => note({ kind: "tried", course, section, lab }),
  forget: (course: string | null) => send<null>("DELETE", course ? `/api/progress?course=${encodeURIComponent(course)}` : "/api/progress"),
  bringProgress: (file: Blob) => send<{ events: number }>("POST", "/api/progress/file", file, "application/jsonl"),
  bring: (name: string, language: Language, file: Blob) =>
    send<{ course: string; questions: number; notices: { en: string; de: string }[] }>(
      "POST",
      `/api/courses?name=${encodeURIComponent(name)}&language=${language}`,
      file,
      "application/octet-stream",
    ),
  remove: (course: string) => send<null>("DELETE", at(course)),

  // Where a file can be downloaded.
  progressFile: "/api/progress/file",
  image: (course: string, section: string, name: string) => `${at(course)}/sections/${encodeURIComponent(section)}/files/${encodeURIComponent(name)}`,
  export: (course: string, format: string, language: string, filter: Filter & { solutions?: boolean }) => {
    const { solutions, ...which } = filter;
    return `${at(course)}/export${queryOf({ ...which, format, language, ...(solutions ? { solutions: "1" } : {}) })}`;
  },
  qr: (text: string) => `/api/qr?text=${encodeURIComponent(text)}`,
};

function at(course: string): string {
  return `/api/courses/${encodeURIComponent(course)}`;
}

function note(what: Record<string, string>): Promise<null> {
  return send<null>("POST", "/api/progress", JSON.stringify(what), "application/json");
}

function queryOf(values: Record<string, string | boolean | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === true) query.set(name, "1");
    else if (value) query.set(name, value);
  }
  return query.size > 0 ? `?${query}` : "";
}
