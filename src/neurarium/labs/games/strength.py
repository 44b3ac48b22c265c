"""How well somebody plays: scores of matches with intervals, Elo, and the exact share of optimal moves."""

from __future__ import annotations

from collections.abc import Callable
from math import log10, sqrt
from typing import Any, NamedTuple

import jax
import numpy as np

from neurarium.labs.games import rules, solution
from neurarium.labs.games.network import probabilities
from neurarium.labs.games.rules import Game, Position
from neurarium.labs.games.self_play import uniform

Z95 = 1.959964  # of a normal distribution: 95 % lie within
Player = Callable[[Position], np.ndarray]  # positions -> moves


class Score(NamedTuple):
    """A match from the first player's side."""

    wins: int
    draws: int
    losses: int

    @property
    def games(self) -> int:
        return self.wins + self.draws + self.losses

    @property
    def share(self) -> float:
        """Points by games: 1 for a win, a half for a draw."""
        return (self.wins + self.draws / 2) / self.games if self.games else 0.5

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return wilson(self.share, self.games)


def wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of so many (Wilson 1927); with draws it is wider than it need be."""
    if not count:
        return 0.0, 1.0
    centre = share + Z95**2 / (2 * count)
    width = Z95 * sqrt(share * (1 - share) / count + Z95**2 / (4 * count**2))
    return max(0.0, (centre - width) / (1 + Z95**2 / count)), min(1.0, (centre + width) / (1 + Z95**2 / count))


def elo(share: float) -> float:
    """The difference in Elo at which this share is expected."""
    return 400 * log10(share / (1 - share))


def elo_of(score: Score) -> tuple[float, float, float]:
    """The difference in Elo and its 95 % interval; half a game is added to either side, so that it stays finite."""

    def of(share: float) -> float:
        return elo((share * score.games + 0.5) / (score.games + 1))

    low, high = score.interval
    return of(score.share), of(low), of(high)


def match(game: Game, one: Player, other: Player, games: int, opening: int, random: np.random.Generator) -> Score:
    """Two players against each other, in pairs of games with exchanged colours and the same first moves.

    Arguments:
        game: what they play.
        one, other: the players.
        games: an even number.
        opening: moves at the beginning that are drawn at random.
        random: of these.
    """
    step = rules.stepping(game)
    position: Position = rules.first(game, games)
    outcome = np.zeros(games)  # for the player who moves first
    half = games // 2
    for ply in range(game.board.longest):
        if ply < opening:
            actions = uniform(np.asarray(rules.legal(position)), random)
            actions[half:] = actions[:half]
        else:
            first, second = (one, other) if ply % 2 == 0 else (other, one)
            halves = (first, np.arange(half)), (second, np.arange(half, games))
            actions = np.concatenate([player(rules.taken(position, rows)) for player, rows in halves])
        position, reward = step(position, actions.astype(np.int32))
        outcome += np.asarray(reward) * (1 if ply % 2 == 0 else -1)
        if np.asarray(rules.over(position)).all():
            break
    mine = np.concatenate([outcome[:half], -outcome[half:]])
    return Score(int((mine > 0).sum()), int((mine == 0).sum()), int((mine < 0).sum()))


def network_player(answer: Any, parameters: Any) -> Player:
    """Plays what a network thinks best, without any search; `answer` is its compiled program, see `network.predicting`."""
    parameters = jax.tree.map(jax.numpy.asarray, parameters)

    def play(position: Position) -> np.ndarray:
        logits, _ = answer(parameters, rules.observe(position))
        chosen: np.ndarray = np.where(np.asarray(rules.legal(position)), logits, -np.inf).argmax(axis=-1)
        return chosen

    return play


def random_player(random: np.random.Generator) -> Player:
    """Plays any legal move."""
    return lambda position: uniform(np.asarray(rules.legal(position)), random)


def search_player(run: Any, parameters: Any, effort: Any, batch: int, seed: int = 0) -> Player:
    """Plays the best move of a search compiled for so many positions at once; where a game is over nothing is searched."""
    parameters = jax.tree.map(jax.numpy.asarray, parameters)
    key = np.array([0, seed], np.uint32)

    def play(position: Position) -> np.ndarray:
        open_games = np.flatnonzero(~np.asarray(rules.over(position)))
        chosen = np.zeros(len(np.asarray(position.plies)), np.int32)
        for begin in range(0, len(open_games), batch):
            rows = open_games[np.minimum(np.arange(begin, begin + batch), len(open_games) - 1)]
            chosen[rows] = np.asarray(run(parameters, key, rules.taken(position, rows), effort).best)
        return chosen

    return play


def optimal_share(player: Player) -> float:
    """The share of all 4,520 positions of tic-tac-toe in which a player's move keeps the value."""
    return float(solution.optimal(player(solution.positions())).mean())


def opinion(answer: Any, parameters: Any, position: Position) -> tuple[np.ndarray, np.ndarray]:
    """A network's policy over legal moves, float64 [batch, actions], and value, float64 [batch]; nothing is searched."""
    logits, value = answer(parameters, rules.observe(position))
    legal = np.asarray(rules.legal(position))
    return probabilities(np.asarray(logits), legal), np.asarray(value, np.float64)
