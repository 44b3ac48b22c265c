"""What is carried out: some questions of a course, with what a format wants to know of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from neurarium.course.model import Course
from neurarium.course.question import DIFFICULTIES, KNOWLEDGE, Question
from neurarium.lab.text import LANGUAGES, Language, Text

Languages = Literal["en", "de", "both"]
UNHEARD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no XML may hold
SOURCE = Text("Source", "Quelle")
LIVE = Text("Live in Neurarium", "Live in Neurarium")


@dataclass(frozen=True)
class Bundle:
    """Questions of a course by their names, in one language or in both."""

    course: Course
    questions: dict[str, Question]
    languages: Languages = "en"

    @property
    def spoken(self) -> tuple[Language, ...]:
        """The languages in which it is written."""
        return LANGUAGES if self.languages == "both" else (self.languages,)

    @property
    def language(self) -> Language:
        """The language, where a format has only one."""
        return self.spoken[0]

    def section(self, name: str) -> Text:
        """The title of a question's section."""
        return self.course.sections[name.partition("/")[0]].heading.title

    def picture(self, name: str, question: Question) -> Path | None:
        """The file of a question's picture."""
        return self.course.sections[name.partition("/")[0]].folder / question.image if question.image else None

    def category(self, name: str, question: Question) -> list[Text]:
        """Where a question stands: course, section and cell of the matrix."""
        cell = (DIFFICULTIES[question.difficulty], KNOWLEDGE[question.knowledge])
        return [self.course.title, self.section(name), *cell]

    def say(self, text: Text) -> str:
        """A word in the file's languages, one behind the other where they differ."""
        return " – ".join(dict.fromkeys(text.say(language) for language in self.spoken))


TERM = re.compile(r"\[\[([a-z][a-z0-9-]{0,63})(?:\|(=?)([^\]\n|]+))?\]\]")


def with_words(questions: dict[str, Question], course: Course) -> dict[str, Question]:
    """The questions with the glossary's word in every term that has none of its own: `[[neuron|=Neuron]]`."""

    def worded(value: Any, language: Language | None = None) -> Any:
        if isinstance(value, dict):
            return {key: worded(one, key if key in LANGUAGES else None) for key, one in value.items()}
        if isinstance(value, list):
            return [worded(one) for one in value]
        if language is None or not isinstance(value, str):
            return value
        return TERM.sub(lambda found: _worded(found, language), value)

    def _worded(found: re.Match[str], language: Language) -> str:
        term = course.terms.get(found[1])
        return found[0] if found[3] or term is None else f"[[{found[1]}|={term.term.say(language)}]]"

    return {name: msgspec.convert(worded(msgspec.to_builtins(one)), Question) for name, one in questions.items()}


def without_words(value: Any, terms: bool) -> Any:
    """A table that was read, with its terms as they stand in a file, or as mere words where there is no glossary."""
    if isinstance(value, dict):
        return {key: without_words(one, terms) for key, one in value.items()}
    if isinstance(value, list):
        return [without_words(one, terms) for one in value]
    if not isinstance(value, str):
        return value
    kept: Callable[[re.Match[str]], str] = lambda found: f"[[{found[1]}]]" if found[2] else found[0]  # noqa: E731
    return TERM.sub(kept if terms else lambda found: found[3] or found[1].replace("-", " "), value)


def clean(text: str) -> str:
    """Without the characters that no XML may hold."""
    return UNHEARD.sub("", text)
