"""Reads a course's folder. Nothing in it is executed, and nothing that is wrong in it is raised: it is told and left out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from neurarium.course import question_file, references, sentences, values
from neurarium.course.model import Chapter, Course, Heading, Section, Term
from neurarium.lab.text import LANGUAGES, Language, Text
from neurarium.lab.toml_file import FileWrong, Place, Problem, TomlFile, where_invalid

ID = re.compile(r"[a-z][a-z0-9-]{0,63}")
LARGEST = 8 * 2**20  # bytes of one file


def read(folder: Path, course_id: str, imported: bool = False) -> Course:
    """The course in a folder, as far as its files are in order; `problems` says what is not."""
    found: list[Problem] = []
    file = _file(folder, "course.toml", found)
    if file is None:
        title = Text(course_id, course_id)
        return Course(course_id, folder, title, problems=tuple(found), imported=imported)
    title, promise = _about(file, course_id, found)
    chapters = tuple(_chapters(file, found))
    headings = dict(_headings(file, found))
    sections = {own: _section(folder, own, heading, found) for own, heading in headings.items()}
    course = Course(
        course_id,
        folder,
        title,
        promise,
        tuple(_placed(chapters, headings, file, found)),
        sections,
        dict(_terms(folder, found)),
        file=file,
        imported=imported,
    )
    found += _strange_folders(folder, file)
    found += references.problems(course)
    return dataclasses.replace(course, problems=tuple(found))


def _file(folder: Path, name: str, found: list[Problem]) -> TomlFile | None:
    file = folder / name
    try:
        if file.stat().st_size > LARGEST:
            raise FileWrong(
                Text(f"{name} is larger than {LARGEST} bytes", f"{name} ist größer als {LARGEST} Bytes"),
            )
        return TomlFile.read(file, name)
    except FileWrong as wrong:
        line = re.search(r"at line (\d+)", wrong.text.en)
        found.append(Problem(name, int(line[1]) if line else 1, wrong.text))
    except OSError as problem:
        found.append(Problem(name, 1, _unreadable(name, problem)))
    return None


def _unreadable(name: str, problem: OSError) -> Text:
    return Text(
        f"{name} cannot be read: {problem.strerror}. A course needs a folder with this file; see docs/course.md.",
        f"{name} lässt sich nicht lesen: {problem.strerror}. Ein Kurs braucht einen Ordner mit dieser Datei; siehe "
        "docs/course.md.",
    )


def _about(file: TomlFile, course_id: str, found: list[Problem]) -> tuple[Text, Text | None]:
    texts: dict[str, Text] = {}
    for key, value in file.values.items():
        if key in ("title", "promise"):
            if (text := _record((key,), value, Text, file, found)) is not None:
                texts[key] = text
        elif key not in ("parts", "sections"):
            found.append(file.problem((key,), sentences.invalid(f"Object contains unknown field `{key}`")))
    if "title" not in file.values:
        found.append(file.problem((), sentences.invalid("Object missing required field `title`")))
    return texts.get("title", Text(course_id, course_id)), texts.get("promise")


def _chapters(file: TomlFile, found: list[Problem]) -> Iterator[Chapter]:
    parts = file.values.get("parts", [])
    if not isinstance(parts, list) or not parts:
        found.append(file.problem(("parts",), NO_PARTS))
        return
    seen: set[str] = set()
    for index, value in enumerate(parts):
        chapter = _record(("parts", index), value, Chapter, file, found)
        if chapter is not None and chapter.id in seen:
            found.append(file.problem(("parts", index, "id"), sentences.twice(chapter.id)))
        elif chapter is not None:
            seen.add(chapter.id)
            yield chapter


NO_PARTS = Text("there are no parts: write [[parts]]", "es gibt keine Teile: [[parts]] schreiben")


def _headings(file: TomlFile, found: list[Problem]) -> Iterator[tuple[str, Heading]]:
    sections = file.values.get("sections", {})
    for own, value in sections.items() if isinstance(sections, dict) else ():
        if not ID.fullmatch(own):
            found.append(file.problem(("sections", own), sentences.invalid("Expected `str` matching regex ''")))
        elif (heading := _record(("sections", own), value, Heading, file, found)) is not None:
            yield own, heading


def _placed(
    chapters: tuple[Chapter, ...], headings: dict[str, Heading], file: TomlFile, found: list[Problem]
) -> Iterator[Chapter]:
    """The chapters without sections that there are not or that stand elsewhere already."""
    told = file.values.get("sections", {})
    seen: set[str] = set()
    for chapter in chapters:
        index = next(i for i, part in enumerate(file.values["parts"]) if part.get("id") == chapter.id)
        for section in chapter.sections:
            if section in seen:
                found.append(file.problem(("parts", index, "sections"), sentences.twice(section)))
            elif section not in told:
                what = sentences.no_such(Text("table [sections...]", "Tabelle [sections...]"), section, told)
                found.append(file.problem(("parts", index, "sections"), what))
        kept = [own for own in dict.fromkeys(chapter.sections) if own in headings and own not in seen]
        seen.update(chapter.sections)
        yield msgspec.structs.replace(chapter, sections=kept)
    for own in headings:
        if own not in seen:
            found.append(file.problem(("sections", own), NO_PLACE))


NO_PLACE = Text("the section stands in none of the parts", "der Abschnitt steht in keinem der Teile")


def _section(folder: Path, own: str, heading: Heading, found: list[Problem]) -> Section:
    place = folder / own
    lesson: dict[Language, str] = {}
    for language in LANGUAGES:
        name = f"{own}/lesson.{language}.md"
        if (folder / name).is_file():
            try:
                lesson[language] = _text(folder / name)
            except (OSError, ValueError) as problem:
                found.append(Problem(name, 1, Text(f"{name}: {problem}", f"{name}: {problem}")))
    for language in LANGUAGES:
        if lesson and language not in lesson:
            name = f"{own}/lesson.{language}.md"
            found.append(
                Problem(
                    name,
                    1,
                    Text(
                        f"{name} is missing: the lesson has to have both languages",
                        f"{name} fehlt: die Lektion braucht beide Sprachen",
                    ),
                )
            )
    if not (place / "questions.toml").is_file():
        if not lesson:
            what = Text(
                f"{own}: there is neither a lesson nor a question in the folder",
                f"{own}: im Ordner gibt es weder eine Lektion noch eine Frage",
            )
            found.append(Problem(own, 1, what))
        return Section(own, heading, place, lesson)
    file = _file(folder, f"{own}/questions.toml", found)
    if file is None:
        return Section(own, heading, place, lesson)
    questions = question_file.read(file, place)
    found += questions.problems
    return Section(own, heading, place, lesson, questions.questions, file, questions.places)


def _text(file: Path) -> str:
    if file.stat().st_size > LARGEST:
        raise ValueError(f"> {LARGEST} bytes")
    return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def _terms(folder: Path, found: list[Problem]) -> Iterator[tuple[str, Term]]:
    if not (folder / "glossary.toml").is_file():
        return
    file = _file(folder, "glossary.toml", found)
    for own, value in file.values.items() if file else ():
        assert file is not None
        if not ID.fullmatch(own):
            found.append(file.problem((own,), sentences.invalid("Expected `str` matching regex ''")))
        elif (term := _record((own,), value, Term, file, found)) is not None:
            yield own, term


def _strange_folders(folder: Path, file: TomlFile) -> Iterator[Problem]:
    told = file.values.get("sections", {})
    for place in sorted(folder.iterdir()):
        if place.is_dir() and place.name not in told and any(place.glob("lesson.*.md")):
            yield file.problem(
                (),
                Text(
                    f"the folder '{place.name}' is no section: write [sections.{place.name}] and name it in a part",
                    f"der Ordner '{place.name}' ist kein Abschnitt: [sections.{place.name}] schreiben und in einem Teil nennen",
                ),
            )


def _record(where: Place, value: Any, kind: type[Any], file: TomlFile, found: list[Problem]) -> Any:
    """The record that a table holds, or None; what is wrong with it is added to `found`."""
    wrong = [file.problem(place, what) for place, what in values.mistakes(where, value)]
    if not wrong:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as problem:
            words, inside = where_invalid(str(problem))
            wrong = [file.problem((*where, *inside), sentences.invalid(words))]
    found += wrong
    return None
