"""Whether everything that a course's texts refer to is there, as far as the course itself can tell."""

from __future__ import annotations

from collections.abc import Iterator

from neurarium.course import formula, markup, sentences, values
from neurarium.course.markup import PICTURES, Reference
from neurarium.course.model import Course, Section
from neurarium.lab.text import Text
from neurarium.lab.toml_file import Problem

TERM = Text("term in the glossary", "Begriff im Glossar")
QUESTION = Text("question", "Frage")
SECTION = Text("section", "Abschnitt")
PICTURE = Text("picture", "Bild")
SOURCE = Text("source", "Quelle")


def problems(course: Course) -> Iterator[Problem]:
    """Each reference that leads nowhere, each broken formula of a lesson, and where its languages differ."""
    names = {name for name, _ in course.questions()}
    for section in course.sections.values():
        for language, text in section.lesson.items():
            name = f"{section.id}/lesson.{language}.md"
            for line, what in _of_lesson(course, section, text, names):
                yield sentences.in_text(name, line, what)
        yield from _twins(section)
        yield from _of_questions(course, section)


def _of_lesson(course: Course, section: Section, text: str, names: set[str]) -> Iterator[tuple[int, Text]]:
    told = {found.target for found in markup.references(text) if found.kind == "source text"}
    for line, what in formula.problems(markup.without_code(text)):
        yield line + 1, what
    for found in markup.references(text):
        missing = _missing(course, section, found, names, told)
        if missing is not None:
            yield found.line, missing


def _missing(course: Course, section: Section, found: Reference, names: set[str], told: set[str]) -> Text | None:
    target = found.target
    match found.kind:
        case "term" if target not in course.terms:
            return sentences.no_such(TERM, target, course.terms)
        case "question" if full(section.id, target) not in names:
            return sentences.no_such(QUESTION, target, [*section.questions, *names])
        case "section" if target not in course.sections:
            return sentences.no_such(SECTION, target, course.sections)
        case "picture" if target not in PICTURES:
            return sentences.no_such(PICTURE, target, PICTURES)
        case "image" if not (values.PICTURE.fullmatch(target) and (section.folder / target).is_file()):
            return sentences.no_such(PICTURE, target)
        case "source" if target not in told:
            return Text(
                f"the source '{target}' is not told: write a line '[^{target}]: ...'",
                f"die Quelle '{target}' fehlt: eine Zeile '[^{target}]: ...' schreiben",
            )
    return None


def full(section: str, name: str) -> str:
    """A question's name in its course, from how a lesson of this section calls it."""
    return name if "/" in name else f"{section}/{name}"


def _twins(section: Section) -> Iterator[Problem]:
    """Both languages show the same in the same order."""
    if len(section.lesson) < 2:
        return
    shown = {
        language: [
            found for found in markup.references(text) if found.kind in ("figure", "question", "picture", "image")
        ]
        for language, text in section.lesson.items()
    }
    english, german = shown["en"], shown["de"]
    for index in range(max(len(english), len(german))):
        here = german[index] if index < len(german) else None
        there = english[index] if index < len(english) else None
        if here is None or there is None or (here.kind, here.target) != (there.kind, there.target):
            line = here.line if here else german[-1].line if german else 1
            en, de = (f"{one.kind}: {one.target}" if one else "–" for one in (there, here))
            what = Text(
                f"shows '{de}', the English lesson here '{en}'", f"zeigt '{de}', die englische Lektion hier '{en}'"
            )
            yield sentences.in_text(f"{section.id}/lesson.de.md", line, what)
            return


def _of_questions(course: Course, section: Section) -> Iterator[Problem]:
    if section.file is None:
        return
    for own in section.questions:
        where = section.places[own]
        table = section.file.values["question"][where[-1]]
        for place, text in values.texts(where, table):
            for term in markup.terms(text):
                if term not in course.terms:
                    yield section.file.problem(place, sentences.no_such(TERM, term, course.terms))


def uses(course: Course) -> dict[str, list[str]]:
    """For each term the sections in whose lessons it occurs, in their order."""
    found: dict[str, dict[str, None]] = {term: {} for term in course.terms}
    for section in course.ordered():
        for text in section.lesson.values():
            for term in markup.terms(text):
                if term in found:
                    found[term][section.id] = None
    return {term: list(sections) for term, sections in found.items()}
