"""Draws the pictures' arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from neurarium.lab.contract import Arrays
from neurarium.lab.text import Refusal, Text
from neurarium.labs.games import boards, generations, rules, strength, tree, visitor
from neurarium.labs.games import imagined as beliefs
from neurarium.labs.games import tournament as tournaments
from neurarium.labs.games.settings import GamesSettings
from neurarium.labs.games.state import Diary, Games

POSTER = 63  # pixels of the miniature


def moves_of(state: Games, asked: Any) -> list[int]:
    """The moves that lead to the position that is meant; raises `Refusal` if the game is not that long."""
    if asked.source == "table":
        moves = [int(move) for move in state.table.moves]
    else:
        diary: Diary = getattr(state.self_play, asked.source)
        moves = [int(move) for move in diary.moves[asked.number, : diary.lengths[asked.number]]]
    if asked.ply > len(moves):
        raise Refusal(
            Text(
                f"ply cannot be {asked.ply}: this game has {len(moves)} moves.",
                f"ply kann nicht {asked.ply} sein: Diese Partie hat {len(moves)} Züge.",
            )
        )
    return moves if asked.ply < 0 else moves[: asked.ply]


def board(settings: GamesSettings, state: Games, asked: Any) -> Arrays:
    about = boards.BOARDS[settings.game]
    moves = moves_of(state, asked)
    position = visitor.position_after(settings, moves)
    ended = bool(rules.over(position)[0])
    turn = 0 if ended else (1 if len(moves) % 2 == 0 else -1)
    winner = visitor.outcome(settings, moves) if ended else 0
    own = 1 if state.table.visitor == 0 else -1
    names = " ".join(boards.written(about, action) for action in range(about.actions))
    legal = np.asarray(rules.legal(position)[0]) & (not ended)
    return {
        "cells": rules.cells(position)[0],
        "legal": legal.astype(np.uint8),
        "moves": np.array(moves, np.int32),
        "about": np.array([turn, winner, own, len(moves), moves[-1] if moves else -1], np.int32),
        "names": np.frombuffer(names.encode(), np.uint8),
        "score": np.array(
            [*rules.area(rules.find(about.id), position), about.komi] if about.komis else [0, 0, 0], np.float32
        ),
    }


def opinion(settings: GamesSettings, state: Games, asked: Any) -> Arrays:
    position = visitor.position_after(settings, moves_of(state, asked))
    parameters = visitor.parameters_of(state, asked.checkpoint)
    policy, value = strength.opinion(generations.of(settings).answer(settings), parameters, position)
    return {"policy": policy[0], "value": value}


def search(settings: GamesSettings, state: Games, asked: Any) -> Arrays:
    position = visitor.position_after(settings, moves_of(state, asked))
    _, grown = visitor.looked(settings, state, position, asked.simulations, asked.checkpoint)
    return tree.arrays(grown, asked.simulations, asked.node)


def imagined(settings: GamesSettings, state: Games, asked: Any) -> Arrays:
    about = boards.BOARDS[settings.game]
    before, moves = moves_of(state, asked), boards.read_moves(about, asked.line)
    if len(moves) > beliefs.FAR:
        raise Refusal(
            Text(
                f"line cannot have {len(moves)} moves: expected at most {beliefs.FAR}.",
                f"line kann nicht {len(moves)} Züge haben: erwartet werden höchstens {beliefs.FAR}.",
            )
        )
    parameters = visitor.parameters_of(state, asked.checkpoint)
    line = beliefs.line(settings, parameters, before, moves)
    made = [int(move) for move in line.moves]
    positions = [visitor.position_after(settings, [*before, *made[:count]]) for count in range(len(made) + 1)]
    return {
        "learned": np.array([generations.of(settings).unrolling is not None], np.uint8),
        "boards": np.array([rules.cells(position)[0] for position in positions]),
        "moves": line.moves,
        "legal": np.array([beliefs.possible(position) for position in positions]).astype(np.uint8),
        "policy": line.policy,
        "mass": line.mass,
        "value": line.value,
        "real": line.real,
        "rewards": line.rewards,
        "won": line.won,
    }


def imagination(settings: GamesSettings, state: Games, asked: Any) -> Arrays:
    depths = beliefs.depths(settings, visitor.parameters_of(state, asked.checkpoint))
    return {"depths": np.stack(depths, axis=1).astype(np.float64)}


def game(settings: GamesSettings, state: Games, asked: Any) -> Arrays:
    diary: Diary = getattr(state.self_play, asked.source)
    length = int(diary.lengths[asked.number])
    moves = [int(move) for move in diary.moves[asked.number, :length]]
    shown = [rules.cells(visitor.position_after(settings, moves[:ply]))[0] for ply in range(length + 1)]
    return {
        "boards": np.array(shown),
        "moves": np.array(moves, np.int32),
        "drawn": diary.drawn[asked.number, :length].astype(np.uint8),
        "priors": diary.priors[asked.number, :length].astype(np.float64),
        "policies": diary.policies[asked.number, :length].astype(np.float64),
        "values": diary.values[asked.number, :length].astype(np.float64),
        "outcome": diary.outcomes[asked.number : asked.number + 1].astype(np.int32),
    }


def checkpoints(settings: GamesSettings, state: Games, asked: Any) -> Arrays:
    position = visitor.position_after(settings, moves_of(state, asked))
    visitor.parameters_of(state, asked.checkpoint)
    answer = generations.of(settings).answer(settings)
    kept = state.checkpoints
    thought = [strength.opinion(answer, each.parameters, position) for each in kept]
    return {
        "policy": np.array([policy[0] for policy, _ in thought]),
        "value": np.array([value[0] for _, value in thought]),
        "when": np.array([[each.iteration, each.positions, each.games] for each in kept], np.int64),
        "elo": np.array([[each.elo, each.low, each.high] for each in kept], np.float64),
    }


def curves(_: GamesSettings, state: Games, __: Any) -> Arrays:
    counts = state.strength.astype(np.int64)
    return {"counts": counts, "score": _shares(counts[:, 2:5])}


def gate(_: GamesSettings, state: Games, __: Any) -> Arrays:
    counts = state.gate.matches.astype(np.int64) if state.gate else np.zeros((0, 5), np.int64)
    return {"counts": counts, "score": _shares(counts[:, 1:4])}


def _shares(results: np.ndarray) -> np.ndarray:
    """float64 [matches, 3]: the score and its interval, of games won, drawn and lost."""
    scores = [strength.Score(*map(int, row)) for row in results]
    return np.array([[score.share, *score.interval] for score in scores]).reshape(-1, 3)


def tournament(settings: GamesSettings, _: Games, __: Any) -> Arrays:
    about = tournaments.card(settings.game) or tournaments.NONE
    current = bool(about["methods"]) and tournaments.current(settings.game, about)
    scores = np.array(about["scores"], np.int64).reshape(len(about["methods"]), len(about["methods"]), 3)
    games = int(scores[0, 1].sum()) if len(scores) else 0
    return {
        "methods": np.frombuffer(" ".join(about["methods"]).encode(), np.uint8),
        "scores": scores,
        "elo": tournaments.ratings(scores),
        "about": np.array([about["simulations"], games, about["processor_seconds"], current], np.int64),
        "card": np.frombuffer("\n".join((about["date"], about["command"])).strip().encode(), np.uint8),
    }


def poster(settings: GamesSettings, state: Games, _: Any) -> Arrays:
    """The last finished game's end from 0 (second player) over 127 to 254, enlarged; before that, an empty board."""
    diary = state.self_play.last
    moves = diary.moves[0, : diary.lengths[0]]
    cells = rules.cells(visitor.position_after(settings, moves))[0].astype(np.int64)
    rows, columns = (np.arange(POSTER) * side // POSTER for side in cells.shape)
    return {"map": (127 + 127 * cells)[np.ix_(rows, columns)].astype(np.uint8)}
