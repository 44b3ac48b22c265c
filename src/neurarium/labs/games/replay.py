"""What self-play taught: a ring of positions, each with the search's policy and, once its game is over, the outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from neurarium.labs.games.boards import Board, symmetries
from neurarium.labs.games.state import UNKNOWN, UNUSED, Replay

POSITIONS = {"tic-tac-toe": 2**14, "connect-four": 2**17}  # that are kept
OTHERS = 2**15
FEW, ROWS = 64, 512  # of more games than the first, so many moves of each at least


class Batch(NamedTuple):
    """Positions to learn from.

    Attributes:
        seen: bool [batch, rows, columns, planes].
        policy: float32 [batch, actions], pi of the papers.
        outcome: float32 [batch], z of the papers, or what `settle` made of it.
    """

    seen: np.ndarray
    policy: np.ndarray
    outcome: np.ndarray


def empty(board: Board, games: int) -> Replay:
    """Nothing yet, with room for as many moves of each game as the board's share of memory allows; more games need more."""
    moves = max(POSITIONS.get(board.id, OTHERS) // games, ROWS if games > FEW else 0, board.longest + 1)
    size = (board.cells * board.planes + 7) // 8
    return Replay(
        np.zeros((moves, games, size), np.uint8),
        np.zeros((moves, games, board.actions), np.float16),
        np.full((moves, games), UNUSED, np.int8),
        np.zeros((moves, games), np.int16),
        np.zeros((moves, games), np.float16),
    )


def copied(replay: Replay) -> Replay:
    """Arrays of its own, to be written to."""
    return Replay(**{name: array.copy() for name, array in vars(replay).items()})


def note(
    replay: Replay,
    move: int,
    seen: np.ndarray,
    policy: np.ndarray,
    value: np.ndarray | float,
    actions: np.ndarray,
    used: np.ndarray,
) -> None:
    """Write down one move of every game, in place.

    Arguments:
        replay: written to.
        move: the count of moves before it.
        seen: bool [games, rows, columns, planes].
        policy, value: what the search said, float32 [games, actions] and [games].
        actions: [games].
        used: bool [games]: whether it is to be learned from.
    """
    place = move % len(replay.outcomes)
    replay.seen[place] = packed(seen)
    replay.policies[place] = policy
    replay.returns[place] = value
    replay.outcomes[place] = np.where(used, UNKNOWN, UNUSED)
    replay.actions[place] = actions


def settle(replay: Replay, game: int, began: int, move: int, reward: float, trust: float = 1.0) -> None:
    """Write the outcome of a game that ended with this move to all of its positions, in place; signs alternate.

    What is learned as the value is the lambda-return (Sutton 1988) with lambda the `trust` in the outcome: of the last
    position the reward, of every other `trust` times what is learned of the next one and the rest what the search thought
    of that one, seen from the other side. With 1 it is the outcome, as in the papers; with less a mistake late in the game
    says less of positions long before it.
    """
    moves = np.arange(max(began, move + 1 - len(replay.outcomes)), move + 1)
    places = moves % len(replay.outcomes)
    outcome = np.where((move - moves) % 2 == 0, reward, -reward).astype(np.int8)
    waiting = replay.outcomes[places, game] == UNKNOWN
    replay.outcomes[places[waiting], game] = outcome[waiting]
    thought = replay.returns[places, game].astype(np.float64)
    returns = thought.copy()
    returns[-1] = reward
    for at in range(len(returns) - 2, -1, -1):
        returns[at] = -(trust * returns[at + 1] + (1 - trust) * thought[at + 1])
    replay.returns[places, game] = returns


def known(replay: Replay) -> np.ndarray:
    """int64 [positions]: the places, counted row by row, that can be learned from."""
    return np.flatnonzero(np.abs(replay.outcomes.ravel()) <= 1)


def sample(board: Board, replay: Replay, places: np.ndarray, random: np.random.Generator, turned: bool) -> Batch:
    """The positions at these places, each in a random symmetry of the board if they are to be turned."""
    count = len(places)
    seen = unpacked(board, replay, places)
    policy = replay.policies.reshape(-1, board.actions)[places].astype(np.float32)
    if turned:
        cells, actions = symmetries(board)
        chosen = random.integers(len(cells), size=count)
        seen = np.take_along_axis(seen, cells[chosen][..., None], axis=1)
        policy = np.take_along_axis(policy, actions[chosen], axis=1)
    return Batch(
        seen.reshape(count, board.rows, board.columns, board.planes).astype(bool),
        policy,
        replay.returns.ravel()[places].astype(np.float32),
    )


def packed(seen: np.ndarray) -> np.ndarray:
    """uint8 [batch, bytes]: boards as the ring holds them."""
    return np.packbits(seen.reshape(len(seen), -1), axis=1)


def unpacked(board: Board, replay: Replay, places: np.ndarray) -> np.ndarray:
    """uint8 [batch, cells, planes]: the boards at these places."""
    bits = replay.seen.reshape(-1, replay.seen.shape[2])[places]
    return np.unpackbits(bits, axis=1, count=board.cells * board.planes).reshape(-1, board.cells, board.planes)


def emptied(replay: Replay) -> Replay:
    """The same, with nothing to learn from."""
    return replace(replay, outcomes=np.full_like(replay.outcomes, UNUSED))
