"""The visitor's own game against the network."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games import boards, generations, rules, search
from neurarium.labs.games.rules import Position
from neurarium.labs.games.settings import ANSWER_ROOM, GamesSettings
from neurarium.labs.games.state import Games, Parameters, Table


def position_after(settings: GamesSettings, moves: Any, komi: float | None = None) -> Position:
    """The position after these moves; raises `Refusal` at the first that is not possible. `komi`: if not the board's own."""
    return _after(settings.game, tuple(int(move) for move in moves), komi)


@lru_cache(maxsize=256)
def _after(game_id: str, moves: tuple[int, ...], komi: float | None) -> Position:
    game = rules.find(game_id)
    if not moves:
        return rules.first(game) if komi is None else rules.with_komi(game, rules.first(game), komi)
    before = _after(game_id, moves[:-1], komi)
    move = moves[-1]
    if bool(rules.over(before)[0]):
        raise Refusal(
            Text(
                "The game is over; begin a new one, or take a move back.",
                "Die Partie ist zu Ende; bitte eine neue beginnen oder einen Zug zurücknehmen.",
            )
        )
    if not 0 <= move < game.board.actions or not bool(rules.legal(before)[0, move]):
        possible = np.flatnonzero(np.asarray(rules.legal(before)[0]))
        names = ", ".join(boards.written(game.board, action) for action in possible[:12])
        names += ", …" if len(possible) > 12 else "."
        wrong = boards.written(game.board, move) if 0 <= move < game.board.actions else str(move)
        raise Refusal(
            Text(
                f"{wrong} is not possible as move {len(moves)}: expected one of {names}",
                f"{wrong} ist als {len(moves)}. Zug nicht möglich: erwartet wird eines von {names}",
            )
        )
    after, _ = rules.stepping(game)(before, np.array([move], np.int32))
    return rules.on_host(after)


def outcome(settings: GamesSettings, moves: Any) -> int:
    """1 if the first player has won, -1 the second, 0 otherwise."""
    moves = tuple(int(move) for move in moves)
    if not moves:
        return 0
    before = position_after(settings, moves[:-1])
    _, reward = rules.stepping(rules.find(settings.game))(before, np.array([moves[-1]], np.int32))
    brought = round(float(reward[0]))
    return brought if len(moves) % 2 == 1 else -brought


def parameters_of(state: Games, checkpoint: int) -> Parameters:
    """The network at a checkpoint, or now (-1); raises `Refusal` where there is none."""
    if checkpoint < 0:
        return state.playing
    if checkpoint >= len(state.checkpoints):
        last = len(state.checkpoints) - 1
        raise Refusal(
            Text(
                f"checkpoint cannot be {checkpoint}: expected a whole number from -1 (now) to {last}.",
                f"checkpoint kann nicht {checkpoint} sein: erwartet wird eine ganze Zahl von -1 (jetzt) bis {last}.",
            )
        )
    return state.checkpoints[checkpoint].parameters


def thinking(settings: GamesSettings) -> tuple[Any, ...]:
    """What searches for the visitor think with, as of `search.searching`."""
    maker, *arguments = generations.of(settings).model(settings)
    turned = settings.turned_answers and maker is search.with_network
    return search.with_turned if turned else maker, *arguments


def looked(settings: GamesSettings, state: Games, position: Position, simulations: int, checkpoint: int = -1) -> Any:
    """(what a search of one position found, mctx's tree): by Q + U, without any chance."""
    game = rules.find(settings.game)
    run = search.searching(game, thinking(settings), "puct", ANSWER_ROOM, True)
    effort = search.effort(game, ANSWER_ROOM, simulations)
    return run(parameters_of(state, checkpoint), np.zeros(2, np.uint32), position, effort)


def answered(
    settings: GamesSettings, state: Games, moves: np.ndarray, checkpoint: int = -1, komi: float | None = None
) -> np.ndarray:
    """The moves with the network's answer, if the game is not over."""
    position = position_after(settings, moves, komi)
    if bool(rules.over(position)[0]):
        return moves
    found, _ = looked(settings, state, position, settings.answer_simulations, checkpoint)
    return np.append(moves, int(found.best[0])).astype(np.int16)


def seated(state: Games, moves: Any, visitor: int) -> Games:
    """The state with another game on the table."""
    return replace(state, table=Table(np.array(moves, np.int16), visitor))
