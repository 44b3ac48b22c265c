"""A learned model beside the real rules: what it believes along moves that it only imagines.

At the first position the model sees the board. From then on it has nothing but the moves, and what it says is compared with
what the rules say: how much of its policy lies on moves that are possible, and whether its value is that of the same network
seeing the real board or, once a game is over, the outcome. A generation that searches by the rules sees every board; it is
compared with the rules in the same way.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from neurarium.labs.games import generations, rules, self_play, visitor
from neurarium.labs.games.settings import GamesSettings
from neurarium.labs.games.state import Parameters

FAR = 8  # moves that are imagined at most
GAMES = 64  # of random moves, over which is averaged


class Line(NamedTuple):
    """Some moves from a position on.

    Attributes:
        moves: int32 [moves].
        policy: float64 [moves + 1, actions], the model's, over all moves whether they are possible or not.
        mass: float64 [moves + 1]: how much of it lies on moves that are possible; 0 where the game is over.
        value: float64 [moves + 1]: the model's, for the player who moves first in the game.
        real: float64 [moves + 1]: the same of the network that sees the board, or the outcome once the game is over.
        rewards: float64 [moves], what the model believes each move to have won for whoever made it; or [0] where the
            rules are asked.
        won: float64 [moves], what it has won by the rules.
    """

    moves: np.ndarray
    policy: np.ndarray
    mass: np.ndarray
    value: np.ndarray
    real: np.ndarray
    rewards: np.ndarray
    won: np.ndarray


def line(settings: GamesSettings, parameters: Parameters, before: list[int], moves: list[int]) -> Line:
    """What the model imagines after the moves `before`: first these moves, then those that it likes best itself.

    Among what it likes only moves that are possible are made, up to `FAR` and to the end of the game. Raises `Refusal` for a
    move that is not possible.
    """
    visitor.position_after(settings, [*before, *moves])
    moves = list(moves)
    while True:
        positions = [visitor.position_after(settings, [*before, *moves[:made]]) for made in range(len(moves) + 1)]
        logits, values, rewards = _believed(settings, parameters, positions, moves)
        policy = softmax(logits)
        legal = np.array([possible(position) for position in positions])
        if len(moves) >= FAR or not legal[-1].any():
            break
        moves.append(int(np.where(legal[-1], logits[-1], -np.inf).argmax()))
    seen = [_opinion(settings, parameters, position) for position in positions]
    signs = np.where((len(before) + np.arange(len(positions))) % 2 == 0, 1, -1)
    real = np.array(
        [
            visitor.outcome(settings, [*before, *moves[:made]]) if rules.over(position)[0] else signs[made] * seen[made]
            for made, position in enumerate(positions)
        ],
        np.float64,
    )
    over = np.array([bool(rules.over(position)[0]) for position in positions])
    won = np.where(over, real * -signs, 0.0)[1:]  # for whoever made the move
    mass = (policy * legal).sum(axis=1)
    return Line(np.array(moves, np.int32), policy, mass, signs * values, real, rewards, won)


class Depths(NamedTuple):
    """How the model fares so many imagined moves away from the board, on average over games of random moves.

    Attributes:
        going: int64 [depths], positions in which the game goes on; over: int64 [depths], in which it has ended.
        mass: float64 [depths], how much of the policy lies on possible moves while the game goes on.
        chance: float64 [depths], how much would if all moves were alike.
        apart: float64 [depths], mean distance between the model's value and the network's that sees the board.
        missed: float64 [depths], mean distance between the model's value and the outcome where the game has ended.
    """

    going: np.ndarray
    over: np.ndarray
    mass: np.ndarray
    chance: np.ndarray
    apart: np.ndarray
    missed: np.ndarray


@lru_cache(maxsize=4)
def _random_games(game_id: str) -> tuple[Any, np.ndarray, list[Any], np.ndarray]:
    """(where each game is left to the model, the moves from there, the real positions after each, their outcomes).

    Each is left somewhere in the first half of the board. An outcome is that for whoever would move next, 0 while it goes on.
    """
    game = rules.find(game_id)
    random = np.random.default_rng(0)
    step = rules.stepping(game)
    position: Any = rules.first(game, GAMES)
    opening = random.integers(0, game.board.cells // 2, GAMES)
    for ply in range(int(opening.max())):
        after, _ = step(position, self_play.uniform(np.asarray(rules.legal(position)), random).astype(np.int32))
        # A game that would be over is left where it is.
        going = (ply < opening) & ~np.asarray(rules.over(after))
        position = rules.merged(going, after, position)
    positions, moves, outcomes = [position], [], [np.zeros(GAMES)]
    for _ in range(FAR):
        legal = np.asarray(rules.legal(position))
        chosen = self_play.uniform(np.where(np.asarray(rules.over(position))[:, None], True, legal), random)
        position, reward = step(position, chosen.astype(np.int32))
        ended = np.asarray(rules.over(position)) & np.asarray(rules.over(positions[-1]))
        outcomes.append(np.where(ended, -outcomes[-1], -np.asarray(reward)))
        moves.append(chosen)
        positions.append(rules.on_host(position))
    return positions[0], np.array(moves, np.int32).T, positions, np.array(outcomes)


def depths(settings: GamesSettings, parameters: Parameters) -> Depths:
    """The model against the rules in the same games, whatever is trained."""
    _, moves, positions, outcomes = _random_games(settings.game)
    logits, values, _ = _believed_together(settings, parameters, positions, moves)
    policy = softmax(logits)
    legal = np.array([np.asarray(rules.legal(position)) for position in positions])
    over = np.array([np.asarray(rules.over(position)) for position in positions])
    answer = generations.of(settings).answer(settings)
    seen = np.array([np.asarray(answer(parameters, rules.observe(position))[1], np.float64) for position in positions])
    return Depths(
        (~over).sum(axis=1),
        over.sum(axis=1),
        _mean((policy * legal).sum(axis=2), ~over),
        _mean(legal.mean(axis=2), ~over),
        _mean(np.abs(values - seen), ~over),
        _mean(np.abs(values - outcomes), over),
    )


def knows_legal(settings: GamesSettings, parameters: Parameters) -> list[float]:
    """How well the policy tells possible moves from impossible ones after 1, 2 ... imagined moves, in the same games.

    The area under the curve (AUC): the share of pairs of a possible and an impossible move of which the first has more.
    """
    _, moves, positions, _ = _random_games(settings.game)
    logits, _, _ = _believed_together(settings, parameters, positions, moves)
    policy = softmax(logits)
    areas = []
    for position, shares in zip(positions[1:], policy[1:], strict=True):
        going, legal = ~np.asarray(rules.over(position)), np.asarray(rules.legal(position))
        if going.any() and not legal[going].all():
            areas.append(area(shares[going][legal[going]], shares[going][~legal[going]]))
    return areas


def knows_won(settings: GamesSettings, parameters: Parameters) -> list[tuple[int, float]]:
    """How many moves have won after 1, 2 ... imagined ones in the same games, and how well their reward tells them (AUC)."""
    _, moves, positions, outcomes = _random_games(settings.game)
    _, _, rewards = _believed_together(settings, parameters, positions, moves)
    found = []
    for before, after, outcome, believed in zip(positions, positions[1:], outcomes[1:], rewards, strict=False):
        made, won = ~np.asarray(rules.over(before)), np.asarray(rules.over(after)) & (outcome == -1)
        if (made & won).any() and (made & ~won).any():
            found.append((int((made & won).sum()), area(believed[made & won], believed[made & ~won])))
    return found


def area(right: np.ndarray, wrong: np.ndarray) -> float:
    """The share of pairs of one of either in which the right one is larger; a draw counts a half."""
    larger, equal = (right[:, None] > wrong).mean(), (right[:, None] == wrong).mean()
    return float(larger + equal / 2)


def _mean(numbers: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Of each row, over those that are meant; 0 where none is."""
    found: np.ndarray = (numbers * where).sum(axis=1) / np.maximum(where.sum(axis=1), 1)
    return found


def softmax(logits: np.ndarray) -> np.ndarray:
    """float64 [..., actions]"""
    raised = np.exp(np.asarray(logits, np.float64) - np.max(logits, axis=-1, keepdims=True))
    shares: np.ndarray = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def _believed(settings: GamesSettings, parameters: Parameters, positions: list[Any], moves: list[int]) -> Any:
    """float64 [moves + 1, actions], [moves + 1] for whoever is to move, rewards [moves] or [0]: of one line of moves."""
    padded = np.zeros((1, FAR), np.int32)
    padded[0, : len(moves)] = moves
    logits, values, rewards = _believed_together(settings, parameters, positions, padded)
    return logits[: len(moves) + 1, 0], values[: len(moves) + 1, 0], rewards[: len(moves), 0]


def _believed_together(settings: GamesSettings, parameters: Parameters, positions: list[Any], moves: np.ndarray) -> Any:
    """Of a model, or of a network that sees every board.

    float64 [moves + 1, batch, actions], [moves + 1, batch], and rewards [moves, batch], or [0, batch] where the rules are asked.
    """
    generation = generations.of(settings)
    if generation.unrolling is not None:
        found = generation.unrolling(settings)(parameters, rules.observe(positions[0]), moves)
        return tuple(np.asarray(one, np.float64).swapaxes(0, 1) for one in found)
    answer = generation.answer(settings)
    both = [answer(parameters, rules.observe(position)) for position in positions]
    logits, values = (np.array([one[which] for one in both], np.float64) for which in (0, 1))
    return logits, values, np.zeros((0, len(moves)))


def _opinion(settings: GamesSettings, parameters: Parameters, position: Any) -> float:
    _, value = generations.of(settings).answer(settings)(parameters, rules.observe(position))
    return float(value[0])


def possible(position: Any) -> np.ndarray:
    """bool [actions]; none where the game is over."""
    legal: np.ndarray = np.asarray(rules.legal(position)[0]) & ~np.asarray(rules.over(position)[0])
    return legal
