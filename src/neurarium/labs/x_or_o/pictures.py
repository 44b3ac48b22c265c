"""What the view may ask for of the worked example: every table in whole numbers, and as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neurarium.lab.contract import Array, Arrays, Picture
from neurarium.lab.settings import Settings, whole
from neurarium.lab.text import Text
from neurarium.labs.x_or_o import chain
from neurarium.labs.x_or_o.chain import KINDS, Layer, hundredths
from neurarium.labs.x_or_o.letters import FILTER, LETTERS
from neurarium.labs.x_or_o.model import XOrO
from neurarium.labs.x_or_o.settings import XOrOSettings
from neurarium.labs.x_or_o.slide import SLIDE

PALE = 89  # what is empty recedes on the map, as in the view
SIDES = ("x", "o")  # whom a vote may be for, in this order


@dataclass(frozen=True)
class Stage(Settings):
    stage: int = whole(1, low=1, high=8, label=Text("Stage, counted from 1", "Stufe, von 1 an gezählt"))


def whole_numbers(values: object) -> np.ndarray:
    return np.array(values, np.int32)


def worked(settings: XOrOSettings, state: XOrO, _: Settings) -> Arrays:
    layers = chain.run(state.picture, state.filters, settings.stages)
    kinds = ["picture", *settings.stages]
    voting = chain.voters(state.filters, settings.stages)
    votes = chain.vote(layers[-1], voting)
    letters = [chain.run(picture, state.filters, settings.stages)[-1] for picture in LETTERS.values()]
    return {
        "layers": whole_numbers(
            [
                (KINDS.index(kind), len(layer.numerators), layer.numerators.shape[1], layer.denominator, layer.worked)
                for kind, layer in zip(kinds, layers, strict=True)
            ]
        ),
        "numerators": whole_numbers(np.concatenate([layer.numerators.ravel() for layer in layers])),
        "shown": whole_numbers(np.concatenate([_shown(layer).ravel() for layer in layers])),
        "filters": state.filters.astype(np.int32),
        "voters": whole_numbers(voting),
        "votes": whole_numbers([(*votes[side], chain.shown(votes[side])) for side in SIDES]),
        "letters": whole_numbers([_shown(layer).ravel() for layer in letters]),
        "letter_votes": whole_numbers(
            [[chain.shown(vote) for vote in chain.vote(layer, voting).values()] for layer in letters]
        ),
        "right": whole_numbers([state.right, state.painted]),
    }


def _shown(layer: Layer) -> np.ndarray:
    return hundredths(layer.numerators, layer.denominator)


def windows(settings: XOrOSettings, state: XOrO, request: Stage) -> Arrays:
    """Every position of every filter at once, so that a window may be dragged without waiting."""
    layers = chain.run(state.picture, state.filters, settings.stages)
    if request.stage > len(settings.stages) or settings.stages[request.stage - 1] != "convolution":
        return _no_windows()
    before, after = layers[request.stage - 1 : request.stage + 1]
    if not after.worked:
        return _no_windows()
    sources = before.numerators if len(before.numerators) > 1 else np.repeat(before.numerators, len(state.filters), 0)
    values = np.stack([chain.patches(source) for source in sources])
    products = values * state.filters[:, None, None].astype(np.int64)
    flat = (*values.shape[:3], FILTER * FILTER)
    return {
        "values": whole_numbers(hundredths(values, before.denominator).reshape(flat)),
        "products": whole_numbers(hundredths(products, before.denominator).reshape(flat)),
        "sums": whole_numbers(after.numerators),
        "denominator": whole_numbers([after.denominator]),
    }


def _no_windows() -> Arrays:
    return {
        "values": np.zeros((0, 0, 0, 9), np.int32),
        "products": np.zeros((0, 0, 0, 9), np.int32),
        "sums": np.zeros((0, 0, 0), np.int32),
        "denominator": np.ones(1, np.int32),
    }


def slide(_: XOrOSettings, __: XOrO, ___: Settings) -> Arrays:
    return {name: whole_numbers(values) for name, values in SLIDE.items()}


def poster(_: XOrOSettings, state: XOrO, __: Settings) -> Arrays:
    return {"map": np.where(state.picture > 0, 254, PALE).astype(np.uint8)}


WORKED = {
    "worked": Picture(
        Text(
            "The picture and what each stage makes of it, one after the other: numerators over each layer's denominator, "
            "and in hundredths, cut off. `layers`: kind (0 picture, 1 filtering, 2 ReLU, 3 pooling), maps, size, "
            "denominator, whether there was room. `votes` for X and O: numerator, denominator, hundredths (-1000 without "
            "voters). `letters`: the last layer of X, O and the deformed X.",
            "Das Bild und was jede Stufe daraus macht, nacheinander: Zähler über dem Nenner jeder Schicht, und in "
            "Hundertsteln, abgeschnitten. `layers`: Art (0 Bild, 1 Filtern, 2 ReLU, 3 Pooling), Karten, Größe, Nenner, "
            "ob Platz war. `votes` für X und O: Zähler, Nenner, Hundertstel (-1000 ohne Wähler). `letters`: die letzte "
            "Schicht von X, O und dem verformten X.",
        ),
        {
            "layers": Array("int32", ("layers", 5)),
            "numerators": Array("int32", ("cells",)),
            "shown": Array("int32", ("cells",)),
            "filters": Array("int32", (3, FILTER, FILTER)),
            "voters": Array("int32", ("positions",)),
            "votes": Array("int32", (2, 3)),
            "letters": Array("int32", (3, "positions")),
            "letter_votes": Array("int32", (3, 2)),
            "right": Array("int32", (2,)),
        },
        worked,
    ),
    "windows": Picture(
        Text(
            "Of a filtering stage: for each filter and position the nine values, the nine products (both in hundredths, "
            "cut off) and their sum, which is the numerator of the mean.",
            "Von einer Filterstufe: für jeden Filter und jede Stelle die neun Werte, die neun Produkte (beide in "
            "Hundertsteln, abgeschnitten) und ihre Summe, der Zähler des Mittelwerts.",
        ),
        {
            "values": Array("int32", ("maps", "rows", "columns", FILTER * FILTER)),
            "products": Array("int32", ("maps", "rows", "columns", FILTER * FILTER)),
            "sums": Array("int32", ("maps", "rows", "columns")),
            "denominator": Array("int32", (1,)),
        },
        windows,
        Stage,
    ),
    "slide": Picture(
        Text(
            "What the slide prints, in hundredths: twelve values, the two votes, and the means of the printed values in "
            "ten-thousandths, which are other numbers.",
            "Was die Folie druckt, in Hundertsteln: zwölf Werte, die zwei Stimmen, und die Mittelwerte der gedruckten "
            "Werte in Zehntausendsteln, die andere Zahlen sind.",
        ),
        {
            "values": Array("int32", (12,)),
            "votes": Array("int32", (2,)),
            "right": Array("int32", (2,)),
            "errors": Array("int32", (2,)),
            "means": Array("int32", (2,)),
            "voters": Array("int32", (12,)),
        },
        slide,
    ),
    "poster": Picture(
        Text("The picture, for the map.", "Das Bild, für den Plan."), {"map": Array("uint8", (9, 9))}, poster
    ),
}
