"""Where a session pauses by itself: at a step, or as soon as a reading has come to a value."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from neurarium.app.messages import StopAt
from neurarium.app.scene import Learner
from neurarium.lab.history import next_mark
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Refusal, Text


class Stop:
    """Watches for what a visitor asked for. What has been reached already is waited for only once it was left again:
    whoever presses play there wants to go on.

    A reading falls to the value where lower is better and rises to it where higher is; where neither is, it comes from
    where it stands now. A population has come there when all its members have.
    """

    def __init__(self, wanted: StopAt, learner: Learner) -> None:
        self.wanted = wanted
        self._reading = ""
        self._value = 0.0
        self._falls = True
        self._percent = False
        self._away = False
        if wanted.reading is not None or wanted.value is not None:
            self._watch(wanted.reading or "", wanted.value, learner)

    def plain(self) -> dict[str, Any]:
        """As the page reads it."""
        return {"step": self.wanted.step, "reading": self.wanted.reading, "value": self.wanted.value}

    def _watch(self, name: str, value: float | None, learner: Learner) -> None:
        known = learner.lab.measured(learner.settings)
        if name not in known:
            raise unknown(name, known, Text("reading", "Messwert"))
        if value is None or not math.isfinite(value):
            raise Refusal(Text("Say at which value to stop.", "Bitte sagen, bei welchem Wert angehalten werden soll."))
        self._reading, self._value = name, value
        self._percent = learner.lab.readings[name].percent
        lower = learner.lab.readings[name].lower_is_better
        self._falls = bool(np.nanmedian(learner.readings.get(name, np.nan)) > value) if lower is None else lower
        self._away = not self._reached(learner)

    def room(self, learner: Learner, steps: int) -> int:
        """How many of these steps may be taken before looking again."""
        if self.wanted.step is not None and learner.steps < self.wanted.step:
            steps = min(steps, self.wanted.step - learner.steps)
        if self._reading:  # looked at wherever the curves have a point
            self._away = self._away or not self._reached(learner)
            steps = min(steps, next_mark(learner.steps) - learner.steps)
        return steps

    def reason(self, learner: Learner) -> Text | None:
        """Why to stop here, after steps were taken; None where there is no reason to."""
        unit, steps = learner.lab.unit, _counted(learner.steps)
        if self._reading and self._away and self._reached(learner):
            self._away = False
            label, value = learner.lab.readings[self._reading].label, self._said()
            return Text(
                f"Stopped at {unit.en} {steps.en}: {label.en} has {'fallen' if self._falls else 'risen'} to {value.en}.",
                f"Angehalten bei {unit.de} {steps.de}: {label.de} ist auf {value.de} "
                f"{'gefallen' if self._falls else 'gestiegen'}.",
            )
        if learner.steps == self.wanted.step:
            return Text(f"Stopped at {unit.en} {steps.en}.", f"Angehalten bei {unit.de} {steps.de}.")
        return None

    def _said(self) -> Text:
        """The value as a visitor has set it."""
        value = f"{100 * self._value:.6g} %" if self._percent else f"{self._value:.6g}"
        return Text(value, value.replace(".", ","))

    def _reached(self, learner: Learner) -> bool:
        values = np.atleast_1d(learner.readings.get(self._reading, np.nan))
        known = values[np.isfinite(values)]
        there = known <= self._value if self._falls else known >= self._value
        return bool(len(known) and there.all())


def _counted(steps: int) -> Text:
    return Text(f"{steps:,}", f"{steps:,}".replace(",", "."))
