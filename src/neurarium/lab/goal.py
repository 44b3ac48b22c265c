"""Whether a visitor's own run has reached the goal of an exercise, and what is still missing."""

from __future__ import annotations

from typing import Any

import numpy as np

from neurarium.lab.contract import Lab
from neurarium.lab.exercise import Do, Goal, Part
from neurarium.lab.fields import Choice, Several
from neurarium.lab.run import Run
from neurarium.lab.text import Text


class Condition(Part, frozen=True):
    """One of the things that must hold, in words."""

    text: Text
    holds: bool


class Check(Part, frozen=True):
    """How a run stands to a goal. `best`: the best value of the goal's reading since the run is what it is."""

    reached: bool
    best: float | None
    conditions: list[Condition]


def check(exercise: Do, run: Run) -> Check:
    """Whether this run has reached the goal, honestly: by training, under the settings that the exercise asks for."""
    conditions = [*_settings_hold(exercise, run), *_nothing_else_was_done(exercise, run)]
    points = _since_last_change(run, exercise.goal)
    best = _best(exercise.goal, points)
    reached = len(points) > 0 and all(condition.holds for condition in conditions) and _reaches(exercise.goal, best)
    return Check(reached, best, conditions)


def _since_last_change(run: Run, goal: Goal) -> np.ndarray:
    """float64 [points]: the goal's reading at every step since anything but training was done to the run."""
    match run.journal.events[-1:]:
        case [["advance", int(trained)]]:
            first = max(goal.steps, run.steps - trained)
        case _:
            first = max(goal.steps, run.steps)
    if not goal.reading:
        return np.zeros(1) if run.steps >= goal.steps else np.zeros(0)
    curve = run.history.of(goal.reading)[run.history.steps >= first]
    now = [run.readings[goal.reading]] if goal.reading in run.readings and run.steps >= goal.steps else []
    points: np.ndarray = np.array([*curve, *now])
    return np.compress(np.isfinite(points), points)


def _best(goal: Goal, points: np.ndarray) -> float | None:
    if len(points) == 0 or not goal.reading:
        return None
    return float(points.min() if goal.at_most is not None else points.max())


def _reaches(goal: Goal, best: float | None) -> bool:
    if best is None:
        return not goal.reading
    return best <= goal.at_most if goal.at_most is not None else goal.at_least is None or best >= goal.at_least


def _settings_hold(exercise: Do, run: Run) -> list[Condition]:
    asked = type(run.settings).of(**exercise.holds)
    conditions = [
        Condition(_says(run.lab, name, getattr(asked, name)), getattr(run.settings, name) == getattr(asked, name))
        for name in exercise.holds
    ]
    for limits, words, sign in (
        (exercise.most, Text("at most {}", "höchstens {}"), 1),
        (exercise.least, Text("at least {}", "mindestens {}"), -1),
    ):
        for name, limit in limits.items():
            label = run.settings.fields()[name].label
            many = isinstance(getattr(run.settings, name), tuple)
            text = Text(
                f"{label.en}: {words.en.format(f'{limit:g}')}{' in all' if many else ''}",
                f"{label.de}: {words.de.format(f'{limit:g}'.replace('.', ','))}{' insgesamt' if many else ''}",
            )
            conditions.append(Condition(text, sign * size(getattr(run.settings, name)) <= sign * limit))
    if exercise.same_seed:
        text = Text(f"Seed: {exercise.seed}", f"Startwert: {exercise.seed}")
        conditions.append(Condition(text, run.seed == exercise.seed))
    return conditions


def size(value: Any) -> float:
    """How much of a setting there is: a number itself, the neurons of all layers, the count of what is chosen."""
    if isinstance(value, tuple):
        return float(sum(item if isinstance(item, int) else 1 for item in value))
    return float(value)


def _says(lab: Lab[Any, Any], name: str, value: Any) -> Text:
    """A setting and its value in both languages."""
    field = lab.Settings.fields()[name]
    items = value if isinstance(value, tuple) else (value,)
    options = field.options if isinstance(field, Choice | Several) else {}
    shown = [options.get(item, Text(str(item), str(item))) for item in items]
    none = Text("empty", "leer") if value == "" else Text("none", "keine")
    en = ", ".join(text.en for text in shown) or none.en
    de = ", ".join(text.de for text in shown) or none.de
    return Text(f"{field.label.en}: {en}", f"{field.label.de}: {de}")


def _nothing_else_was_done(exercise: Do, run: Run) -> list[Condition]:
    """Named only where it is broken: other points or weights of one's own would make it another task."""
    done = {event[1] for event in run.journal.events if event[0] == "act"}
    if run.journal.complete and done <= set(exercise.actions):
        return []
    text = Text(
        "Only training and settings: set the task up again",
        "Nur Training und Einstellungen: die Aufgabe neu aufbauen",
    )
    return [Condition(text, False)]
