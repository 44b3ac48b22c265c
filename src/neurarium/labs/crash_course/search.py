"""The smallest network that solves a task: every small shape is trained from many beginnings, and successes are counted.

A single run proves little: the same shape may succeed from one beginning and be stuck from another. So the question
"which is the smallest network?" has a chance for an answer, and the chance an interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from neurarium.labs.playground import model
from neurarium.labs.playground.settings import PlaygroundSettings
from neurarium.labs.playground.stream import key_of

Z = 1.959963984540054  # 95 % of a normal distribution lie within so many standard deviations


@dataclass(frozen=True)
class Task:
    """What is to be solved, and how each network is trained for it."""

    playground: PlaygroundSettings  # its `hidden` is replaced by each shape
    points_seed: int  # all networks see the same points
    epochs: int


def shapes(widest: int) -> list[tuple[int, ...]]:
    """All shapes of one and two hidden layers of up to `widest` neurons, few neurons first, one layer before two."""
    single: list[tuple[int, ...]] = [(first,) for first in range(1, widest + 1)]
    double: list[tuple[int, ...]] = [
        (first, second) for first in range(1, widest + 1) for second in range(1, widest + 1)
    ]
    return sorted(single + double, key=lambda shape: (sum(shape), len(shape), shape))


def numbers(features: int, shape: tuple[int, ...]) -> int:
    """How many weights and biases a network of this shape learns."""
    sizes = [features, *shape, 1]
    return sum((before + 1) * after for before, after in pairwise(sizes))


def final_test_loss(task: Task, shape: tuple[int, ...], seed: int) -> float:
    """Train one network from the weights of this seed; its test loss at the end, infinity if it left the numbers."""
    settings = replace(task.playground, hidden=shape)
    begun = model.begin(settings, task.points_seed, key_of(task.points_seed))
    other = model.begin(settings, seed, key_of(seed)).network
    trained = model.advance(settings, replace(begun, network=other), task.epochs)
    loss = model.measure(settings, trained)["test_loss"]
    return loss if math.isfinite(loss) else math.inf


def wilson(successes: np.ndarray, trials: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """float64 [shapes], twice: the 95 % interval of each chance (Wilson 1927); 0 to 1 where nothing was tried."""
    n = np.maximum(trials, 1)
    share = successes / n
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    low = np.where(trials > 0, np.maximum(middle - half, 0), 0.0)
    high = np.where(trials > 0, np.minimum(middle + half, 1), 1.0)
    return np.where(successes == 0, 0.0, low), np.where((successes == trials) & (trials > 0), 1.0, high)
