"""Writes down some of the games that AlphaGo's policies play, for visitors: what was played, and what p_rho and v_theta think."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from neurarium.labs.games import rules, self_play, strength
from neurarium.labs.games.alphago_games import Against, Single
from neurarium.labs.games.alphago_network import answering
from neurarium.labs.games.alphazero import blueprint_of
from neurarium.labs.games.settings import GamesSettings
from neurarium.labs.games.state import Games

OFTEN = 4  # iterations between games that are written down
SHOWN = self_play.SHOWN


def noted_games(settings: GamesSettings, state: Games, played: Against) -> Games:
    """With some of p_rho's games as the last ones; in half of them it moves first."""
    if state.iterations % OFTEN:
        return state
    half = SHOWN // 2
    plies = np.arange(len(played.actions))
    moves = np.zeros((SHOWN, len(plies)), np.int64)
    for side in (0, 1):
        own = np.where(plies % 2 == side, played.actions[:, :half].T, played.replies[:, :half].T)
        moves[side * half : (side + 1) * half] = own
    return _noted(settings, state, moves, np.zeros(moves.shape, bool))


def noted_single(settings: GamesSettings, state: Games, single: Single, at: np.ndarray) -> Games:
    """With each row's first game as the last ones; the random move of each is marked."""
    if state.iterations % OFTEN:
        return state
    plies = np.arange(single.actions.shape[1])
    return _noted(settings, state, single.actions[:SHOWN], plies == at[:SHOWN, None])


def _noted(settings: GamesSettings, state: Games, moves: np.ndarray, drawn: np.ndarray) -> Games:
    """With these games, int [SHOWN, longest] moves of which those after the end do not count, as the last ones."""
    game = rules.find(settings.game)
    diary = self_play.blank(game.board)
    answer, step = answering(blueprint_of(settings)), rules.stepping(game)
    position: Any = rules.first(game, SHOWN)
    outcomes = np.zeros(SHOWN)
    for ply in range(moves.shape[1]):
        playing = ~np.asarray(rules.over(position))
        if not playing.any():
            break
        policy, value = strength.opinion(answer, state.learner.parameters, position)
        diary.moves[playing, ply] = moves[playing, ply]
        diary.drawn[playing, ply] = drawn[playing, ply]
        diary.priors[playing, ply] = diary.policies[playing, ply] = policy[playing]
        diary.values[playing, ply] = value[playing, None]
        diary.lengths[playing] = ply + 1
        position, reward = step(position, moves[:, ply].astype(np.int32))
        outcomes += np.asarray(reward) * (1 if ply % 2 == 0 else -1)
    last = replace(diary, outcomes=outcomes.astype(np.int8))
    return replace(state, self_play=replace(state.self_play, last=last))
