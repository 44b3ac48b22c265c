"""Reads a section's questions; what is wrong with one of them leaves out that one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from neurarium.course import sentences
from neurarium.course.question import DIFFICULTIES, KINDS, KNOWLEDGE, Blank, Do, Number, Order, Question, Several
from neurarium.course.values import PICTURE, mistakes
from neurarium.lab.text import LANGUAGES, Text
from neurarium.lab.toml_file import Place, Problem, TomlFile, where_invalid

CHOICES: dict[Any, Any] = {"kind": KINDS, "difficulty": DIFFICULTIES, "knowledge": KNOWLEDGE}


class Questions(NamedTuple):
    """The questions by their ids, the place of each in the file, and what is wrong."""

    questions: dict[str, Question]
    places: dict[str, Place]
    problems: list[Problem]


def read(file: TomlFile, folder: Path) -> Questions:
    """The questions of a file whose pictures stand in `folder`."""
    questions: dict[str, Question] = {}
    places: dict[str, Place] = {}
    problems = [
        file.problem((name,), sentences.invalid(f"Object contains unknown field `{name}`"))
        for name in file.values
        if name != "question"
    ]
    tables = file.values.get("question", [])
    if not isinstance(tables, list):
        return Questions({}, {}, [file.problem(("question",), NO_LIST)])
    for index, table in enumerate(tables):
        where: Place = ("question", index)
        found = of_table(table, folder)
        if isinstance(found, list):
            problems += [file.problem((*where, *inside), what) for inside, what in found]
        elif found.id in questions:
            problems.append(file.problem((*where, "id"), sentences.twice(found.id)))
        else:
            questions[found.id], places[found.id] = found, where
    return Questions(questions, places, problems)


NO_LIST = Text("questions are written as [[question]]", "Fragen werden als [[question]] geschrieben")


def of_table(table: Any, folder: Path) -> Question | list[tuple[Place, Text]]:
    """The question that a table holds, or all that is wrong with it."""
    if wrong := list(mistakes((), table)):
        return wrong
    try:
        question: Question = msgspec.convert(table, Question)
    except msgspec.ValidationError as problem:
        words, inside = where_invalid(str(problem))
        return [(inside, sentences.invalid(words, CHOICES.get(inside[-1], ()) if inside else ()))]
    return list(_problems(question, folder)) or question


def _problems(question: Question, folder: Path) -> Iterator[tuple[Place, Text]]:
    """What is wrong with a question whose parts are all in order."""
    if question.image:
        if question.alt is None:
            yield ("image",), sentences.NO_ALT
        if not PICTURE.fullmatch(question.image) or not (folder / question.image).is_file():
            yield ("image",), sentences.no_such(Text("picture", "Bild"), question.image)
    match question:
        case Blank():
            yield from _of_gaps(question)
        case Order():
            yield from _same(("items",), [item.text for item in question.items])
        case Number():
            if not any(answer.right for answer in question.answers):
                yield ("answers",), sentences.NO_RIGHT
        case Do():
            pass
        case _:
            right = sum(answer.right for answer in question.answers)
            if not right:
                yield ("answers",), sentences.NO_RIGHT
            elif right > 1 and not isinstance(question, Several):
                yield ("answers",), sentences.MANY_RIGHT
            yield from _same(("answers",), [answer.text for answer in question.answers])


def _of_gaps(question: Blank) -> Iterator[tuple[Place, Text]]:
    marks = [str(number) for number in range(1, len(question.gaps) + 1)]
    for language in LANGUAGES:
        if sorted(re.findall(r"\{(\d+)\}", question.text.say(language))) != marks:
            yield ("text", language), sentences.gaps(len(marks), language)
        for index, gap in enumerate(question.gaps):
            if not gap.accept.say(language):
                yield ("gaps", index, "accept", language), sentences.EMPTY


def _same(where: Place, texts: list[Text]) -> Iterator[tuple[Place, Text]]:
    for language in LANGUAGES:
        said = [text.say(language).strip() for text in texts]
        for index, words in enumerate(said):
            if words in said[:index]:
                yield (*where, index, "text", language), Text("this stands there already", "das steht schon da")
