"""The state of the lab: what is painted, and what is learned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.x_or_o import learning
from neurarium.labs.x_or_o.learning import Learner
from neurarium.labs.x_or_o.letters import FILTERS, LETTERS, RIGHT, SIZE
from neurarium.labs.x_or_o.settings import XOrOSettings


@dataclass(frozen=True)
class XOrO:
    picture: np.ndarray  # int8 [SIZE, SIZE], -1 or 1
    right: int  # the letter that the picture began as: 0 for O, 1 for X
    painted: bool  # whether the picture is no more the one that the settings name
    filters: np.ndarray  # int8 [3, 3, 3], -1 or 1: the hand-made ones, or what the visitor made of them
    learner: Learner


def start(settings: XOrOSettings, seed: int) -> XOrO:
    return show(settings, XOrO(LETTERS["x"], 1, False, FILTERS.copy(), learning.begin(settings, seed)))


def show(settings: XOrOSettings, state: XOrO) -> XOrO:
    """The state with the picture that the settings name."""
    name = settings.letter
    return replace(state, picture=LETTERS[name].copy(), right=RIGHT[name], painted=False)


def advance(settings: XOrOSettings, state: XOrO, steps: int) -> XOrO:
    return replace(state, learner=learning.advance(settings, state.learner, steps))


def measure(settings: XOrOSettings, state: XOrO) -> dict[str, float]:
    learner = state.learner
    test, test_loss = learning.accuracy_and_loss(settings, learner, learner.test)
    validation, _ = learning.accuracy_and_loss(settings, learner, learner.validation)
    training, training_loss = learning.accuracy_and_loss(settings, learner, learner.training)
    return {
        "test_accuracy": test,
        "validation_accuracy": validation,
        "train_accuracy": training,
        "test_loss": test_loss,
        "train_loss": training_loss,
    }


def change(state: XOrO, old: XOrOSettings, new: XOrOSettings, seed: int) -> XOrO:
    """Only what the change touches begins anew: the painting, or what is learned."""
    if old.letter != new.letter:
        state = show(new, state)
    fields = new.fields()
    if any(getattr(old, name) != getattr(new, name) for name in fields if fields[name].restarts):
        state = replace(state, learner=learning.begin(new, seed))
    return state


def remedy(settings: XOrOSettings) -> dict[str, Any]:
    return {"learning_rate": settings.learning_rate / 10}


def verify(settings: XOrOSettings, state: XOrO) -> None:
    painted = ((state.picture, (SIZE, SIZE)), (state.filters, FILTERS.shape))
    if not (
        all(
            array.shape == shape and array.dtype == np.int8 and bool(np.all(np.abs(array) == 1))
            for array, shape in painted
        )
        and state.right in (0, 1)
        and learning.fits(settings, state.learner)
    ):
        raise Refusal(
            Text(
                "Picture, filters or letters do not fit the settings.",
                "Bild, Filter oder Buchstaben passen nicht zu den Einstellungen.",
            )
        )
