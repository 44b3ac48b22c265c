"""The state of the lab: what is learned, how it is being learned, and what was measured last. Images are no part of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Parameters = dict[str, np.ndarray]  # float32, by the name of the layer and of the parameter: "conv1.weight"
WORST = 24  # mistakes that are remembered


@dataclass(frozen=True)
class Measured:
    """What was measured at a step.

    Attributes:
        step: when.
        values: readings by name.
        confusion: int64 [classes, classes], of the validation images: row is right, column is the answer.
        worst: int64 [mistakes], indices of validation images, the largest loss first.
        answers: int64 [mistakes], what was said instead.
        losses: float32 [mistakes], in nats.
    """

    step: int
    values: dict[str, float]
    confusion: np.ndarray
    worst: np.ndarray
    answers: np.ndarray
    losses: np.ndarray


@dataclass(frozen=True)
class ConvNet:
    """A network in training.

    Attributes:
        parameters: what is learned, and the running means and variances of batch normalisation.
        first, second: running means of the slopes and of their squares, as `parameters`.
        mean, deviation: float32 [channels], of the training pixels (from 0 to 1); inputs are (pixel - mean) / deviation.
        seed: of the weights, of the order of the images and of all other chance.
        steps: batches seen.
        loss: running mean of the batches' losses, and
        weight: how much of it is known (from 0 to 1): the mean is `loss / weight`.
        measured: the last measurement.
    """

    parameters: Parameters
    first: Parameters
    second: Parameters
    mean: np.ndarray
    deviation: np.ndarray
    seed: int
    steps: int
    loss: float
    weight: float
    measured: Measured
