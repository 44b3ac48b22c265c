"""The rules of Go, in the form of a pgx environment: moves and captures are pgx's, the count is ours.

Area counting (Tromp and Taylor 1995): a player's stones, and the empty points from which only that player's stones are
reached; everything on the board is alive. White gets komi points for moving second. pgx's Go knows one komi; here each
game has its own, and the network sees it, so that it plays by any of a board's. A move that repeats an earlier board loses
at once, suicide is not possible, and after twice as many moves as there are points the board is counted.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import jax.numpy as jnp
from jax import Array, lax
from pgx._src.games.go import Game, GameState

NEIGHBOURS = ((0, 1), (2, 1), (1, 0), (1, 2))


class GoPosition(NamedTuple):
    """One position.

    Attributes:
        current_player: int32 [], 0 for Black, 1 for White.
        inner: pgx's.
        komi: float32 [].
        observation: bool [size, size, planes]: own stones, the other's, both before the last move, whether White is to
            move; then for each komi of the board but the largest whether this game's is larger.
        rewards: float32 [2], of the last move; terminated: bool []; legal_action_mask: bool [size * size + 1].
    """

    current_player: Array
    inner: GameState
    komi: Array
    observation: Array
    rewards: Array
    terminated: Array
    legal_action_mask: Array


class Go:
    """Go on a board of this size, as pgx's environments are.

    Arguments:
        size: rows and columns.
        komi: of a game from `init`.
        komis: those that the network is to tell apart, in ascending order.
    """

    def __init__(self, size: int, komi: float, komis: tuple[float, ...]) -> None:
        self.size, self.komi, self.komis = size, komi, komis
        self.game = Game(size=size, history_length=2)

    def init(self, _: Any) -> GoPosition:
        """The empty board."""
        return self._seen(self.game.init(), jnp.float32(self.komi), jnp.zeros(2), jnp.bool_(False))

    def with_komi(self, position: GoPosition, komi: Array) -> GoPosition:
        """The same with another komi, as it is seen then; of a game that is over the outcome stays."""
        return self._seen(position.inner, komi, position.rewards, position.terminated)

    def step(self, position: GoPosition, action: Array) -> GoPosition:
        """The position after a move; one that is over stays, an illegal move loses."""
        mover = position.current_player
        inner = self.game.step(position.inner, action)
        illegal = ~position.legal_action_mask[action]
        ended = self.game.is_terminal(inner)
        black, white = self.area(inner)
        winner = jnp.where(black - position.komi > white, 0, 1)
        winner = jnp.where(inner.is_psk | illegal, 1 - mover, winner)
        signs = jnp.where(jnp.arange(2) == winner, 1.0, -1.0)
        rewards = jnp.where(ended | illegal, signs, 0.0)
        after = self._seen(inner, position.komi, rewards, ended | illegal)
        stays = position._replace(rewards=jnp.zeros(2))
        return GoPosition(*(_either(position.terminated, *pair) for pair in zip(stays, after, strict=True)))

    def area(self, inner: GameState) -> tuple[Array, Array]:
        """What Black and White have, int32 [] each."""
        stones = jnp.clip(inner.board, -1, 1).reshape(self.size, self.size)
        black, white = _reached(stones == 1, stones == 0), _reached(stones == -1, stones == 0)
        return (black & ~white).sum(), (white & ~black).sum()

    def _seen(self, inner: GameState, komi: Array, rewards: Array, terminated: Array) -> GoPosition:
        board = self.game.observe(inner)
        larger = jnp.broadcast_to(komi > jnp.array(self.komis[:-1]), (*board.shape[:2], len(self.komis) - 1))
        moves = self.game.legal_action_mask(inner) | terminated  # as pgx: all moves, once nothing matters
        observation = jnp.concatenate([board.astype(bool), larger], -1)
        return GoPosition(inner.color, inner, komi, observation, rewards, terminated, moves)


def _either(stays: Array, old: Any, new: Any) -> Any:
    from jax import tree

    return tree.map(lambda one, other: jnp.where(stays, one, other), old, new)


def _reached(begin: Array, empty: Array) -> Array:
    """bool [size, size]: these points, and the empty ones to which empty ones lead from them."""

    def more(pair: tuple[Array, Array]) -> Array:
        before, reached = pair
        return jnp.any(before != reached)

    def grow(pair: tuple[Array, Array]) -> tuple[Array, Array]:
        _, reached = pair
        padded, size = jnp.pad(reached, 1), len(reached)
        grown = reached
        for down, right in NEIGHBOURS:
            grown = grown | (padded[down : down + size, right : right + size] & empty)
        return reached, grown

    return lax.while_loop(more, grow, (jnp.zeros_like(begin), begin))[1]
