"""What a view may ask for."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from neurarium.lab.contract import Array, Arrays, Picture
from neurarium.lab.settings import Settings, choice, whole, words
from neurarium.lab.text import Text
from neurarium.labs.games import boards
from neurarium.labs.games.actions import Opponent, checkpoint
from neurarium.labs.games.settings import ANSWER_ROOM, GamesSettings
from neurarium.labs.games.state import Games

WHICH = {
    "table": Text("Your game", "Deine Partie"),
    "last": Text("Finished self-play game", "Beendete Selbstspielpartie"),
    "current": Text("Self-play game in progress", "Laufende Selbstspielpartie"),
}
SHOWN = 8  # self-play games that are written down


@dataclass(frozen=True)
class Seen(Settings):
    """Which position is meant, and by which network."""

    source: str = choice("table", WHICH, label=Text("Game", "Partie"))
    number: int = whole(0, low=0, high=SHOWN - 1, label=Text("Number", "Nummer"))
    ply: int = whole(
        -1,
        low=-1,
        high=boards.LARGEST * 2,
        label=Text("After how many moves", "Nach wie vielen Zügen"),
        help=Text("-1: as far as the game is.", "-1: so weit, wie die Partie ist."),
    )
    checkpoint: int = checkpoint()


@dataclass(frozen=True)
class Looked(Seen):
    simulations: int = whole(
        50,
        low=1,
        high=ANSWER_ROOM,
        label=Text("Simulations", "Simulationen"),
        help=Text(
            "The tree after so many simulations; more only add to it.",
            "Der Baum nach so vielen Simulationen; weitere kommen nur hinzu.",
        ),
    )
    node: int = whole(
        0,
        low=0,
        high=ANSWER_ROOM,
        label=Text("Node", "Knoten"),
        help=Text(
            "Whose selection step is spelt out: 0 is the root, the others in the order in which they were found.",
            "Wessen Auswahlschritt ausgeschrieben wird: 0 ist die Wurzel, die anderen in der Reihenfolge des Findens.",
        ),
    )


@dataclass(frozen=True)
class Imagined(Seen):
    line: str = words(
        "",
        longest=120,
        label=Text("Imagined moves", "Gedachte Züge"),
        help=Text(
            "Moves from the position on, separated by spaces; after them the network's favourites follow.",
            "Züge von der Stellung an, durch Leerzeichen getrennt; danach folgen die Lieblingszüge des Netzes.",
        ),
    )


@dataclass(frozen=True)
class Recorded(Settings):
    source: str = choice("last", {"last": WHICH["last"], "current": WHICH["current"]}, label=Text("Game", "Partie"))
    number: int = whole(0, low=0, high=SHOWN - 1, label=Text("Number", "Nummer"))


def _picture(name: str, help: Text, arrays: dict[str, tuple[str, Any]], request: type[Settings] = Settings) -> Any:
    """A picture whose science is imported when it is drawn, and with it JAX."""

    def draw(settings: GamesSettings, state: Games, asked: Any) -> Arrays:
        drawn: Arrays = getattr(importlib.import_module("neurarium.labs.games.shown"), name)(settings, state, asked)
        return drawn

    return Picture(help, {key: Array(*promise) for key, promise in arrays.items()}, draw, request)


BOARD = ("rows", "columns")
PICTURES = {
    "board": _picture(
        "board",
        Text(
            "A position. Cells: 1 first player, -1 second, 0 empty. Moves that are possible; moves made so far; `about`: who "
            "is to move (1 or -1, 0 if it is over), who has won (1, -1, 0), which colour is the visitor's (1 or -1), moves "
            "made, the last move (-1: none). `names`: how the moves are written, in UTF-8, separated by spaces. `score`: of Go, what "
            "Black and White have as the board stands, and komi.",
            "Eine Stellung. Felder: 1 erster Spieler, -1 zweiter, 0 leer. Mögliche Züge; bisherige Züge; `about`: wer am Zug "
            "ist (1 oder -1, 0 wenn es vorbei ist), wer gewonnen hat (1, -1, 0), welche Farbe der Besucher hat (1 oder -1), "
            "Zahl der Züge, der letzte Zug (-1: keiner). `names`: wie die Züge geschrieben werden, in UTF-8, durch "
            "Leerzeichen getrennt. `score`: beim Go, was Schwarz und Weiß haben, wie das Brett steht, und das Komi.",
        ),
        {
            "cells": ("int8", BOARD),
            "score": ("float32", (3,)),
            "legal": ("uint8", ("actions",)),
            "moves": ("int32", ("moves",)),
            "about": ("int32", (5,)),
            "names": ("uint8", ("letters",)),
        },
        Seen,
    ),
    "opinion": _picture(
        "opinion",
        Text(
            "What the network thinks of a position without any search: policy over the moves, and value for the player to "
            "move.",
            "Was das Netz ohne Suche von einer Stellung hält: Strategie über die Züge und Wert für den, der am Zug ist.",
        ),
        {"policy": ("float64", ("actions",)), "value": ("float64", (1,))},
        Seen,
    ),
    "search": _picture(
        "search",
        Text(
            "The tree that AlphaZero's search grows from a position. Root: for each move visits N, prior P, mean value Q for "
            "the player to move, bonus U (all as they stand before the next simulation). `root`: value of the root after the "
            "search, the network's own value, simulations, the best move. Tree: for each node in the order in which it was "
            "found its parent, move, visits, prior, mean value for the player who moved there, depth, and the network's value "
            "of it. `path`: the nodes of the last simulation. `step`: the numbers of the chosen node's next selection: N(s), "
            "C(s), square root of N(s), the move selected, the node; `terms`: for each move N, P, Q, U and whether it is "
            "possible.",
            "Der Baum, den AlphaZeros Suche aus einer Stellung wachsen lässt. Wurzel: für jeden Zug Besuche N, Prior P, "
            "mittlerer Wert Q für den, der am Zug ist, Bonus U (alle so, wie sie vor der nächsten Simulation stehen). `root`: "
            "Wert der Wurzel nach der Suche, der Wert des Netzes, Simulationen, der beste Zug. Baum: für jeden Knoten in der "
            "Reihenfolge des Findens Elternknoten, Zug, Besuche, Prior, mittlerer Wert für den, der dorthin zog, Tiefe und "
            "der Wert, den das Netz ihm gab. `path`: die Knoten der letzten Simulation. `step`: die Zahlen der nächsten "
            "Auswahl am gewählten Knoten: N(s), C(s), Wurzel aus N(s), der gewählte Zug, der Knoten; `terms`: für jeden Zug "
            "N, P, Q, U und ob er möglich ist.",
        ),
        {
            "visits": ("int32", ("actions",)),
            **dict.fromkeys(("prior", "value", "bonus"), ("float64", ("actions",))),
            "root": ("float64", (4,)),
            **dict.fromkeys(("parents", "actions", "counts", "depths"), ("int32", ("nodes",))),
            **dict.fromkeys(("priors", "values", "raw"), ("float64", ("nodes",))),
            "path": ("int32", ("steps",)),
            "step": ("float64", (5,)),
            "terms": ("float64", ("actions", 5)),
        },
        Looked,
    ),
    "imagined": _picture(
        "imagined",
        Text(
            "What the network believes along moves from a position on, beside the rules. MuZero sees only the first board and "
            "imagines the rest (`learned` is 1); the others ask the rules for every board (0). For each position: the real "
            "board, the moves that are possible, the network's policy over all moves, how much of it lies on possible moves "
            "(0 where the game is over), its value and that of the network seeing the real board (once the game is over, the "
            "outcome), both for the first player. For each move what it has won for whoever made it: as the model believes "
            "(none where the rules are asked), and by the rules.",
            "Was das Netz entlang einiger Züge von einer Stellung an glaubt, neben den Regeln. MuZero sieht nur das erste Brett "
            "und denkt sich den Rest (`learned` ist 1); die anderen fragen für jedes Brett die Regeln (0). Für jede Stellung: "
            "das wirkliche Brett, die möglichen Züge, die Strategie des Netzes über alle Züge, wie viel davon auf möglichen "
            "Zügen liegt (0, wo die Partie zu Ende ist), sein Wert und der des Netzes, das das wirkliche Brett sieht (nach dem "
            "Ende der Ausgang), beide für den ersten Spieler. Für jeden Zug, was er dem gewonnen hat, der ihn machte: wie das "
            "Modell glaubt (nichts, wo die Regeln gefragt werden), und nach den Regeln.",
        ),
        {
            "learned": ("uint8", (1,)),
            "boards": ("int8", ("positions", *BOARD)),
            "moves": ("int32", ("moves",)),
            "legal": ("uint8", ("positions", "actions")),
            "policy": ("float64", ("positions", "actions")),
            **dict.fromkeys(("mass", "value", "real"), ("float64", ("positions",))),
            "rewards": ("float64", ("said",)),
            "won": ("float64", ("moves",)),
        },
        Imagined,
    ),
    "imagination": _picture(
        "imagination",
        Text(
            "The same on average, for 0, 1, 2 ... imagined moves, over 64 games of random moves: positions in which the game "
            "goes on, and in which it is over; policy on possible moves, the share of moves that are possible, distance of the "
            "two values; where the game is over, distance of the value from the outcome.",
            "Dasselbe im Mittel, für 0, 1, 2 ... gedachte Züge, über 64 Partien aus gelosten Zügen: Stellungen, in denen die "
            "Partie weitergeht, und in denen sie zu Ende ist; Strategie auf möglichen Zügen, Anteil der Züge, die möglich sind, "
            "Abstand der beiden Werte; wo die Partie zu Ende ist, Abstand des Werts vom Ausgang.",
        ),
        {"depths": ("float64", ("depths", 6))},
        Opponent,
    ),
    "game": _picture(
        "game",
        Text(
            "A self-play game. Boards after each move; the moves; which of them were drawn at random for variety; at each move "
            "the network's policy and the search's, and the value of either for the player to move. `outcome`: 1 the first "
            "player won, -1 the second, 0 a draw, 100 not over.",
            "Eine Selbstspielpartie. Bretter nach jedem Zug; die Züge; welche davon zur Abwechslung gelost wurden; bei jedem "
            "Zug die Strategie des Netzes und die der Suche und beider Wert für den, der am Zug ist. `outcome`: 1 der erste "
            "Spieler hat gewonnen, -1 der zweite, 0 unentschieden, 100 nicht beendet.",
        ),
        {
            "boards": ("int8", ("positions", *BOARD)),
            "moves": ("int32", ("moves",)),
            "drawn": ("uint8", ("moves",)),
            **dict.fromkeys(("priors", "policies"), ("float64", ("moves", "actions"))),
            "values": ("float64", ("moves", 2)),
            "outcome": ("int32", (1,)),
        },
        Recorded,
    ),
    "checkpoints": _picture(
        "checkpoints",
        Text(
            "What each remembered network thinks of a position: policy and value; and when it was remembered (iterations, "
            "positions, games) and how strong it was without search: Elo against the first one, with its 95 % interval.",
            "Was jedes gemerkte Netz von einer Stellung hält: Strategie und Wert; und wann es gemerkt wurde (Iterationen, "
            "Stellungen, Partien) und wie stark es ohne Suche war: Elo gegenüber dem ersten, mit 95-%-Intervall.",
        ),
        {
            "policy": ("float64", ("checkpoints", "actions")),
            "value": ("float64", ("checkpoints",)),
            "when": ("int64", ("checkpoints", 3)),
            "elo": ("float64", ("checkpoints", 3)),
        },
        Seen,
    ),
    "strength": _picture(
        "curves",
        Text(
            "Each measurement against a random mover, 64 games of the network without search: iteration, positions, games won, "
            "drawn, lost; the score and its 95 % interval.",
            "Jede Messung gegen einen Zufallsspieler, 64 Partien des Netzes ohne Suche: Iteration, Stellungen, gewonnene, "
            "unentschiedene, verlorene Partien; die Punktquote und ihr 95-%-Intervall.",
        ),
        {"counts": ("int64", ("measurements", 5)), "score": ("float64", ("measurements", 3))},
    ),
    "gate": _picture(
        "gate",
        Text(
            "AlphaGo Zero's matches for the place of the best network: iteration, games that the newest network won, drew, "
            "lost, whether it took the place; its score and the 95 % interval. Empty for the other generations.",
            "AlphaGo Zeros Vergleiche um den Platz des besten Netzes: Iteration, Partien, die das neueste Netz gewann, "
            "unentschieden spielte, verlor, und ob es den Platz bekam; seine Punktquote und ihr 95-%-Intervall. Leer bei den "
            "anderen Generationen.",
        ),
        {"counts": ("int64", ("matches", 5)), "score": ("float64", ("matches", 3))},
    ),
    "tournament": _picture(
        "tournament",
        Text(
            "The tournament of the generations' networks that come along for this game. `methods`: who played, in UTF-8, "
            "separated by spaces; games that each won, drew and lost against each; Elo (0 on the mean) and its 95 % interval; "
            "`about`: simulations of a move, games of a pair, seconds of the processor, whether the networks are still those that "
            "played; `card`: the date, and on the next line "
            "the command that plays it again. Empty where there was none.",
            "Das Turnier der mitgelieferten Netze der Generationen in diesem Spiel. `methods`: wer gespielt hat, in UTF-8, durch "
            "Leerzeichen getrennt; die Partien, die jede gegen jede gewann, unentschieden spielte und verlor; Elo (0 in der "
            "Mitte) und das 95-%-Intervall; `about`: Simulationen je Zug, Partien je Paar, Sekunden des Prozessors, ob die Netze noch die sind, "
            "die gespielt haben; `card`: das "
            "Datum und in der nächsten Zeile der Befehl, der es noch einmal spielt. Leer, wo es keines gab.",
        ),
        {
            "methods": ("uint8", ("letters",)),
            "scores": ("int64", ("players", "players", 3)),
            "elo": ("float64", ("players", 3)),
            "about": ("int64", (4,)),
            "card": ("uint8", ("signs",)),
        },
    ),
    "poster": _picture(
        "poster",
        Text("The miniature on the map: the last self-play game's board.", "Die Miniatur auf der Karte: ein Brett."),
        {"map": ("uint8", ("high", "wide"))},
    ),
}
