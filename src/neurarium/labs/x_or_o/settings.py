"""What a visitor may set."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.lab.settings import Settings, choice, flag, real, sequence, whole
from neurarium.lab.text import Text

LETTER_NAMES = {
    "x": Text("X", "X"),
    "o": Text("O", "O"),
    "deformed": Text("Deformed X", "Verformtes X"),
}
STAGE_NAMES = {
    "convolution": Text("Filtering", "Filtern"),
    "relu": Text("ReLU", "ReLU"),
    "pooling": Text("Pooling", "Pooling"),
}
METHODS = {
    "backpropagation": Text("Backpropagation", "Backpropagation"),
    "nudging": Text("Nudging each weight", "Jedes Gewicht anstoßen"),
}
BEGINNINGS = {"random": Text("Random", "Zufällig"), "hand": Text("Hand-made", "Von Hand gemacht")}
GROUPS = {
    "example": Text("Worked example", "Rechenbeispiel"),
    "letters": Text("Letters to learn from", "Buchstaben zum Lernen"),
    "learning": Text("Learning", "Lernen"),
}
LECTURE = ("convolution", "relu", "pooling", "pooling")
MARKS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)


@dataclass(frozen=True)
class XOrOSettings(Settings):
    letter: str = choice(
        "x",
        LETTER_NAMES,
        label=Text("Picture", "Bild"),
        help=Text("A choice replaces what was painted.", "Eine Wahl ersetzt das Gemalte."),
        group="example",
    )
    stages: tuple[str, ...] = sequence(
        LECTURE,
        STAGE_NAMES,
        longest=8,
        label=Text("Stages", "Stufen"),
        help=Text(
            "What is done to the picture, one after the other, before the vote. A stage that finds no room passes its maps "
            "on as they are.",
            "Was vor der Abstimmung mit dem Bild geschieht, eins nach dem anderen. Eine Stufe ohne genug Platz gibt ihre "
            "Karten unverändert weiter.",
        ),
        group="example",
    )
    shift: float = real(
        1.0,
        low=0,
        high=3,
        label=Text("Shift, pixels", "Verschiebung, Pixel"),
        help=Text("At most so many pixels, up or down and sideways.", "Höchstens so viele Pixel, in jede Richtung."),
        group="letters",
        restarts=True,
    )
    scale: int = whole(
        20,
        low=0,
        high=40,
        step=5,
        label=Text("Scale, %", "Größe, %"),
        help=Text("At most so many percent larger or smaller.", "Höchstens so viel Prozent größer oder kleiner."),
        group="letters",
        restarts=True,
    )
    rotation: int = whole(
        30,
        low=0,
        high=45,
        step=5,
        label=Text("Rotation, °", "Drehung, °"),
        help=Text("At most so many degrees.", "Höchstens so viel Grad."),
        group="letters",
        restarts=True,
    )
    thickness: float = real(
        1.0,
        low=0,
        high=2,
        label=Text("Thickness, pixels", "Strichstärke, Pixel"),
        help=Text(
            "Strokes are one pixel wide, and up to so many more.",
            "Striche sind ein Pixel breit, und bis zu so vielen mehr.",
        ),
        group="letters",
        restarts=True,
    )
    noise: int = whole(
        5,
        low=0,
        high=30,
        label=Text("Noise, %", "Rauschen, %"),
        help=Text("So many percent of the pixels are turned over.", "So viel Prozent der Pixel sind umgedreht."),
        group="letters",
        restarts=True,
    )
    letters: int = whole(
        1000,
        low=20,
        high=4000,
        step=20,
        label=Text("Training letters", "Trainingsbuchstaben"),
        help=Text(
            "Half of them X. 1,000 letters more are for choosing settings, 2,000 for the report; none of these is learned "
            "from.",
            "Die Hälfte davon X. Weitere 1.000 sind zum Wählen der Einstellungen, 2.000 für den Bericht; aus ihnen wird "
            "nicht gelernt.",
        ),
        group="letters",
        restarts=True,
    )
    shuffled: bool = flag(
        False,
        label=Text("Shuffled answers", "Vertauschte Antworten"),
        help=Text(
            "A control: the right answers are dealt out at random, so that there is nothing to learn.",
            "Zur Kontrolle: Die richtigen Antworten werden zufällig verteilt, sodass es nichts zu lernen gibt.",
        ),
        group="letters",
        restarts=True,
        folded=True,
    )
    filters: int = whole(
        3,
        low=1,
        high=8,
        label=Text("Filters", "Filter"),
        help=Text("How many filters are learned.", "Wie viele Filter gelernt werden."),
        group="learning",
        restarts=True,
    )
    pools: int = whole(
        2,
        low=1,
        high=3,
        label=Text("Poolings", "Poolings"),
        help=Text(
            "After filtering and ReLU; two leave 2 x 2 values of each filter, as in the worked example.",
            "Nach Filtern und ReLU; zwei lassen von jedem Filter 2 x 2 Werte übrig, wie im Rechenbeispiel.",
        ),
        group="learning",
        restarts=True,
    )
    beginning: str = choice(
        "random",
        BEGINNINGS,
        label=Text("First filters", "Erste Filter"),
        help=Text(
            "Random numbers, or the hand-made filters (a third of each number, as large as the random ones).",
            "Zufallszahlen oder die von Hand gemachten Filter (jede Zahl ein Drittel, so groß wie die zufälligen).",
        ),
        group="learning",
        restarts=True,
    )
    learning_rate: float = real(
        0.3,
        low=0,
        high=10,
        marks=MARKS,
        label=Text("Learning rate", "Lernrate"),
        help=Text("How far each weight moves down its slope.", "Wie weit jedes Gewicht sein Gefälle hinabgeht."),
        group="learning",
    )
    batch: int = whole(
        32,
        low=1,
        high=64,
        label=Text("Batch", "Batch"),
        help=Text("Letters looked at in one step.", "Buchstaben, die ein Schritt ansieht."),
        group="learning",
    )
    method: str = choice(
        "backpropagation",
        METHODS,
        label=Text("Slopes by", "Gefälle durch"),
        help=Text(
            "Both find the same slopes: nudging tries every weight up and down, backpropagation gets all at once.",
            "Beide finden dieselben Gefälle: Anstoßen probiert jedes Gewicht in beide Richtungen, Backpropagation "
            "bekommt alle auf einmal.",
        ),
        group="learning",
    )
