"""The shape of the network, its weights, and how they begin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neurarium.labs.playground.kernel import Weights
from neurarium.labs.playground.stream import Stream

FEATURES = ("x", "y", "x2", "y2", "xy", "sin_x", "sin_y")
ACTIVATIONS = ("relu", "tanh", "sigmoid", "linear", "leaky_relu", "elu", "gelu", "silu", "mish", "sine")
FIRST_BIAS = 0.1


@dataclass(frozen=True)
class Network:
    """All links and neurons in a row: layer by layer, neuron by neuron, and for each neuron all its sources.

    `weight_sums` and `bias_sums` hold the gradients of a trailing partial batch, which the original applies together
    with the first batch of the next epoch. A dead link was switched off for good by L1. The moments are the optimiser's
    memory, links first, then neurons. `first_weights` and `first_biases` are those with which the curves began, `key`
    is the seed from which they and the dropout are drawn.
    """

    weights: np.ndarray  # float64 [links]
    biases: np.ndarray  # float64 [neurons], the outputs last
    dead: np.ndarray  # uint8 [links]
    weight_sums: np.ndarray  # float64 [links]
    bias_sums: np.ndarray  # float64 [neurons]
    first_moments: np.ndarray  # float64 [links + neurons]
    second_moments: np.ndarray  # float64 [links + neurons]
    counts: np.ndarray  # int64 [3]: samples in the sums, updates so far, samples so far
    first_weights: np.ndarray  # float64 [links]
    first_biases: np.ndarray  # float64 [neurons]
    key: int


def layer_sizes(features: tuple[str, ...], hidden: tuple[int, ...], outputs: int = 1) -> np.ndarray:
    """int64 [layers]: chosen features, hidden layers, outputs."""
    return np.array([len(features), *hidden, outputs], dtype=np.int64)


def link_count(sizes: np.ndarray) -> int:
    return int(np.sum(sizes[1:] * sizes[:-1]))


def neuron_count(sizes: np.ndarray) -> int:
    return int(np.sum(sizes[1:]))


def initial(sizes: np.ndarray, zero: bool, stream: Stream, key: int) -> Network:
    """Weights uniform in [-0.5, 0.5) whatever the width, biases 0.1; or all zero, which shows why chance is needed."""
    links, neurons = link_count(sizes), neuron_count(sizes)
    drawn = np.array([stream.uniform() - 0.5 for _ in range(links)])
    return fresh(np.zeros(links) if zero else drawn, np.full(neurons, 0.0 if zero else FIRST_BIAS), key)


def fresh(weights: np.ndarray, biases: np.ndarray, key: int) -> Network:
    """A network with these weights and biases that has learned nothing since."""
    links, neurons = len(weights), len(biases)
    memory = np.zeros(links + neurons)
    return Network(
        weights,
        biases,
        np.zeros(links, np.uint8),
        np.zeros(links),
        np.zeros(neurons),
        memory,
        memory,
        np.zeros(3, np.int64),
        weights,
        biases,
        key,
    )


def working_copy(net: Network) -> Weights:
    """What the kernel may change in place."""
    return Weights(
        net.weights.copy(),
        net.biases.copy(),
        net.dead.copy(),
        net.weight_sums.copy(),
        net.bias_sums.copy(),
        net.first_moments.copy(),
        net.second_moments.copy(),
        net.counts.copy(),
    )


def link_index(sizes: np.ndarray, layer: int, neuron: int, source: int) -> int:
    """Where the weight from `source` (of the layer before) to `neuron` of `layer` stands; layer 1 is the first hidden."""
    return link_count(sizes[:layer]) + neuron * int(sizes[layer - 1]) + source


def bias_index(sizes: np.ndarray, layer: int, neuron: int) -> int:
    return neuron_count(sizes[:layer]) + neuron
