"""What a visitor may do: paint, choose a letter, begin to learn anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.contract import Action
from neurarium.lab.settings import Settings, choice, whole
from neurarium.lab.text import Text
from neurarium.labs.x_or_o import learning
from neurarium.labs.x_or_o.letters import FILTER, FILTERS, SIZE, generate
from neurarium.labs.x_or_o.model import XOrO, show
from neurarium.labs.x_or_o.settings import XOrOSettings

COLOURS = {"1": Text("White (1)", "Weiß (1)"), "-1": Text("Black (−1)", "Schwarz (−1)")}
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class Pixel(Settings):
    row: int = whole(0, low=0, high=SIZE - 1, label=Text("Row", "Zeile"))
    column: int = whole(0, low=0, high=SIZE - 1, label=Text("Column", "Spalte"))
    value: str = choice("1", COLOURS, label=Text("Value", "Wert"))


@dataclass(frozen=True)
class FilterPixel(Settings):
    filter: int = whole(0, low=0, high=len(FILTERS) - 1, label=Text("Filter", "Filter"))
    row: int = whole(0, low=0, high=FILTER - 1, label=Text("Row", "Zeile"))
    column: int = whole(0, low=0, high=FILTER - 1, label=Text("Column", "Spalte"))
    value: str = choice("1", COLOURS, label=Text("Value", "Wert"))


@dataclass(frozen=True)
class Seed(Settings):
    seed: int = whole(0, low=0, high=LARGEST_SEED, label=Text("Seed", "Startwert"))


def paint(_: XOrOSettings, state: XOrO, pixel: Pixel) -> XOrO:
    picture = state.picture.copy()
    picture[pixel.row, pixel.column] = int(pixel.value)
    return replace(state, picture=picture, painted=True)


def paint_filter(_: XOrOSettings, state: XOrO, pixel: FilterPixel) -> XOrO:
    filters = state.filters.copy()
    filters[pixel.filter, pixel.row, pixel.column] = int(pixel.value)
    return replace(state, filters=filters)


def restore(settings: XOrOSettings, state: XOrO, _: Settings) -> XOrO:
    return replace(show(settings, state), filters=FILTERS.copy())


def draw(settings: XOrOSettings, state: XOrO, chosen: Seed) -> XOrO:
    two, right = generate(np.random.default_rng([chosen.seed, 6]), 2, learning.deformation_of(settings))
    return replace(state, picture=two[0], right=int(right[0]), painted=True)  # X or O: their order is random


def reset(settings: XOrOSettings, state: XOrO, chosen: Seed) -> XOrO:
    return replace(state, learner=learning.begin(settings, chosen.seed))


ACTIONS = {
    "paint": Action(
        Text("Paint a pixel", "Ein Pixel malen"),
        Text("Gives one pixel of the picture a value.", "Gibt einem Pixel des Bildes einen Wert."),
        paint,
        Pixel,
    ),
    "paint_filter": Action(
        Text("Paint a filter", "Einen Filter malen"),
        Text("Gives one pixel of a hand-made filter a value.", "Gibt einem Pixel eines Filters von Hand einen Wert."),
        paint_filter,
        FilterPixel,
    ),
    "restore": Action(
        Text("As in the lecture", "Wie in der Vorlesung"),
        Text(
            "The chosen picture and the three filters as they were before anything was painted.",
            "Das gewählte Bild und die drei Filter, wie sie waren, bevor etwas gemalt wurde.",
        ),
        restore,
    ),
    "draw": Action(
        Text("A deformed letter", "Ein verformter Buchstabe"),
        Text(
            "Shows a letter that the generator draws with the current settings.",
            "Zeigt einen Buchstaben, den der Generator mit den jetzigen Einstellungen zeichnet.",
        ),
        draw,
        Seed,
    ),
    "reset": Action(
        Text("Reset", "Zurücksetzen"),
        Text(
            "New letters and new random weights; picture and hand-made filters stay.",
            "Neue Buchstaben und neue zufällige Gewichte; das Bild und die Filter von Hand bleiben.",
        ),
        reset,
        Seed,
        restarts=True,
    ),
}
