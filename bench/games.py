"""Self-play positions per second on Connect Four, side by side with a plain loop of Python over one game at a time.

Both use the same network (32 maps, 2 blocks, untrained), 16 simulations a move and the same Q + U. The loop is written as
the well-known teaching programs are: dictionaries keyed by the moves, one position a call of the network, rules in NumPy.
Positions per second of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

from math import sqrt
from statistics import median
from time import process_time
from typing import Any

import numpy as np

from neurarium.labs.games import rules, search
from neurarium.labs.games.boards import BOARDS
from neurarium.labs.games.network import Blueprint, first_parameters, predicting, probabilities
from neurarium.labs.games.settings import SIZES

TITLE = "self-play on Connect Four, positions/s of the processor (32 maps x 2 blocks, 16 simulations)"
SIMULATIONS, GAMES, ROUNDS = 16, 64, 5
MOVES = 8  # of every game in a round of ours, and of one game in a round of the loop


class Loop:
    """One game at a time: the plain program."""

    def __init__(self, answer: Any, parameters: Any) -> None:
        self.answer, self.parameters = answer, parameters

    def judged(self, cells: np.ndarray, mover: int) -> tuple[np.ndarray, float]:
        seen = np.stack([cells == mover, cells == -mover], axis=-1)[None]
        logits, value = self.answer(self.parameters, seen)
        return probabilities(np.asarray(logits)[0], cells[0] == 0), float(value[0])

    def move(self, cells: np.ndarray, mover: int) -> int:
        """The most visited move after the simulations."""
        prior: dict[tuple[int, ...], np.ndarray] = {}
        visits: dict[tuple[int, ...], np.ndarray] = {}
        total: dict[tuple[int, ...], np.ndarray] = {}

        def simulate(key: tuple[int, ...], board: np.ndarray, player: int) -> float:
            if key not in prior:
                prior[key], value = self.judged(board, player)
                visits[key], total[key] = np.zeros(7), np.zeros(7)
                return value
            n, w = visits[key], total[key]
            score = w / np.maximum(n, 1) + 1.25 * prior[key] * sqrt(n.sum() + 1) / (1 + n)
            action = int(np.where(board[0] == 0, score, -np.inf).argmax())
            after = dropped(board, action, player)
            if won(after, player):
                value = 1.0
            elif (after != 0).all():
                value = 0.0
            else:
                value = -simulate((*key, action), after, -player)
            n[action] += 1
            w[action] += value
            return value

        for _ in range(SIMULATIONS + 1):
            simulate((), cells, mover)
        return int(visits[()].argmax())


def dropped(cells: np.ndarray, column: int, player: int) -> np.ndarray:
    after = cells.copy()
    after[np.flatnonzero(cells[:, column] == 0)[-1], column] = player
    return after


def won(cells: np.ndarray, player: int) -> bool:
    mine = cells == player
    lines = (
        mine[:, :-3] & mine[:, 1:-2] & mine[:, 2:-1] & mine[:, 3:],
        mine[:-3] & mine[1:-2] & mine[2:-1] & mine[3:],
        mine[:-3, :-3] & mine[1:-2, 1:-2] & mine[2:-1, 2:-1] & mine[3:, 3:],
        mine[3:, :-3] & mine[2:-1, 1:-2] & mine[1:-2, 2:-1] & mine[:-3, 3:],
    )
    return any(line.any() for line in lines)


def measure() -> dict[str, float | str]:
    """Medians of interleaved rounds; and the network alone on as many positions, the limit of its arithmetic."""
    game = rules.find("connect-four")
    blueprint = Blueprint(BOARDS["connect-four"], "convolutional", *SIZES["convolutional"])
    parameters = first_parameters(blueprint, np.random.default_rng(0))
    run = search.searching(game, (search.with_network, blueprint), "gumbel", SIMULATIONS)
    effort = search.effort(game, SIMULATIONS, SIMULATIONS, 1.0)
    step, answer = rules.stepping(game), predicting(blueprint)
    loop = Loop(answer, parameters)
    key = np.zeros(2, np.uint32)

    def ours() -> float:
        position = rules.first(game, GAMES)
        begin = process_time()
        for _ in range(MOVES):
            position, _ = step(position, run(parameters, key, position, effort).best)
        np.asarray(position.plies)
        return MOVES * GAMES / (process_time() - begin)

    def plain() -> float:
        cells = np.zeros((6, 7), np.int8)
        begin = process_time()
        for ply in range(MOVES):
            cells = dropped(cells, loop.move(cells, 1 if ply % 2 == 0 else -1), 1 if ply % 2 == 0 else -1)
        return MOVES / (process_time() - begin)

    def network() -> float:
        seen = rules.observe(rules.first(game, GAMES))
        begin = process_time()
        for _ in range(MOVES * (SIMULATIONS + 1)):
            np.asarray(answer(parameters, seen)[1])
        return MOVES * GAMES / (process_time() - begin)

    rows = [(ours(), plain(), network()) for _ in range(ROUNDS + 1)][1:]  # the first compiles
    mine, theirs, limit = (median(column) for column in zip(*rows, strict=True))
    return {
        "ours": mine,
        "plain Python loop": theirs,
        "ours / loop": median(one / other for one, other, _ in rows),
        "the network alone": limit,
        "the network alone / ours": median(best / one for one, _, best in rows),
    }
