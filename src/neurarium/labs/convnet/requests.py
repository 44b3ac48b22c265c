"""What a view may say when it asks for a picture: which image, which layer, which unit."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.lab.settings import Settings, choice, flag, whole, words
from neurarium.lab.text import Text

SOURCES = {
    "validation": Text("Validation image", "Validierungsbild"),
    "test": Text("Test image", "Testbild"),
    "train": Text("Training image", "Trainingsbild"),
    "drawn": Text("Drawn or own image", "Gezeichnetes oder eigenes Bild"),
}
MANY = 100_000  # images, and places in a flattened layer; whatever lies beyond the end means the last


def _source() -> str:
    text: str = choice("validation", SOURCES, label=Text("Image from", "Bild aus"))
    return text


def _index() -> int:
    number: int = whole(0, low=0, high=MANY, label=Text("Image", "Bild"))
    return number


def _pixels() -> str:
    text: str = words("", longest=MANY, label=Text("Pixels, as hexadecimal digits", "Pixel, als hexadezimale Ziffern"))
    return text


def _layer() -> int:
    number: int = whole(1, low=0, high=99, label=Text("Layer, 0 is the image", "Schicht, 0 ist das Bild"))
    return number


def _number(label: Text) -> int:
    number: int = whole(0, low=0, high=MANY, label=label)
    return number


@dataclass(frozen=True)
class Which(Settings):
    """An image: one of the data, or one drawn by hand, two digits a byte, row by row, channels last."""

    source: str = _source()
    index: int = _index()
    pixels: str = _pixels()


@dataclass(frozen=True)
class Explained(Settings):
    source: str = _source()
    index: int = _index()
    pixels: str = _pixels()
    about: str = choice(
        "answer",
        {"answer": Text("Its answer", "Seine Antwort"), "label": Text("The right answer", "Die richtige Antwort")},
        label=Text("Reasons for", "Gründe für"),
    )


@dataclass(frozen=True)
class OfLayer(Settings):
    layer: int = _layer()


@dataclass(frozen=True)
class OfChannel(Settings):
    layer: int = _layer()
    channel: int = _number(Text("Map or unit", "Karte oder Einheit"))


@dataclass(frozen=True)
class Place(Settings):
    layer: int = _layer()
    channel: int = _number(Text("Map or unit", "Karte oder Einheit"))
    row: int = _number(Text("Row", "Zeile"))
    column: int = _number(Text("Column", "Spalte"))


@dataclass(frozen=True)
class Unit(Settings):
    source: str = _source()
    index: int = _index()
    pixels: str = _pixels()
    layer: int = _layer()
    channel: int = _number(Text("Map or unit", "Karte oder Einheit"))
    row: int = _number(Text("Row", "Zeile"))
    column: int = _number(Text("Column", "Spalte"))


@dataclass(frozen=True)
class Sample(Settings):
    count: int = whole(32, low=1, high=64, label=Text("How many", "Wie viele"))
    augmented: bool = flag(True, label=Text("Changed at random", "Zufällig verändert"))
    draw: int = whole(0, low=0, high=MANY, label=Text("Draw", "Ziehung"))
