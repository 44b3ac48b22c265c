"""The generations that can be trained, by the value of the setting `method`."""

from __future__ import annotations

from neurarium.labs.games import alphago, alphago_zero, alphazero, muzero
from neurarium.labs.games.generation import Generation
from neurarium.labs.games.settings import GamesSettings

GENERATIONS = {
    "alphago": alphago.GENERATION,
    "alphago-zero": alphago_zero.GENERATION,
    "alphazero": alphazero.GENERATION,
    "muzero": muzero.GENERATION,
}


def of(settings: GamesSettings) -> Generation:
    """The generation that these settings name."""
    return GENERATIONS[settings.method]
