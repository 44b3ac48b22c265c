"""Exercises of a lesson: what a visitor is asked, and what the engine says to it.

No file holds an answer. A `Predict` is a question whose truth is measured on runs that are trained after the visitor
has answered; a `Do` is a goal on the visitor's own live run.
"""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, Literal, TypeAlias

import numpy as np
from msgspec import Meta, Struct

from neurarium.lab.text import Text

Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
Members: TypeAlias = Annotated[int, Meta(ge=1, le=64)]
Steps: TypeAlias = Annotated[int, Meta(ge=0, le=100_000)]


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """Whatever a file of exercises holds: a name that it does not know is a mistake."""


class Measure(Part, frozen=True):
    """One number out of the runs of a group: the share of runs whose reading is `at_most`, the median, the lowest or
    the highest reading, or the spread, the highest as a multiple of the lowest. `axis`: what the page draws."""

    of: Literal["share", "median", "lowest", "highest", "spread"]
    reading: str
    at_most: float | None = None
    axis: tuple[float, float] | None = None


class Group(Part, frozen=True):
    """Runs that differ only in their seed; `settings` are added to those of the exercise."""

    label: Text
    settings: dict[str, Any] = {}


class Compare(Part, frozen=True):
    """One number out of several groups' measures: the last as a share of the first (`quotient`), or the number,
    counted from 1, of the first group whose measure reaches `least` (one more than there are where none does)."""

    how: Literal["quotient", "first"]
    least: float = 0.0


class Choice(Part, frozen=True):
    """An answer, right where the measured number is in [low, high); `reply` is said to whoever chose it wrongly."""

    words: Text
    low: float = -math.inf
    high: float = math.inf
    reply: Text | None = None


class Number(Part, frozen=True):
    """An answer as a number, right within `tolerance`. A share is asked for as a number of runs."""

    high: float
    tolerance: float
    low: float = 0.0
    step: float = 1.0


class Predict(Part, frozen=True, tag_field="kind", tag="predict"):
    """A question, answered by training `seeds` runs of each group for so many steps.

    Members begin with seed, seed + 1, and so on; or all with `seed`, and the action `vary` draws each one's own.
    """

    title: Text
    question: Text
    because: Text
    measure: Measure
    steps: Steps
    groups: Annotated[list[Group], Meta(min_length=1, max_length=4)]
    seeds: Members = 16
    seed: int = 0
    vary: str = ""
    compare: Compare | None = None
    choices: list[Choice] = []
    number: Number | None = None
    settings: dict[str, Any] = {}
    lab: str = ""


class Goal(Part, frozen=True):
    """A reading that is to come down `at_most` to, or up `at_least` to, a value, after `steps` steps or more."""

    reading: str = ""
    at_most: float | None = None
    at_least: float | None = None
    steps: Steps = 0


class Solution(Part, frozen=True):
    """A run that reaches the goal, so that a test can."""

    settings: dict[str, Any]
    steps: Steps
    seed: int = 0
    events: list[Any] = []


class Do(Part, frozen=True, tag_field="kind", tag="do"):
    """A goal on the visitor's own run.

    Attributes:
        settings, seed: the state at which it begins.
        holds: settings that must have these values; `most`, `least`: that must not be larger, or smaller (of a list
            of layers the sum, of a choice of several the count).
        same_seed: the run must have the seed at which it began.
        actions: what may be done to the run besides changing settings and training.
    """

    title: Text
    question: Text
    because: Text
    goal: Goal
    solution: Solution
    settings: dict[str, Any] = {}
    seed: int = 0
    holds: dict[str, Any] = {}
    most: dict[str, float] = {}
    least: dict[str, float] = {}
    same_seed: bool = False
    actions: list[str] = []
    hint: Text | None = None
    lab: str = ""


Exercise: TypeAlias = Predict | Do


class Measured(Part, frozen=True):
    """A group's readings, one a run (None for one that left the numbers), and the number made of them."""

    values: list[float | None]
    measured: float | None


class Verdict(Part, frozen=True):
    """What the runs say: `quantity` decides, `right` is the index of the choice that it makes right."""

    groups: list[Measured]
    quantity: float | None
    right: int | None


def measured(measure: Measure, values: np.ndarray) -> float:
    """The number that a measure makes of readings, float64 [runs]; infinity where there is none."""
    known = values[np.isfinite(values)]
    if measure.of == "share":
        return float(np.mean(values <= _limit(measure)))
    if len(known) == 0:
        return math.inf
    lowest, highest = float(known.min()), float(known.max())
    return {
        "median": float(np.median(known)),
        "lowest": lowest,
        "highest": highest,
        "spread": highest / lowest if lowest > 0 else math.inf,
    }[measure.of]


def _limit(measure: Measure) -> float:
    return math.inf if measure.at_most is None else measure.at_most


def judge(exercise: Predict, values: list[np.ndarray]) -> Verdict:
    """The verdict over each group's readings, float64 [runs]."""
    numbers = [measured(exercise.measure, group) for group in values]
    quantity = _compared(exercise.compare, numbers)
    right = [index for index, choice in enumerate(exercise.choices) if choice.low <= quantity < choice.high]
    groups = [
        Measured([_finite(value) for value in group.tolist()], _finite(number))
        for group, number in zip(values, numbers, strict=True)
    ]
    return Verdict(groups, _finite(quantity), right[0] if right else None)


def _compared(compare: Compare | None, numbers: list[float]) -> float:
    if compare is None:
        return numbers[-1]
    if compare.how == "first":
        reached = [index for index, number in enumerate(numbers, 1) if number >= compare.least]
        return float(reached[0] if reached else len(numbers) + 1)
    return numbers[-1] / numbers[0] if numbers[0] > 0 else math.inf


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def explained(exercise: Predict, verdict: Verdict) -> Text:
    """What is said at the end, with the measured numbers in their places."""
    share = exercise.measure.of == "share"

    def said(number: float | None, comma: str, of: str) -> str:
        if number is None:
            return "–"
        if share:
            return f"{round(number * exercise.seeds)} {of} {exercise.seeds}"
        return f"{number:.3g}".replace(".", comma)

    def filled(words: str, comma: str, of: str) -> str:
        numbers = {str(index): said(group.measured, comma, of) for index, group in enumerate(verdict.groups, 1)}
        quantity = f"{verdict.quantity or 0:.3g}".replace(".", comma)
        return re.sub(r"\{(\w+)\}", lambda place: {**numbers, "quantity": quantity}.get(place[1], place[0]), words)

    return Text(filled(exercise.because.en, ".", "of"), filled(exercise.because.de, ",", "von"))
