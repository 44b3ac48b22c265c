"""The fast rollout policy p_pi of AlphaGo: a linear softmax over small local patterns, and games played to the end with it.

Silver et al. 2016, Methods, "Rollout policy". A move's score is the sum of one weight for each of the four lines through the
cell that it would take, by what lies on either side of it (own, other, empty, outside; as many cells as could still
belong to a winning line), and of one weight for the cell. Whether a move wins is in the same patterns, so that a
game is played to its end without any other rules.
Deviation: Go's patterns (liberties, atari, answers to the last move) are lines here, because lines win.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax

from neurarium.labs.games.bitboards import shape_of
from neurarium.labs.games.boards import Board
from neurarium.labs.games.state import Parameters

EMPTY, OWN, OTHER, OUTSIDE = range(4)
DIRECTIONS = ((0, 1), (1, 0), (1, 1), (1, -1))  # rows down, columns right
KINDS = (0, 1, 2, 2)  # the two diagonals share their weights
NEVER = -1e9


class Tables(NamedTuple):
    """What is fixed by a board.

    Attributes:
        around: int32 [cells, 4, sides]: the cells on either side of a cell, by line; the count of cells stands for outside.
        wins: bool [patterns]: whether a stone in the middle of the pattern completes a line.
    """

    around: np.ndarray
    wins: np.ndarray


class Moves(NamedTuple):
    """The moves of some boards.

    Attributes:
        cells: int32 [batch, actions]: the cell that each takes.
        legal: bool [batch, actions].
        patterns: int32 [batch, actions, 4]: what lies on either side of it, by line.
    """

    cells: Array
    legal: Array
    patterns: Array


@cache
def tables(board: Board) -> Tables:
    """The board's tables; raises `Refusal` for games in which lines do not win."""
    reach = shape_of(board).length - 1
    steps = [*range(-reach, 0), *range(1, reach + 1)]
    around = np.full((board.cells, len(DIRECTIONS), len(steps)), board.cells, np.int32)
    for cell in range(board.cells):
        row, column = divmod(cell, board.columns)
        for line, (down, right) in enumerate(DIRECTIONS):
            for side, step in enumerate(steps):
                at, beside = row + step * down, column + step * right
                if 0 <= at < board.rows and 0 <= beside < board.columns:
                    around[cell, line, side] = at * board.columns + beside
    codes = np.arange(4 ** len(steps))
    own = np.stack([codes // 4**side % 4 == OWN for side in range(len(steps))], axis=1)
    runs = [np.cumprod(half, axis=1).sum(axis=1) for half in (own[:, :reach][:, ::-1], own[:, reach:])]
    return Tables(around, runs[0] + runs[1] >= reach)


def first_weights(board: Board) -> Parameters:
    """Zeros: every move as likely as any other."""
    patterns = len(tables(board).wins)
    return {
        "pi.lines": np.zeros((max(KINDS) + 1, patterns), np.float32),
        "pi.cells": np.zeros(board.cells, np.float32),
    }


def values_of(seen: Array) -> Array:
    """int32 [batch, cells]: `OWN`, `OTHER` or `EMPTY`, of boards as `rules.observe` gives them."""
    planes = seen[..., :2].astype(jnp.int32)
    return (OWN * planes[..., 0] + OTHER * planes[..., 1]).reshape(len(seen), -1)


def moves_of(board: Board, values: Array) -> Moves:
    """The moves of boards given by their cells' values, int32 [batch, cells]."""
    batch, drops = len(values), shape_of(board).drops
    if drops:
        stones = (values != EMPTY).reshape(batch, board.rows, board.columns).sum(axis=1)
        legal = stones < board.rows
        cells = jnp.maximum(board.rows - 1 - stones, 0) * board.columns + jnp.arange(board.columns)
    else:
        legal = values == EMPTY
        cells = jnp.broadcast_to(jnp.arange(board.cells), values.shape)
    around = jnp.asarray(tables(board).around)[cells]  # [batch, actions, 4, sides]
    padded = jnp.pad(values, ((0, 0), (0, 1)), constant_values=OUTSIDE)
    beside = padded[jnp.arange(batch)[:, None, None, None], around]
    return Moves(cells, legal, (beside * 4 ** jnp.arange(around.shape[-1])).sum(-1))


def scores(parameters: Any, moves: Moves) -> Array:
    """float32 [batch, actions]: the logarithms of p_pi, but for a constant; illegal moves excluded."""
    lines, cells = (jnp.asarray(parameters[name]) for name in ("pi.lines", "pi.cells"))
    return jnp.where(moves.legal, lines[jnp.asarray(KINDS), moves.patterns].sum(-1) + cells[moves.cells], NEVER)


def policy(board: Board, parameters: Any, seen: Array) -> Array:
    """The same for boards as `rules.observe` gives them."""
    return scores(parameters, moves_of(board, values_of(seen)))


def played_out(board: Board, parameters: Any, key: Array, seen: Array, over: Array) -> Array:
    """z of one game from each board to its end, both sides moving by p_pi.

    Arguments:
        board: what is played on.
        parameters: the weights.
        key: of the moves.
        seen: bool [batch, rows, columns, planes].
        over: bool [batch]: games that are over; nothing is played there.

    Returns:
        float32 [batch]: 1 if the player to move wins, -1 if the other does, 0 for a draw or where it was over.
    """
    rows = jnp.arange(len(seen))
    wins = jnp.asarray(tables(board).wins)

    def going(carry: Any) -> Array:
        return jnp.any(carry[1])

    def move(carry: Any) -> Any:
        values, playing, z, sign, key = carry
        key, draw = jax.random.split(key)
        moves = moves_of(board, values)
        logits = scores(parameters, moves)
        chosen = jnp.argmax(jnp.where(moves.legal, logits + jax.random.gumbel(draw, logits.shape), -jnp.inf), axis=-1)
        won = playing & wins[moves.patterns[rows, chosen]].any(-1)
        values = values.at[rows, moves.cells[rows, chosen]].set(OWN)
        playing = playing & ~won & jnp.any(values == EMPTY, axis=-1)
        turned = jnp.where(values == EMPTY, EMPTY, OWN + OTHER - values)
        return turned, playing, jnp.where(won, sign, z), -sign, key

    begin = (values_of(seen), ~over, jnp.zeros(len(seen)), jnp.float32(1), key)
    return lax.while_loop(going, move, begin)[2]
