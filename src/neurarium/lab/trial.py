"""A trial: the runs that answer a question, all trained side by side."""

from __future__ import annotations

import itertools
import math
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, NoReturn, Self

import numpy as np

from neurarium.lab.contract import Lab
from neurarium.lab.exercise import Predict, Verdict, judge
from neurarium.lab.population import Population
from neurarium.lab.refusals import Diverged
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal, Text

CHUNK = 25  # steps that a run trains at a time; starting and measuring it costs as much as a few steps


class Member(Run):
    """A run of which only the end counts: it keeps no curves."""

    def advance(self, steps: int = 1) -> Self:
        if steps > 0 and not self.lab.finished(self.settings, self.state):
            self._go(self.steps + steps)
        return self


class Trial(Population):
    """A population of several groups, one after the other in `runs`. It can be trained, but not changed."""

    def __init__(self, lab: Lab[Any, Any], exercise: Predict) -> None:
        self.exercise = exercise
        self._take(
            tuple(
                member(lab, exercise, group.settings, index)
                for group in exercise.groups
                for index in range(exercise.seeds)
            )
        )
        self._steps = 0
        self._chunk = max(1, min(CHUNK, exercise.steps // 20))
        self._turns = itertools.cycle(self.runs)

    @property
    def steps(self) -> int:
        """Steps that the runs have been trained on the average; one of them may be some steps ahead."""
        return self._steps

    def advance(self, steps: int = 1) -> Self:
        """Train for so many steps more, but not beyond the last; on all cores, each run for many steps at a time."""
        before, self._steps = self._steps, min(self.exercise.steps, self._steps + steps)
        each, last = self._chunk, self._steps == self.exercise.steps
        count = len(self.runs)
        chunks = self._steps * count // each - before * count // each
        due = self.runs if last else tuple(dict.fromkeys(itertools.islice(self._turns, min(chunks, count))))
        further = self.exercise.steps if last else each * math.ceil(chunks / max(1, len(due)))

        def go(run: Run) -> None:
            if run.trouble is None:
                with suppress(Diverged):  # remembered as the run's trouble
                    run.advance(min(further, self.exercise.steps - run.steps))

        with ThreadPoolExecutor(os.cpu_count()) as threads:
            list(threads.map(go, due))
        return self

    @property
    def values(self) -> list[np.ndarray]:
        """Each group's readings, float64 [runs]; NaN for a run that left the numbers."""
        name, each = self.exercise.measure.reading, self.exercise.seeds
        read = [np.nan if run.trouble else run.readings.get(name, np.nan) for run in self.runs]
        return [np.array(read[first : first + each]) for first in range(0, len(read), each)]

    @property
    def done(self) -> bool:
        """Whether every run has been trained to its end."""
        return all(self._over(run) for run in self.runs)

    def _over(self, run: Run) -> bool:
        finished = run.lab.finished(run.settings, run.state)
        return run.steps >= self.exercise.steps or run.trouble is not None or finished

    def finish(self) -> Verdict:
        """Train what is left to train."""
        if not self.done:
            self.advance(self.exercise.steps - self.steps)
        return self.verdict()

    def verdict(self) -> Verdict:
        """What the runs say; raises `Refusal` while they are still being trained."""
        if not self.done:
            raise Refusal(
                Text(
                    f"The runs stand at {self.steps} of {self.exercise.steps}; their verdict comes at the end.",
                    f"Die Läufe stehen bei {self.steps} von {self.exercise.steps}; ihr Urteil kommt am Ende.",
                )
            )
        return judge(self.exercise, self.values)

    def change(self, /, **_: Any) -> NoReturn:
        raise _fixed()

    def act(self, _name: str, /, **_: Any) -> NoReturn:
        raise _fixed()

    def replay(self, _events: list[Any]) -> NoReturn:
        raise _fixed()

    def restart(self, _seed: int | None = None) -> NoReturn:
        raise _fixed()

    def undo(self) -> NoReturn:
        raise _fixed()

    def redo(self) -> NoReturn:
        raise _fixed()


def member(lab: Lab[Any, Any], exercise: Predict, settings: dict[str, Any], index: int) -> Member:
    """One of a group's runs, at step 0."""
    full = lab.Settings.of(**{**exercise.settings, **settings})
    if not exercise.vary:
        return Member(lab, full, exercise.seed + index)
    return Member(lab, full, exercise.seed).act(exercise.vary, seed=exercise.seed + index)


def _fixed() -> Refusal:
    return Refusal(
        Text(
            "These runs answer a question and cannot be changed. Try it out on a run of your own.",
            "Diese Läufe beantworten eine Frage und lassen sich nicht ändern. Bitte am eigenen Lauf ausprobieren.",
        )
    )
