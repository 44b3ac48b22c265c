"""What a visitor may do: play against the network, take back, begin anew, set a position up."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.contract import Action
from neurarium.lab.settings import Settings, choice, whole, words
from neurarium.lab.text import Refusal, Text
from neurarium.labs.games import boards
from neurarium.labs.games.settings import GamesSettings
from neurarium.labs.games.state import Games

BEGINS = {"visitor": Text("You", "Du"), "network": Text("The network", "Das Netz")}
HIGHEST = 63  # checkpoint that can be asked for


def checkpoint() -> int:
    """The field that names a remembered network."""
    number: int = whole(
        -1,
        low=-1,
        high=HIGHEST,
        label=Text("Checkpoint", "Zwischenstand"),
        help=Text(
            "Which of the remembered networks, counted from 0; -1 is the present one.",
            "Welches der gemerkten Netze, von 0 an gezählt; -1 ist das jetzige.",
        ),
    )
    return number


@dataclass(frozen=True)
class Move(Settings):
    move: int = whole(
        0,
        low=0,
        high=boards.LARGEST - 1,
        label=Text("Move", "Zug"),
        help=Text(
            "The move's number: cells row by row from the top left, of Connect Four columns from the left.",
            "Die Nummer des Zuges: Felder zeilenweise von links oben, bei Vier gewinnt Spalten von links.",
        ),
    )
    checkpoint: int = checkpoint()


@dataclass(frozen=True)
class Opponent(Settings):
    checkpoint: int = checkpoint()


@dataclass(frozen=True)
class Begin(Settings):
    begins: str = choice("visitor", BEGINS, label=Text("Who begins", "Wer beginnt"))
    checkpoint: int = checkpoint()


@dataclass(frozen=True)
class Moves(Settings):
    moves: str = words(
        "",
        longest=600,
        label=Text("Moves", "Züge"),
        help=Text(
            "From the empty board, separated by spaces: columns 1 to 7, or points such as B2; 'pass' and 'swap' where there "
            "are such.",
            "Vom leeren Brett an, durch Leerzeichen getrennt: Spalten 1 bis 7 oder Punkte wie B2; 'pass' und 'swap', wo es "
            "sie gibt.",
        ),
    )


@dataclass(frozen=True)
class Placed(Settings):
    board: str = words(
        "",
        longest=600,
        label=Text("Board", "Brett"),
        help=Text(
            "A line a row (or rows separated by /): X for the first player's stones, O for the second's, a dot where there is "
            "none. In Go a last X or O says whose turn it is.",
            "Eine Zeile je Reihe (oder Reihen durch / getrennt): X für Steine des ersten Spielers, O für die des zweiten, ein "
            "Punkt, wo keiner ist. Bei Go sagt ein X oder O am Ende, wer am Zug ist.",
        ),
    )


def play(settings: GamesSettings, state: Games, asked: Move) -> Games:
    """The visitor's move, and the network's answer."""
    from neurarium.labs.games import visitor

    moves = np.append(state.table.moves, asked.move)
    visitor.position_after(settings, moves)  # refuses what is not possible
    visitor.parameters_of(state, asked.checkpoint)
    answered = visitor.answered(settings, state, moves, asked.checkpoint)
    return visitor.seated(state, answered, (len(moves) - 1) % 2)


def answer(settings: GamesSettings, state: Games, asked: Opponent) -> Games:
    """The network moves for whoever's turn it is; the visitor has the other colour from then on."""
    from neurarium.labs.games import visitor

    visitor.parameters_of(state, asked.checkpoint)
    moves = visitor.answered(settings, state, state.table.moves, asked.checkpoint)
    return visitor.seated(state, moves, len(moves) % 2)


def undo(_: GamesSettings, state: Games, __: Settings) -> Games:
    """The visitor's last move and the answer to it are taken back."""
    from neurarium.labs.games import visitor

    table = state.table
    own = [ply for ply in range(len(table.moves)) if ply % 2 == table.visitor]
    if not own:
        raise Refusal(
            Text(
                "There is no move of yours to take back; make one first.",
                "Es gibt noch keinen eigenen Zug, der sich zurücknehmen ließe; bitte erst einen machen.",
            )
        )
    return visitor.seated(state, table.moves[: own[-1]], table.visitor)


def new_game(settings: GamesSettings, state: Games, asked: Begin) -> Games:
    """An empty board; the network makes the first move if it is to begin."""
    from neurarium.labs.games import visitor

    visitor.parameters_of(state, asked.checkpoint)
    empty = visitor.seated(state, [], 0 if asked.begins == "visitor" else 1)
    if asked.begins == "visitor":
        return empty
    moves = visitor.answered(settings, empty, empty.table.moves, asked.checkpoint)
    return replace(empty, table=replace(empty.table, moves=moves))


def set_moves(settings: GamesSettings, state: Games, asked: Moves) -> Games:
    """A position by the moves that lead to it; the visitor is to move."""
    from neurarium.labs.games import visitor

    moves = boards.read_moves(boards.BOARDS[settings.game], asked.moves)
    visitor.position_after(settings, moves)
    return visitor.seated(state, moves, len(moves) % 2)


def set_board(settings: GamesSettings, state: Games, asked: Placed) -> Games:
    """A position by its text form; the visitor is to move."""
    from neurarium.labs.games import placing, visitor

    moves = placing.moves(settings, boards.BOARDS[settings.game], asked.board)
    return visitor.seated(state, moves, len(moves) % 2)


ACTIONS = {
    "play": Action(
        Text("Make a move", "Einen Zug machen"),
        Text(
            "Your move; the network answers with as many simulations as are set.",
            "Dein Zug; das Netz antwortet mit so vielen Simulationen, wie eingestellt sind.",
        ),
        play,
        Move,
    ),
    "answer": Action(
        Text("Let the network move", "Das Netz ziehen lassen"),
        Text(
            "The network moves for whoever's turn it is; from then on you have the other colour.",
            "Das Netz zieht für den, der an der Reihe ist; du hast danach die andere Farbe.",
        ),
        answer,
        Opponent,
    ),
    "undo": Action(
        Text("Take back", "Zurücknehmen"),
        Text(
            "Takes back your last move and the answer to it.", "Nimmt deinen letzten Zug und die Antwort darauf zurück."
        ),
        undo,
    ),
    "new_game": Action(
        Text("New game", "Neue Partie"),
        Text("An empty board, and who begins.", "Ein leeres Brett, und wer beginnt."),
        new_game,
        Begin,
    ),
    "set_moves": Action(
        Text("Set up by moves", "Nach Zügen aufstellen"),
        Text("Sets up the position after these moves.", "Stellt die Stellung nach diesen Zügen auf."),
        set_moves,
        Moves,
    ),
    "set_board": Action(
        Text("Set up a board", "Ein Brett aufstellen"),
        Text("Sets up a board by its text form.", "Stellt ein Brett nach seiner Textform auf."),
        set_board,
        Placed,
    ),
}
