"""What goes beyond the original, neuron by neuron in Python floats: our judge for it.

Written from the definitions of the papers, not from the engine, and not from the slopes that it uses: every gradient here
is a finite difference of the loss. Slow, obvious, and good to about eight digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

ACTIVATIONS: dict[str, Callable[[float], float]] = {
    "relu": lambda x: max(0.0, x),
    "tanh": math.tanh,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "linear": lambda x: x,
    "leaky_relu": lambda x: x if x > 0 else 0.01 * x,
    "elu": lambda x: x if x > 0 else math.expm1(x),
    "gelu": lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2,
    "silu": lambda x: x / (1 + math.exp(-x)),
    "mish": lambda x: x * math.tanh(math.log1p(math.exp(x))),
    "sine": math.sin,
}


@dataclass
class Layers:
    """Weights [neuron][source] and biases of each layer after the features, and each layer's activation."""

    weights: list[list[list[float]]]
    biases: list[list[float]]
    activations: list[str]

    def sums(self, inputs: list[float]) -> list[float]:
        """The sums of the output neurons, before their activation."""
        values = inputs
        for rows, biases, activation in zip(self.weights, self.biases, [*self.activations, "linear"], strict=True):
            totals = [
                b + sum(w * v for w, v in zip(row, values, strict=True)) for row, b in zip(rows, biases, strict=True)
            ]
            values = [ACTIVATIONS[activation](total) for total in totals]
        return values


def squared(sums: list[float], label: float) -> float:
    """One tanh output against -1 or 1, or one for each class."""
    targets = [label] if len(sums) == 1 else [1.0 if label == index else -1.0 for index in range(len(sums))]
    return sum((math.tanh(total) - target) ** 2 / 2 for total, target in zip(sums, targets, strict=True))


def straight(sums: list[float], label: float) -> float:
    """A regression's half squared error."""
    return (sums[0] - label) ** 2 / 2


def cross_entropy(sums: list[float], label: float) -> float:
    """-ln of the right class's probability: (1 + tanh) / 2 of one output, softmax of several."""
    if len(sums) == 1:
        second = (1 + math.tanh(sums[0])) / 2
        return -math.log(second if label > 0 else 1 - second)
    return math.log(sum(math.exp(total) for total in sums)) - sums[int(label)]


@dataclass
class Step:
    """One parameter's optimiser, from its paper."""

    kind: str
    rate: float
    momentum: float = 0.0
    squares: float = 0.0
    count: int = 0

    def of(self, gradient: float) -> float:
        """What is taken off the parameter."""
        self.count += 1
        if self.kind == "sgd":
            return self.rate * gradient
        if self.kind == "momentum":
            self.momentum = 0.9 * self.momentum + gradient
            return self.rate * self.momentum
        if self.kind == "rmsprop":
            self.squares = 0.9 * self.squares + 0.1 * gradient**2
            return self.rate * gradient / (math.sqrt(self.squares) + 1e-8)
        self.momentum = 0.9 * self.momentum + 0.1 * gradient
        self.squares = 0.999 * self.squares + 0.001 * gradient**2
        mean, square = self.momentum / (1 - 0.9**self.count), self.squares / (1 - 0.999**self.count)
        return self.rate * mean / (math.sqrt(square) + 1e-8)
