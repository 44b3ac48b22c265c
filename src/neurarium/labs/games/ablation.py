"""What each part of AlphaGo is worth, as in the paper's figures: `python -m neurarium.labs.games.ablation`.

Silver et al. 2016, Figures 2 and 4 and Extended Data: how well the experts' moves are guessed; what self-play adds; what
a position a game is good for; and searches with values alone, with played-out games alone, and with both. All of it in new
games. The networks are those that come along for Connect Four, or exported ones.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import NamedTuple

import jax
import numpy as np
from safetensors.numpy import load as read

from neurarium.lab.text import Refusal
from neurarium.labs.games import alphago, alphago_games, experts, rules, search, self_play, shipped, strength
from neurarium.labs.games import alphago_learning as learning
from neurarium.labs.games import alphago_measured as measured
from neurarium.labs.games.alphago_network import IMITATED, IMPROVED, VALUE, answering, first_parameters, part_of
from neurarium.labs.games.alphago_search import LAMBDA, Mixture, with_mixture
from neurarium.labs.games.alphazero import DECAY
from neurarium.labs.games.bitboards import shape_of
from neurarium.labs.games.network import Blueprint
from neurarium.labs.games.rules import Game, Position
from neurarium.labs.games.self_play import GAMES
from neurarium.labs.games.settings import SIZES
from neurarium.labs.games.state import Learner, Parameters
from neurarium.labs.games.strength import Player, Score
from neurarium.nn.optimisers import Rates

SEED = 2016  # of everything that is measured; no training has it
OPENING = 2  # random moves at the beginning of each pair of games between searches
DRAWN = 2048  # games between policies whose moves are drawn, which cost little
EPOCHS, BATCH = 6, 256  # of the two value networks that are compared
MIXTURES = {
    "values and rollouts": Mixture(),
    "values alone": Mixture(rollouts=0.0),
    "rollouts alone": Mixture(rollouts=1.0),
    "both, priors all alike": Mixture(sharpness=0.0),
}


class Trained(NamedTuple):
    """The networks that are measured."""

    game: Game
    blueprint: Blueprint
    parameters: Parameters


def guesses(trained: Trained, games: int) -> dict[str, float | int]:
    """The share of experts' moves, in so many new games, that p_sigma, p_pi and the expert itself (asked again) would make."""
    game, blueprint, parameters = trained
    shape, random = shape_of(game.board), np.random.default_rng([SEED, 1])
    step, position = rules.stepping(game), rules.first(game, games)
    right: list[np.ndarray] = []
    while not np.asarray(rules.over(position)).all():
        seen, playing = np.asarray(rules.observe(position)), ~np.asarray(rules.over(position))
        asked = [
            experts.searched(shape, seen, alphago.EXPERT, random.integers(0, 2**32, games, np.uint32))[0]
            for _ in range(2)
        ]
        move, again = (visits.argmax(axis=1) for visits in asked)
        if int(np.asarray(position.plies).max()) < OPENING:
            move = self_play.uniform(np.asarray(rules.legal(position)), random)
        else:
            sigma, pi = measured.agreement(blueprint, parameters, seen, move)
            right.append(np.stack([sigma, pi, again == move])[:, playing])
        position, _ = step(position, move.astype(np.int32))
    shares = np.concatenate(right, axis=1)
    names = ("p_sigma", "p_pi", "another search of the expert's")
    return {"moves": shares.shape[1], **dict(zip(names, shares.mean(axis=1).tolist(), strict=True))}


def drawing(trained: Trained, part: str, seed: int) -> Player:
    """Plays moves drawn from one of the policies."""
    answer, random = answering(trained.blueprint, part), np.random.default_rng([SEED, seed])

    def play(position: Position) -> np.ndarray:
        policy, _ = strength.opinion(answer, trained.parameters, position)
        return self_play.drawn_by(policy, random)

    return play


def surest(trained: Trained, part: str) -> Player:
    """Plays what one of the policies thinks likeliest."""
    return strength.network_player(answering(trained.blueprint, part), trained.parameters)


def policies(trained: Trained, games: int) -> Iterator[tuple[str, Score]]:
    """What self-play adds, without any search."""
    game, blueprint, parameters = trained
    half, random = 2 * GAMES, np.random.default_rng([SEED, 2])
    rho, sigma = (part_of(parameters, part) for part in (IMPROVED, IMITATED))
    for name, mine in (("p_rho against p_sigma, moves drawn", rho), ("control: p_sigma against itself", sigma)):
        z = np.concatenate(
            [alphago_games.against(game, blueprint, mine, sigma, random).z for _ in range(DRAWN // half)]
        )
        yield name, Score(int((z > 0).sum()), int((z == 0).sum()), int((z < 0).sum()))
    pairs: tuple[tuple[str, Player, Player], ...] = (
        ("p_rho drawn against p_sigma's likeliest", drawing(trained, IMPROVED, 5), surest(trained, IMITATED)),
        ("p_rho's likeliest against p_sigma's", surest(trained, IMPROVED), surest(trained, IMITATED)),
    )
    for name, one, other in pairs:
        yield name, strength.match(game, one, other, games, 2 * OPENING, random)


def overfitting(trained: Trained, positions: int) -> dict[str, tuple[float, float]]:
    """Mean squares (learned from, new games) of two value networks: one position a game, and whole games, equally many."""
    game, blueprint, parameters = trained
    random = np.random.default_rng([SEED, 3])
    rows = np.arange(alphago.last_random_move(game.board.longest), dtype=np.int32)

    def single(count: int) -> tuple[np.ndarray, np.ndarray]:
        seen: list[np.ndarray] = []
        outcomes: list[np.ndarray] = []
        while sum(len(each) for each in outcomes) < count:
            some = alphago_games.one_each(game, blueprint, parameters, random.choice(rows, 8), random)
            seen.append(some.seen[some.there])
            outcomes.append(some.z[some.there])
        return np.concatenate(seen)[:count], np.concatenate(outcomes)[:count]

    rho = part_of(parameters, IMPROVED)
    whole: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    while (
        sum(len(each) for each in whole[1]) < positions
    ):  # every second position of each game: all where p_rho was to move
        some = alphago_games.against(game, blueprint, rho, rho, random)
        sides = np.arange(len(some.playing)) % 2
        for number in range(GAMES):  # game by game
            for side in (0, 1):
                mine = some.playing[:, number] & (sides == side)
                whole[0].append(some.seen[mine, number])
                whole[1].append(np.full(int(mine.sum()), some.z[side, number]))
    test = single(4096)
    found = {}
    for name, (seen, z) in {
        "one position a game": single(positions),
        "whole games": (np.concatenate(whole[0])[:positions], np.concatenate(whole[1])[:positions]),
    }.items():
        taught = _value_network(blueprint, seen, z, np.random.default_rng([SEED, 4]))
        errors = [measured.value_error(blueprint, taught, *each) for each in ((seen, z), test)]
        found[name] = (errors[0], errors[1])
    return found


def _value_network(blueprint: Blueprint, seen: np.ndarray, z: np.ndarray, random: np.random.Generator) -> Parameters:
    """A value network taught these outcomes, all networks' parameters with it."""
    parameters = first_parameters(blueprint, random)
    zeros = {name: np.zeros_like(array) for name, array in parameters.items()}
    batches = (
        (seen[rows], z[rows].astype(np.float32))
        for _ in range(EPOCHS)
        for rows in np.split(random.permutation(len(z))[: len(z) // BATCH * BATCH], len(z) // BATCH)
    )
    rates = Rates(np.float32(1e-3), np.float32(DECAY))
    learner = Learner(parameters, zeros, zeros, 0, 0.0, 0.0)
    return learning.taught(learner, (VALUE,), learning.judging(blueprint), rates, batches, 0)[0].parameters


def searcher(trained: Trained, mixture: Mixture, simulations: int, seed: int) -> Player:
    """AlphaGo's search with this mixture."""
    run = search.searching(trained.game, (with_mixture, trained.blueprint), "puct", simulations)
    effort = search.effort(trained.game, simulations, simulations)
    parts = jax.tree.map(np.float32, mixture)
    return strength.search_player(run, (trained.parameters, parts), effort, GAMES, seed)


def searches(trained: Trained, games: int, simulations: int, names: list[str]) -> Iterator[tuple[str, Score]]:
    """AlphaGo's own mixture against each of the others, at equal simulations."""
    full = searcher(trained, MIXTURES["values and rollouts"], simulations, 1)
    for name in names:
        random = np.random.default_rng([SEED, 6])
        other = searcher(trained, MIXTURES[name], simulations, 2)
        yield f"lambda = {LAMBDA} against {name}", strength.match(trained.game, full, other, games, OPENING, random)


def load(weights: Path | None) -> Trained:
    """The networks of exported weights, or those that come along; raises `Refusal`."""
    game, network = rules.find("connect-four"), "convolutional"
    blueprint = Blueprint(game.board, network, *SIZES[network])
    if weights is None:
        return Trained(game, blueprint, shipped.parameters(game.board.id, "alphago", network))
    return Trained(game, blueprint, read(weights.read_bytes()))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.games.ablation", description=__doc__)
    parser.add_argument("--weights", type=Path, help="exported weights; the networks that come along without them")
    parser.add_argument(
        "--games", type=int, default=256, help="of each match between searches; twice as many between policies [256]"
    )
    parser.add_argument("--simulations", type=int, default=64, help="of each search [64]")
    parser.add_argument("--positions", type=int, default=12288, help="for the two value networks [12288]")
    parser.add_argument("--parts", default="guesses,policies,values,searches", help="what is measured [all]")
    asked = parser.parse_args()
    try:
        trained = load(asked.weights)
    except (Refusal, OSError) as problem:
        parser.error(problem.text.en if isinstance(problem, Refusal) else str(problem))
    begun = process_time()

    def say(text: str) -> None:
        print(f"{text}   [{process_time() - begun:.0f} s of the processor so far]", flush=True)

    def score_of(name: str, score: Score) -> str:
        low, high = score.interval
        counts = f"{score.wins} won, {score.draws} drawn, {score.losses} lost"
        return f"{name}: {score.share:.1%} ({low:.1%} to {high:.1%}), {counts}"

    def guessed() -> None:
        found = guesses(trained, 128)
        say(", ".join(f"{name} {value:.1%}" if value <= 1 else f"{name}: {value}" for name, value in found.items()))

    def valued() -> None:
        for name, (own, new) in overfitting(trained, asked.positions).items():
            say(f"{name}: mean square {own:.3f} where it learned, {new:.3f} in new games")

    def played(scores: Iterator[tuple[str, Score]]) -> None:
        for name, score in scores:
            say(score_of(name, score))

    names = [name for name in MIXTURES if name != "values and rollouts"]
    parts: dict[str, Callable[[], None]] = {
        "guesses": guessed,
        "policies": lambda: played(policies(trained, 2 * asked.games)),
        "values": valued,
        "searches": lambda: played(searches(trained, asked.games, asked.simulations, names)),
    }
    for part in asked.parts.split(","):
        parts[part]()


if __name__ == "__main__":
    main()
