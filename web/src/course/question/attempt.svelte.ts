/** One visitor's attempt at one question: what he gives, what the server says to it. */

import type { Language, Text } from "../../protocol";
import { Failed } from "../../server";
import { api } from "../api";
import type { Course, Given, Mark, Question } from "../course";
import type { Courses } from "../courses.svelte";

export class Attempt {
  mark: Mark | null = $state.raw(null);
  problem: Text | null = $state.raw(null);
  busy = $state(false);
  /** What was given when it was marked. */
  given: Given | null = $state.raw(null);
  readonly question: Question;
  readonly #course: Course;
  readonly #courses: Courses;

  constructor(courses: Courses, course: Course, question: Question) {
    this.#courses = courses;
    this.#course = course;
    this.question = question;
  }

  async give(given: Given, language: Language): Promise<Mark | null> {
    if (this.busy) return null;
    [this.busy, this.problem] = [true, null];
    try {
      const mark = await api.answer(this.#course.id, this.question.id, given, language);
      [this.mark, this.given] = [mark, given];
      void this.#courses.refresh();
      return mark;
    } catch (problem) {
      if (!(problem instanceof Failed)) throw problem;
      this.problem = problem.text;
      return null;
    } finally {
      this.busy = false;
    }
  }

  again(): void {
    [this.mark, this.given, this.problem] = [null, null, null];
  }

  /** What was said to an answer, an item or a gap. */
  reply(of: number): Mark["replies"][number] | null {
    return this.mark?.replies.find((reply) => reply.of === of) ?? null;
  }
}
