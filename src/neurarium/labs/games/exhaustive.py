"""Tic-tac-toe without exceptions: `python -m neurarium.labs.games.exhaustive --method muzero`.

For the network alone and for searches: in how many of all 4,520 positions the move keeps what the position is worth, and how many
of all games are lost if the other side tries everything. For MuZero also how well its model knows the rules, as the area
under the curve of possible against impossible moves, so many imagined moves away from the board.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from safetensors.numpy import load

from neurarium.lab.text import Refusal
from neurarium.labs.games import generations, imagined, rules, search, shipped, solution, strength
from neurarium.labs.games.settings import ROOM, GamesSettings
from neurarium.labs.games.state import Parameters

BATCH = 64


def moves(settings: GamesSettings, parameters: Parameters, simulations: int) -> np.ndarray:
    """int [4520]: what is played in each position, after so many simulations of Gumbel's search; 0: by the network alone."""
    generation, game = generations.of(settings), rules.find("tic-tac-toe")
    if not simulations:
        return strength.network_player(generation.answer(settings), parameters)(solution.positions())
    run = search.searching(game, generation.model(settings), "gumbel", ROOM)
    effort = search.effort(game, ROOM, simulations)
    return strength.search_player(run, parameters, effort, BATCH)(solution.positions())


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.games.exhaustive", description=__doc__)
    parser.add_argument("--method", default="muzero", choices=sorted(generations.GENERATIONS), help="[muzero]")
    parser.add_argument("--weights", type=Path, help="exported weights; the network that comes along without them")
    parser.add_argument("--simulations", default="16,25,50", help="of the searches, separated by commas [16,25,50]")
    asked = parser.parse_args()
    settings = GamesSettings.of(method=asked.method)
    own: Path | None = asked.weights
    try:
        parameters = (
            load(own.read_bytes()) if own else shipped.parameters("tic-tac-toe", asked.method, settings.network)
        )
    except Refusal as refusal:
        parser.error(refusal.text.en)
    for count in (0, *(int(word) for word in asked.simulations.split(",") if word)):
        chosen = moves(settings, parameters, count)
        right, lost = solution.optimal(chosen), [solution.losses(chosen, first) for first in (True, False)]
        print(
            f"{count or 'no':>4} simulations: optimal in {right.sum()} of {len(right)} positions ({right.mean():.2%}), "
            f"lost as first {lost[0]}, as second {lost[1]}"
        )
    if generations.of(settings).unrolling is not None:
        areas = imagined.knows_legal(settings, parameters)
        print("possible moves told from impossible ones, area under the curve after 1, 2 ... imagined moves:")
        print("    " + " ".join(f"{area:.4f}" for area in areas))


if __name__ == "__main__":
    main()
