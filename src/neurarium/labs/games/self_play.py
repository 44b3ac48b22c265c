"""Self-play: many games move on together, each move chosen by a search with the newest network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jax
import numpy as np

from neurarium.labs.games import replay as replays
from neurarium.labs.games import rules
from neurarium.labs.games.boards import Board
from neurarium.labs.games.rules import Game, Position
from neurarium.labs.games.search import Found
from neurarium.labs.games.state import UNKNOWN, Diary, Replay, SelfPlay

GAMES = 64  # that are played side by side, unless the visitor wants others
SHOWN = 8  # of them are written down for visitors
Search = Callable[[np.ndarray, Position], Found]  # (key, position) -> what was found
Choose = Callable[[Found, np.ndarray, np.random.Generator], np.ndarray]  # found, moves made -> actions


def begin(game: Game, games: int = GAMES) -> SelfPlay:
    """Every game before its first move."""
    position = rules.varied(game, games)
    return SelfPlay(
        tuple(np.asarray(leaf) for leaf in jax.tree.leaves(position)),
        np.zeros(games, np.int32),
        np.zeros(games, np.int64),
        0,
        0,
        blank(game.board),
        blank(game.board),
    )


def blank(board: Board, games: int = SHOWN) -> Diary:
    """No moves yet."""
    size = (games, board.longest)
    return Diary(
        np.zeros(games, np.int32),
        np.zeros(size, np.int16),
        np.zeros(size, bool),
        np.zeros((*size, board.actions), np.float16),
        np.zeros((*size, board.actions), np.float16),
        np.zeros((*size, 2), np.float16),
        np.full(games, UNKNOWN, np.int8),
    )


def position_of(game: Game, state: SelfPlay) -> Position:
    """The games' positions."""
    structure = jax.tree.structure(rules.first(game, len(state.opening)))
    position: Position = jax.tree.unflatten(structure, state.position)
    return position


def copied(state: SelfPlay) -> SelfPlay:
    """Arrays of its own, to be written to."""
    current, last = (
        Diary(**{name: array.copy() for name, array in vars(diary).items()}) for diary in (state.current, state.last)
    )
    return replace(state, opening=state.opening.copy(), began=state.began.copy(), current=current, last=last)


def play(
    game: Game,
    state: SelfPlay,
    memory: Replay,
    moves: int,
    search: Search,
    choose: Choose,
    openings: float,
    trust: float,
    random: np.random.Generator,
) -> SelfPlay:
    """So many moves more in every game; a game that ends makes room for a new one.

    Arguments:
        game: its rules.
        state: the games, whose arrays are written to.
        memory: written to.
        moves: of each game.
        search, choose: how a move is found.
        openings: the share of games that begin with moves drawn at random, up to half of the board.
        trust: in the outcome, see `replay.settle`.
        random: of everything.
    """
    step = rules.stepping(game)
    position: Any = position_of(game, state)
    fresh = rules.varied(game, len(state.opening))
    for _ in range(moves):
        found = search(random.integers(0, 2**32, 2, np.uint32), position)
        legal, plies = np.asarray(rules.legal(position)), np.asarray(position.plies)
        drawn = state.opening > 0
        actions = np.where(drawn, uniform(legal, random), choose(found, plies, random)).astype(np.int32)
        seen = np.asarray(rules.observe(position))
        policy, value = np.asarray(found.policy), np.asarray(found.value)
        replays.note(memory, state.moves, seen, policy, value, actions, ~drawn)
        _write(state.current, plies, found, actions, drawn)
        position, reward = step(position, actions)
        reward, ended = np.asarray(reward), np.asarray(rules.over(position))
        for place in map(int, np.flatnonzero(ended)):
            replays.settle(memory, place, int(state.began[place]), state.moves, float(reward[place]), trust)
            if place < SHOWN:
                _close(state, place, reward[place])
        state.opening[:] = np.maximum(state.opening - 1, 0)
        state.opening[ended] = _opening(game.board, int(ended.sum()), openings, random)
        state.began[ended] = state.moves + 1
        state = replace(state, moves=state.moves + 1, finished=state.finished + int(ended.sum()))
        if ended.any():
            position = rules.merged(ended, fresh, position)
    return replace(state, position=tuple(np.asarray(leaf) for leaf in jax.tree.leaves(position)))


def uniform(legal: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """int64 [batch]: a legal move each, all alike."""
    chosen: np.ndarray = np.where(legal, random.random(legal.shape), -1).argmax(axis=-1)
    return chosen


def drawn_by(policy: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """int64 [batch]: a move each, drawn with these probabilities (by the largest of Gumbel-shifted logarithms)."""
    with np.errstate(divide="ignore"):
        chosen: np.ndarray = (np.log(policy) + random.gumbel(size=policy.shape)).argmax(axis=-1)
    return chosen


def _opening(board: Board, count: int, share: float, random: np.random.Generator) -> np.ndarray:
    """int32 [count]: how many moves of new games are drawn at random."""
    length = random.integers(0, min(board.cells // 2 + 2, 16), count)
    return np.where(random.random(count) < share, length, 0).astype(np.int32)


def _write(diary: Diary, plies: np.ndarray, found: Found, actions: np.ndarray, drawn: np.ndarray) -> None:
    rows, at = np.arange(SHOWN), plies[:SHOWN]
    diary.moves[rows, at] = actions[:SHOWN]
    diary.drawn[rows, at] = drawn[:SHOWN]
    diary.priors[rows, at] = np.asarray(found.prior)[:SHOWN]
    diary.policies[rows, at] = np.asarray(found.policy)[:SHOWN]
    diary.values[rows, at, 0] = np.asarray(found.raw)[:SHOWN]
    diary.values[rows, at, 1] = np.asarray(found.value)[:SHOWN]
    diary.lengths[:] = at + 1


def _close(state: SelfPlay, place: int, reward: float) -> None:
    """The game in this place is over: it becomes the last one there."""
    length = state.current.lengths[place]
    state.current.outcomes[place] = reward if length % 2 == 1 else -reward
    for name, array in vars(state.current).items():
        getattr(state.last, name)[place] = array[place]
    state.current.outcomes[place] = UNKNOWN
    for name in ("moves", "drawn", "priors", "policies", "values"):
        getattr(state.current, name)[place] = 0
