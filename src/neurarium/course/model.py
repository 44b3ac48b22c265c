"""What a course is, once its files are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from neurarium.course.question import Id, Question, Words, Written
from neurarium.lab.exercise import Part as Record
from neurarium.lab.text import LANGUAGES, Language, Text
from neurarium.lab.toml_file import Place, Problem, TomlFile

Row: TypeAlias = Annotated[int, Meta(ge=1, le=22)]


class Heading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What course.toml says of a section. `rows`: numbers of the lecture's systems."""

    title: Text
    promise: Text | None = None
    minutes: Annotated[int, Meta(ge=1, le=600)] | None = None
    rows: list[Row] = []
    labs: list[Id] = []


class Chapter(Record, frozen=True, kw_only=True):
    """A part of the course and its sections' ids in their order."""

    id: Id
    title: Text
    sections: list[Id]


class Term(Record, frozen=True, kw_only=True):
    """A word of the glossary, and further words for it."""

    term: Text
    sentence: Text
    source: Written
    also: Words = Words([], [])


@dataclass(frozen=True)
class Section:
    """A section: its lesson in each language that there is, and its questions by their ids, in the file's order."""

    id: str
    heading: Heading
    folder: Path
    lesson: dict[Language, str] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    file: TomlFile | None = None  # in which the questions stand
    places: dict[str, Place] = field(default_factory=dict)  # of each question in it

    def markdown(self, language: Language) -> tuple[str, Language] | None:
        """The lesson and its language: the asked one if there is, otherwise the other."""
        for one in (language, *LANGUAGES):
            if one in self.lesson:
                return self.lesson[one], one
        return None


@dataclass(frozen=True)
class Course:
    """A course; `problems` is what was wrong with its files, and what was wrong has been left out."""

    id: str
    folder: Path
    title: Text
    promise: Text | None = None
    chapters: tuple[Chapter, ...] = ()
    sections: dict[str, Section] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    file: TomlFile | None = None
    imported: bool = False

    def questions(self) -> Iterator[tuple[str, Question]]:
        """Every question with its name, `section/id`, in the course's order."""
        for section in self.ordered():
            for own, question in section.questions.items():
                yield f"{section.id}/{own}", question

    def ordered(self) -> Iterator[Section]:
        """The sections in their order."""
        for chapter in self.chapters:
            for section in chapter.sections:
                if section in self.sections:
                    yield self.sections[section]
