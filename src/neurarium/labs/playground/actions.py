"""What a visitor may do to a running Playground."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.contract import Action
from neurarium.lab.settings import Settings, real, whole, words
from neurarium.lab.text import Refusal, Text
from neurarium.labs.playground import network, table, weights
from neurarium.labs.playground.model import Playground, begin, class_count, layer_sizes
from neurarium.labs.playground.settings import PlaygroundSettings
from neurarium.labs.playground.stream import key_of

LAYER = Text("Layer, 1 is the first hidden one", "Schicht, 1 ist die erste verdeckte")
NEURON = Text("Neuron, counted from 0", "Neuron, von 0 an gezählt")
VALUE = Text("Value", "Wert")
LARGEST_SEED = 2**53 - 1
LONGEST_CSV = 40_000_000  # characters, far more than 20,000 points take: a longer table is told about its lines
LONGEST_JSON = 1_000_000


@dataclass(frozen=True)
class Weight(Settings):
    layer: int = whole(1, low=1, high=11, label=LAYER)
    neuron: int = whole(0, low=0, high=31, label=NEURON)
    source: int = whole(0, low=0, high=31, label=Text("Source, counted from 0", "Quelle, von 0 an gezählt"))
    value: float = real(0.0, low=-table.LARGEST, high=table.LARGEST, label=VALUE)


@dataclass(frozen=True)
class Bias(Settings):
    layer: int = whole(1, low=1, high=11, label=LAYER)
    neuron: int = whole(0, low=0, high=31, label=NEURON)
    value: float = real(0.0, low=-table.LARGEST, high=table.LARGEST, label=VALUE)


@dataclass(frozen=True)
class Seed(Settings):
    seed: int = whole(0, low=0, high=LARGEST_SEED, label=Text("Seed", "Startwert"))


@dataclass(frozen=True)
class PointsText(Settings):
    csv: str = words(longest=LONGEST_CSV, label=Text("Points as CSV", "Punkte als CSV"))


@dataclass(frozen=True)
class WeightsText(Settings):
    json: str = words(longest=LONGEST_JSON, label=Text("Weights as JSON", "Gewichte als JSON"))


@dataclass(frozen=True)
class Place(Settings):
    x: float = real(0.0, low=-table.LARGEST, high=table.LARGEST, label=Text("x", "x"))
    y: float = real(0.0, low=-table.LARGEST, high=table.LARGEST, label=Text("y", "y"))
    radius: float = real(0.3, low=0.0, high=table.LARGEST, label=Text("Radius", "Radius"))


def _check(settings: PlaygroundSettings, layer: int, neuron: int) -> np.ndarray:
    sizes = layer_sizes(settings)
    if layer >= len(sizes) or neuron >= sizes[layer]:
        raise Refusal(
            Text(
                f"There is no neuron {neuron} in layer {layer}; from layer 1 on there are {sizes[1:].tolist()} neurons.",
                f"In Schicht {layer} gibt es kein Neuron {neuron}; ab Schicht 1 sind es {sizes[1:].tolist()} Neuronen.",
            )
        )
    return sizes


def set_weight(settings: PlaygroundSettings, state: Playground, weight: Weight) -> Playground:
    sizes = _check(settings, weight.layer, weight.neuron)
    if weight.source >= sizes[weight.layer - 1]:
        raise Refusal(
            Text(
                f"Layer {weight.layer} has only {sizes[weight.layer - 1]} sources; there is no source {weight.source}.",
                f"Schicht {weight.layer} hat nur {sizes[weight.layer - 1]} Quellen; eine Quelle {weight.source} gibt es "
                "nicht.",
            )
        )
    changed = state.network.weights.copy()
    changed[network.link_index(sizes, weight.layer, weight.neuron, weight.source)] = weight.value
    return replace(state, network=replace(state.network, weights=changed))


def set_bias(settings: PlaygroundSettings, state: Playground, bias: Bias) -> Playground:
    sizes = _check(settings, bias.layer, bias.neuron)
    biases = state.network.biases.copy()
    biases[network.bias_index(sizes, bias.layer, bias.neuron)] = bias.value
    return replace(state, network=replace(state.network, biases=biases))


def reset(settings: PlaygroundSettings, state: Playground, chosen: Seed) -> Playground:
    return replace(state, network=begin(settings, chosen.seed, key_of(chosen.seed)).network)


def regenerate(settings: PlaygroundSettings, state: Playground, chosen: Seed) -> Playground:
    return replace(state, points=begin(settings, chosen.seed, key_of(chosen.seed)).points)


def load_points(settings: PlaygroundSettings, state: Playground, given: PointsText) -> Playground:
    points = table.read_points(given.csv, settings.train_share, class_count(settings), state.points.seed)
    return Playground(points, network.fresh(state.network.weights, state.network.biases, state.network.key))


def load_weights(settings: PlaygroundSettings, state: Playground, given: WeightsText) -> Playground:
    loaded, biases = weights.read_weights(given.json, layer_sizes(settings))
    return replace(state, network=network.fresh(loaded, biases, state.network.key))


def again(_: PlaygroundSettings, state: Playground, __: Settings) -> Playground:
    net = state.network
    return replace(state, network=network.fresh(net.first_weights, net.first_biases, net.key))


def add_points(settings: PlaygroundSettings, state: Playground, given: PointsText) -> Playground:
    return replace(state, points=table.add_points(state.points, given.csv, settings.train_share, class_count(settings)))


def erase_points(_: PlaygroundSettings, state: Playground, place: Place) -> Playground:
    return replace(state, points=table.without(state.points, place.x, place.y, place.radius))


ACTIONS = {
    "set_weight": Action(
        Text("Set a weight", "Ein Gewicht setzen"),
        Text("Gives one link another weight.", "Gibt einer Verbindung ein anderes Gewicht."),
        set_weight,
        Weight,
    ),
    "set_bias": Action(
        Text("Set a bias", "Einen Bias setzen"),
        Text("Gives one neuron another bias.", "Gibt einem Neuron einen anderen Bias."),
        set_bias,
        Bias,
    ),
    "reset": Action(
        Text("Reset", "Zurücksetzen"),
        Text("New random weights; the points stay.", "Neue zufällige Gewichte; die Punkte bleiben."),
        reset,
        Seed,
        restarts=True,
    ),
    "again": Action(
        Text("Same weights", "Dieselben Gewichte"),
        Text(
            "The very weights with which the curves began; the points stay.",
            "Genau die Gewichte, mit denen die Kurven begannen; die Punkte bleiben.",
        ),
        again,
        restarts=True,
    ),
    "regenerate": Action(
        Text("New points", "Neue Punkte"),
        Text("Draws the points anew; the weights stay.", "Zieht die Punkte neu; die Gewichte bleiben."),
        regenerate,
        Seed,
    ),
    "load_points": Action(
        Text("Load points", "Punkte laden"),
        Text(
            "Your own points as CSV: a header x,y,label or x,y,label,split, up to 20,000 lines. In a classification the "
            "label is 1 or -1, of several classes 0, 1, 2 and so on, or a word each; split is train or test. The weights "
            "stay.",
            "Eigene Punkte als CSV: Kopfzeile x,y,label oder x,y,label,split, bis zu 20.000 Zeilen. In einer "
            "Klassifikation ist label 1 oder -1, bei mehreren Klassen 0, 1, 2 und so fort, oder je ein Wort; split ist "
            "train oder test. Die Gewichte bleiben.",
        ),
        load_points,
        PointsText,
        restarts=True,
    ),
    "add_points": Action(
        Text("Add points", "Punkte hinzufügen"),
        Text(
            "Further points as CSV, written as for 'Load points'. Points and weights stay.",
            "Weitere Punkte als CSV, geschrieben wie für „Punkte laden“. Punkte und Gewichte bleiben.",
        ),
        add_points,
        PointsText,
    ),
    "erase_points": Action(
        Text("Erase points", "Punkte löschen"),
        Text(
            "Takes away the points around a place. At least one for training and one for the test must be left.",
            "Nimmt die Punkte um einen Ort weg. Mindestens einer für das Training und einer für den Test muss bleiben.",
        ),
        erase_points,
        Place,
    ),
    "load_weights": Action(
        Text("Load weights", "Gewichte laden"),
        Text(
            "Weights and biases as JSON, as 'Weights' under 'Take home' writes them, for a network of the same shape.",
            "Gewichte und Biaswerte als JSON, wie 'Gewichte' unter 'Mitnehmen' sie schreibt, für ein Netz derselben Form.",
        ),
        load_weights,
        WeightsText,
        restarts=True,
    ),
}
