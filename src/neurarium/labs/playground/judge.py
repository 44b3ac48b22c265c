"""How good the answers are: loss, accuracy and confusion over points."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from neurarium.labs.playground.kernel import SQUARED, forward, row_count

# Points that go through the network together. Loops are given it as the width of their array: a constant would compile a
# second version of all that they call.
WIDTH = 64


@njit(nogil=True, error_model="numpy", cache=True)
def sample_loss(answers, first, outputs, s, label, loss):
    """The loss of one sample, see `kernel.output_slopes`; logarithms are taken of sums, where nothing is rounded off."""
    if loss == SQUARED:
        total = 0.0
        for output in range(outputs):
            target = label if outputs == 1 else (1.0 if label == output else -1.0)
            error = answers[first + output, s] - target
            total += 0.5 * error * error
        return total
    sums = first + outputs
    if outputs == 1:
        wrong = -2.0 * label * answers[sums, s]
        return max(wrong, 0.0) + math.log1p(math.exp(-abs(wrong)))
    highest = answers[sums, s]
    for output in range(1, outputs):
        highest = max(highest, answers[sums + output, s])
    total = 0.0
    for output in range(outputs):
        total += math.exp(answers[sums + output, s] - highest)
    return highest + math.log(total) - answers[sums + int(label), s]


@njit(nogil=True, error_model="numpy", cache=True)
def winner(answers, first, outputs, s):
    """The class that one sample is taken for: 0 or 1 by the sign of one output, the largest of several."""
    if outputs == 1:
        return 1 if answers[first, s] > 0.0 else 0
    best = 0
    for output in range(1, outputs):
        if answers[first + output, s] > answers[first + best, s]:
            best = output
    return best


@njit(nogil=True, error_model="numpy", cache=True)
def judge(inputs, labels, first, last, shape, weights, biases, loss, confusion):
    """Mean loss over the points from `first` up to `last`, and how many of them get the right class.

    `confusion`: int64 [classes, classes], to which each point is added at (right class, answered class); it may have
    one class only where there are none (regression).
    """
    sizes = shape.sizes
    outputs = sizes[-1]
    answers = np.zeros((row_count(sizes), WIDTH))
    total = 0.0
    hits = 0
    for start in range(first, last, WIDTH):
        used = min(WIDTH, last - start)
        for feature in range(sizes[0]):
            for s in range(used):
                answers[feature, s] = inputs[feature, start + s]
        row = forward(answers, answers.shape[1], shape, weights, biases)
        for s in range(used):
            label = labels[start + s]
            total += sample_loss(answers, row, outputs, s, label, loss)
            if confusion.shape[0] > 1:
                right = int(label) if outputs > 1 else (1 if label > 0.0 else 0)
                answered = winner(answers, row, outputs, s)
                confusion[right, answered] += 1
                hits += right == answered
    return total / (last - first), hits
