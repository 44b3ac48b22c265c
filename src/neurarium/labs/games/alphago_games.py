"""The games that AlphaGo's networks learn from, played by its policies alone, without any search, in compiled programs."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax

from neurarium import nn
from neurarium.labs.games import rules
from neurarium.labs.games.alphago_network import IMITATED, IMPROVED, part_of, policy
from neurarium.labs.games.network import Blueprint
from neurarium.labs.games.rules import Game, Position
from neurarium.labs.games.self_play import GAMES


class Against(NamedTuple):
    """Games of a policy against another: `GAMES` in which it moves first, and as many in which it moves second.

    At ply t it moves in the games that it began if t is even, else in the others: `side` t % 2.

    Attributes:
        seen: bool [longest, GAMES, rows, columns, planes], what it saw at each ply in which it moved.
        legal: bool [longest, GAMES, actions].
        actions: int32 [longest, GAMES], its moves.
        replies: int32 [longest, GAMES], the other's, in the games of the other side.
        playing: bool [longest, GAMES]: whether the game in which it moved was not over.
        z: float32 [2, GAMES]: what each game brought it: 1, 0, -1.
    """

    seen: Any
    legal: Any
    actions: Any
    replies: Any
    playing: Any
    z: Any


class Single(NamedTuple):
    """One position of each of so many rows of `GAMES` games, for the value network.

    Attributes:
        seen: bool [rows, GAMES, rows, columns, planes]: s_U+1, the position after the random move.
        there: bool [rows, GAMES]: whether the game was not over by then.
        z: float32 [rows, GAMES]: what the game brought the player who was to move there.
        actions: int32 [rows, longest]: the moves of each row's first game.
    """

    seen: Any
    there: Any
    z: Any
    actions: Any


def drawn(key: Array, logits: Array, legal: Array) -> Array:
    """int32 [batch]: legal moves, drawn with the probabilities that the logits stand for."""
    return jnp.argmax(jnp.where(legal, logits + jax.random.gumbel(key, logits.shape), -jnp.inf), axis=-1)


def against(game: Game, blueprint: Blueprint, mine: Any, other: Any, random: np.random.Generator) -> Against:
    """Games of a policy, given by its parameters, against another, on the host."""
    played = playing_against(game, blueprint)(mine, other, random.integers(0, 2**32, 2, np.uint32))
    return Against(*map(np.asarray, played))


def one_each(game: Game, blueprint: Blueprint, parameters: Any, at: np.ndarray, random: np.random.Generator) -> Single:
    """One position of each of `GAMES` games of p_sigma and p_rho for each U, int32 [rows], on the host."""
    key = random.integers(0, 2**32, 2, np.uint32)
    program = playing_one_each(game, blueprint)
    single = program(part_of(parameters, IMITATED), part_of(parameters, IMPROVED), key, at)
    return Single(*map(np.asarray, single))


@cache
def playing_against(game: Game, blueprint: Blueprint) -> Any:
    """The compiled games: (a policy's parameters, another's, key) -> `Against`."""

    def run(mine: Any, other: Any, key: Array) -> Against:
        def ply(carry: Any, key: Array) -> Any:
            ours, theirs, z_ours, z_theirs = carry
            keys = jax.random.split(key)
            seen, legal, playing = rules.observe(ours), rules.legal(ours), ~rules.over(ours)
            action = drawn(keys[0], policy(blueprint, mine, seen), legal)
            reply = drawn(keys[1], policy(blueprint, other, rules.observe(theirs)), rules.legal(theirs))
            ours, reward = game.step(ours, action)
            theirs, loss = game.step(theirs, reply)
            # Where one has moved, the other is next.
            return (theirs, ours, z_theirs - loss, z_ours + reward), (seen, legal, action, reply, playing)

        start, nothing = game.start(GAMES), jnp.zeros(GAMES)
        keys = jax.random.split(key, game.board.longest)
        (_, _, *z), noted = lax.scan(ply, (start, start, nothing, nothing), keys)
        sides = jnp.stack(z if game.board.longest % 2 == 0 else z[::-1])
        return Against(*noted, sides)  # type: ignore[call-arg]  # a scan's results have no types

    return nn.compiled(run)


@cache
def playing_one_each(game: Game, blueprint: Blueprint) -> Any:
    """The compiled games: (p_sigma's parameters, p_rho's, key, U, int32 [rows]) -> `Single`.

    In each row's games p_sigma moves until there were U moves, then comes one at random, then p_rho moves to the end.
    """

    def run(imitated: Any, improved: Any, key: Array, at: Array) -> Single:
        def ply(carry: tuple[Any, ...], step: tuple[Array, Array], at: Array) -> Any:
            position, kept, there, z = carry
            now, key = step
            seen, playing = rules.observe(position), ~rules.over(position)
            mover = jax.tree.map(lambda one, other: jnp.where(now < at, one, other), imitated, improved)
            logits = jnp.where(now == at, 0.0, policy(blueprint, mover, seen))
            action = drawn(key, logits, rules.legal(position))
            here = now == at + 1
            kept, there = jnp.where(here, seen, kept), jnp.where(here, playing, there)
            position, reward = game.step(position, action)
            z = z + jnp.where((now - at) % 2 == 1, reward, -reward)  # of whoever is to move at U + 1
            return (position, kept, there, z), action[0]

        def row(step: tuple[Array, Array]) -> Single:
            key, at = step
            position: Position = game.start(GAMES)
            begin = (position, rules.observe(position), jnp.zeros(GAMES, bool), jnp.zeros(GAMES))
            plies = jnp.arange(game.board.longest)
            keys = jax.random.split(key, game.board.longest)
            (_, seen, there, z), actions = lax.scan(lambda carry, step: ply(carry, step, at), begin, (plies, keys))
            return Single(seen, there, z, actions)

        rows: Single = lax.map(row, (jax.random.split(key, len(at)), at))
        return rows

    return nn.compiled(run)
