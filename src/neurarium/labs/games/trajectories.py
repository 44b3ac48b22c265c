"""Stretches of self-play games to unroll a model along: the replay's rows in the order in which they were played."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from neurarium.labs.games import replay as replays
from neurarium.labs.games.boards import Board, symmetries
from neurarium.labs.games.state import UNUSED, Replay


class Stretch(NamedTuple):
    """What happened from some positions on, `steps` moves far.

    Attributes:
        seen: bool [batch, rows, columns, planes], the positions; what came later is not shown.
        actions: int32 [batch, steps], the moves that were made, any moves at all once the game is over.
        policy: float32 [batch, steps + 1, actions], pi at each position.
        outcome: float32 [batch, steps + 1], z for whoever is to move; beyond the end its sign goes on turning, as if
            moves without effect were made there (absorbing states).
        inside: bool [batch, steps + 1]: whether the game was still going on.
        counts: bool [batch, steps + 1]: whether the outcome says anything of the position: not before moves drawn at random.
        later: bool [batch, steps, rows, columns, planes], the positions after the moves, while the game went on.
        rewards: float32 [batch, steps]: what a move brought whoever made it, 0 unless it ended the game.
    """

    seen: np.ndarray
    actions: np.ndarray
    policy: np.ndarray
    outcome: np.ndarray
    inside: np.ndarray
    counts: np.ndarray
    later: np.ndarray
    rewards: np.ndarray


def begins(replay: Replay, moves: int, blank: np.ndarray, steps: int) -> np.ndarray:
    """int64 [places]: where stretches may begin, counted row by row; arguments as of `sample`.

    At every position that can be learned from, and in the random opening before it: a search asks what bad moves lead to,
    and only there they are made.
    """
    found = np.abs(replay.outcomes) <= 1
    size = len(replay.outcomes)
    goes_on = np.roll(~(replay.seen == blank).all(axis=-1), -1, axis=0)  # the next row belongs to the same game
    goes_on[(moves - 1) % size] = False
    for _ in range(steps):
        found |= np.roll(found, -1, axis=0) & goes_on & (replay.outcomes == UNUSED)
    return np.flatnonzero(found)


def sample(
    board: Board,
    replay: Replay,
    moves: int,
    blank: np.ndarray,
    places: np.ndarray,
    steps: int,
    random: np.random.Generator,
    turned: bool,
) -> Stretch:
    """The stretches that begin at these places, each in one random symmetry of the board if they are to be turned.

    Arguments:
        board: what is played on.
        replay: the ring; everything from a place with a known outcome to the end of its game is in it.
        moves: how many were ever written to each column of the ring.
        blank: uint8 [bytes], the empty board as the ring holds it: where it stands, a new game has begun.
        places: int [batch], as `begins` finds them.
        steps: how far.
        random: of symmetries, and of moves beyond the end.
        turned: see above.
    """
    size, games = replay.outcomes.shape
    rows, columns = places // games, places % games
    # How many moves lie between a place and the newest one, so that older rows behind the newest are not taken for it.
    left = (moves - 1 - rows) % size
    later = np.arange(1, steps + 1)
    following = (rows[:, None] + later) % size
    others = (replay.seen[following, columns[:, None]] == blank).all(axis=-1) | (later > left[:, None])
    inside = np.concatenate([np.ones((len(places), 1), bool), np.cumsum(others, axis=1) == 0], axis=1)
    all_rows = np.concatenate([rows[:, None], following], axis=1)
    policy = replay.policies[all_rows, columns[:, None]].astype(np.float32) * inside[..., None]
    actions = replay.actions[all_rows[:, :-1], columns[:, None]].astype(np.int32)
    actions = np.where(inside[:, :-1], actions, random.integers(board.actions, size=actions.shape))
    boards = replays.unpacked(board, replay, (all_rows * games + columns[:, None]).ravel())
    boards = boards.reshape(*all_rows.shape, board.cells, board.planes)
    if turned:
        cells, moved = symmetries(board)
        chosen = random.integers(len(cells), size=len(places))
        boards = np.take_along_axis(boards, cells[chosen][:, None, :, None], axis=2)
        policy = np.take_along_axis(policy, moved[chosen][:, None], axis=2)
        # Move number `moved[a]` of the old board is number a of the turned one.
        actions = np.take_along_axis(np.argsort(moved, axis=1)[chosen], actions, axis=1)
    outcomes = replay.outcomes[all_rows, columns[:, None]].astype(np.float32)
    first = ((np.abs(outcomes) <= 1) & inside).argmax(axis=1)[:, None]
    past = np.arange(steps + 1) - first
    outcome = np.take_along_axis(outcomes, first, axis=1) * np.where(past % 2, -1, 1).astype(np.float32)
    boards = boards.reshape(*all_rows.shape, board.rows, board.columns, board.planes).astype(bool)
    return Stretch(
        boards[:, 0],
        actions.astype(np.int32),
        policy,
        outcome,
        inside,
        past >= 0,
        boards[:, 1:],
        np.where(inside[:, :-1] & ~inside[:, 1:], outcome[:, :-1], 0),
    )
