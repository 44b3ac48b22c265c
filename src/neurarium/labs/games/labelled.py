"""Connect Four against a perfect solver's labels, which are in no training: `python -m neurarium.labs.games.labelled FILE`.

The file is CSV: `moves`, the columns 0 to 6 played from the empty board, and `score0` to `score6`, what each move is worth to
the player to move (0 a draw, positive won, negative lost; empty: not possible). A position is decisive when its moves lead
to at least two of won, drawn and lost; a move is right when it keeps the best of these that can be had.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from safetensors.numpy import load

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games import generations, rules, search, shipped, strength, visitor
from neurarium.labs.games.rules import Position
from neurarium.labs.games.settings import CONVOLUTIONAL, GamesSettings

BATCH = 64


class Labelled(NamedTuple):
    """Positions and what every move of them is worth.

    Attributes:
        position: of all rows.
        outcomes: int8 [rows, 7]: 1 won, 0 drawn, -1 lost, -2 not possible.
        decisive: bool [rows].
    """

    position: Position
    outcomes: np.ndarray
    decisive: np.ndarray


def read(path: Path) -> Labelled:
    """The positions of a file; raises `Refusal` with the line where something is wrong."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    game = rules.find("connect-four")
    outcomes = np.full((len(rows), 7), -2, np.int8)
    moves = np.full((len(rows), game.board.longest), -1)
    for number, row in enumerate(rows):
        try:
            played = [int(letter) for letter in row["moves"]]
            if not set(played) <= set(range(7)):
                raise ValueError("columns are 0 to 6")
            moves[number, : len(played)] = played
            for column in range(7):
                if row[f"score{column}"]:
                    outcomes[number, column] = np.sign(int(row[f"score{column}"]))
        except (ValueError, KeyError, TypeError, IndexError) as problem:
            raise _wrong(number, str(problem)) from problem
    position = _played(moves)
    impossible = (np.asarray(rules.legal(position)) != (outcomes > -2)).any(axis=1) | np.asarray(rules.over(position))
    if impossible.any():
        raise _wrong(int(impossible.argmax()), "moves and scores do not fit")
    possible = [set(row[row > -2].tolist()) for row in outcomes]
    return Labelled(position, outcomes, np.array([len(values) > 1 for values in possible]))


def _wrong(number: int, detail: str) -> Refusal:
    return Refusal(
        Text(
            f"Line {number + 2} is no labelled position ({detail}): expected columns 0 to 6 and seven scores.",
            f"Zeile {number + 2} ist keine beschriftete Stellung ({detail}): erwartet werden Spalten 0 bis 6 und sieben "
            "Bewertungen.",
        )
    )


def _played(moves: np.ndarray) -> Position:
    """The positions after these moves, int [rows, longest], -1 where there is none any more."""
    game = rules.find("connect-four")
    step = rules.stepping(game)
    position: Position = rules.first(game, len(moves))
    for ply in range(moves.shape[1]):
        there = moves[:, ply] >= 0
        if not there.any():
            break
        after, _ = step(position, np.maximum(moves[:, ply], 0).astype(np.int32))
        position = rules.merged(there, after, position)
    return position


def right(labelled: Labelled, actions: np.ndarray) -> np.ndarray:
    """bool [rows]: whether a move keeps the best outcome that can be had."""
    kept: np.ndarray = labelled.outcomes[np.arange(len(actions)), actions] == labelled.outcomes.max(axis=1)
    return kept


def report(
    labelled: Labelled, settings: GamesSettings, parameters: Any, simulations: tuple[int, ...]
) -> dict[str, Any]:
    """The share of right moves in decisive positions with its 95 % interval: the network alone, then with searches."""
    generation, game = generations.of(settings), rules.find("connect-four")
    some = rules.taken(labelled.position, labelled.decisive)
    outcomes = labelled.outcomes[labelled.decisive]
    subset = Labelled(some, outcomes, np.ones(len(outcomes), bool))
    players = {"network alone": strength.network_player(generation.answer(settings), parameters)}
    if simulations:
        room = max(simulations)
        run = search.searching(game, visitor.thinking(settings), "puct", room)
        for count in simulations:
            effort = search.effort(game, room, count)
            players[f"{count} simulations"] = strength.search_player(run, parameters, effort, BATCH)
    random = np.random.default_rng(0)
    players["random mover"] = strength.random_player(random)
    found = {}
    for name, player in players.items():
        share = float(right(subset, player(some)).mean())
        found[name] = (share, *strength.wilson(share, len(outcomes)))
    return {"positions": len(labelled.decisive), "decisive": len(outcomes), **found}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.games.labelled", description=__doc__)
    parser.add_argument("file", type=Path, help="the labelled positions")
    parser.add_argument("--method", default="alphazero", choices=sorted(generations.GENERATIONS), help="[alphazero]")
    parser.add_argument("--network", default="convolutional", choices=CONVOLUTIONAL, help="its size [convolutional]")
    parser.add_argument("--weights", type=Path, help="exported weights; the network that comes along without them")
    parser.add_argument("--simulations", default="200", help="of the searches, separated by commas [200]")
    parser.add_argument("--turned", action="store_true", help="searches judge mirrored positions too")
    asked = parser.parse_args()
    settings = GamesSettings.of(
        game="connect-four", network=asked.network, method=asked.method, turned_answers=asked.turned
    )
    own: Path | None = asked.weights
    parameters = load(own.read_bytes()) if own else shipped.parameters(settings.game, settings.method, settings.network)
    counts = tuple(int(word) for word in asked.simulations.split(",") if word)
    try:
        labelled = read(asked.file)
    except (Refusal, OSError) as problem:
        parser.error(problem.text.en if isinstance(problem, Refusal) else str(problem))
    for name, value in report(labelled, settings, parameters, counts).items():
        print(f"{name:16}", value if isinstance(value, int) else "{:.1%}  ({:.1%} to {:.1%})".format(*value))


if __name__ == "__main__":
    main()
