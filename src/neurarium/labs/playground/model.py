"""The running Playground: points and network, how they begin, learn, are measured, and follow changed settings."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.playground import bends, kernel, network, points
from neurarium.labs.playground.features import feature_rows
from neurarium.labs.playground.floors import floor
from neurarium.labs.playground.judge import judge
from neurarium.labs.playground.kernel import Rule, Shape
from neurarium.labs.playground.network import ACTIVATIONS, Network
from neurarium.labs.playground.options import MARKS
from neurarium.labs.playground.points import Points
from neurarium.labs.playground.settings import PlaygroundSettings
from neurarium.labs.playground.several import SEVERAL
from neurarium.labs.playground.stream import Stream, key_of
from neurarium.labs.playground.table import MOST_POINTS

# The orders of the kernel's constants.
PENALTIES = ("none", "l1", "l2")
LOSSES = ("squared", "cross_entropy")
OPTIMISERS = ("sgd", "momentum", "rmsprop", "adam")


@dataclass(frozen=True)
class Playground:
    points: Points
    network: Network


def class_count(settings: PlaygroundSettings) -> int:
    """How many classes there are; 1 for a regression, which has none."""
    return {"classification": 2, "regression": 1, "classes": settings.classes}[settings.problem]


def loss_name(settings: PlaygroundSettings) -> str:
    """What training makes small; a regression knows only squares."""
    return "squared" if settings.problem == "regression" else settings.loss


def layer_sizes(settings: PlaygroundSettings) -> np.ndarray:
    outputs = settings.classes if settings.problem == "classes" else 1
    return network.layer_sizes(settings.features, settings.hidden, outputs)


def layer_activations(settings: PlaygroundSettings) -> tuple[str, ...]:
    """The name of each hidden layer's activation."""
    chosen = settings.layer_activations[: len(settings.hidden)]
    return chosen + (settings.activation,) * (len(settings.hidden) - len(chosen))


def output_bend(settings: PlaygroundSettings) -> int:
    """Linear for a number, softmax for shares of classes, tanh for targets of -1 and 1."""
    if settings.problem == "regression":
        return bends.LINEAR
    return bends.SOFTMAX if settings.problem == "classes" and settings.loss == "cross_entropy" else bends.TANH


@functools.lru_cache(64)
def shape_of(settings: PlaygroundSettings) -> Shape:
    hidden = [ACTIVATIONS.index(name) for name in layer_activations(settings)]
    return Shape(layer_sizes(settings), np.array([bends.LINEAR, *hidden, output_bend(settings)], dtype=np.int64))


def rule_of(settings: PlaygroundSettings, state: Playground) -> Rule:
    """How the network learns. A batch larger than the training set means: all of it."""
    return Rule(
        LOSSES.index(loss_name(settings)),
        OPTIMISERS.index(settings.optimiser),
        settings.learning_rate,
        PENALTIES.index(settings.regularisation),
        settings.regularisation_rate,
        settings.dropout,
        state.network.key,
        min(settings.batch, state.points.training),
    )


def start(settings: PlaygroundSettings, seed: int) -> Playground:
    """Points, then weights, from one stream, as when the original's page is loaded."""
    return begin(settings, seed, settings.original_seed or key_of(seed))


def begin(settings: PlaygroundSettings, seed: int, key: str) -> Playground:
    """Points and weights from the stream of this key; `seed` is remembered as theirs."""
    stream = Stream(key)
    drawn = points.draw(_generator(settings), settings.noise, settings.train_share, seed, stream)
    return Playground(drawn, network.initial(layer_sizes(settings), settings.init_zero, stream, seed))


def _generator(settings: PlaygroundSettings) -> points.Draw:
    match settings.problem:
        case "classification":
            made = points.CLASSIFICATION[settings.dataset]
            return lambda stream, noise: made(stream, points.CLASSIFICATION_POINTS, noise)
        case "regression":
            made = points.REGRESSION[settings.regression_dataset]
            return lambda stream, noise: made(stream, points.REGRESSION_POINTS, noise)
        case _:
            several = SEVERAL[settings.classes_dataset]
            return lambda stream, noise: several(stream, points.CLASSIFICATION_POINTS, settings.classes, noise)


def inputs_of(settings: PlaygroundSettings, sample: Points) -> np.ndarray:
    """float64 [features, points]: what the network sees."""
    return feature_rows(settings.features, sample.x, sample.y)


def advance(settings: PlaygroundSettings, state: Playground, epochs: int) -> Playground:
    """Train for so many epochs."""
    sample, net = state.points, network.working_copy(state.network)
    inputs = feature_rows(settings.features, sample.x[: sample.training], sample.y[: sample.training])
    kernel.train(inputs, sample.label[: sample.training], shape_of(settings), net, rule_of(settings, state), epochs)
    return Playground(sample, replace(state.network, **net._asdict()))


def judged(settings: PlaygroundSettings, state: Playground) -> tuple[list[float], list[float], np.ndarray]:
    """Over training and test points: losses, accuracies, and int64 [2, classes, classes], the confusion of right and
    answered class."""
    sample, net, classes = state.points, state.network, class_count(settings)
    inputs, shape, loss = inputs_of(settings, sample), shape_of(settings), LOSSES.index(loss_name(settings))
    losses, accuracies, confusion = [], [], np.zeros((2, classes, classes), np.int64)
    for split, (first, last) in enumerate(((0, sample.training), (sample.training, len(sample.x)))):
        mean, right = judge(inputs, sample.label, first, last, shape, net.weights, net.biases, loss, confusion[split])
        losses.append(float(mean))
        accuracies.append(right / (last - first))
    return losses, accuracies, confusion


def measure(settings: PlaygroundSettings, state: Playground) -> dict[str, float]:
    """Mean loss over training and test points, no penalty added; accuracy, or R2 of a regression."""
    (train_loss, test_loss), (train_accuracy, test_accuracy), _ = judged(settings, state)
    readings = {"test_loss": test_loss, "train_loss": train_loss}
    if settings.problem != "regression":
        return {**readings, "test_accuracy": test_accuracy, "train_accuracy": train_accuracy}
    spread = float(np.var(state.points.label[state.points.training :]))
    # Where all labels are equal nothing can be explained.
    return {**readings, "test_r2": 1 - 2 * test_loss / spread if spread > 0 else 0.0}


def best(settings: PlaygroundSettings, state: Playground) -> dict[str, float]:
    """The loss that chance leaves, where the data set tells it; own points tell nothing."""
    if state.points.own or settings.problem != "classification" or settings.noise == 0:
        return {}
    least = floor(settings.dataset, settings.noise, settings.loss)
    return {} if not least else {"test_loss": least}


DATA = (
    "problem",
    "dataset",
    "regression_dataset",
    "classes_dataset",
    "classes",
    "noise",
    "train_share",
    "original_seed",
)
KEPT = ("learning_rate", "dropout")  # a change goes on with the same weights


def change(state: Playground, old: PlaygroundSettings, new: PlaygroundSettings, seed: int) -> Playground:
    """Rates keep all; anything else gives new weights, and the points stay unless they are another set's.

    Own points stay until another data set is chosen.
    """
    if replace(old, **{name: getattr(new, name) for name in KEPT}) == new:
        return state
    begun = start(new, seed)
    sample = state.points
    if sample.own and all(
        getattr(old, name) == getattr(new, name)
        for name in ("dataset", "regression_dataset", "classes_dataset", "noise")
    ):
        return replace(begun, points=_split_anew(sample, old, new))
    if not sample.own and all(getattr(old, name) == getattr(new, name) for name in DATA):
        return replace(begun, points=sample)
    return begun if sample.seed == seed else replace(begun, points=begin(new, sample.seed, key_of(sample.seed)).points)


def _split_anew(sample: Points, old: PlaygroundSettings, new: PlaygroundSettings) -> Points:
    check_labels(new, sample)
    if new.train_share == old.train_share:
        return sample
    count = len(sample.x)
    return replace(sample, training=min(max(count * new.train_share // 100, 1), count - 1))


def remedy(settings: PlaygroundSettings) -> dict[str, Any]:
    """About a tenth of the learning rate."""
    lower = [mark for mark in MARKS if mark <= settings.learning_rate / 9]
    return {"learning_rate": lower[-1] if lower else settings.learning_rate / 10}


def check_labels(settings: PlaygroundSettings, sample: Points) -> None:
    """Refuse own points whose labels are none of the problem's."""
    if settings.problem == "classification" and not np.isin(sample.label, (-1.0, 1.0)).all():
        raise Refusal(
            Text(
                "Your points have labels other than 1 and -1: two classes are too few for them. Choose a data set first.",
                "Die eigenen Punkte haben andere label als 1 und -1: Zwei Klassen sind dafür zu wenig. Bitte zuerst einen "
                "Datensatz wählen.",
            )
        )
    if settings.problem == "classes" and not np.isin(sample.label, np.arange(settings.classes)).all():
        raise Refusal(
            Text(
                f"Your points have labels other than 0 to {settings.classes - 1}, the classes of this problem. Choose a data "
                "set first, or another number of classes.",
                f"Die eigenen Punkte haben andere label als 0 bis {settings.classes - 1}, die Klassen dieser Aufgabe. Bitte "
                "zuerst einen Datensatz oder eine andere Zahl von Klassen wählen.",
            )
        )


def verify(settings: PlaygroundSettings, state: Playground) -> None:
    """Refuse a state that the kernel could not run on."""
    sample, net = state.points, state.network
    sizes = layer_sizes(settings)
    links, neurons = network.link_count(sizes), network.neuron_count(sizes)
    count = sample.x.size
    shapes = [
        (sample.x, np.float64, count),
        (sample.y, np.float64, count),
        (sample.label, np.float64, count),
        (net.weights, np.float64, links),
        (net.biases, np.float64, neurons),
        (net.dead, np.uint8, links),
        (net.weight_sums, np.float64, links),
        (net.bias_sums, np.float64, neurons),
        (net.first_moments, np.float64, links + neurons),
        (net.second_moments, np.float64, links + neurons),
        (net.counts, np.int64, 3),
        (net.first_weights, np.float64, links),
        (net.first_biases, np.float64, neurons),
    ]
    fits = all(
        array.dtype == kind and array.shape == (length,) and array.flags.c_contiguous for array, kind, length in shapes
    )
    if (
        not fits
        or not 1 <= sample.training < count <= MOST_POINTS
        or not 0 <= net.counts[0] < settings.batch
        or (net.counts < 0).any()
        or (net.second_moments < 0).any()
        or not 0 <= net.key < 2**53
        or len(sample.names) not in (0, *range(2, 7))
    ):
        raise Refusal(
            Text(
                "Points or weights do not fit the settings.", "Punkte oder Gewichte passen nicht zu den Einstellungen."
            )
        )
    check_labels(settings, sample)
