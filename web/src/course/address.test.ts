import { expect, it } from "vitest";
import { overviewAt, pageAt, placeOf, sectionAt, termAt } from "./address";

it("finds a page at each address that it writes", () => {
  expect(placeOf(overviewAt("lecture"))).toEqual({ page: "overview", course: "lecture" });
  expect(placeOf(pageAt("lecture", "review"))).toEqual({ page: "review", course: "lecture" });
  expect(placeOf(sectionAt("my course", "perceptron"))).toEqual({ page: "section", course: "my course", section: "perceptron", manner: "read" });
  expect(placeOf(sectionAt("lecture", "questions", "slides"))).toMatchObject({ section: "questions", manner: "slides" });
  expect(termAt("lecture", "neuron")).toBe("/course/lecture/glossary#neuron");
});

it("finds the first course where none is named, and nothing elsewhere", () => {
  expect(placeOf("/course")).toEqual({ page: "overview", course: null });
  expect(placeOf("/course/lecture/lesson/perceptron/song")).toBeNull();
  expect(placeOf("/course/lecture/nonsense")).toBeNull();
  expect(placeOf("/lab/playground")).toBeNull();
});
