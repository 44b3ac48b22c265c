"""Tic-tac-toe and Connect Four as bits of a machine word: rules quick enough for millions of games of random moves.

A column takes rows + 1 bits, the lowest of which is its lowest cell; the spare bit keeps lines from running on in the next
column. These rules are written without pgx's, so that each checks the other.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games.boards import NAMES, Board

LENGTHS = {"tic-tac-toe": 3, "connect-four": 4}  # of the line that wins


class Shape(NamedTuple):
    """A board on which a line of stones wins.

    Attributes:
        rows, columns: of it.
        length: of the line.
        drops: whether a stone falls to the lowest free cell of its column.
    """

    rows: int
    columns: int
    length: int
    drops: bool


def shape_of(board: Board) -> Shape:
    """The board's; raises `Refusal` where lines do not win."""
    if board.kind not in LENGTHS:
        names = [NAMES[kind] for kind in LENGTHS]
        raise Refusal(
            Text(
                f"AlphaGo's pipeline plays {' and '.join(name.en for name in names)} here, not {NAMES[board.id].en}: its "
                "experts and its patterns know lines of stones. Choose one of these games or another generation.",
                f"AlphaGos Werdegang gibt es hier für {' und '.join(name.de for name in names)}, nicht für "
                f"{NAMES[board.id].de}: Seine Meister und seine Muster kennen Reihen von Steinen. Bitte eines dieser Spiele "
                "oder eine andere Generation wählen.",
            )
        )
    return Shape(board.rows, board.columns, LENGTHS[board.kind], board.kind == "connect-four")


def read(seen: np.ndarray) -> np.ndarray:
    """int64 [batch, 2]: the stones of the player to move and of the other, of boards as `rules.observe` gives them."""
    rows, columns = seen.shape[1:3]
    down, right = np.mgrid[:rows, :columns]
    bits = np.int64(1) << (right * (rows + 1) + rows - 1 - down).astype(np.int64)
    both: np.ndarray = (seen[..., :2] * bits[..., None]).sum(axis=(1, 2))
    return both


@njit(cache=True, nogil=True)
def place(stones, action, shape):
    """The bit of the cell that this move takes; 0 if it is not possible. `stones`: of both players."""
    high = shape.rows + 1
    if shape.drops:
        bottom = 1 << (action * high)
        bit = (stones + bottom) & ((bottom << shape.rows) - bottom)
        return bit & ~(bit - 1)
    bit = 1 << (action % shape.columns * high + shape.rows - 1 - action // shape.columns)
    return 0 if stones & bit else bit


@njit(cache=True, nogil=True)
def joined(stones, shape):
    """Whether these stones hold a line: down, across, or along a diagonal."""
    high = shape.rows + 1
    for shift in (1, high, high - 1, high + 1):
        line = stones
        for step in range(1, shape.length):
            line &= stones >> (shift * step)
        if line:
            return True
    return False


@njit(cache=True, nogil=True)
def play_out(mine, theirs, free, shape):
    """What a game of random moves brings the player to move: 1, 0, -1. `free`: cells that are."""
    actions = shape.columns if shape.drops else shape.rows * shape.columns
    sign = 1
    while free > 0:
        bit = 0
        while bit == 0:
            bit = place(mine | theirs, np.random.randint(actions), shape)
        mine |= bit
        if joined(mine, shape):
            return sign
        mine, theirs, sign, free = theirs, mine, -sign, free - 1
    return 0
