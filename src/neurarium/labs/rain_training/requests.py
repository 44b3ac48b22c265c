"""What a view says when it asks for a picture."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.lab.settings import Settings, whole
from neurarium.lab.text import Text
from neurarium.labs.rain_training.cases import CASES, POINTS

FIRST = 12  # a cloud that Seifert and Beheng's scheme gets wrong


@dataclass(frozen=True)
class Which(Settings):
    case: int = whole(FIRST, low=0, high=CASES - 1, label=Text("Cloud, counted from 0", "Wolke, von 0 an gezählt"))


@dataclass(frozen=True)
class Unit(Settings):
    case: int = whole(FIRST, low=0, high=CASES - 1, label=Text("Cloud, counted from 0", "Wolke, von 0 an gezählt"))
    point: int = whole(
        32, low=1, high=POINTS - 1, label=Text("Point of time, of the truth", "Zeitpunkt, auf der Wahrheit")
    )
    rate: int = whole(0, low=0, high=3, label=Text("Rate, counted from 0", "Rate, von 0 an gezählt"))
    layer: int = whole(3, low=1, high=4, label=Text("Layer, 1 is the first hidden one", "Schicht, 1 ist die erste"))
    neuron: int = whole(0, low=0, high=19, label=Text("Neuron, counted from 0", "Neuron, von 0 an gezählt"))
