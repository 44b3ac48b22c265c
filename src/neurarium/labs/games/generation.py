"""What the run, the visitor's game and the pictures have to know of a generation; `generations` lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from neurarium.labs.games.settings import GamesSettings
from neurarium.labs.games.state import Games, Parameters


class Generation(NamedTuple):
    """One generation of the family.

    Attributes:
        first_parameters: (settings, random) -> the weights before the first game.
        begin: (settings, state) -> the state with what this generation keeps of its own (see `Games`).
        iterate: (settings, state) -> the state after an iteration; may write to the arrays of self-play and replay.
        answer: settings -> the compiled network alone, (parameters, seen) -> (logits, value), see `network.predict`.
        model: settings -> what searches think with, a maker and its arguments, see `search.searching`.
        fits: (settings, state) -> whether what `begin` added is there and fits, and nothing of another generation is.
        unrolling: settings -> what a learned model imagines, (parameters, seen, actions [batch, steps]) -> (logits [batch,
            steps + 1, actions], values [batch, steps + 1], rewards [batch, steps]), compiled; None where the rules are known.
    """

    first_parameters: Callable[[GamesSettings, np.random.Generator], Parameters]
    begin: Callable[[GamesSettings, Games], Games]
    iterate: Callable[[GamesSettings, Games], Games]
    answer: Callable[[GamesSettings], Any]
    model: Callable[[GamesSettings], tuple[Any, ...]]
    fits: Callable[[GamesSettings, Games], bool]
    unrolling: Callable[[GamesSettings], Any] | None = None


def unchanged(_: GamesSettings, state: Games) -> Games:
    """For a generation that keeps nothing of its own."""
    return state


def nothing_more(_: GamesSettings, state: Games) -> bool:
    """Whether the state holds nothing that only one generation keeps."""
    return state.gate is None and state.pipeline is None
