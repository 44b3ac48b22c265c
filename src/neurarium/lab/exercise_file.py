"""Reads a file of exercises, and says of every mistake in which line it is.

    [two-neurons]
    kind = "predict"
    question.en = "..."
    question.de = "..."

A lesson shows an exercise where it has the line `[exercise: two-neurons]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from neurarium.lab.contract import Lab
from neurarium.lab.exercise import Do, Exercise, Predict
from neurarium.lab.text import Refusal, Text
from neurarium.lab.toml_file import FileWrong as FileWrong
from neurarium.lab.toml_file import Place, TomlFile, where_invalid

Mistake = tuple[Place, str]


def read(file: Path, lab_id: str, find: Callable[[str], Lab[Any, Any]]) -> dict[str, Exercise]:
    """The exercises of a file by their ids, checked against the labs on which they run; raises `FileWrong`."""
    written = TomlFile.read(file)
    where: Place = ()
    try:
        exercises = {}
        for name, table in written.values.items():
            where = (name,)
            exercises[name] = msgspec.convert({"lab": lab_id, **table}, Exercise)
            if mistake := next(problems(name, exercises[name], find), None):
                where, problem = mistake
                raise ValueError(problem)
    except msgspec.ValidationError as problem:
        words, inside = where_invalid(str(problem))
        raise written.wrong((*where, *inside), Text(words, words)) from problem
    except (ValueError, TypeError) as problem:
        raise written.wrong(where, Text(str(problem), str(problem))) from problem
    return exercises


def problems(name: str, exercise: Exercise, find: Callable[[str], Lab[Any, Any]]) -> Iterator[Mistake]:
    """Each mistake that only the exercise's lab can tell: where it stands, and what is wrong."""
    try:
        lab = find(exercise.lab)
    except Refusal as refusal:
        yield (name, "lab"), refusal.text.en
        return
    yield from _blank((name,), msgspec.to_builtins(exercise))
    yield from _settings(lab, (name, "settings"), exercise.settings)
    if isinstance(exercise, Predict):
        yield from _of_question(lab, name, exercise)
    else:
        yield from _of_goal(lab, name, exercise)


def _of_question(lab: Lab[Any, Any], name: str, exercise: Predict) -> Iterator[Mistake]:
    for index, group in enumerate(exercise.groups):
        yield from _settings(lab, (name, "groups", index, "settings"), group.settings)
    yield from _known((name, "measure", "reading"), exercise.measure.reading, lab.readings)
    if exercise.measure.of == "share" and exercise.measure.at_most is None:
        yield (name, "measure"), "a share needs 'at_most'"
    if exercise.vary:
        yield from _known((name, "vary"), exercise.vary, lab.actions)
        if "seed" not in lab.actions[exercise.vary].Arguments.fields():
            yield (name, "vary"), f"the action '{exercise.vary}' takes no seed"
    if len(exercise.groups) > 1 and exercise.compare is None:
        yield (name, "groups"), "several groups need 'compare'"
    if (len(exercise.choices) >= 2) == (exercise.number is not None):
        yield (name, "choices"), "expected either two choices or more, or 'number'"
    ranges = sorted((choice.low, choice.high, index) for index, choice in enumerate(exercise.choices))
    for (_, high, _), (low, _, index) in pairwise(ranges):
        if low < high:
            yield (name, "choices", index, "low"), "two choices would be right at once"


def _of_goal(lab: Lab[Any, Any], name: str, exercise: Do) -> Iterator[Mistake]:
    if exercise.goal.reading:
        yield from _known((name, "goal", "reading"), exercise.goal.reading, lab.readings)
        if (exercise.goal.at_most is None) == (exercise.goal.at_least is None):
            yield (name, "goal"), "a reading needs either 'at_most' or 'at_least'"
    elif not exercise.goal.steps:
        yield (name, "goal"), "expected a reading or steps"
    yield from _settings(lab, (name, "holds"), exercise.holds)
    yield from _settings(lab, (name, "solution", "settings"), exercise.solution.settings)
    for key, limits in (("most", exercise.most), ("least", exercise.least)):
        for setting in limits:
            yield from _known((name, key, setting), setting, lab.Settings.fields())
    for index, action in enumerate(exercise.actions):
        yield from _known((name, "actions", index), action, lab.actions)


def _settings(lab: Lab[Any, Any], where: Place, values: dict[str, Any]) -> Iterator[Mistake]:
    for setting, value in values.items():
        try:
            lab.Settings.checked({setting: value})
        except Refusal as refusal:
            yield (*where, setting), refusal.text.en


def _known(where: Place, name: str, known: Any) -> Iterator[Mistake]:
    if name not in known:
        yield where, f"there is no '{name}'; known are: {', '.join(known)}"


def _blank(where: Place, value: Any) -> Iterator[Mistake]:
    if isinstance(value, dict):
        if set(value) == {"en", "de"}:
            for language, words in value.items():
                if not words.strip():
                    yield (*where, language), "the text is empty"
        for key, item in value.items():
            yield from _blank((*where, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _blank((*where, index), item)
