"""The run as a program that needs NumPy alone: backpropagation written out."""

from __future__ import annotations

from neurarium.labs.playground.scripts.parts import calls, common, dropout
from neurarium.labs.playground.scripts.story import Edit, Lived, story_of
from neurarium.labs.playground.scripts.template import fill

# Each activation and its slope, as functions of a neuron's sum z.
ACTIVATIONS = {
    "relu": ("np.maximum(z, 0)", "z > 0"),
    "tanh": ("np.tanh(z)", "1 - np.tanh(z) ** 2"),
    "sigmoid": ("0.5 + 0.5 * np.tanh(z / 2)", "sigmoid(z) * (1 - sigmoid(z))"),
    "linear": ("z", "np.ones_like(z)"),
    "leaky_relu": ("np.where(z > 0, z, 0.01 * z)", "np.where(z > 0, 1, 0.01)"),
    "elu": ("np.where(z > 0, z, np.expm1(np.minimum(z, 0)))", "np.exp(np.minimum(z, 0))"),
    "gelu": ("z * below(z)", "below(z) + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)"),
    "silu": ("z * sigmoid(z)", "sigmoid(z) * (1 + z * (1 - sigmoid(z)))"),
    "mish": (
        "z * np.tanh(np.logaddexp(0, z))",
        "np.tanh(np.logaddexp(0, z)) + z * (1 - np.tanh(np.logaddexp(0, z)) ** 2) * sigmoid(z)",
    ),
    "sine": ("np.sin(z)", "np.cos(z)"),
}
BELOW = '''def below(z):
    """The share of a normal distribution that lies below z."""
    return 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(z / math.sqrt(2)))'''

TEMPLATE = '''
"""A small neural network, trained with nothing but NumPy.

$summary
"""

import math  #: gelu
  #: gelu
import numpy as np

BATCH = $batch
PENALTY = $penalty_rate  #: l1
PENALTY = $penalty_rate  #: l2


def features(points):
    """What the network gets to see of each point."""
    x, y = points[:, 0], points[:, 1]
    return np.stack([$features], axis=1)


$activations


def softmax(z):  #: softmax_output
    """Shares that add up to 1, the larger the sum the larger."""  #: softmax_output
    powers = np.exp(z - z.max(axis=1, keepdims=True))  #: softmax_output
    return powers / powers.sum(axis=1, keepdims=True)  #: softmax_output


# Each layer's activation and its slope; $last
LAYERS = [
$layers
]


class Parameter:
    """Weights [neurons, sources] or biases [neurons] of a layer, and what learning remembers of them."""

    def __init__(self, values):
        self.values = np.array(values, float)
        self.gradients = np.zeros_like(self.values)  # the sum over the points that wait for their step
        self.momentum = np.zeros_like(self.values)  #: momentum
        self.means = np.zeros_like(self.values)  # of the gradients  #: adam
        self.squares = np.zeros_like(self.values)  # mean of the squared gradients  #: adam
        self.squares = np.zeros_like(self.values)  # mean of the squared gradients  #: rmsprop
        self.alive = np.full(self.values.shape, True)  # L1 switches weights off for good  #: l1


class Network:
    def __init__(self, weights, biases):
        self.weights = [Parameter(values) for values in weights]
        self.biases = [Parameter(values) for values in biases]
        self.waiting = 0  # points in the gradients
        self.steps = 0  #: adam
        self.seen = 0  # points that went through the network in training  #: dropout


$dropout


def forward(network, inputs, factors=None):  #: dropout
def forward(network, inputs):  #: not dropout
    """Every layer's sums and answers, [points, neurons]; the answers begin with the inputs."""
    sums, answers = [], [inputs]
    for layer, (activation, _) in enumerate(LAYERS):  #: dropout
    for weights, biases, (activation, _) in zip(network.weights, network.biases, LAYERS):  #: not dropout
        weights, biases = network.weights[layer], network.biases[layer]  #: dropout
        sums.append(answers[-1] @ weights.values.T + biases.values)
        answers.append(activation(sums[-1]))
        if factors is not None and layer < len(factors):  #: dropout
            answers[-1] = answers[-1] * factors[layer]  #: dropout
    return sums, answers


def targets(points):  #: classes
    """For each point what each output should answer: 1 for the right class, otherwise $otherwise."""  #: classes
    return np.where(points[:, 2:] == np.arange($outputs), 1.0, $otherwise)  #: classes


def loss(network, points):
    """$meaning"""
    _, answers = forward(network, features(points))  #: squared
    sums, _ = forward(network, features(points))  #: cross_entropy
    error = answers[-1] - points[:, 2:]  #: squared, not classes
    error = answers[-1] - targets(points)  #: squared, classes
    return np.mean(0.5 * np.sum(error**2, axis=1))  #: squared
    return np.mean(np.logaddexp(0, -2 * points[:, 2:] * sums[-1]))  #: cross_entropy, not classes
    total = np.logaddexp.reduce(sums[-1], axis=1)  #: cross_entropy, classes
    return np.mean(total - np.sum(targets(points) * sums[-1], axis=1))  #: cross_entropy, classes


def add_gradients(network, points, dropout):  #: dropout
def add_gradients(network, points):  #: not dropout
    """Backpropagation: the gradient of the points' losses in every weight and bias, added to those that wait."""
    factors = dropout_factors(network.seen, len(points), dropout)  #: dropout
    sums, answers = forward(network, features(points), factors)  #: dropout
    sums, answers = forward(network, features(points))  #: not dropout
    delta = answers[-1] - points[:, 2:]  # the loss's slope in the sums of the output  #: not classes
    delta = answers[-1] - targets(points)  # the loss's slope in the sums of the outputs  #: classes
    delta = delta * LAYERS[-1][1](sums[-1])  #: squared, not regression
    for layer in reversed(range(len(LAYERS))):
        network.weights[layer].gradients += delta.T @ answers[layer]
        network.biases[layer].gradients += delta.sum(axis=0)
        if layer > 0:
            slope = LAYERS[layer - 1][1]
            delta = (delta @ network.weights[layer].values) * slope(sums[layer - 1])
            delta = delta * factors[layer - 1]  #: dropout
    network.waiting += len(points)
    network.seen += len(points)  #: dropout


def step(network, learning_rate):
    """$rule"""
    network.steps += 1  #: adam
    for parameter in network.weights + network.biases:
        gradient = parameter.gradients / network.waiting
        change = learning_rate * gradient  #: sgd
        parameter.momentum = 0.9 * parameter.momentum + gradient  #: momentum
        change = learning_rate * parameter.momentum  #: momentum
        parameter.squares = 0.9 * parameter.squares + (1 - 0.9) * gradient**2  #: rmsprop
        change = learning_rate * gradient / (np.sqrt(parameter.squares) + 1e-8)  #: rmsprop
        parameter.means = 0.9 * parameter.means + (1 - 0.9) * gradient  #: adam
        parameter.squares = 0.999 * parameter.squares + (1 - 0.999) * gradient**2  #: adam
        mean = parameter.means / (1 - 0.9**network.steps)  # both begin at 0: this makes up for it  #: adam
        square = parameter.squares / (1 - 0.999**network.steps)  #: adam
        change = learning_rate * mean / (np.sqrt(square) + 1e-8)  #: adam
        moved = parameter.values - change  #: l1
        pulled = moved  #: l1
        if parameter in network.weights:  # biases are not pulled  #: l1
            pulled = moved - learning_rate * PENALTY * np.sign(parameter.values)  #: l1
        crossed = moved * pulled < 0  # a weight pulled across 0 stays there  #: l1
        parameter.values = np.where(parameter.alive, np.where(crossed, 0, pulled), parameter.values)  #: l1
        parameter.alive &= ~crossed  #: l1
        if parameter in network.weights:  # biases are not pulled  #: l2
            change = change + learning_rate * PENALTY * parameter.values  #: l2
        parameter.values = parameter.values - change  #: not l1
        parameter.gradients[:] = 0
    network.waiting = 0


def train(network, points, epochs, learning_rate, dropout):  #: dropout
def train(network, points, epochs, learning_rate):  #: not dropout
    batch = min(BATCH, len(points))
    for _ in range(epochs):
        for start in range(0, len(points), batch):
            part = points[start : start + batch]
            add_gradients(network, part, dropout)  #: dropout
            add_gradients(network, part)  #: not dropout
            if len(part) == batch:  # the points after the last whole batch wait for the next epoch's first  #: partial
                step(network, learning_rate)  #: partial
            step(network, learning_rate)  #: not partial


def main():
    network = Network(WEIGHTS, BIASES)
$calls
    print(f"training loss {loss(network, training):.10f}")
    print(f"test loss {loss(network, test):.10f}")


# The weights with which the run began: of each layer, for each neuron, from each source.
WEIGHTS = [
$weights
]
BIASES = [
$biases
]

# x, y and label of every point.
POINTS = """
$points
"""
POINTS = np.array([row.split() for row in POINTS.split(",")], float)

if __name__ == "__main__":
    main()
'''


def write(segments: tuple[Lived, ...]) -> str:
    """The program of a run's current life."""
    story = story_of(segments)
    used = [*story.activations, *(["tanh"] if story.output == "tanh" else [])]
    helpers = ["sigmoid"] if {"sigmoid", "silu", "mish"} & set(used) else []
    functions = [BELOW] if "gelu" in used else []
    for name in dict.fromkeys([*helpers, *used]):
        value, slope = ACTIVATIONS[name]
        functions.append(f"def {name}(z):\n    return {value}")
        if name in used:
            functions.append(f"def {name}_slope(z):\n    return {slope}")
    layers = [f"    ({name}, {name}_slope)," for name in story.activations]
    layers.append(
        {"linear": "    (lambda z: z, None),", "tanh": "    (tanh, tanh_slope),"}.get(
            story.output, "    (softmax, None),"
        )
    )
    texts = common(story, "np")
    texts |= {
        "activations": "\n\n\n".join(functions),
        "last": "the output comes last.",
        "layers": "\n".join(layers),
        "dropout": dropout(story),
        "calls": calls(story, _edit, "train(network, training)"),
    }
    return fill(TEMPLATE, story.features, texts)


def _edit(edit: Edit) -> str:
    if edit.source is None:
        return f"network.biases[{edit.layer}].values[{edit.neuron}] = {edit.value!r}"
    return f"network.weights[{edit.layer}].values[{edit.neuron}, {edit.source}] = {edit.value!r}"
