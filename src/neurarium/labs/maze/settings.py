"""What a visitor may set."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.lab.settings import Settings, choice, real, words
from neurarium.lab.text import Text
from neurarium.labs.maze.plans import LARGEST, PLANS

NAMES = {
    "rooms": Text("Four rooms", "Vier Räume"),
    "cliff": Text("The cliff", "Die Klippe"),
    "bridge": Text("The bridge", "Die Brücke"),
    "open": Text("An open field", "Ein freies Feld"),
    "own": Text("My own", "Mein eigenes"),
}
METHODS = {"q": Text("Q-learning", "Q-Learning"), "sarsa": Text("SARSA", "SARSA")}
GROUPS = {"world": Text("The maze", "Das Labyrinth"), "learning": Text("Learning", "Lernen")}


@dataclass(frozen=True)
class MazeSettings(Settings):
    maze: str = choice(
        "rooms",
        NAMES,
        label=Text("Maze", "Labyrinth"),
        help=Text(
            "A click on a cell builds a maze of your own from it.", "Ein Klick auf ein Feld baut es zu deinem um."
        ),
        group="world",
        restarts=True,
    )
    plan: str = words(
        PLANS["rooms"],
        longest=(LARGEST + 1) * LARGEST,
        label=Text("Plan", "Plan"),
        help=Text(
            "Row by row, with / between them: S start, G goal, # wall, X trap, . free.",
            "Zeile für Zeile, mit / dazwischen: S Start, G Ziel, # Wand, X Falle, . frei.",
        ),
        group="world",
        restarts=True,
        when=("maze", ("own",)),
    )
    slip: float = real(
        0.0,
        low=0,
        high=0.9,
        marks=(0.0, 0.1, 0.2, 0.4),
        label=Text("Slip", "Rutschen"),
        help=Text(
            "The chance that a move goes astray, to its left or to its right.",
            "Die Chance, dass ein Zug danebengeht, nach links oder nach rechts.",
        ),
        group="world",
        restarts=True,
    )
    method: str = choice(
        "q",
        METHODS,
        label=Text("Method", "Verfahren"),
        help=Text(
            "Q-learning learns of the best move that could follow, SARSA of the one that does follow.",
            "Q-Learning lernt vom besten Zug, der folgen könnte, SARSA von dem, der wirklich folgt.",
        ),
        group="learning",
    )
    rate: float = real(
        0.5,
        low=0,
        high=1,
        marks=(0.05, 0.1, 0.2, 0.5, 1.0),
        label=Text("Learning rate", "Lernrate"),
        help=Text(
            "How far an estimate moves towards what was just seen.",
            "Wie weit sich eine Schätzung auf das eben Gesehene zubewegt.",
        ),
        group="learning",
    )
    exploration: float = real(
        0.1,
        low=0,
        high=1,
        marks=(0.0, 0.05, 0.1, 0.3, 1.0),
        label=Text("Exploration", "Erkundung"),
        help=Text(
            "The share of moves made at random, to see something new.",
            "Der Anteil zufälliger Züge, um Neues zu sehen.",
        ),
        group="learning",
    )
    discount: float = real(
        1.0,
        low=0,
        high=1,
        marks=(0.5, 0.9, 0.99, 1.0),
        label=Text("Discount", "Diskontierung"),
        help=Text("What a reward is worth one move later.", "Was eine Belohnung einen Zug später noch wert ist."),
        group="learning",
        folded=True,
    )
