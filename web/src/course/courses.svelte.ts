/** The courses that there are, what the visitor has done in them, and their pages as far as they were read. */

import { createContext } from "svelte";
import type { Language } from "../protocol";
import { api } from "./api";
import type { Answered, Course, Progress, SectionText, Term } from "./course";

export class Courses {
  /** Null until they are known. */
  list: Course[] | null = $state.raw(null);
  progress: Progress = $state.raw({ sections: {}, questions: {} });
  readonly #sections = new Map<string, Promise<SectionText>>();
  readonly #glossaries = new Map<string, Promise<Term[]>>();
  #asked: Promise<Course[]> | null = null;

  /** Asks for the courses once, and for the progress beside them. */
  load(): Promise<Course[]> {
    if (!this.#asked) {
      void this.refresh();
      this.#asked = api.courses();
      this.#asked.then(
        (list) => (this.list = list),
        () => (this.#asked = null), // to be asked again
      );
    }
    return this.#asked;
  }

  /** Asks for the courses anew: one has come or gone. */
  again(): Promise<Course[]> {
    this.#asked = null;
    this.#sections.clear();
    this.#glossaries.clear();
    return this.load();
  }

  async refresh(): Promise<void> {
    // Without a progress the course is read and answered all the same.
    this.progress = await api.progress().catch(() => this.progress);
  }

  section(course: string, section: string, language: Language): Promise<SectionText> {
    return once(this.#sections, `${course}/${section}/${language}`, () => api.section(course, section, language));
  }

  /** An attachment for a link: the section is asked for when somebody points at it, and is there when he presses. */
  soon(course: string, section: string, language: Language): (link: HTMLElement) => () => void {
    return (link) => {
      const ask = (): void => void this.section(course, section, language);
      link.addEventListener("pointerenter", ask);
      link.addEventListener("focus", ask);
      return () => {
        link.removeEventListener("pointerenter", ask);
        link.removeEventListener("focus", ask);
      };
    };
  }

  glossary(course: string): Promise<Term[]> {
    return once(this.#glossaries, course, () => api.glossary(course));
  }

  isRead(course: string, section: string): boolean {
    return (this.progress.sections[`${course}/${section}`]?.read ?? null) !== null;
  }

  /** The last answer to a question, which is named as in its course. */
  answered(course: string, question: string): Answered | null {
    return this.progress.questions[`${course}/${question}`] ?? null;
  }

  /** How many of a section's questions (or a course's) were answered, and how many of them rightly. */
  tally(course: string, section: string | null = null): { answered: number; right: number } {
    const begin = section === null ? `${course}/` : `${course}/${section}/`;
    const own = Object.entries(this.progress.questions).filter(([name]) => name.startsWith(begin));
    return { answered: own.length, right: own.filter(([, { right }]) => right).length };
  }

  async keepRead(course: string, section: string): Promise<void> {
    if (this.isRead(course, section)) return;
    await api.read(course, section).catch(() => undefined);
    await this.refresh();
  }

  async keepTried(course: string, section: string, lab: string): Promise<void> {
    if (this.progress.sections[`${course}/${section}`]?.tried.includes(lab)) return;
    await api.tried(course, section, lab).catch(() => undefined);
    await this.refresh();
  }
}

export const [getCourses, setCourses] = createContext<Courses>();

function once<Value>(known: Map<string, Promise<Value>>, key: string, ask: () => Promise<Value>): Promise<Value> {
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  answer.catch(() => known.delete(key)); // to be asked again
  return answer;
}
