"""What there is to see of a run or a population: readings, curves and pictures, each made once for all viewers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from neurarium.lab.contract import Arrays
from neurarium.lab.population import Population
from neurarium.lab.run import Run
from neurarium.lab.settings import Settings
from neurarium.lab.text import Refusal, Text

Learner = Run | Population
Wanted = tuple[str, Settings]  # a picture's name and the request for it


class Scene:
    """Remembers what was measured and drawn until the learner changes."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.version = 0
        self.unshowable: set[str] = set()  # pictures that held something that is no number
        self._drawn: dict[Wanted, tuple[int, Arrays | None]] = {}
        self._measured: tuple[int, dict[str, Any]] = (-1, {})
        self._life = learner.life
        self._curves = self._of_these_curves()

    def changed(self) -> None:
        self.version += 1

    @property
    def life(self) -> int:
        """Grows whenever the curves are no longer the ones that were shown: they began anew, or were taken back."""
        if self._curves != self._of_these_curves():
            self._curves = self._of_these_curves()
            self._life += 1
        return self._life

    def _of_these_curves(self) -> tuple[int, int]:
        return self.learner.life, self.learner.past.turns if self.learner.past else 0

    def header(self) -> dict[str, Any]:
        """What every viewer's frame says about the learner."""
        learner = self.learner
        return {
            "seed": learner.seed,
            "steps": learner.steps,
            "settings": learner.settings.plain(),
            "readings": self.readings(),
            "best": self.best(),
            "life": self.life,
            "trouble": self.trouble(),
            "undo": learner.undoable.plain() if learner.undoable else None,
            "redo": learner.redoable.plain() if learner.redoable else None,
        }

    def readings(self) -> dict[str, Any]:
        """Each reading; for a population a list with one number a seed."""
        version, measured = self._measured
        if version != self.version:
            measured = {
                name: value.tolist() if isinstance(value, np.ndarray) else float(value)
                for name, value in self.learner.readings.items()
            }
            self._measured = (self.version, measured)
        return measured

    def best(self) -> dict[str, float]:
        """The best value that anything could reach, of the readings for which it is known."""
        first = self.learner.runs[0] if isinstance(self.learner, Population) else self.learner
        return first.lab.best(first.settings, first.state)

    def curve_steps(self) -> np.ndarray:
        """int64 [points]: the steps of the curves."""
        if isinstance(self.learner, Population):
            return self.learner.curve_steps
        return self.learner.history.steps

    def curve_points(self, first: int) -> Arrays:
        """The curves from this point on: float64 [points], for a population [points, seeds]."""
        if isinstance(self.learner, Population):
            return self.learner.curve_points(first)
        history = self.learner.history
        return {name: history.of(name)[first:] for name in history.names}

    def draw(self, wanted: Wanted) -> Arrays | None:
        """A picture's arrays; None where they hold something that is no number, or where there is nothing to draw.

        A picture may be about a part that a change of settings has just removed: whoever watches it asks anew.
        """
        version, arrays = self._drawn.get(wanted, (-1, None))
        if version != self.version:
            name, request = wanted
            try:
                arrays = self.learner.picture(name, **request.plain())
            except Refusal:
                arrays = {}
            if any(array.dtype.kind == "f" and not np.isfinite(array).all() for array in arrays.values()):
                self.unshowable.add(name)
                arrays = None
            self._drawn[wanted] = (self.version, arrays or None)
        return arrays or None

    def forget_all_but(self, watched: set[Wanted]) -> None:
        """Keep only these pictures."""
        for wanted in self._drawn.keys() - watched:
            del self._drawn[wanted]

    def trouble(self) -> dict[str, Any] | None:
        """What the page says about a run that left the numbers, and how it could be tamed."""
        learner = self.learner
        if isinstance(learner, Run):
            found = [learner.trouble] if learner.trouble else []
        else:
            found = list(learner.trouble.values())
        if not found:
            return None
        first = min(found, key=lambda diverged: diverged.steps)
        text = first.text
        if isinstance(learner, Population):
            unit, count, seeds = learner.lab.unit, len(found), len(learner.runs)
            text = Text(
                f"{count} of {seeds} runs left the numbers, the first at {unit.en} {first.steps}.",
                f"{count} von {seeds} Läufen haben den Zahlenbereich verlassen, der erste bei {unit.de} {first.steps}.",
            )
        return {"steps": first.steps, "text": text, "remedy": first.remedy}


def json_numbers(value: Any) -> Any:
    """The same with None where a number is none, which JSON cannot hold."""
    if isinstance(value, dict):
        return {name: json_numbers(item) for name, item in value.items()}
    if isinstance(value, list):
        return [json_numbers(item) for item in value]
    return value if not isinstance(value, float) or math.isfinite(value) else None
