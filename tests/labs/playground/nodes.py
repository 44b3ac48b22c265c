"""The original's algorithm with an object for every node and every link: slow, obvious, and our judge.

Written from its description, not from its source. Nothing here is shared with the engine that it judges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

ACTIVATIONS = {
    "tanh": (math.tanh, lambda x: 1 - math.tanh(x) ** 2),
    "relu": (lambda x: max(0.0, x), lambda x: 0.0 if x <= 0 else 1.0),
    "sigmoid": (lambda x: 1 / (1 + math.exp(-x)), lambda x: math.exp(-x) / (1 + math.exp(-x)) ** 2),
    "linear": (lambda x: x, lambda _: 1.0),
}
FEATURES = {
    "x": lambda x, _: x,
    "y": lambda _, y: y,
    "x2": lambda x, _: x * x,
    "y2": lambda _, y: y * y,
    "xy": lambda x, y: x * y,
    "sin_x": lambda x, _: math.sin(x),
    "sin_y": lambda _, y: math.sin(y),
}


@dataclass
class Node:
    bias: float = 0.0
    activation: str = "linear"
    incoming: list[Link] = field(default_factory=list)
    outgoing: list[Link] = field(default_factory=list)
    total: float = 0.0
    output: float = 0.0
    error: float = 0.0  # dE / d total
    errors: float = 0.0  # summed over the batch
    count: int = 0


@dataclass
class Link:
    source: Node
    target: Node
    weight: float
    dead: bool = False
    errors: float = 0.0
    count: int = 0


class Nodes:
    """A network of nodes; weights are given layer by layer, for each neuron all its sources."""

    def __init__(
        self, sizes: list[int], activation: str, output: str, weights: list[float], biases: list[float]
    ) -> None:
        weight, bias = iter(weights), iter(biases)
        self.layers = [[Node() for _ in range(sizes[0])]]
        for size in sizes[1:]:
            layer = [Node(next(bias), activation) for _ in range(size)]
            for node in layer:
                for source in self.layers[-1]:
                    link = Link(source, node, next(weight))
                    node.incoming.append(link)
                    source.outgoing.append(link)
            self.layers.append(layer)
        self.answer.activation = output

    @property
    def answer(self) -> Node:
        return self.layers[-1][0]

    @property
    def links(self) -> list[Link]:
        return [link for layer in self.layers[1:] for node in layer for link in node.incoming]

    def forward(self, inputs: list[float]) -> float:
        for node, value in zip(self.layers[0], inputs, strict=True):
            node.output = value
        for layer in self.layers[1:]:
            for node in layer:
                node.total = node.bias + sum(link.weight * link.source.output for link in node.incoming)
                node.output = ACTIVATIONS[node.activation][0](node.total)
        return self.answer.output

    def backward(self, label: float) -> None:
        for layer in reversed(self.layers[1:]):
            for node in layer:
                outer = sum(link.weight * link.target.error for link in node.outgoing)
                outer = node.output - label if node is self.answer else outer
                node.error = outer * ACTIVATIONS[node.activation][1](node.total)
                node.errors += node.error
                node.count += 1
                for link in node.incoming:
                    if not link.dead:
                        link.errors += node.error * link.source.output
                        link.count += 1

    def update(self, rate: float, penalty: str, strength: float) -> None:
        for layer in self.layers[1:]:
            for node in layer:
                node.bias -= rate * node.errors / node.count
                node.errors, node.count = 0.0, 0
                for link in node.incoming:
                    if link.dead:
                        continue
                    sign = (link.weight > 0) - (link.weight < 0)
                    slope = {"none": 0.0, "l1": float(sign), "l2": link.weight}[penalty]
                    link.weight -= rate / link.count * link.errors
                    pulled = link.weight - rate * strength * slope
                    link.dead = penalty == "l1" and link.weight * pulled < 0
                    link.weight = 0.0 if link.dead else pulled
                    link.errors, link.count = 0.0, 0

    def epoch(
        self, points: list[tuple[list[float], float]], batch: int, rate: float, penalty: str, strength: float
    ) -> None:
        for index, (inputs, label) in enumerate(points):
            self.forward(inputs)
            self.backward(label)
            if (index + 1) % batch == 0:
                self.update(rate, penalty, strength)

    def loss(self, points: list[tuple[list[float], float]]) -> float:
        return sum(0.5 * (self.forward(inputs) - label) ** 2 for inputs, label in points) / len(points)
