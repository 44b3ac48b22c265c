"""What the Playground's view may ask for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neurarium.lab.contract import Array, Arrays, Picture
from neurarium.lab.settings import Settings, whole
from neurarium.lab.text import Refusal, Text
from neurarium.labs.playground import maps
from neurarium.labs.playground.inside import INSIDE
from neurarium.labs.playground.model import Playground, judged, layer_sizes, shape_of
from neurarium.labs.playground.network import FEATURES
from neurarium.labs.playground.settings import PlaygroundSettings

SIZE = Text("Cells along each side", "Felder je Seite")


@dataclass(frozen=True)
class NetworkRequest(Settings):
    size: int = whole(32, low=8, high=100, label=SIZE)


@dataclass(frozen=True)
class OutputRequest(Settings):
    size: int = whole(100, low=8, high=400, label=SIZE)


@dataclass(frozen=True)
class NodeRequest(Settings):
    layer: int = whole(0, low=0, high=10, label=Text("Layer, 0 for the features", "Schicht, 0 für die Merkmale"))
    index: int = whole(0, low=0, high=31, label=Text("Neuron, counted from 0", "Neuron, von 0 an gezählt"))
    size: int = whole(100, low=8, high=400, label=SIZE)


def _codes(settings: PlaygroundSettings, state: Playground, size: int, first: int, last: int) -> np.ndarray:
    """uint8 [last - first, size, size]: the neurons in these rows, counted with the features."""
    inputs, net = maps.plane_inputs(settings.features, size), state.network
    codes = maps.neuron_codes(inputs, shape_of(settings), net.weights, net.biases, first, last)
    return np.asarray(codes.reshape(-1, size, size))


def network_picture(settings: PlaygroundSettings, state: Playground, request: NetworkRequest) -> Arrays:
    first = len(settings.features)
    outputs = settings.classes if settings.problem == "classes" else 0
    neurons = _codes(settings, state, request.size, first, first + sum(settings.hidden) + outputs)
    return {
        "maps": np.concatenate([maps.feature_maps(request.size), neurons]),
        "weights": state.network.weights,
        "dead": state.network.dead,
        "biases": state.network.biases,
    }


def output_picture(settings: PlaygroundSettings, state: Playground, request: OutputRequest) -> Arrays:
    inputs, net = maps.plane_inputs(settings.features, request.size), state.network
    codes = maps.winner_codes(inputs, shape_of(settings), net.weights, net.biases)
    certainty, winner = codes.reshape(2, request.size, request.size)
    return {"map": certainty, "winner": winner}


def node_picture(settings: PlaygroundSettings, state: Playground, request: NodeRequest) -> Arrays:
    outputs = (settings.classes,) if settings.problem == "classes" else ()
    layers = (len(FEATURES), *settings.hidden, *outputs)
    if request.layer >= len(layers) or request.index >= layers[request.layer]:
        raise Refusal(
            Text(
                f"There is no neuron {request.index} in layer {request.layer}; the layers have {list(layers)} neurons.",
                f"In Schicht {request.layer} gibt es kein Neuron {request.index}; die Schichten haben {list(layers)} "
                "Neuronen.",
            )
        )
    if request.layer == 0:
        return {"map": maps.feature_maps(request.size, (FEATURES[request.index],))[0]}
    row = int(layer_sizes(settings)[: request.layer].sum()) + request.index
    return {"map": _codes(settings, state, request.size, row, row + 1)[0]}


def points_picture(_: PlaygroundSettings, state: Playground, __: Settings) -> Arrays:
    points = state.points
    return {
        "x": points.x,
        "y": points.y,
        "label": points.label,
        "test": (np.arange(len(points.x)) >= points.training).astype(np.uint8),
        "own": np.array([points.own], np.uint8),
        "names": np.frombuffer("\n".join(points.names).encode(), np.uint8),
    }


def answers_picture(settings: PlaygroundSettings, state: Playground, _: Settings) -> Arrays:
    sample = state.points
    return {
        "confusion": judged(settings, state)[2],
        "count": np.array([sample.training, len(sample.x) - sample.training], np.int64),
    }


PICTURES = {
    "network": Picture(
        Text(
            "Every feature's and hidden neuron's answer for the whole plane, of several classes each output's too, and all "
            "weights and biases.",
            "Die Antwort jedes Merkmals und jedes verdeckten Neurons für die ganze Ebene, bei mehreren Klassen auch jeder "
            "Ausgabe, und alle Gewichte und Biaswerte.",
        ),
        {
            "maps": Array("uint8", ("nodes", "size", "size")),
            "weights": Array("float64", ("links",)),
            "dead": Array("uint8", ("links",)),
            "biases": Array("float64", ("neurons",)),
        },
        network_picture,
        NetworkRequest,
    ),
    "output": Picture(
        Text(
            "The network's answer for the whole plane; of several classes the share of the likeliest, and which it is.",
            "Die Antwort des Netzes für die ganze Ebene; bei mehreren Klassen der Anteil der wahrscheinlichsten, und welche "
            "es ist.",
        ),
        {"map": Array("uint8", ("size", "size")), "winner": Array("uint8", ("size", "size"))},
        output_picture,
        OutputRequest,
    ),
    "node": Picture(
        Text("One feature's or hidden neuron's answer, large.", "Die Antwort eines Merkmals oder Neurons, groß."),
        {"map": Array("uint8", ("size", "size"))},
        node_picture,
        NodeRequest,
    ),
    "points": Picture(
        Text("All points and which of them test.", "Alle Punkte und welche davon prüfen."),
        {
            "x": Array("float64", ("points",)),
            "y": Array("float64", ("points",)),
            "label": Array("float64", ("points",)),
            "test": Array("uint8", ("points",)),
            "own": Array("uint8", (1,)),
            "names": Array("uint8", ("bytes",)),
        },
        points_picture,
    ),
    "inside": INSIDE,
    "answers": Picture(
        Text(
            "How many training and test points of each class got which answer.",
            "Wie viele Trainings- und Testpunkte jeder Klasse welche Antwort bekamen.",
        ),
        {"confusion": Array("int64", (2, "classes", "classes")), "count": Array("int64", (2,))},
        answers_picture,
    ),
}
