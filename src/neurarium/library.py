"""What a programmer imports: runs and populations by the name of their lab."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from neurarium import labs
from neurarium.course import places
from neurarium.course.model import Course
from neurarium.lab import goal
from neurarium.lab.contract import Imported
from neurarium.lab.exercise import Do, Exercise, Predict
from neurarium.lab.goal import Check
from neurarium.lab.population import Population
from neurarium.lab.refusals import unknown
from neurarium.lab.run import Run
from neurarium.lab.state import Unreadable, from_bytes
from neurarium.lab.text import Refusal, Text
from neurarium.lab.trial import Trial


def run(lab: str, *, seed: int = 0, **settings: Any) -> Run:
    """A new run of a lab, at step 0.

    Raises `Refusal` (a `SettingRefused` for a setting) with a sentence in English and German.
    """
    found = labs.find(lab)
    return Run(found, found.Settings.of(**settings), seed)


def population(lab: str, *, seeds: int, seed: int = 0, **settings: Any) -> Population:
    """One run for each of `seeds` seeds from `seed` on, side by side."""
    found = labs.find(lab)
    return Population(found, found.Settings.of(**settings), seed, seeds)


def exercise(name: str) -> Exercise:
    """An exercise by the lab of its lesson and its id, such as `crash-course/one-neuron`; raises `Refusal`.

    A task of a course is named by its course, section and id, such as `lecture/playground/train-xor`.
    """
    if name.count("/") == 2:
        return places.task(name)
    lab, _, own = name.partition("/")
    known = labs.exercises(lab)
    if own not in known:
        raise unknown(name, tuple(f"{lab}/{other}" for other in known), Text("exercise", "Übung"))
    return known[own]


def trial(name: str) -> Trial:
    """The runs that answer a question, at step 0; `trial(...).finish()` trains them and says what they say."""
    found = exercise(name)
    if not isinstance(found, Predict):
        raise Refusal(
            Text(
                f"'{name}' is no question but a goal: train a run of your own and check it.",
                f"'{name}' ist keine Frage, sondern ein Ziel: einen eigenen Lauf trainieren und prüfen lassen.",
            )
        )
    return Trial(labs.find(found.lab), found)


def check(name: str, run: Run | Population) -> Check:
    """How far a run has come towards the goal of an exercise, such as `crash-course/two-neurons`.

    Raises `Refusal` for a question, and for a run of another lab than the exercise's.
    """
    found = exercise(name)
    if not isinstance(found, Do) or not isinstance(run, Run) or run.lab.id != found.lab:
        raise Refusal(
            Text(
                f"'{name}' cannot be checked on this run. Set the exercise up again.",
                f"'{name}' lässt sich an diesem Lauf nicht prüfen. Bitte die Aufgabe neu aufbauen.",
            )
        )
    return goal.check(found, run)


def read_course(name: str | Path = places.LECTURE) -> Course:
    """A course by its id or its folder: sections, lessons, questions, terms, and what is wrong with its files."""
    return places.named(name)


def described_exercises(lab: str) -> list[dict[str, Any]]:
    """A lesson's exercises as the page reads them: everything but the solutions."""
    return [
        {"id": own, **{key: value for key, value in _plain(found).items() if key != "solution"}}
        for own, found in labs.exercises(lab).items()
    ]


def _plain(found: Exercise) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))  # without bounds a choice has null
    return plain


def read_link(link: str) -> tuple[str, Imported]:
    """The lab that follows the system from which a link was copied, and what the link means there.

    Raises `Refusal` if no lab knows the link. `nr.run(lab, **imported.settings)` is the run.
    """
    for lab in labs.folders():
        imported = labs.find(lab).read_link(link)
        if imported is not None:
            return lab, imported
    raise Refusal(
        Text(
            f"No lab knows the link '{link[:60]}'. Links of TensorFlow Playground are known: copy the whole address.",
            f"Kein Labor kennt den Link '{link[:60]}'. Bekannt sind Links des TensorFlow Playground: bitte die ganze "
            "Adresse kopieren.",
        )
    )


def load(path: str | Path) -> Run | Population:
    """The run or population that `save` wrote; raises `Unreadable` for anything else."""
    return of_bytes(Path(path).read_bytes())


def of_bytes(data: bytes) -> Run | Population:
    """The run or population that a snapshot holds; raises `Unreadable`."""
    header, arrays = from_bytes(data)
    if "seeds" not in header:
        return _run(header, arrays)
    members = tuple(_member(arrays[name]) for name in sorted(arrays))
    return Population.of_runs(members)


def _member(packed: np.ndarray) -> Run:
    header, arrays = from_bytes(packed.tobytes())
    return _run(header, arrays)


def _run(header: dict[str, Any], arrays: dict[str, np.ndarray]) -> Run:
    lab = header.get("lab")
    if not isinstance(lab, str) or lab not in labs.folders():
        raise Unreadable(
            Text(
                f"This saved run belongs to the lab '{lab}', which is not installed here.",
                f"Dieser gespeicherte Lauf gehört zum Labor '{lab}', das hier nicht installiert ist.",
            )
        )
    return Run.of_parts(labs.find(lab), header, arrays)
