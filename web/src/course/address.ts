/** The addresses of a course's pages. */

export const PAGES = ["questions", "review", "glossary", "progress", "lecturer"] as const;
export type PageName = (typeof PAGES)[number];
export type Manner = "read" | "slides" | "handout";

export type CoursePlace =
  | { page: "overview" | PageName; course: string | null }
  | { page: "section"; course: string; section: string; manner: Manner };

/** What stands at a path; null for none of a course's. */
export function placeOf(path: string): CoursePlace | null {
  const [root, course, page, section, manner, ...more] = path.split("/").filter(Boolean).map(decoded);
  if (root !== "course" || more.length > 0) return null;
  if (course === undefined || page === undefined) return { page: "overview", course: course ?? null };
  if (page === "lesson" && section !== undefined) {
    if (manner !== undefined && manner !== "slides" && manner !== "handout") return null;
    return { page: "section", course, section, manner: manner ?? "read" };
  }
  const found = PAGES.find((name) => name === page);
  return found && section === undefined ? { page: found, course } : null;
}

export const overviewAt = (course: string): string => `/course/${encodeURIComponent(course)}`;
export const pageAt = (course: string, page: PageName): string => `${overviewAt(course)}/${page}`;
export const termAt = (course: string, term: string): string => `${pageAt(course, "glossary")}#${term}`;
export const questionsAt = (course: string, section: string): string => `${pageAt(course, "questions")}?section=${encodeURIComponent(section)}`;

export function sectionAt(course: string, section: string, manner: Manner = "read"): string {
  return `${overviewAt(course)}/lesson/${encodeURIComponent(section)}${manner === "read" ? "" : `/${manner}`}`;
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
