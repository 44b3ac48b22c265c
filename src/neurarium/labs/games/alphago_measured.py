"""What AlphaGo's networks can do, measured at positions and in games from which nothing was learned."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from neurarium.labs.games import alphago_games, rules
from neurarium.labs.games import replay as replays
from neurarium.labs.games.alphago_network import IMITATED, IMPROVED, answering, part_of, rolling
from neurarium.labs.games.alphazero import blueprint_of
from neurarium.labs.games.boards import Board
from neurarium.labs.games.network import Blueprint
from neurarium.labs.games.self_play import GAMES
from neurarium.labs.games.settings import GamesSettings
from neurarium.labs.games.state import Games, Parameters

IMITATION, SELF_PLAY, VALUES = range(3)
NOTHING = {"imitation_accuracy": 0.0, "rollout_accuracy": 0.0, "score_imitated": 0.5, "value_error": 0.0}  # yet
HELD_OUT = GAMES // 8  # of the games played side by side: nothing is learned from the last ones, they measure
EXAMINED = 4096  # positions of a measurement at most
CHUNK = 512  # positions that a network sees at once


def held_out(places: np.ndarray) -> np.ndarray:
    """bool, for each place in the replay whether it is kept for measuring."""
    held: np.ndarray = places % GAMES >= GAMES - HELD_OUT
    return held


def examined(settings: GamesSettings, state: Games) -> Games:
    """With what the networks that are being taught can do now."""
    stages, parameters = state.stages, state.learner.parameters
    blueprint = blueprint_of(settings)
    random = np.random.default_rng([state.seed, 5, state.iterations])
    places = replays.known(state.replay)
    held = places[held_out(places)][-EXAMINED:]
    found: dict[str, float] = {}
    if stages.stage == SELF_PLAY:
        found["score_imitated"] = score_against_imitated(settings, parameters, random)
    elif len(held):
        batch = replays.sample(blueprint.board, state.replay, held, random, False)
        if stages.stage == VALUES:
            found["value_error"] = value_error(blueprint, parameters, batch.seen, batch.outcome)
        else:
            names = ("imitation_accuracy", "rollout_accuracy")
            moves = batch.policy.argmax(axis=1)
            right = agreement(blueprint, parameters, batch.seen, moves)
            found = {name: float(each.mean()) for name, each in zip(names, right, strict=True)}
    return replace(state, pipeline=replace(stages, measured={**stages.measured, **found}))


def score_against_imitated(settings: GamesSettings, parameters: Parameters, random: np.random.Generator) -> float:
    """Points by games of p_rho against p_sigma, both drawing their moves, over 2 x `GAMES` games."""
    game, blueprint = rules.find(settings.game), blueprint_of(settings)
    mine, other = (part_of(parameters, part) for part in (IMPROVED, IMITATED))
    played = alphago_games.against(game, blueprint, mine, other, random)
    return float((played.z.mean() + 1) / 2)


def agreement(
    blueprint: Blueprint, parameters: Parameters, seen: np.ndarray, moves: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """bool [batch] each: whether p_sigma's and p_pi's likeliest possible move is the expert's."""
    possible = legal(blueprint.board, seen)
    sigma, pi = (
        np.where(possible, whole(program, parameters, seen)[0], -np.inf).argmax(axis=1) == moves
        for program in (answering(blueprint, IMITATED), rolling(blueprint))
    )
    return sigma, pi


def value_error(blueprint: Blueprint, parameters: Parameters, seen: np.ndarray, z: np.ndarray) -> float:
    """Mean of (z - v)^2."""
    return float(np.square(z - whole(answering(blueprint), parameters, seen)[1]).mean())


def legal(board: Board, seen: np.ndarray) -> np.ndarray:
    """bool [batch, actions]: what is possible on boards of which a cell, or a column's top cell, has to be free."""
    free: Any = ~seen[..., :2].any(axis=-1)
    possible: np.ndarray = free[:, 0] if board.kind == "connect-four" else free.reshape(len(seen), -1)
    return possible


def whole(program: Any, parameters: Parameters, seen: np.ndarray) -> list[np.ndarray]:
    """A compiled network's answers for any number of boards, which it sees in chunks of one size."""
    answers = []
    for begin in range(0, len(seen), CHUNK):
        rows = np.minimum(np.arange(begin, begin + CHUNK), len(seen) - 1)
        answers.append([np.asarray(each)[: len(seen) - begin] for each in program(parameters, seen[rows])])
    return [np.concatenate(each) for each in zip(*answers, strict=True)]
