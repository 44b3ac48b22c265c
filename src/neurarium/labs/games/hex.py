"""The rules of Hex, in the form of a pgx environment: pgx's own Hex begins on 11 x 11 whatever size it is asked for.

Black, who begins, joins left and right, White top and bottom; one of the two always succeeds (Nash 1952). After the first
stone White may swap: the stone becomes White's, mirrored on the diagonal, so that it lies for White as it lay for Black.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import jax.numpy as jnp
from jax import Array, lax

NEIGHBOURS = ((0, -1), (0, 1), (-1, 0), (1, 0), (-1, 1), (1, -1))


class HexPosition(NamedTuple):
    """One position.

    Attributes:
        current_player: int32 [], 0 for Black, 1 for White.
        board: int8 [size, size], 1 for Black's stones, -1 for White's.
        plies: int32 [], moves made so far.
        observation: bool [size, size, 4]: own stones, the other's, whether Black is to move, whether a swap is possible.
        rewards: float32 [2], of the last move; terminated: bool []; legal_action_mask: bool [size * size + 1].
    """

    current_player: Array
    board: Array
    plies: Array
    observation: Array
    rewards: Array
    terminated: Array
    legal_action_mask: Array


class Hex:
    """Hex on a board of this size, as pgx's environments are."""

    def __init__(self, size: int) -> None:
        self.size = size

    def init(self, _: Any) -> HexPosition:
        """The empty board."""
        empty = jnp.zeros((self.size, self.size), jnp.int8)
        return self._seen(empty, jnp.int32(0), jnp.zeros(2), jnp.bool_(False))

    def step(self, position: HexPosition, action: Array) -> HexPosition:
        """The position after a move; one that is over stays, an illegal move loses."""
        size = self.size
        colour = jnp.where(position.current_player == 0, 1, -1).astype(jnp.int8)
        placed = position.board.reshape(-1).at[action].set(colour, mode="drop").reshape(size, size)
        board = jnp.where(action == size * size, -position.board.T, placed)
        illegal = ~position.legal_action_mask[action]
        won = _joined(board == colour, position.current_player) & ~illegal
        signs = jnp.where(jnp.arange(2) == position.current_player, 1.0, -1.0)
        rewards = jnp.where(illegal, -signs, jnp.where(won, signs, 0.0))
        after = self._seen(board, position.plies + 1, rewards, won | illegal)
        stays = position._replace(rewards=jnp.zeros(2))
        return HexPosition(*(jnp.where(position.terminated, *pair) for pair in zip(stays, after, strict=True)))

    def _seen(self, board: Array, plies: Array, rewards: Array, terminated: Array) -> HexPosition:
        player = plies % 2
        mine = jnp.where(player == 0, board, -board)
        ones = jnp.ones(board.shape, bool)
        planes = (mine > 0, mine < 0, ones & (player == 0), ones & (plies == 1))
        moves = jnp.append(board.reshape(-1) == 0, plies == 1) | terminated  # as pgx: all moves, once nothing matters
        return HexPosition(player, board, plies, jnp.stack(planes, -1), rewards, terminated, moves)


def _joined(stones: Array, player: Array) -> Array:
    """Whether these stones, bool [size, size], join left and right (player 0) or top and bottom (player 1)."""
    stones = jnp.where(player == 0, stones, stones.T)  # neighbours stay neighbours when the board is mirrored
    begin = stones & (jnp.arange(len(stones)) == 0)

    def grow(reached: Array) -> Array:
        padded = jnp.pad(reached, 1)
        size = len(stones)
        for down, right in NEIGHBOURS:
            reached = reached | padded[1 + down : 1 + down + size, 1 + right : 1 + right + size]
        return reached & stones

    def more(pair: tuple[Array, Array]) -> Array:
        before, reached = pair
        return jnp.any(before != reached)

    _, reached = lax.while_loop(more, lambda pair: (pair[1], grow(pair[1])), (jnp.zeros_like(begin), begin))
    return jnp.any(reached[:, -1])
