"""One neuron's arithmetic for one point, forward and backward, as the kernel does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from neurarium.lab.contract import Array, Arrays, Picture
from neurarium.lab.settings import Settings, whole
from neurarium.lab.text import Refusal, Text
from neurarium.labs.playground import bends, kernel, network
from neurarium.labs.playground.features import feature_rows
from neurarium.labs.playground.judge import sample_loss
from neurarium.labs.playground.kernel import CROSS_ENTROPY, NO_PENALTY, SGD, Rule, Shape, Weights
from neurarium.labs.playground.model import Playground, rule_of, shape_of
from neurarium.labs.playground.settings import PlaygroundSettings
from neurarium.labs.playground.table import MOST_POINTS

SAMPLES = 193  # of the activation's curve
LEAST_REACH = 4.0  # to both sides of zero


@dataclass(frozen=True)
class InsideRequest(Settings):
    layer: int = whole(1, low=1, high=11, label=Text("Layer, 1 is the first hidden one", "Schicht, 1 ist die erste"))
    neuron: int = whole(0, low=0, high=31, label=Text("Neuron, counted from 0", "Neuron, von 0 an gezählt"))
    point: int = whole(0, low=0, high=MOST_POINTS - 1, label=Text("Point, counted from 0", "Punkt, von 0 an gezählt"))


class Pass(NamedTuple):
    """What one sample leaves behind in the network. Rows are neurons, the features first."""

    answers: np.ndarray  # float64 [rows + outputs, 1]; behind the neurons the sums of the outputs
    gains: np.ndarray  # float64 [rows, 1]: slope of each answer in its sum
    deltas: np.ndarray  # float64 [rows, 1]: dE/d(sum)
    weight_gradients: np.ndarray  # float64 [links]
    bias_gradients: np.ndarray  # float64 [neurons]
    loss: float
    stepped: Weights  # after one plain step of gradient descent with this sample alone
    next_loss: float  # of this sample after that step


def one_sample(shape: Shape, rule: Rule, net: Weights, inputs: np.ndarray, label: float) -> Pass:
    """Send one sample through the network and its loss back, with nothing switched off.

    `inputs`: float64 [features]. `net` is changed: it makes the step.
    """
    outputs = int(shape.sizes[-1])
    rows = int(np.sum(shape.sizes))
    answers, gains, deltas = np.zeros((rows + outputs, 1)), np.zeros((rows, 1)), np.zeros((rows, 1))
    answers[: len(inputs), 0] = inputs
    net.weight_sums[:] = 0.0
    net.bias_sums[:] = 0.0
    net.counts[:] = (1, 0, 0)
    labels = np.array([label])
    kernel.forward(answers, 1, shape, net.weights, net.biases)  # which leaves the outputs' sums behind the neurons
    first = kernel.forward_in_training(answers, gains, 1, shape, net.weights, net.biases, 0.0, 0, 0)
    kernel.output_slopes(answers, gains, deltas, first, first + outputs, 1, labels, 0, rule.loss)
    kernel.backward(answers, gains, deltas, 1, shape.sizes, net)
    gradients = net.weight_sums.copy(), net.bias_sums.copy()
    loss = sample_loss(answers, first, outputs, 0, label, rule.loss)
    kernel.update(net, rule._replace(optimiser=SGD, penalty=NO_PENALTY))
    again = answers.copy()
    kernel.forward(again, 1, shape, net.weights, net.biases)
    with np.errstate(over="ignore"):
        next_loss = float(np.nan_to_num(sample_loss(again, first, outputs, 0, label, rule.loss)))
    return Pass(answers, gains, deltas, *gradients, float(loss), net, next_loss)


def curve(shape: Shape, layer: int, neuron: int, total: float, sums: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The activation around this neuron's sum: float64 [samples] sums and answers.

    `sums`: of all neurons of the layer. Softmax is drawn as it follows this neuron's sum while the others stay.
    """
    reach = LEAST_REACH
    while reach < abs(total) and np.isfinite(total):
        reach *= 2
    across = np.linspace(-reach, reach, SAMPLES)
    if shape.bends[layer] == bends.SOFTMAX:
        answers = np.repeat(sums[:, np.newaxis], SAMPLES, axis=1)
        answers[neuron] = across
        bends.softmax(answers, 0, len(sums), SAMPLES)
        return across, answers[neuron]
    answers = across[np.newaxis].copy()
    bends.activate(answers, 0, 1, SAMPLES, shape.bends[layer])
    return across, answers[0]


def _check(sizes: np.ndarray, points: int, request: InsideRequest) -> None:
    if request.layer >= len(sizes) or request.neuron >= sizes[request.layer]:
        raise Refusal(
            Text(
                f"There is no neuron {request.neuron} in layer {request.layer}; from layer 1 on there are "
                f"{sizes[1:].tolist()} neurons.",
                f"In Schicht {request.layer} gibt es kein Neuron {request.neuron}; ab Schicht 1 sind es "
                f"{sizes[1:].tolist()} Neuronen.",
            )
        )
    if request.point >= points:
        raise Refusal(
            Text(
                f"There is no point {request.point}; there are {points}, counted from 0.",
                f"Einen Punkt {request.point} gibt es nicht; es sind {points}, von 0 an gezählt.",
            )
        )


def inside_picture(settings: PlaygroundSettings, state: Playground, request: InsideRequest) -> Arrays:
    """See `INSIDE` for what the arrays hold."""
    sample, shape, rule, net = state.points, shape_of(settings), rule_of(settings, state), state.network
    sizes, layer, neuron, point = shape.sizes, request.layer, request.neuron, request.point
    _check(sizes, len(sample.x), request)
    label = float(sample.label[point])
    inputs = feature_rows(settings.features, sample.x[point : point + 1], sample.y[point : point + 1])
    done = one_sample(shape, rule, network.working_copy(net), inputs[:, 0], label)

    first = int(np.sum(sizes[: layer - 1]))  # rows of the layers before the sources
    row = first + int(sizes[layer - 1]) + neuron
    sources = done.answers[first : first + int(sizes[layer - 1]), 0]
    link = network.link_index(sizes, layer, neuron, 0)
    links, bias = slice(link, link + len(sources)), network.bias_index(sizes, layer, neuron)
    products = net.weights[links] * sources
    total, answer = float(net.biases[bias] + np.sum(products)), float(done.answers[row, 0])
    outputs = int(sizes[-1])
    output_sums = done.answers[len(done.gains) :, 0]
    targets = np.array([wanted(label, output, outputs, rule.loss) for output in range(outputs)])
    onward_weights = onward_deltas = onward_products = np.empty(0)
    if layer < len(sizes) - 1:
        targets_of = range(int(sizes[layer + 1]))
        onward_weights = net.weights[[network.link_index(sizes, layer + 1, to, neuron) for to in targets_of]]
        onward_deltas = done.deltas[row - neuron + int(sizes[layer]) :, 0][: len(targets_of)]
        onward_products = onward_weights * onward_deltas
        blame = float(np.sum(onward_products))
    else:
        blame = float(done.deltas[row, 0]) if rule.loss == CROSS_ENTROPY else answer - float(targets[neuron])
    slope = answer * (1 - answer) if shape.bends[layer] == bends.SOFTMAX else float(done.gains[row, 0])
    across, along = curve(shape, layer, neuron, total, output_sums)
    numbers = {
        "bias": net.biases[bias],
        "sum": total,
        "answer": answer,
        "slope": slope,
        "blame": blame,
        "delta": done.deltas[row, 0],
        "bias_gradient": done.bias_gradients[bias],
        "next_bias": done.stepped.biases[bias],
        "x": sample.x[point],
        "y": sample.y[point],
        "label": label,
        "loss": done.loss,
        "next_loss": done.next_loss,
    }
    return {
        **{name: np.array([value], np.float64) for name, value in numbers.items()},
        "sources": sources,
        "weights": net.weights[links],
        "dead": net.dead[links],
        "products": products,
        "weight_gradients": done.weight_gradients[links],
        "next_weights": done.stepped.weights[links],
        "onward_weights": onward_weights,
        "onward_deltas": onward_deltas,
        "onward_products": onward_products,
        "curve_sums": across,
        "curve_answers": along,
        "output": done.answers[len(done.gains) - outputs : len(done.gains), 0],
        "targets": targets,
        "test": np.array([point >= sample.training], np.uint8),
    }


def wanted(label: float, output: int, outputs: int, loss: int) -> float:
    """What this output should answer, see `kernel.output_slopes`."""
    if outputs == 1:
        return label
    if label == output:
        return 1.0
    return 0.0 if loss == CROSS_ENTROPY else -1.0


ONE = Array("float64", (1,))
SOURCES = Array("float64", ("sources",))
ONWARD = Array("float64", ("onward",))
OUTPUTS = Array("float64", ("outputs",))

INSIDE: Picture[PlaygroundSettings, Playground] = Picture(
    Text(
        "One neuron's arithmetic for one point: sources times weights, sum, activation, and back again; the weights "
        "after one plain step of gradient descent with this point alone.",
        "Die Rechnung eines Neurons für einen Punkt: Quellen mal Gewichte, Summe, Aktivierung, und wieder zurück; die "
        "Gewichte nach einem einfachen Schritt des Gradientenabstiegs mit diesem Punkt allein.",
    ),
    {
        "sources": SOURCES,  # the answers that come in
        "weights": SOURCES,
        "dead": Array("uint8", ("sources",)),
        "products": SOURCES,
        "bias": ONE,
        "sum": ONE,
        "answer": ONE,
        "slope": ONE,  # of the activation at the sum
        "curve_sums": Array("float64", (SAMPLES,)),  # the activation around the sum
        "curve_answers": Array("float64", (SAMPLES,)),
        "onward_weights": ONWARD,  # to the neurons of the next layer; none behind the output
        "onward_deltas": ONWARD,  # their dE/d(sum)
        "onward_products": ONWARD,
        "blame": ONE,  # dE/d(answer); of an output under cross-entropy dE/d(sum), which is simpler
        "delta": ONE,  # dE/d(sum)
        "weight_gradients": SOURCES,
        "bias_gradient": ONE,
        "next_weights": SOURCES,
        "next_bias": ONE,
        "x": ONE,
        "y": ONE,
        "label": ONE,
        "test": Array("uint8", (1,)),
        "output": OUTPUTS,  # the network's answers
        "targets": OUTPUTS,  # what they should be
        "loss": ONE,  # of this point
        "next_loss": ONE,  # after that step of all weights
    },
    inside_picture,
    InsideRequest,
)
