"""`neurarium exercise`: the questions and goals of the lessons, without a page."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

import msgspec

from neurarium import labs, library
from neurarium.cli.flags import language
from neurarium.lab.exercise import Do, Exercise, Predict, Verdict, explained
from neurarium.lab.goal import Check
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal, Text

ABOUT = Text(
    "list the exercises of the lessons, let runs answer one, or check a saved run",
    "die Übungen der Lektionen auflisten, eine von Läufen beantworten oder einen gespeicherten Lauf prüfen lassen",
)
RIGHT = Text("what the runs say", "was die Läufe sagen")
REACHED = {True: Text("Reached.", "Geschafft."), False: Text("Not yet.", "Noch nicht.")}
BROKEN = Text("does not hold", "gilt nicht")


def add(commands: Any) -> None:
    """The command's parser."""
    about = ABOUT.say(language())
    parser = commands.add_parser("exercise", help=about, description=about)
    parser.add_argument("name", nargs="?", metavar="LAB/EXERCISE", help="such as crash-course/two-enough")
    parser.add_argument("file", nargs="?", type=Path, metavar="RUN", help="a saved run that is to be checked")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")


def run(arguments: argparse.Namespace) -> int:
    if arguments.name is None:
        for name, exercise in _all().items():
            kind = "question" if isinstance(exercise, Predict) else "goal"
            print(f"{name:32} {kind:9} {exercise.title.say(language())}")
        return 0
    exercise = library.exercise(arguments.name)
    answer: Verdict | Check | None = None
    if isinstance(exercise, Predict):
        answer = library.trial(arguments.name).finish()
    elif arguments.file is not None:
        answer = library.check(arguments.name, _loaded(arguments.file))
    if arguments.json:
        print(msgspec.json.encode(answer).decode())
    else:
        print(f"{exercise.title.say(language())}\n{_plain(exercise.question.say(language()))}")
        _tell(exercise, answer)
    return 1 if isinstance(answer, Check) and not answer.reached else 0


def _all() -> dict[str, Exercise]:
    return {f"{lab}/{own}": found for lab in labs.folders() for own, found in labs.exercises(lab).items()}


def _loaded(file: Path) -> Run:
    try:
        loaded = library.load(file)
    except OSError as problem:
        raise Refusal(
            Text(f"Cannot read {file}: {problem.strerror}.", f"{file} lässt sich nicht lesen: {problem.strerror}.")
        ) from problem
    if isinstance(loaded, Run):
        return loaded
    raise Refusal(
        Text(
            "This file holds a population; a single run is checked.",
            "Diese Datei enthält eine Population; geprüft wird ein einzelner Lauf.",
        )
    )


def _tell(exercise: Exercise, answer: Verdict | Check | None) -> None:
    speech = language()
    if isinstance(exercise, Predict) and isinstance(answer, Verdict):
        for index, choice in enumerate(exercise.choices):
            said = f"  <- {RIGHT.say(speech)}" if index == answer.right else ""
            print(f"  - {choice.words.say(speech)}{said}")
        for group, one in zip(exercise.groups, answer.groups, strict=True):
            values = " ".join("–" if value is None else f"{value:.3f}" for value in sorted(one.values, key=_last))
            print(f"{group.label.say(speech)}: {values}")
        print(_plain(explained(exercise, answer).say(speech)))
    elif isinstance(exercise, Do) and isinstance(answer, Check):
        for condition in answer.conditions:
            if not condition.holds:
                print(f"{condition.text.say(speech)}: {BROKEN.say(speech)}")
        print(REACHED[answer.reached].say(speech))


def _last(value: float | None) -> float:
    return float("inf") if value is None else value


def _plain(words: str) -> str:
    """Without the marks of emphasis."""
    return re.sub(r"\*+", "", words)
