"""One run for each of many seeds, side by side: the same settings, the same steps, other beginnings.

Member i is exactly the single run with seed + i. The members share the cores of the machine: a lab's `advance`
releases the interpreter's lock, so they really run at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Self

import numpy as np

from neurarium.lab.contract import Arrays, Lab
from neurarium.lab.fields import Accepted, Whole
from neurarium.lab.files import write_whole
from neurarium.lab.journal import follow
from neurarium.lab.past import Deed, Past, Undoable
from neurarium.lab.refusals import Diverged, checked_seed
from neurarium.lab.run import Run
from neurarium.lab.settings import SettingRefused, Settings
from neurarium.lab.state import Unreadable, to_bytes
from neurarium.lab.text import Text

MOST = 256
FIRST_PART = 16  # steps that a population is trained at first while somebody looks on
PART_SECONDS = 0.05


class Population(Undoable):
    """Runs of one lab that differ only in their seed.

    A member that diverges stands still and is listed in `trouble`; the others go on.
    """

    def __init__(self, lab: Lab[Any, Any], settings: Settings, seed: int, seeds: int) -> None:
        seeds = checked_seeds(seeds)
        checked_seed(checked_seed(seed) + seeds - 1)
        self._take(tuple(Run(lab, settings, seed + index) for index in range(seeds)))

    def _take(self, runs: tuple[Run, ...]) -> None:
        """Have these members: what is done to all of them is taken back from all of them at once."""
        self.runs = runs
        self.past = Past()
        for run in runs:
            run.past = None

    def _moment(self) -> list[Any]:
        return [run._moment() for run in self.runs]

    def _return_to(self, moment: list[Any]) -> None:
        for run, stood in zip(self.runs, moment, strict=True):
            run._return_to(stood)

    def __repr__(self) -> str:
        return f"<{self.lab.id}, seeds {self.seed} to {self.seed + len(self.runs) - 1}, {self.steps} {self.lab.units}>"

    @property
    def lab(self) -> Lab[Any, Any]:
        return self.runs[0].lab

    @property
    def settings(self) -> Settings:
        return self.runs[0].settings

    @property
    def seed(self) -> int:
        """The first member's seed."""
        return self.runs[0].seed

    @property
    def steps(self) -> int:
        return max(run.steps for run in self.runs)

    @property
    def life(self) -> int:
        return self.runs[0].life

    @property
    def trouble(self) -> dict[int, Diverged]:
        """Each diverged member's trouble, by seed."""
        return {run.seed: run.trouble for run in self.runs if run.trouble is not None}

    @property
    def readings(self) -> dict[str, np.ndarray]:
        """Each reading, float64 [seeds]; NaN for a member that diverged or has none yet."""
        measured = [{} if run.trouble else run.readings for run in self.runs]
        names = self.lab.measured(self.settings)
        return {name: np.array([member.get(name, np.nan) for member in measured]) for name in names}

    @property
    def curve_steps(self) -> np.ndarray:
        """int64 [points]: the steps at which all healthy members have readings."""
        healthy = [run for run in self.runs if run.trouble is None] or list(self.runs)
        shared = healthy[0].history.steps
        for run in healthy[1:]:
            if not np.array_equal(run.history.steps, shared):
                shared = np.intersect1d(shared, run.history.steps, assume_unique=True)
        return shared

    def curve_points(self, first: int = 0) -> dict[str, np.ndarray]:
        """Each reading's curves, float64 [points, seeds], from this point of `curve_steps` on."""
        steps = self.curve_steps[first:]
        curves = {name: np.full((len(steps), len(self.runs)), np.nan) for name in self.lab.readings}
        for column, run in enumerate(self.runs):
            there = np.searchsorted(run.history.steps, steps)
            here = there < len(run.history)
            here[here] = run.history.steps[there[here]] == steps[here]
            for name in curves:
                curves[name][here, column] = run.history.of(name)[there[here]]
        return curves

    @property
    def curves(self) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        """`curve_steps`, and each reading's curves at these steps."""
        return np.array(self.curve_steps), self.curve_points()

    def advance(self, steps: int = 1) -> Self:
        """Train every member that has not diverged for so many steps, on all cores."""

        def go(part: int, run: Run) -> None:
            if run.trouble is None:
                with suppress(Diverged):  # remembered as the member's trouble
                    run.advance(part)

        with ThreadPoolExecutor(os.cpu_count()) as threads:
            for part in self._parts(steps):
                list(threads.map(partial(go, part), self.runs))
                self._tell()
        return self

    def _parts(self, steps: int) -> Iterator[int]:
        """All steps at once; while somebody looks on, in parts of about a twentieth of a second."""
        part = FIRST_PART if self._observers else steps
        while steps > part:
            start = perf_counter()
            yield part
            steps -= part
            part = max(1, min(2 * part, int(part * PART_SECONDS / (perf_counter() - start))))
        yield steps

    def change(self, /, **values: Any) -> Self:
        """Change settings of every member."""
        changed = self.settings.replace(**values)  # refused before the first member changes
        names = tuple(name for name in values if getattr(changed, name) != getattr(self.settings, name))
        if names:
            with self._doing(Deed("set", names)):
                for run in self.runs:
                    run.change(**values)
        return self

    def act(self, name: str, /, **arguments: Any) -> Self:
        """Perform an action on every member; refused as a whole if one refuses."""
        with self._doing(Deed("act", (name,))):
            for run in self.runs:
                run.act(name, **arguments)
        return self

    def replay(self, events: list[Any]) -> Self:
        """Do what a journal says with every member, in its order."""
        for event in events:
            follow(event, self)
        return self

    def restart(self, seed: int | None = None) -> Self:
        """Begin anew, members with seed, seed + 1, and so on."""
        if seed is not None:
            checked_seed(checked_seed(seed) + len(self.runs) - 1)
        with self._doing(Deed("restart")):
            for index, run in enumerate(self.runs):
                run.restart(None if seed is None else seed + index)
        return self

    def picture(self, name: str, /, **request: Any) -> Arrays:
        """The arrays of a picture, stacked with the members as first axis."""
        drawn = [run.picture(name, **request) for run in self.runs]
        return {key: np.stack([arrays[key] for arrays in drawn]) for key in drawn[0]}

    def to_bytes(self, /, **about: Any) -> bytes:
        """All members as one file."""
        arrays = {f"{index:03d}": np.frombuffer(run.to_bytes(), np.uint8) for index, run in enumerate(self.runs)}
        return to_bytes({"lab": self.lab.id, "seeds": len(self.runs), "about": about}, arrays)

    @classmethod
    def of_runs(cls, runs: tuple[Run, ...]) -> Self:
        """The population of these runs; raises `Unreadable` where they are not one."""
        first = runs[0] if runs else None
        if first is None or any(
            run.settings != first.settings or run.seed != first.seed + i for i, run in enumerate(runs)
        ):
            raise Unreadable(
                Text(
                    "The runs in this file are no population.",
                    "Die Läufe in dieser Datei sind keine Population.",
                )
            )
        population = cls.__new__(cls)
        population._take(runs)
        return population

    def save(self, path: str | Path) -> Path:
        """Write all members to one file, whole or not at all."""
        return write_whole(Path(path), self.to_bytes())


def checked_seeds(seeds: object) -> int:
    """How many seeds a population has, if it is a whole number from 1 to 256; raises `SettingRefused` otherwise."""
    answer = Whole(label=Text("seeds", "Startwerte"), low=1, high=MOST).check("seeds", seeds)
    if isinstance(answer, Accepted):
        return int(answer.value)
    raise SettingRefused("seeds", answer)
