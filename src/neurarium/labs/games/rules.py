"""Games behind one small interface: two players in turn, everything on the board, somebody wins or nobody does.

The rules are pgx's (Koyamada et al., "Pgx: Hardware-accelerated parallel game simulators", NeurIPS 2023; Hex is ours), array programs
that search and self-play are compiled together with. Of its positions nothing is used but what every game of it has.
Hex has the swap rule: the second player may take over the first stone, mirrored. In Go the area counts, a move that
repeats an earlier board loses at once, and after twice as many moves as there are points the board is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from neurarium import nn
from neurarium.labs.games.boards import BOARDS, Board

Program = Callable[..., Any]


class Position(NamedTuple):
    """Some positions of one game; every array has an axis for them first.

    Attributes:
        inner: pgx's own.
        plies: int32 [batch], moves made so far.
    """

    inner: Any
    plies: Array


class Game(NamedTuple):
    """One game: its board, and pgx's environment."""

    board: Board
    environment: Any

    def __hash__(self) -> int:
        return hash(self.board.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Game) and other.board.id == self.board.id

    def start(self, count: int) -> Position:
        """So many games before the first move."""
        keys = jnp.zeros((count, 2), jnp.uint32)  # only who is called player 0 depends on it
        return Position(jax.vmap(self.environment.init)(keys), jnp.zeros(count, jnp.int32))

    def step(self, position: Position, actions: Array) -> tuple[Position, Array]:
        """The positions after these moves, int32 [batch], and what they brought those who made them: 1 won, -1 lost.

        Of a game that is over nothing changes; an illegal move loses.
        """
        mover = position.inner.current_player
        playing = ~position.inner.terminated
        inner = jax.vmap(self.environment.step)(position.inner, actions)
        reward = jnp.take_along_axis(inner.rewards, mover[:, None], axis=1)[:, 0]
        plies = position.plies + playing
        return Position(inner, plies), jnp.where(playing, reward, 0.0)


def legal(position: Position) -> Array:
    """bool [batch, actions]: what the player to move may do."""
    return jnp.asarray(position.inner.legal_action_mask)


def over(position: Position) -> Array:
    """bool [batch]"""
    return jnp.asarray(position.inner.terminated)


def observe(position: Position) -> Array:
    """bool [batch, rows, columns, planes]: the board as the player to move sees it; first the own stones, then the other's."""
    return jnp.asarray(position.inner.observation)


def cells(position: Position) -> np.ndarray:
    """int8 [batch, rows, columns]: 1 for the first player's stones, -1 for the second's, 0 where there is none."""
    seen = np.asarray(observe(position))
    mine = seen[..., 0].astype(np.int8) - seen[..., 1].astype(np.int8)
    first_moves = np.asarray(position.plies) % 2 == 0
    signed: np.ndarray = np.where(first_moves[:, None, None], mine, -mine)
    return signed


@cache
def find(game_id: str) -> Game:
    """The game with this id."""
    board = BOARDS[game_id]
    match board.kind:
        case "tic-tac-toe":
            from pgx.tic_tac_toe import TicTacToe

            return Game(board, TicTacToe())
        case "connect-four":
            from pgx.connect_four import ConnectFour

            return Game(board, ConnectFour())
        case "hex":
            from neurarium.labs.games.hex import Hex

            return Game(board, Hex(board.rows))
        case _:
            from neurarium.labs.games.go import Go

            return Game(board, Go(board.rows, board.komi, board.komis))


@cache
def stepping(game: Game) -> Program:
    """The compiled step: (position, actions) -> (position, reward); each number of games is compiled once."""
    return nn.compiled(game.step)


@cache
def first(game: Game, count: int = 1) -> Position:
    """So many games before the first move, made once."""
    position: Position = nn.compiled(game.start, static_argnums=0)(count)
    return on_host(position)


@cache
def _vmapped(game: Game, name: str) -> Program:
    program: Program = nn.compiled(jax.vmap(getattr(game.environment, name)))
    return program


@cache
def varied(game: Game, count: int) -> Position:
    """The same for self-play: of Go, each game in turn has another of the board's komis."""
    position, komis = first(game, count), game.board.komis
    if not komis:
        return position
    return with_komi(game, position, np.resize(np.array(komis, np.float32), count))


def with_komi(game: Game, position: Position, komi: Any) -> Position:
    """Games of Go with this komi, float [batch] or one for all."""
    komi = np.broadcast_to(np.asarray(komi, np.float32), np.asarray(position.plies).shape)
    return on_host(position._replace(inner=_vmapped(game, "with_komi")(position.inner, komi)))


def area(game: Game, position: Position) -> tuple[int, int]:
    """What Black and White have in one position of Go."""
    black, white = _vmapped(game, "area")(position.inner.inner)
    return int(black[0]), int(white[0])


def taken(position: Position, rows: Any) -> Position:
    """Some of the positions."""
    chosen: Position = jax.tree.map(lambda leaf: np.asarray(leaf)[rows], position)
    return chosen


def on_host(position: Position) -> Position:
    """The same, as NumPy arrays."""
    return taken(position, ...)


def merged(chosen: np.ndarray, new: Position, old: Position) -> Position:
    """The new positions where they are chosen (bool [batch]), elsewhere the old ones."""

    def choose(one: Any, other: Any) -> Any:
        return np.where(chosen.reshape(-1, *[1] * (one.ndim - 1)), one, other)

    position: Position = jax.tree.map(choose, new, old)
    return position
