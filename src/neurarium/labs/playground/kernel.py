"""The arithmetic of the original and what goes beyond it, whole batches at a time.

The samples of a batch lie side by side in memory, one row a neuron, so that every inner loop runs over a row and the
compiler turns it into vector instructions. Shapes, activations, rates and data are values, so nothing is ever compiled
again.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from neurarium.labs.playground.bends import SOFTMAX, activate, activate_with_slopes, softmax
from neurarium.labs.playground.dropout import drop

LANES = 4  # rows are padded to a multiple of this many samples: four doubles are one vector of AVX2

NO_PENALTY, L1, L2 = range(3)
SQUARED, CROSS_ENTROPY = range(2)
SGD, MOMENTUM, RMSPROP, ADAM = range(4)
KEPT_MOMENTUM = 0.9  # Polyak 1964; PyTorch's form: v = 0.9 v + g, w -= rate v
KEPT_SQUARES = 0.9  # RMSProp, Hinton's lecture 6e: s = 0.9 s + 0.1 g^2, w -= rate g / (sqrt(s) + 1e-8)
ADAM_FIRST, ADAM_SECOND = 0.9, 0.999  # Kingma & Ba 2015, with their correction of both means
TINY = 1e-8


class Shape(NamedTuple):
    """What the network is."""

    sizes: np.ndarray  # int64 [layers]: features, hidden layers, outputs
    bends: np.ndarray  # int64 [layers]: each layer's activation; the features' is not read


class Weights(NamedTuple):
    """What training changes in place; the meaning is explained at `network.Network`."""

    weights: np.ndarray
    biases: np.ndarray
    dead: np.ndarray
    weight_sums: np.ndarray
    bias_sums: np.ndarray
    first_moments: np.ndarray
    second_moments: np.ndarray
    counts: np.ndarray  # int64 [3]: samples in the sums, updates so far, samples so far


class Rule(NamedTuple):
    """How the network learns."""

    loss: int
    optimiser: int
    rate: float
    penalty: int
    penalty_rate: float
    dropout: float
    key: int  # of the dropout's random stream
    batch: int  # at most the number of points


@njit(nogil=True, error_model="numpy", cache=True)
def row_count(sizes):
    """Rows that `forward` needs: one a neuron, and one more for the sum of each output."""
    return np.sum(sizes) + sizes[-1]


@njit(inline="always", error_model="numpy", fastmath={"contract"})
def sum_layer(answers, first, last, end, samples, weights, biases, link, neuron):
    """The sums of the neurons in the rows from `last` up to `end`, whose sources are the rows from `first` to `last`."""
    for row in range(last, end):
        bias = biases[neuron]
        neuron += 1
        for s in range(samples):
            answers[row, s] = bias
        for source in range(first, last):
            weight = weights[link]
            link += 1
            for s in range(samples):
                answers[row, s] += weight * answers[source, s]


@njit(nogil=True, error_model="numpy", cache=True)
def keep_output_sums(answers, first, end, samples):
    """Copy the outputs' sums behind the neurons' rows: a loss that needs logarithms reads them there."""
    for row in range(first, end):
        for s in range(samples):
            answers[row + end - first, s] = answers[row, s]


@njit(nogil=True, error_model="numpy", cache=True, fastmath={"contract"})
def forward(answers, samples, shape, weights, biases):
    """Every neuron's answer, row by row; the features' rows are filled already. Returns the first output's row."""
    sizes = shape.sizes
    first = link = neuron = 0
    for layer in range(1, sizes.size):
        last = first + sizes[layer - 1]
        end = last + sizes[layer]
        sum_layer(answers, first, last, end, samples, weights, biases, link, neuron)
        link += sizes[layer] * sizes[layer - 1]
        neuron += sizes[layer]
        if layer == sizes.size - 1:
            keep_output_sums(answers, last, end, samples)
        if shape.bends[layer] == SOFTMAX:
            softmax(answers, last, end, samples)
        else:
            activate(answers, last, end, samples, shape.bends[layer])
        first = last
    return first


@njit(nogil=True, error_model="numpy", cache=True, fastmath={"contract"})
def forward_in_training(answers, gains, samples, shape, weights, biases, dropout, key, seen):
    """As `forward`, with dropout; `gains` gets the slope of each answer in its sum."""
    sizes = shape.sizes
    first = link = neuron = 0
    for layer in range(1, sizes.size):
        last = first + sizes[layer - 1]
        end = last + sizes[layer]
        sum_layer(answers, first, last, end, samples, weights, biases, link, neuron)
        link += sizes[layer] * sizes[layer - 1]
        if shape.bends[layer] == SOFTMAX:
            softmax(answers, last, end, samples)
        else:
            activate_with_slopes(answers, gains, last, end, samples, shape.bends[layer])
        if dropout > 0.0 and layer < sizes.size - 1:
            for row in range(last, end):
                drop(answers, gains, row, samples, dropout, key, seen, biases.size, neuron + row - last)
        neuron += sizes[layer]
        first = last
    return first


@njit(nogil=True, error_model="numpy", cache=True)
def output_slopes(answers, gains, slopes, first, end, used, labels, start, loss):
    """dE/d(sum) of the outputs for the samples from `start` on.

    Squared: E = sum over the outputs of (answer - target)^2 / 2; of several outputs the target is 1 for the right class
    and -1 for the others. Cross-entropy: E = -ln(probability of the right class), where one tanh output stands for the
    probability (1 + answer) / 2 of +1. There the slope is the answer minus the target in both cases.
    """
    for row in range(first, end):
        if end - first == 1:
            for s in range(used):
                slopes[row, s] = answers[row, s] - labels[start + s]
        else:
            wrong = 0.0 if loss == CROSS_ENTROPY else -1.0
            for s in range(used):
                slopes[row, s] = answers[row, s] - (1.0 if labels[start + s] == row - first else wrong)
        if loss == SQUARED:
            for s in range(used):
                slopes[row, s] *= gains[row, s]
        for s in range(used, slopes.shape[1]):
            slopes[row, s] = 0.0


# Sums over a batch may be added in any order: that lets the compiler keep four partial sums.
@njit(nogil=True, error_model="numpy", cache=True, fastmath={"contract", "reassoc"})
def row_sum(rows, row, samples):
    total = 0.0
    for s in range(samples):
        total += rows[row, s]
    return total


@njit(nogil=True, error_model="numpy", cache=True, fastmath={"contract", "reassoc"})
def row_product(left, left_row, right, right_row, samples):
    total = 0.0
    for s in range(samples):
        total += left[left_row, s] * right[right_row, s]
    return total


@njit(nogil=True, error_model="numpy", cache=True, fastmath={"contract"})
def backward(answers, gains, slopes, samples, sizes, net):
    """Add the batch's gradients to the sums; `slopes` holds dE/d(sum) of the outputs and is filled for all neurons."""
    layer_end = np.sum(sizes[:-1])
    first_link = net.weights.size
    first_neuron = net.biases.size
    for layer in range(sizes.size - 1, 0, -1):
        first_link -= sizes[layer] * sizes[layer - 1]
        first_neuron -= sizes[layer]
        layer_start = layer_end - sizes[layer - 1]
        if layer > 1:
            for source in range(layer_start, layer_end):
                for s in range(samples):
                    slopes[source, s] = 0.0
        link = first_link
        for neuron in range(sizes[layer]):
            row = layer_end + neuron
            net.bias_sums[first_neuron + neuron] += row_sum(slopes, row, samples)
            for source in range(layer_start, layer_end):
                if net.dead[link] == 0:
                    net.weight_sums[link] += row_product(slopes, row, answers, source, samples)
                if layer > 1:
                    weight = net.weights[link]
                    for s in range(samples):
                        slopes[source, s] += weight * slopes[row, s]
                link += 1
        if layer > 1:
            for source in range(layer_start, layer_end):
                for s in range(samples):
                    slopes[source, s] *= gains[source, s]
        layer_end = layer_start


@njit(nogil=True, error_model="numpy", cache=True)
def remember(net, optimiser):
    """Turn the sums into the steps that the optimiser makes of the mean gradient, still without the rate."""
    pending, links = net.counts[0], net.weights.size
    first_part = 1 - ADAM_FIRST ** net.counts[1]
    second_part = 1 - ADAM_SECOND ** net.counts[1]
    for place in range(net.first_moments.size):
        if place < links and net.dead[place] != 0:
            continue
        sums = net.weight_sums if place < links else net.bias_sums
        index = place if place < links else place - links
        slope = sums[index] / pending
        if optimiser == MOMENTUM:
            net.first_moments[place] = KEPT_MOMENTUM * net.first_moments[place] + slope
            step = net.first_moments[place]
        elif optimiser == RMSPROP:
            net.second_moments[place] = KEPT_SQUARES * net.second_moments[place] + (1 - KEPT_SQUARES) * slope * slope
            step = slope / (np.sqrt(net.second_moments[place]) + TINY)
        else:
            net.first_moments[place] = ADAM_FIRST * net.first_moments[place] + (1 - ADAM_FIRST) * slope
            net.second_moments[place] = ADAM_SECOND * net.second_moments[place] + (1 - ADAM_SECOND) * slope * slope
            step = (net.first_moments[place] / first_part) / (np.sqrt(net.second_moments[place] / second_part) + TINY)
        sums[index] = step * pending


@njit(nogil=True, error_model="numpy", cache=True)
def update(net, rule):
    """A step with the mean gradient of the samples in the sums, then the penalty's own; biases have no penalty."""
    net.counts[1] += 1
    if rule.optimiser != SGD:
        remember(net, rule.optimiser)
    pending = net.counts[0]
    for neuron in range(net.biases.size):
        net.biases[neuron] -= rule.rate * net.bias_sums[neuron] / pending
        net.bias_sums[neuron] = 0.0
    for link in range(net.weights.size):
        if net.dead[link] != 0:
            continue
        before = net.weights[link]
        pull = before if rule.penalty == L2 else (np.sign(before) if rule.penalty == L1 else 0.0)
        moved = before - (rule.rate / pending) * net.weight_sums[link]
        net.weight_sums[link] = 0.0
        pulled = moved - (rule.rate * rule.penalty_rate) * pull
        if rule.penalty == L1 and moved * pulled < 0.0:
            pulled = 0.0
            net.dead[link] = 1
        net.weights[link] = pulled
    net.counts[0] = 0


@njit(nogil=True, error_model="numpy", cache=True)
def train(inputs, labels, shape, net, rule, epochs):
    """Train in place for so many epochs.

    Args:
        inputs: float64 [features, points], labels: float64 [points].

    Points after the last whole batch are added to the sums but not applied: the next epoch's first batch is larger.
    """
    sizes = shape.sizes
    points = labels.size
    samples = (rule.batch + LANES - 1) // LANES * LANES
    answers = np.zeros((row_count(sizes), samples))
    gains = np.zeros((np.sum(sizes), samples))
    slopes = np.zeros((np.sum(sizes), samples))
    for _ in range(epochs):
        for start in range(0, points, rule.batch):
            used = min(rule.batch, points - start)
            for feature in range(sizes[0]):
                for s in range(used):
                    answers[feature, s] = inputs[feature, start + s]
            row = forward_in_training(
                answers, gains, samples, shape, net.weights, net.biases, rule.dropout, rule.key, net.counts[2]
            )
            output_slopes(answers, gains, slopes, row, row + sizes[-1], used, labels, start, rule.loss)
            backward(answers, gains, slopes, samples, sizes, net)
            net.counts[0] += used
            net.counts[2] += used
            if used == rule.batch:
                update(net, rule)
