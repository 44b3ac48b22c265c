"""Tic-tac-toe solved: the exact value of every position, by looking at all of them.

Written without the rules that search and self-play use, so that each checks the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

from neurarium.labs.games import rules
from neurarium.labs.games.rules import Position

LINES = ((0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6))
Cells = tuple[int, ...]  # nine of 1 (first player), -1 (second), 0


class Solution(NamedTuple):
    """All positions that are not over, in the order in which they are found.

    Attributes:
        cells: int8 [4520, 9].
        values: int8 [4520], for the player to move under best play.
        moves: int8 [4520, 9]: what each move is worth; -2 where it is illegal.
        number: where a position stands.
    """

    cells: np.ndarray
    values: np.ndarray
    moves: np.ndarray
    number: dict[Cells, int]


def winner(cells: Cells) -> int:
    """1 or -1 if somebody has three in a row, else 0."""
    for one, two, three in LINES:
        if cells[one] and cells[one] == cells[two] == cells[three]:
            return cells[one]
    return 0


def mover(cells: Cells) -> int:
    return 1 if sum(cells) == 0 else -1


def moves(cells: Cells) -> Iterator[tuple[int, Cells]]:
    """What the player to move may do, and where it leads."""
    for place in range(9):
        if not cells[place]:
            yield place, (*cells[:place], mover(cells), *cells[place + 1 :])


@cache
def value(cells: Cells) -> int:
    """What the player to move reaches under best play: 1, 0 or -1."""
    if winner(cells):
        return -1  # the other has just won
    return max((-value(after) for _, after in moves(cells)), default=0)


@cache
def solve() -> Solution:
    """Every position that can arise and is not over, breadth first."""
    queue: list[Cells] = [(0,) * 9]
    number: dict[Cells, int] = {queue[0]: 0}
    for cells in queue:
        for _, after in moves(cells):
            if after not in number and not winner(after) and 0 in after:
                number[after] = len(queue)
                queue.append(after)
    worth = np.full((len(queue), 9), -2, np.int8)
    for row, cells in enumerate(queue):
        for place, after in moves(cells):
            worth[row, place] = -value(after)
    return Solution(np.array(queue, np.int8), np.array([value(cells) for cells in queue], np.int8), worth, number)


@cache
def positions() -> Position:
    """The same positions for search and network, in the same order."""
    solution = solve()
    game = rules.find("tic-tac-toe")
    step = rules.stepping(game)
    position = rules.first(game, len(solution.cells))
    for ply in range(8):
        # X and O in turn, always the first that are still missing: no order of them ends a game that is not over.
        wanted = solution.cells == (1 if ply % 2 == 0 else -1)
        missing = wanted & (rules.cells(position).reshape(-1, 9) == 0)
        chosen = missing.argmax(axis=1).astype(np.int32)
        after, _ = step(position, chosen)
        position = rules.merged(missing.any(axis=1), after, position)
    return position


def optimal(actions: np.ndarray) -> np.ndarray:
    """bool [4520]: whether the move chosen in each position keeps its value."""
    solution = solve()
    kept: np.ndarray = solution.moves[np.arange(len(actions)), actions] == solution.values
    return kept


def losses(actions: np.ndarray, first: bool) -> int:
    """How many of all games a player loses that makes these moves, whatever the other does."""
    solution = solve()
    mine = 1 if first else -1

    def walk(cells: Cells) -> int:
        if winner(cells):
            return int(winner(cells) != mine)
        if 0 not in cells:
            return 0
        if mover(cells) == mine:
            action = int(actions[solution.number[cells]])
            return sum(walk(after) for place, after in moves(cells) if place == action)
        return sum(walk(after) for _, after in moves(cells))

    return walk((0,) * 9)


def games() -> int:
    """How many different games there are: 255,168."""

    @cache
    def count(cells: Cells) -> int:
        if winner(cells) or 0 not in cells:
            return 1
        return sum(count(after) for _, after in moves(cells))

    return count((0,) * 9)
