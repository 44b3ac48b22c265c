/** Questions, and who reads their words: with the whole glossary, because they come from many sections. */

import type { Question } from "../course";
import type { Courses } from "../courses.svelte";
import type { Terms } from "../lesson/terms.svelte";
import { readerOf, type About, type Reader } from "../reader";

export async function readWith(
  asked: Promise<Question[]>,
  courses: Courses,
  terms: Terms,
  about: Omit<About, "terms">,
): Promise<{ questions: Question[]; reader: Reader }> {
  // Without a glossary the questions are read all the same.
  const [questions, glossary] = await Promise.all([asked, courses.glossary(about.course).catch(() => [])]);
  const known = Object.fromEntries(glossary.map((term) => [term.id, term]));
  terms.learn(known);
  return { questions, reader: await readerOf({ ...about, terms: known }, [JSON.stringify(questions)]) };
}
