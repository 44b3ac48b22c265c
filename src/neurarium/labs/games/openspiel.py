"""Connect Four against OpenSpiel's MCTS, which nobody here wrote: `python -m neurarium.labs.games.openspiel`.

Lanctot et al., "OpenSpiel: A framework for reinforcement learning in games", 2019. Its search plays out random games (one
a simulation), solves what it can (`solve`), c = 2. Both players see two random moves first; each such opening is played
twice, with exchanged colours. Needs `pip install neurarium[openspiel]`.
"""

from __future__ import annotations

import argparse
import importlib.util
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games import rules, search, shipped, strength
from neurarium.labs.games.network import Blueprint
from neurarium.labs.games.settings import CONVOLUTIONAL, SIZES

OPENING = 2


def opponent(rollouts: int, seed: int) -> Any:
    """(OpenSpiel's game, its bot); raises `Refusal` where OpenSpiel is missing."""
    if importlib.util.find_spec("pyspiel") is None:
        raise Refusal(
            Text(
                "OpenSpiel is not installed; install it: pip install neurarium[openspiel].",
                "OpenSpiel ist nicht installiert; bitte installieren: pip install neurarium[openspiel].",
            )
        )
    import pyspiel

    game = pyspiel.load_game("connect_four")
    evaluator = pyspiel.RandomRolloutEvaluator(1, seed)
    bot = pyspiel.MCTSBot(game, evaluator, 2.0, rollouts, 100, True, seed, False)
    return game, bot


def match(player: strength.Player, games: int, rollouts: int, seed: int = 0) -> strength.Score:
    """A match of so many games, an even number; the score is the player's."""
    theirs, bot = opponent(rollouts, seed)
    random = np.random.default_rng(seed)
    results = []
    for _ in range(games // 2):
        opening = _opening(random)
        results += [_game(player, theirs, bot, opening, first) for first in (True, False)]
    return strength.Score(*(results.count(outcome) for outcome in (1, 0, -1)))


def _opening(random: np.random.Generator) -> list[int]:
    return [int(column) for column in random.integers(7, size=OPENING)]


def _game(player: strength.Player, theirs: Any, bot: Any, opening: list[int], first: bool) -> int:
    """What one game brought the player: 1, 0, -1."""
    state = theirs.new_initial_state()
    position: Any = rules.first(rules.find("connect-four"))
    step = rules.stepping(rules.find("connect-four"))
    while not state.is_terminal():
        ply = len(state.history())
        if ply < len(opening):
            column = opening[ply]
        elif (ply % 2 == 0) == first:
            column = int(player(position)[0])
        else:
            column = bot.step(state)
        state.apply_action(column)
        position, _ = step(position, np.array([column], np.int32))
    brought: float = state.returns()[0 if first else 1]
    return round(brought)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.games.openspiel", description=__doc__)
    parser.add_argument("--weights", type=Path, help="exported weights; the network that comes along without them")
    parser.add_argument("--network", default="convolutional", choices=CONVOLUTIONAL, help="its size [convolutional]")
    parser.add_argument("--simulations", type=int, default=200, help="of ours [200]")
    parser.add_argument("--rollouts", type=int, default=5000, help="of theirs [5000]")
    parser.add_argument("--games", type=int, default=100)
    parser.add_argument("--turned", action="store_true", help="ours judges mirrored positions too")
    asked = parser.parse_args()
    own: Path | None = asked.weights
    network = asked.network
    try:
        parameters = load(own.read_bytes()) if own else shipped.parameters("connect-four", "alphazero", network)
        game = rules.find("connect-four")
        blueprint = Blueprint(game.board, network, *SIZES[network])
        model = search.with_turned if asked.turned else search.with_network
        run = search.searching(game, (model, blueprint), "puct", asked.simulations)
        effort = search.effort(game, asked.simulations, asked.simulations)
        player = strength.search_player(run, parameters, effort, 1)
        score = match(player, asked.games, asked.rollouts)
    except Refusal as refusal:
        parser.error(refusal.text.en)
    low, high = score.interval
    print(
        f"OpenSpiel {version('open_spiel')}, MCTS with {asked.rollouts} rollouts and solver; ours {asked.simulations}{', turned' if asked.turned else ''}"
    )
    print(f"won {score.wins}, drawn {score.draws}, lost {score.losses}: {score.share:.1%} ({low:.1%} to {high:.1%})")


if __name__ == "__main__":
    main()
