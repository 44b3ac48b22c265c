"""The smallest lab with everything in it: one weight that learns the slope of a line through noisy points."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.contract import Action, Array, Arrays, Export, Lab, Picture, Reading
from neurarium.lab.settings import Settings, real, whole
from neurarium.lab.text import Refusal, Text


@dataclass(frozen=True)
class SlopeSettings(Settings):
    points: int = whole(20, low=2, high=100, restarts=True, label=Text("Points", "Punkte"), group="data")
    rate: float = real(0.1, low=0, high=100, label=Text("Rate", "Rate"), group="training")


@dataclass(frozen=True)
class Slope:
    x: np.ndarray  # float64 [points]
    y: np.ndarray  # float64 [points]
    weight: float


@dataclass(frozen=True)
class Size(Settings):
    size: int = whole(4, low=2, high=16, label=Text("Size", "Größe"))


@dataclass(frozen=True)
class Weight(Settings):
    value: float = real(0.0, low=-1e6, high=1e6, label=Text("Value", "Wert"))


def start(settings: SlopeSettings, seed: int) -> Slope:
    random = np.random.default_rng(seed)
    x = random.uniform(-1, 1, settings.points)
    return Slope(x, 2 * x + random.normal(0, 0.1, settings.points), 0.0)


def advance(settings: SlopeSettings, state: Slope, steps: int) -> Slope:
    weight = np.array(state.weight)
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            weight = weight - settings.rate * np.mean((weight * state.x - state.y) * state.x)
    return replace(state, weight=float(weight))


def measure(_: SlopeSettings, state: Slope) -> dict[str, float]:
    return {"loss": float(np.mean((state.weight * state.x - state.y) ** 2) / 2)}


def draw(_: SlopeSettings, state: Slope, request: Size) -> Arrays:
    line = np.linspace(-1, 1, request.size) * np.clip(state.weight, -1, 1)
    return {"map": np.tile(np.round((line + 1) * 127).astype(np.uint8), (request.size, 1))}


def set_weight(_: SlopeSettings, state: Slope, weight: Weight) -> Slope:
    if weight.value == 13:
        raise Refusal(
            Text("13 is unlucky; choose another value.", "13 bringt Unglück; bitte einen anderen Wert wählen.")
        )
    return replace(state, weight=weight.value)


def verify(settings: SlopeSettings, state: Slope) -> None:
    if state.x.shape != (settings.points,) or state.y.shape != (settings.points,) or state.x.dtype != np.float64:
        raise Refusal(Text("The points do not fit the settings.", "Die Punkte passen nicht zu den Einstellungen."))


LAB = Lab(
    id="slope",
    title=Text("Slope", "Steigung"),
    promise=Text("One weight learns the slope of a line.", "Ein Gewicht lernt die Steigung einer Geraden."),
    unit=Text("step", "Schritt"),
    units=Text("steps", "Schritte"),
    Settings=SlopeSettings,
    State=Slope,
    start=start,
    advance=advance,
    readings={
        "loss": Reading(
            Text("Loss", "Fehler"),
            Text("Half the mean squared error.", "Halber mittlerer quadratischer Fehler."),
            True,
        )
    },
    measure=measure,
    pictures={"line": Picture(Text("The line.", "Die Gerade."), {"map": Array("uint8", ("size", "size"))}, draw, Size)},
    verify=verify,
    actions={
        "set_weight": Action(
            Text("Set weight", "Gewicht setzen"),
            Text("Sets the weight.", "Setzt das Gewicht."),
            set_weight,
            Weight,
        )
    },
    exports={"weight": Export(Text("Weight", "Gewicht"), ".txt", lambda _, state: f"{state.weight!r}\n")},
    remedy=lambda settings: {"rate": settings.rate / 10},
    groups={"data": Text("Data", "Daten"), "training": Text("Training", "Training")},
    poster=("line", "map"),
)
