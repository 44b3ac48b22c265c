"""The state of the lab: what is learned, the games that are being played, what they taught, and the visitor's own game."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Parameters = dict[str, np.ndarray]  # float32, by the name of the layer and of the parameter

UNKNOWN, UNUSED = 100, 101  # outcomes of positions whose game is not over, and of those nothing is learned from


def shapes(arrays: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    """The shape and type of each array, by name."""
    return {name: (value.shape, value.dtype) for name, value in arrays.items()}


@dataclass(frozen=True)
class Learner:
    """What is learned.

    Attributes:
        parameters: of the network.
        first, second: running means of the slopes and of their squares (Adam), as `parameters`.
        updates: gradient steps so far.
        policy_loss, value_loss: of the last iteration, in nats and squared.
    """

    parameters: Parameters
    first: Parameters
    second: Parameters
    updates: int
    policy_loss: float
    value_loss: float


@dataclass(frozen=True)
class Replay:
    """The last positions of self-play, a ring over moves.

    Attributes:
        seen: uint8 [moves, games, bytes], what the network sees, eight planes' cells a byte.
        policies: float16 [moves, games, actions], what the search said.
        outcomes: int8 [moves, games]: what the game brought the player to move: 1, 0, -1; or `UNKNOWN`, `UNUSED`.
        actions: int16 [moves, games]: what was played.
        returns: float16 [moves, games]: what the search expected for the player to move, and once the outcome is known
            what is learned as the position's value, see `replay.settle`. Runs that were saved before these were kept had
            learned the outcomes, and go on with them.
    """

    seen: np.ndarray
    policies: np.ndarray
    outcomes: np.ndarray
    actions: np.ndarray
    returns: np.ndarray = field(default=None)  # type: ignore[arg-type]  # never None once it is made

    def __post_init__(self) -> None:
        if self.returns is None:
            known = np.where(np.abs(self.outcomes) <= 1, self.outcomes, 0)
            object.__setattr__(self, "returns", known.astype(np.float16))


@dataclass(frozen=True)
class Diary:
    """Some games with what network and search thought at each move.

    Attributes:
        lengths: int32 [games], moves made.
        moves: int16 [games, longest]; drawn: bool [games, longest], moves that were drawn at random for variety.
        priors, policies: float16 [games, longest, actions], of the network and of the search.
        values: float16 [games, longest, 2], of the network and of the search, for the player to move.
        outcomes: int8 [games], 1 where the first player won, -1 the second; `UNKNOWN` while it lasts.
    """

    lengths: np.ndarray
    moves: np.ndarray
    drawn: np.ndarray
    priors: np.ndarray
    policies: np.ndarray
    values: np.ndarray
    outcomes: np.ndarray


@dataclass(frozen=True)
class SelfPlay:
    """The games that are being played.

    Attributes:
        position: the leaves of a `rules.Position`.
        opening: int32 [games], moves that are still drawn at random.
        began: int64 [games], the count of moves at which each game began.
        moves: moves made so far in each place.
        finished: games that are over.
        current, last: the first few games, and those finished last in their places.
    """

    position: tuple[np.ndarray, ...]
    opening: np.ndarray
    began: np.ndarray
    moves: int
    finished: int
    current: Diary
    last: Diary

    @property
    def positions(self) -> int:
        """How many were played, in all places."""
        return self.moves * len(self.opening)


@dataclass(frozen=True)
class Checkpoint:
    """The network as it was.

    Attributes:
        iteration, positions, games: when.
        parameters: of the network.
        elo, low, high: the network's playing strength without search, against the first one's 0; 95 % interval.
    """

    iteration: int
    positions: int
    games: int
    parameters: Parameters
    elo: float
    low: float
    high: float


@dataclass(frozen=True)
class Table:
    """The visitor's game.

    Attributes:
        moves: int16 [moves].
        visitor: 0 if the visitor moves first, else 1.
    """

    moves: np.ndarray
    visitor: int


@dataclass(frozen=True)
class Gate:
    """What AlphaGo Zero keeps besides: the network that plays until another one beats it.

    Attributes:
        best: its parameters.
        matches: int64 [matches, 5]: iteration, games that the newest network won, drew and lost, whether it took the place.
    """

    best: Parameters
    matches: np.ndarray


@dataclass(frozen=True)
class Pipeline:
    """What AlphaGo keeps besides.

    Attributes:
        stage: 0 imitation, 1 self-play, 2 value.
        updates: gradient steps of this stage.
        pool: the earlier selves that p_rho plays against, oldest first; the parameters of one policy each.
        measured: the readings of the stages, by name.
    """

    stage: int
    updates: int
    pool: tuple[Parameters, ...]
    measured: dict[str, float]


@dataclass(frozen=True)
class Games:
    """Attributes:
    learner, replay, self_play: the training.
    checkpoints: the networks that are remembered, oldest first.
    strength: float64 [measurements, 5]: iteration, positions, games won, drawn and lost against a random mover.
    measured: the readings measured last, by name.
    table: the visitor's game.
    iterations: so far.
    seed: of the weights and of all other chance.
    gate: of AlphaGo Zero only.
    pipeline: of AlphaGo only.
    """

    learner: Learner
    replay: Replay
    self_play: SelfPlay
    checkpoints: tuple[Checkpoint, ...]
    strength: np.ndarray
    measured: dict[str, float]
    table: Table
    iterations: int
    seed: int
    gate: Gate | None = None
    pipeline: Pipeline | None = None

    @property
    def playing(self) -> Parameters:
        """The network that plays: the best so far where a network has to win its place, otherwise the newest."""
        return self.gate.best if self.gate else self.learner.parameters

    @property
    def stages(self) -> Pipeline:
        """What AlphaGo keeps; only a run of AlphaGo has it."""
        if self.pipeline is None:
            raise ValueError("a run of AlphaGo has a pipeline")
        return self.pipeline
