"""Missing pixels: self-supervised learning, the fourth category of machine learning.

The task makes itself: a hole is cut into a picture, and the picture says what was there. What is learned on the way is
of use elsewhere: with five labelled pictures a digit, a simple classifier tells digits better by the network's features
than by the pixels.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import numpy as np

from neurarium import data
from neurarium.lab.contract import Array, Arrays, Lab, Picture, Reading
from neurarium.lab.settings import Settings, real, whole
from neurarium.lab.text import Refusal, Text
from neurarium.labs.missing_pixels import network, probe
from neurarium.labs.missing_pixels.network import PIXELS, SIDE, Adam

SHOWN = 12  # test pictures in the gallery
EXAMPLES = 300  # test pictures that can be looked at
HOLES = 1  # seed of the holes in test pictures, the same for every run


@dataclass(frozen=True)
class MissingSettings(Settings):
    hole: int = whole(
        4,
        low=1,
        high=7,
        label=Text("Hole, pixels", "Loch, Pixel"),
        help=Text(
            "The side of the square that is cut out of each 8 x 8 picture.",
            "Die Seite des Quadrats, das aus jedem 8-x-8-Bild geschnitten wird.",
        ),
        group="task",
        restarts=True,
    )
    hidden: int = whole(
        64,
        low=1,
        high=256,
        label=Text("Hidden neurons", "Verdeckte Neuronen"),
        help=Text("One layer, ReLU.", "Eine Schicht, ReLU."),
        group="learning",
        restarts=True,
    )
    learning_rate: float = real(
        0.003,
        low=0,
        high=1,
        marks=(0.0003, 0.001, 0.003, 0.01, 0.03),
        label=Text("Learning rate", "Lernrate"),
        help=Text("Of Adam.", "Von Adam."),
        group="learning",
    )
    labelled: int = whole(
        5,
        low=1,
        high=50,
        label=Text("Labelled pictures a digit", "Beschriftete Bilder je Ziffer"),
        help=Text(
            "So many are shown to the classifier that tries out what was learned. The network never sees a label.",
            "So viele sieht der Klassifikator, der das Gelernte ausprobiert. Das Netz sieht nie eine Beschriftung.",
        ),
        group="probe",
    )


@dataclass(frozen=True)
class Filler:
    adam: Adam
    epochs: int
    seed: int


@functools.cache
def pictures(part: str) -> tuple[np.ndarray, np.ndarray]:
    """float64 [pictures, PIXELS] from 0 to 1, and int64 labels, of the part `train` or `test`."""
    images = getattr(data.load("digits"), part)
    return images.pixels.reshape(-1, PIXELS) / 255.0, images.labels


@functools.lru_cache(maxsize=8)
def test_holes(size: int) -> np.ndarray:
    return network.holes(np.random.default_rng(HOLES), len(pictures("test")[0]), size)


def start(settings: MissingSettings, seed: int) -> Filler:
    parameters = network.first_parameters(settings.hidden, np.random.default_rng([seed, 0]))
    return Filler(Adam(parameters, np.zeros_like(parameters), np.zeros_like(parameters), 0), 0, seed)


def advance(settings: MissingSettings, state: Filler, steps: int) -> Filler:
    adam = state.adam
    for number in range(state.epochs, state.epochs + steps):
        random = np.random.default_rng([state.seed, 1, number])
        pixels, _ = pictures("train")
        adam = network.epoch(adam, settings.hidden, pixels, settings.hole, settings.learning_rate, random)
    return replace(state, adam=adam, epochs=state.epochs + steps)


def measure(settings: MissingSettings, state: Filler) -> dict[str, float]:
    weights = network.weights_of(state.adam.parameters, settings.hidden)
    (known, labels), (asked, answers) = pictures("train"), pictures("test")
    seen = test_holes(settings.hole)
    inner, asked_inner = (network.features(weights, part, np.ones_like(part)) for part in (known, asked))
    return {
        "test_error": network.error(network.answers(weights, asked, seen), asked, seen),
        "probe_accuracy": probe.accuracy(inner, labels, asked_inner, answers, settings.labelled)
        if np.isfinite(inner).all()
        else float("nan"),
        "pixel_accuracy": _pixel_accuracy(settings.labelled),
    }


@functools.lru_cache(maxsize=64)
def _pixel_accuracy(labelled: int) -> float:
    return probe.accuracy(*pictures("train"), *pictures("test"), labelled)


def guess_error(settings: MissingSettings) -> float:
    """The error of always answering each pixel's mean over the training pictures."""
    asked, _ = pictures("test")
    mean = pictures("train")[0].mean(axis=0)
    return network.error(np.tile(mean, (len(asked), 1)), asked, test_holes(settings.hole))


def verify(settings: MissingSettings, state: Filler) -> None:
    arrays = (state.adam.parameters, state.adam.first, state.adam.second)
    shape = (network.count(settings.hidden),)
    if any(array.shape != shape or array.dtype != np.float64 for array in arrays) or (
        min(state.epochs, state.seed, state.adam.updates) < 0
    ):
        raise Refusal(Text("The weights do not fit the settings.", "Die Gewichte passen nicht zu den Einstellungen."))


def _gray(pixels: np.ndarray) -> np.ndarray:
    return np.round(pixels.clip(0, 1) * 255).astype(np.uint8).reshape(-1, SIDE, SIDE)


def gallery(settings: MissingSettings, state: Filler, _: Settings) -> Arrays:
    pixels, seen = pictures("test")[0][:SHOWN], test_holes(settings.hole)[:SHOWN]
    answered = network.answers(network.weights_of(state.adam.parameters, settings.hidden), pixels, seen)
    return {
        "original": _gray(pixels),
        "seen": seen.astype(np.uint8).reshape(-1, SIDE, SIDE),
        "filled": _gray(np.where(seen == 1, pixels, answered)),
        "guess": np.array([guess_error(settings)]),
    }


@dataclass(frozen=True)
class Hole(Settings):
    example: int = whole(0, low=0, high=EXAMPLES - 1, label=Text("Test picture", "Testbild"))
    top: int = whole(2, low=0, high=SIDE - 1, label=Text("Row of the hole", "Zeile des Lochs"))
    left: int = whole(2, low=0, high=SIDE - 1, label=Text("Column of the hole", "Spalte des Lochs"))


def one(settings: MissingSettings, state: Filler, request: Hole) -> Arrays:
    """A hole where the visitor wants it, as far as it fits."""
    pixels = pictures("test")[0][[request.example]]
    top, left = (min(place, SIDE - settings.hole) for place in (request.top, request.left))
    seen = np.ones((SIDE, SIDE))
    seen[top : top + settings.hole, left : left + settings.hole] = 0
    seen = seen.reshape(1, PIXELS)
    answered = network.answers(network.weights_of(state.adam.parameters, settings.hidden), pixels, seen)
    return {
        "original": _gray(pixels)[0],
        "seen": seen.astype(np.uint8).reshape(SIDE, SIDE),
        "filled": _gray(np.where(seen == 1, pixels, answered))[0],
        "answers": answered.reshape(SIDE, SIDE),
        "error": np.array([network.error(answered, pixels, seen)]),
    }


def poster(settings: MissingSettings, state: Filler, _: Settings) -> Arrays:
    """The first nine pictures, their holes filled."""
    filled = gallery(settings, state, Settings())["filled"][:9]
    return {"map": 127 + filled.reshape(3, 3, SIDE, SIDE).swapaxes(1, 2).reshape(3 * SIDE, 3 * SIDE) // 2}


SQUARE = (SIDE, SIDE)
LAB = Lab(
    id="missing-pixels",
    title=Text("Missing pixels", "Fehlende Pixel"),
    promise=Text(
        "Self-supervised learning: a network fills holes in pictures, and learns what helps to tell digits.",
        "Selbstüberwachtes Lernen: Ein Netz füllt Löcher in Bildern und lernt dabei, was beim Erkennen von Ziffern hilft.",
    ),
    unit=Text("epoch", "Epoche"),
    units=Text("epochs", "Epochen"),
    Settings=MissingSettings,
    State=Filler,
    start=start,
    advance=advance,
    readings={
        "test_error": Reading(
            Text("Error of the missing pixels", "Fehler der fehlenden Pixel"),
            Text(
                "Mean squared, pixels from 0 to 1, on test pictures with fixed holes.",
                "Mittleres Quadrat, Pixel von 0 bis 1, auf Testbildern mit festen Löchern.",
            ),
            lower_is_better=True,
        ),
        "probe_accuracy": Reading(
            Text("Digits told by features", "Ziffern erkannt an Merkmalen"),
            Text(
                "The share of test digits that a linear classifier tells by the hidden layer, after a few labelled pictures.",
                "Der Anteil der Testziffern, die ein linearer Klassifikator nach wenigen beschrifteten Bildern an der "
                "verdeckten Schicht erkennt.",
            ),
            lower_is_better=False,
            percent=True,
        ),
        "pixel_accuracy": Reading(
            Text("Digits told by pixels", "Ziffern erkannt an Pixeln"),
            Text("The same classifier on the bare pixels.", "Derselbe Klassifikator auf den bloßen Pixeln."),
            lower_is_better=False,
            percent=True,
        ),
    },
    measure=measure,
    pictures={
        "gallery": Picture(
            Text(
                "Test pictures, their holes, and how they are filled.",
                "Testbilder, ihre Löcher und womit sie gefüllt sind.",
            ),
            {
                "original": Array("uint8", (SHOWN, *SQUARE)),
                "seen": Array("uint8", (SHOWN, *SQUARE)),
                "filled": Array("uint8", (SHOWN, *SQUARE)),
                "guess": Array("float64", (1,)),
            },
            gallery,
        ),
        "one": Picture(
            Text("One picture with a hole of your choice.", "Ein Bild mit einem Loch nach Wahl."),
            {
                "original": Array("uint8", SQUARE),
                "seen": Array("uint8", SQUARE),
                "filled": Array("uint8", SQUARE),
                "answers": Array("float64", SQUARE),
                "error": Array("float64", (1,)),
            },
            one,
            Hole,
        ),
        "poster": Picture(
            Text("Filled pictures.", "Gefüllte Bilder."), {"map": Array("uint8", (3 * SIDE, 3 * SIDE))}, poster
        ),
    },
    verify=verify,
    groups={
        "task": Text("Task", "Aufgabe"),
        "learning": Text("Learning", "Lernen"),
        "probe": Text("What it is good for", "Wozu es gut ist"),
    },
    room=22,
    takes=Text("live, 3 s", "live, 3 s"),
    poster=("poster", "map"),
)
