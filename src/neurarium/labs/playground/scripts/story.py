"""What a run of the Playground did, in the terms in which every library tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.contract import Segment
from neurarium.labs.playground import model
from neurarium.labs.playground.model import Playground
from neurarium.labs.playground.network import Network
from neurarium.labs.playground.points import Points
from neurarium.labs.playground.scripts.wildness import wildness
from neurarium.labs.playground.settings import PlaygroundSettings

Lived = Segment[PlaygroundSettings, Playground]


@dataclass(frozen=True)
class Edit:
    """A number set by hand: the weight of `layer` (0 is the first hidden one) from `source`, or its bias if that is None."""

    layer: int
    neuron: int
    source: int | None
    value: float


@dataclass(frozen=True)
class Stage:
    """So many epochs with the same rates and points, after the edits. `training` and `test` are rows of the story's points."""

    edits: tuple[Edit, ...]
    training: tuple[int, ...]
    test: tuple[int, ...]
    epochs: int
    learning_rate: float
    dropout: float


@dataclass(frozen=True)
class Story:
    """A run's current life.

    Attributes:
        points: float64 [points, 3]: x, y and label of every point that was ever there.
        sizes: features, neurons of each hidden layer, outputs.
        activations: each hidden layer's.
        weights: float64 [neurons, sources] of each layer, as they were at the beginning; biases: float64 [neurons].
        key: of the dropout's random stream.
        readings: what Neurarium measured at the end.
        wildness: how far the final test loss moves where the last digits differ.
    """

    settings: PlaygroundSettings
    points: np.ndarray
    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    key: int
    stages: tuple[Stage, ...]
    readings: dict[str, float]
    wildness: float

    @property
    def loss(self) -> str:
        return model.loss_name(self.settings)

    @property
    def penalty(self) -> str:
        """`none` where its rate is 0, too."""
        return self.settings.regularisation if self.settings.regularisation_rate else "none"

    @property
    def output(self) -> str:
        """linear, tanh or softmax."""
        if self.settings.problem == "regression":
            return "linear"
        return "softmax" if self.settings.problem == "classes" and self.loss == "cross_entropy" else "tanh"

    @property
    def features(self) -> frozenset[str]:
        """The words by which templates choose their lines."""
        settings = self.settings
        words = {settings.problem, self.loss, settings.optimiser, self.penalty, f"{self.output}_output"}
        words |= set(self.activations) | ({"hidden"} if self.activations else set())
        if self.activations and any(stage.dropout for stage in self.stages):
            words.add("dropout")
        if any(len(stage.training) % min(settings.batch, len(stage.training)) for stage in self.stages):
            words.add("partial")
        return frozenset(words)


def story_of(segments: tuple[Lived, ...]) -> Story:
    """The story of a run's current life, see `lab.life.segments`."""
    first, last = segments[0], segments[-1]
    sizes = model.layer_sizes(first.settings)
    rows = first.begin.points
    pool = list(zip(rows.x.tolist(), rows.y.tolist(), rows.label.tolist(), strict=True))
    places = {row: place for place, row in reversed(list(enumerate(pool)))}
    stages: list[Stage] = []
    end, known = first.begin, (tuple(range(rows.training)), tuple(range(rows.training, len(pool))))
    for segment in segments:
        begin = segment.begin
        if begin.points is not end.points:
            known = _rows(begin.points, pool, places)
        edits = tuple(_edits(sizes, end.network, begin.network))
        settings = segment.settings
        stage = Stage(edits, *known, segment.steps, settings.learning_rate, settings.dropout)
        if stages and replace(stage, edits=stages[-1].edits, epochs=stages[-1].epochs) == stages[-1] and not edits:
            stages[-1] = replace(stages[-1], epochs=stages[-1].epochs + stage.epochs)
        else:
            stages.append(stage)
        end = segment.end
    return Story(
        first.settings,
        np.array(pool),
        tuple(sizes.tolist()),
        model.layer_activations(first.settings),
        *layered(sizes, first.begin.network),
        first.begin.network.key,
        tuple(stages),
        model.measure(last.settings, last.end),
        wildness(segments),
    )


Row = tuple[float, float, float]


def _rows(points: Points, pool: list[Row], places: dict[Row, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the training and the test points stand in the pool; points that it lacks are added to it."""
    found = []
    for row in zip(points.x.tolist(), points.y.tolist(), points.label.tolist(), strict=True):
        if row not in places:
            places[row] = len(pool)
            pool.append(row)
        found.append(places[row])
    return tuple(found[: points.training]), tuple(found[points.training :])


def layered(sizes: np.ndarray, net: Network) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...]]:
    """Weights [neurons, sources] and biases [neurons] of each layer."""
    weights = np.split(net.weights, np.cumsum(sizes[1:] * sizes[:-1])[:-1])
    biases = np.split(net.biases, np.cumsum(sizes[1:])[:-1])
    shapes = zip(weights, sizes[1:], sizes[:-1], strict=True)
    return tuple(part.reshape(neurons, sources) for part, neurons, sources in shapes), tuple(biases)


def _edits(sizes: np.ndarray, before: Network, after: Network) -> Iterator[Edit]:
    """What a hand changed in the network."""
    if after is before:
        return
    (weights, biases), (old_weights, old_biases) = layered(sizes, after), layered(sizes, before)
    for layer in range(len(weights)):
        for neuron, source in np.argwhere(weights[layer] != old_weights[layer]).tolist():
            yield Edit(layer, neuron, source, float(weights[layer][neuron, source]))
        for (neuron,) in np.argwhere(biases[layer] != old_biases[layer]).tolist():
            yield Edit(layer, neuron, None, float(biases[layer][neuron]))
