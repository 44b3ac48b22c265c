"""Heat maps: each neuron's answer for every point of the plane, as bytes."""

from __future__ import annotations

import numpy as np
from numba import njit

from neurarium.labs.playground.bends import SOFTMAX
from neurarium.labs.playground.features import feature_rows
from neurarium.labs.playground.judge import WIDTH, winner
from neurarium.labs.playground.kernel import forward, row_count
from neurarium.labs.playground.network import FEATURES
from neurarium.labs.playground.points import EDGE

ZERO = 127  # the code of 0; -1 is 0 and +1 is 254


def plane_inputs(features: tuple[str, ...], size: int) -> np.ndarray:
    """float64 [features, size * size]: the features at the middle of each cell, top row first, left to right."""
    middles = (np.arange(size) + 0.5) / size * 2 * EDGE - EDGE
    return feature_rows(features, np.tile(middles, size), np.repeat(-middles, size))


def feature_maps(size: int, features: tuple[str, ...] = FEATURES) -> np.ndarray:
    """uint8 [features, size, size]: these features, chosen or not."""
    return np.asarray(_codes(plane_inputs(features, size)).reshape(len(features), size, size))


@njit(nogil=True, error_model="numpy", cache=True)
def _code(value):
    """-1 to 1 as 0 to 254, clamped; what is no number is drawn as 0 is."""
    if value >= 1.0:
        return np.uint8(2 * ZERO)
    if value > -1.0:
        return np.uint8((value + 1.0) * ZERO + 0.5)
    return np.uint8(ZERO) if np.isnan(value) else np.uint8(0)


@njit(nogil=True, error_model="numpy", cache=True)
def _codes(values):
    codes = np.empty(values.shape, np.uint8)
    for row in range(values.shape[0]):
        for point in range(values.shape[1]):
            codes[row, point] = _code(values[row, point])
    return codes


@njit(nogil=True, error_model="numpy", cache=True)
def neuron_codes(inputs, shape, weights, biases, first, last):
    """uint8 [last - first, points]: the answers of the neurons in these rows (counted with the features') as codes."""
    points = inputs.shape[1]
    answers = np.zeros((row_count(shape.sizes), WIDTH))
    codes = np.empty((last - first, points), np.uint8)
    for start in range(0, points, WIDTH):
        used = min(WIDTH, points - start)
        for feature in range(shape.sizes[0]):
            for s in range(used):
                answers[feature, s] = inputs[feature, start + s]
        forward(answers, answers.shape[1], shape, weights, biases)
        for row in range(first, last):
            for s in range(used):
                codes[row - first, start + s] = _code(answers[row, s])
    return codes


@njit(nogil=True, error_model="numpy", cache=True)
def winner_codes(inputs, shape, weights, biases):
    """uint8 [2, points]: how sure the network is, and of which class.

    One output: its answer as a code, and 1 where it is above 0. Several: the winner's share, or half its answer above
    -1, as 0 to 254.
    """
    points = inputs.shape[1]
    outputs = shape.sizes[-1]
    shares = shape.bends[-1] == SOFTMAX
    answers = np.zeros((row_count(shape.sizes), WIDTH))
    codes = np.empty((2, points), np.uint8)
    for start in range(0, points, WIDTH):
        used = min(WIDTH, points - start)
        for feature in range(shape.sizes[0]):
            for s in range(used):
                answers[feature, s] = inputs[feature, start + s]
        row = forward(answers, answers.shape[1], shape, weights, biases)
        for s in range(used):
            best = winner(answers, row, outputs, s)
            answer = answers[row if outputs == 1 else row + best, s]
            codes[0, start + s] = _code(2.0 * answer - 1.0 if shares else answer)
            codes[1, start + s] = best
    return codes
