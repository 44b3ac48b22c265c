"""Our agent as a Go engine: `python -m neurarium.labs.games.gtp`, for any program that speaks GTP.

The Go Text Protocol, version 2 (Farnebäck 2002): one command a line, an optional number before it; answers begin with `=`
or `?` and end with an empty line. The board is 5, 7 or 9 wide. What is not understood or not possible is answered with the
reason, and the game goes on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games import boards, placing, rules, shipped, training, visitor
from neurarium.labs.games.settings import CONVOLUTIONAL, GamesSettings
from neurarium.labs.games.state import Games

COLOURS = {"b": 0, "black": 0, "w": 1, "white": 1}
KNOWN = (
    "protocol_version",
    "name",
    "version",
    "known_command",
    "list_commands",
    "quit",
    "boardsize",
    "clear_board",
    "komi",
    "play",
    "genmove",
    "undo",
    "showboard",
    "final_score",
    "neurarium-set_board",  # rows of X, O and dots, then whose turn it is: .X./.../O.. X
)


@dataclass(frozen=True)
class Game:
    """A game over GTP: the settings (board, simulations), the agent, the moves so far, and the komi."""

    settings: GamesSettings
    state: Games
    moves: tuple[int, ...] = ()
    komi: float | None = None  # None: the board's own


def _refuse(reason: str) -> Refusal:
    return Refusal(Text(reason, reason))  # GTP speaks English


def begin(board: str, simulations: int, network: str | None = None) -> Game:
    """An empty board; with this network or the smallest that comes along for it, or else an untrained one."""
    network = network or shipped.network(board)
    settings = GamesSettings.of(game=board, network=network, answer_simulations=simulations)
    try:
        trained = settings.replace(weights="shipped")
        return Game(trained, training.start(trained, 0))
    except Refusal:
        return Game(settings, training.start(settings, 0))


def obey(game: Game, words: list[str]) -> tuple[Game, str]:
    """What a command changes and answers; raises `Refusal`."""
    command, *arguments = words
    board = boards.BOARDS[game.settings.game]
    match command, arguments:
        case "protocol_version", []:
            return game, "2"
        case "name", []:
            return game, "Neurarium"
        case "version", []:
            return game, game.settings.weights
        case "known_command", [name]:
            return game, "true" if name in KNOWN else "false"
        case "list_commands", []:
            return game, "\n".join(KNOWN)
        case "quit", []:
            return game, ""
        case "boardsize", [size]:
            if f"go-{size}" not in boards.BOARDS:
                raise _refuse("unacceptable size")
            return begin(f"go-{size}", game.settings.answer_simulations), ""
        case "clear_board", []:
            return replace(game, moves=()), ""
        case "komi", [points]:
            known = {f"{komi:.1f}": komi for komi in board.komis}
            if points not in known:
                raise _refuse(f"komi can be {', '.join(known)} here")
            return replace(game, komi=known[points]), ""
        case "play", [colour, move]:
            return replace(game, moves=_moved(game, _turn(game, colour), boards.read(board, move))), ""
        case "genmove", [colour]:
            moves = _turn(game, colour)
            answered = visitor.answered(game.settings, game.state, np.array(moves, np.int16), komi=game.komi)
            if len(answered) == len(moves):
                return replace(game, moves=moves), "pass"
            return replace(game, moves=tuple(map(int, answered))), boards.written(board, int(answered[-1]))
        case "undo", []:
            if not game.moves:
                raise _refuse("cannot undo")
            return replace(game, moves=game.moves[:-1]), ""
        case "showboard", []:
            return game, "\n" + boards.drawn(rules.cells(_position(game))[0])
        case "neurarium-set_board", [*rows] if rows:
            placed = placing.moves(game.settings, board, " ".join(rows))
            return replace(game, moves=tuple(placed)), ""
        case "final_score", []:
            return game, _score(game)
    raise _refuse("syntax error" if command in KNOWN else "unknown command")


def _position(game: Game) -> rules.Position:
    return visitor.position_after(game.settings, game.moves, game.komi)


def _score(game: Game) -> str:
    """The area count as GTP writes it; every stone is held for alive."""
    position = _position(game)
    black, white = rules.area(rules.find(game.settings.game), position)
    ahead = black - white - float(position.inner.komi[0])
    return f"B+{ahead:g}" if ahead > 0 else f"W+{-ahead:g}"


def _turn(game: Game, colour: str) -> tuple[int, ...]:
    """The moves so far, with a pass where the other colour was to move."""
    if colour.lower() not in COLOURS:
        raise _refuse("invalid color")
    if COLOURS[colour.lower()] == len(game.moves) % 2:
        return game.moves
    return _moved(game, game.moves, boards.BOARDS[game.settings.game].cells)


def _moved(game: Game, moves: tuple[int, ...], move: int) -> tuple[int, ...]:
    after = (*moves, move)
    try:
        visitor.position_after(game.settings, after, game.komi)
    except Refusal as refusal:
        raise _refuse("illegal move") from refusal
    return after


def converse(game: Game, listen: Callable[[], str], say: Callable[[str], object]) -> None:
    """Answer commands until `quit` or the end of the input."""
    while line := listen():
        words = "".join(letter for letter in line.split("#")[0] if letter.isprintable() or letter.isspace()).split()
        if not words:
            continue
        number = words.pop(0) if words[0].isascii() and words[0].isdigit() else ""
        if not words:
            say(f"?{number} syntax error\n\n")
            continue
        try:
            game, answer = obey(game, words)
            say(f"={number} {answer}\n\n")
        except Refusal as refusal:
            say(f"?{number} {refusal.text.en}\n\n")
        if words == ["quit"]:
            return


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.games.gtp", description=__doc__)
    parser.add_argument("--size", type=int, default=5, choices=(5, 7, 9), help="of the board [5]")
    parser.add_argument("--simulations", type=int, default=200, help="before each move [200]")
    parser.add_argument("--network", choices=CONVOLUTIONAL, help="its size; the smallest that comes along without it")
    asked = parser.parse_args()
    try:
        game = begin(f"go-{asked.size}", asked.simulations, asked.network)
    except Refusal as refusal:
        parser.error(refusal.text.en)

    def say(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    converse(game, sys.stdin.readline, say)


if __name__ == "__main__":
    main()
