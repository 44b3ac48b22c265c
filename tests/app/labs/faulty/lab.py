"""A lab that fails in every way a lab can: it raises, prints, dies, and draws what is no number."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.contract import Action, Array, Arrays, Lab, Picture, Reading
from neurarium.lab.settings import Settings, flag, whole
from neurarium.lab.text import Text


@dataclass(frozen=True)
class Faults(Settings):
    raises: bool = flag(False, label=Text("Raises", "Scheitert"))
    dies_at: int = whole(0, low=0, high=10**6, label=Text("Dies at step", "Stirbt bei Schritt"))


@dataclass(frozen=True)
class Count:
    steps: int
    gap: bool


@dataclass(frozen=True)
class Nothing(Settings):
    pass


def advance(settings: Faults, state: Count, steps: int) -> Count:
    if settings.raises:
        raise ZeroDivisionError("as the test wants it")
    if settings.dies_at and state.steps + steps >= settings.dies_at:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(state, steps=state.steps + steps)


def shout(_: Faults, state: Count, __: Nothing) -> Count:
    print("a stray print of a lab", flush=True)
    os.write(1, b"and a stray write")
    return state


def draw(_: Faults, state: Count, __: Nothing) -> Arrays:
    return {"values": np.array([np.nan if state.gap else 1.0])}


def _text(word: str) -> Text:
    return Text(word, word)


LAB = Lab(
    id="faulty",
    title=_text("Faulty"),
    promise=_text("Fails."),
    unit=_text("step"),
    units=_text("steps"),
    Settings=Faults,
    State=Count,
    start=lambda _, __: Count(0, gap=False),
    advance=advance,
    readings={"count": Reading(_text("Count"), _text("Steps."))},
    measure=lambda _, state: {"count": float(state.steps)},
    pictures={"values": Picture(_text("Values."), {"values": Array("float64", (1,))}, draw, Nothing)},
    verify=lambda _, __: None,
    actions={
        "shout": Action(_text("Shout"), _text("Prints."), shout, Nothing),
        "break_picture": Action(
            _text("Break"), _text("Breaks."), lambda _, state, __: replace(state, gap=True), Nothing
        ),
    },
)
