"""A network that learns pictures by filling holes in them; nobody tells it what they show.

It sees the pixels outside of a square hole and which pixels are missing, and answers with all pixels; only the missing
ones count. Masked training of this kind: Pathak and others, "Context encoders", CVPR 2016. Two layers, ReLU between;
Adam (Kingma and Ba, 2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

SIDE = 8
PIXELS = SIDE * SIDE
BATCHES = 40  # of an epoch
FIRST_DECAY, SECOND_DECAY, SMALL = 0.9, 0.999, 1e-8  # Adam's own


@dataclass(frozen=True)
class Weights:
    """Views into one row of parameters."""

    into: np.ndarray  # float64 [2 PIXELS, hidden]: from pixels seen, and from what is missing
    into_bias: np.ndarray  # float64 [hidden]
    out: np.ndarray  # float64 [hidden, PIXELS]
    out_bias: np.ndarray  # float64 [PIXELS]


def count(hidden: int) -> int:
    """How many parameters there are."""
    return (2 * PIXELS + 1) * hidden + (hidden + 1) * PIXELS


def weights_of(parameters: np.ndarray, hidden: int) -> Weights:
    shapes = ((2 * PIXELS, hidden), (hidden,), (hidden, PIXELS), (PIXELS,))
    ends = np.cumsum([0, *(int(np.prod(shape)) for shape in shapes)])
    parts = [parameters[begin:end].reshape(shape) for (begin, end), shape in zip(pairwise(ends), shapes, strict=True)]
    return Weights(*parts)


def first_parameters(hidden: int, random: np.random.Generator) -> np.ndarray:
    """Normal weights that keep sums near 1 (He and others, 2015), biases 0."""
    parameters = np.zeros(count(hidden))
    weights = weights_of(parameters, hidden)
    weights.into[:] = random.normal(0, np.sqrt(1 / PIXELS), weights.into.shape)
    weights.out[:] = random.normal(0, np.sqrt(1 / hidden), weights.out.shape)
    return parameters


def holes(random: np.random.Generator, pictures: int, size: int) -> np.ndarray:
    """float64 [pictures, PIXELS]: 1 where a pixel is seen, 0 in one square hole a picture."""
    corners = random.integers(0, SIDE - size + 1, (pictures, 2))
    place = np.arange(SIDE)
    inside = (place >= corners[..., None]) & (place < corners[..., None] + size)  # [pictures, row or column, SIDE]
    return 1.0 - (inside[:, 0, :, None] & inside[:, 1, None, :]).reshape(pictures, PIXELS)


def features(weights: Weights, pixels: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """float64 [pictures, hidden]: what the hidden layer makes of pictures [pictures, PIXELS] with holes."""
    return np.asarray(np.maximum(np.concatenate([pixels * seen, seen], axis=1) @ weights.into + weights.into_bias, 0))


def answers(weights: Weights, pixels: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """float64 [pictures, PIXELS]: all pixels as the network fills them in."""
    return np.asarray(features(weights, pixels, seen) @ weights.out + weights.out_bias)


def error(answered: np.ndarray, pixels: np.ndarray, seen: np.ndarray) -> float:
    """The mean squared error of the missing pixels."""
    missing = 1 - seen
    return float(((answered - pixels) ** 2 * missing).sum() / missing.sum())


def gradient(parameters: np.ndarray, hidden: int, pixels: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """float64 [parameters]: the slope of `error` by backpropagation."""
    weights = weights_of(parameters, hidden)
    inputs = np.concatenate([pixels * seen, seen], axis=1)
    sums = inputs @ weights.into + weights.into_bias
    inner = np.maximum(sums, 0)
    missing = 1 - seen
    outer = 2 * (inner @ weights.out + weights.out_bias - pixels) * missing / missing.sum()
    back = (outer @ weights.out.T) * (sums > 0)
    slopes = np.empty_like(parameters)
    parts = weights_of(slopes, hidden)
    parts.into[:], parts.into_bias[:] = inputs.T @ back, back.sum(axis=0)
    parts.out[:], parts.out_bias[:] = inner.T @ outer, outer.sum(axis=0)
    return slopes


@dataclass(frozen=True)
class Adam:
    parameters: np.ndarray  # float64 [parameters]
    first: np.ndarray  # the running mean of slopes
    second: np.ndarray  # and of their squares
    updates: int


def update(adam: Adam, slopes: np.ndarray, rate: float) -> Adam:
    updates = adam.updates + 1
    first = FIRST_DECAY * adam.first + (1 - FIRST_DECAY) * slopes
    second = SECOND_DECAY * adam.second + (1 - SECOND_DECAY) * slopes**2
    step = first / (1 - FIRST_DECAY**updates) / (np.sqrt(second / (1 - SECOND_DECAY**updates)) + SMALL)
    return Adam(adam.parameters - rate * step, first, second, updates)


def epoch(adam: Adam, hidden: int, pixels: np.ndarray, size: int, rate: float, random: np.random.Generator) -> Adam:
    """Every picture once, in a new order and with new holes."""
    for batch in np.array_split(random.permutation(len(pixels)), BATCHES):
        seen = holes(random, len(batch), size)
        adam = update(adam, gradient(adam.parameters, hidden, pixels[batch], seen), rate)
    return adam
