"""The lab's network for any images, as a scikit-learn classifier."""

from __future__ import annotations

import math
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from neurarium import nn
from neurarium.data import Images
from neurarium.lab.text import Refusal
from neurarium.labs.convnet import programs
from neurarium.labs.convnet.augment import augmented
from neurarium.labs.convnet.layers import plan
from neurarium.labs.convnet.losses import Wanted
from neurarium.labs.convnet.measuring import said
from neurarium.labs.convnet.network import Blueprint, blueprint_of, first_parameters
from neurarium.labs.convnet.settings import AUGMENTATIONS, LECTURE, OPTIMISERS, SCHEDULES
from neurarium.labs.convnet.state import ConvNet as State
from neurarium.labs.convnet.state import Measured
from neurarium.nn.optimisers import Moments, Rates

SMALLEST = 1e-6  # deviation of a channel that hardly changes


class ConvNet(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A convolutional network that tells classes of images apart.

    Parameters:
        layers: the architecture, as in the lab: "conv 16 3, relu, pool 2, flatten"; see `layers`.
        image_shape: rows, columns and channels where X has a row of numbers for each image. Without it a row is a grey
            square if its length is a square number, else a single row of pixels.
        epochs: how often every image is seen.
        batch: images in a step.
        optimiser: sgd, momentum, adam or adamw.
        learning_rate, schedule (constant, cosine, one-cycle), weight_decay: of the optimiser.
        augment: some of shift, turn, scale, flip, light, noise, erase; for images of bytes (uint8) only.
        random_state: where all chance comes from.

    Attributes:
        classes_: the labels, sorted.
        image_shape_: rows, columns, channels.
        state_: weights by name, and mean and deviation of the inputs, as in the lab.
    """

    def __init__(
        self,
        layers: str = LECTURE,
        *,
        image_shape: tuple[int, int, int] | None = None,
        epochs: int = 20,
        batch: int = 32,
        optimiser: str = "adam",
        learning_rate: float = 0.003,
        schedule: str = "cosine",
        weight_decay: float = 0.0,
        augment: tuple[str, ...] = (),
        random_state: Any = None,
    ) -> None:
        self.layers = layers
        self.image_shape = image_shape
        self.epochs = epochs
        self.batch = batch
        self.optimiser = optimiser
        self.learning_rate = learning_rate
        self.schedule = schedule
        self.weight_decay = weight_decay
        self.augment = augment
        self.random_state = random_state

    def fit(self, X: Any, y: Any) -> Self:  # noqa: N803
        """Learn from images and their labels.

        Arguments:
            X: [images, rows, columns], [images, rows, columns, channels], or [images, numbers].
            y: [images], labels of any kind.
        """
        self._check()
        images, y = validate_data(self, X, y, allow_nd=True, dtype=[np.float32, np.uint8])
        check_classification_targets(y)
        self.classes_, labels = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(f"Only one class, {self.classes_[0]!r}, in y: a classifier needs two or more.")
        self.image_shape_ = self._shape(images)
        pixels = np.ascontiguousarray(images.reshape(len(images), *self.image_shape_))
        if self.augment and pixels.dtype != np.uint8:
            raise ValueError("augment is for images of bytes: expected X of the type uint8.")
        self._train(pixels, labels.astype(np.int64))
        return self

    def decision_function(self, X: Any) -> np.ndarray:  # noqa: N803
        """Logits [images, classes]; for two classes their difference [images]."""
        logits = self._logits(X)
        return logits[:, 1] - logits[:, 0] if len(self.classes_) == 2 else logits

    def predict_proba(self, X: Any) -> np.ndarray:  # noqa: N803
        """The chance of each class [images, classes]."""
        logits = self._logits(X)
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))

    def predict(self, X: Any) -> np.ndarray:  # noqa: N803
        """The likeliest class of each image."""
        logits = self._logits(X)
        return np.asarray(self.classes_[logits.argmax(axis=1)])

    def _logits(self, X: Any) -> np.ndarray:  # noqa: N803
        check_is_fitted(self)
        images = validate_data(self, X, reset=False, allow_nd=True, dtype=[np.float32, np.uint8])
        if images[0].size != math.prod(self.image_shape_):
            raise ValueError(f"X has images of {images[0].shape}, but ConvNet has learned from {self.image_shape_}.")
        pixels = np.ascontiguousarray(images.reshape(len(images), *self.image_shape_))
        return said(self._made(), self.state_, pixels)["classes"].astype(np.float64)

    def _made(self) -> Blueprint:
        try:
            layers = plan(self.layers, self.image_shape_, len(self.classes_))
        except Refusal as refusal:
            raise ValueError(refusal.text.en) from refusal
        return blueprint_of(layers, ("classes",))

    def _train(self, pixels: np.ndarray, labels: np.ndarray) -> None:
        made = self._made()
        random = np.random.default_rng(check_random_state(self.random_state).randint(2**31))
        values = pixels.reshape(-1, self.image_shape_[2]).astype(np.float64) / 255
        mean = values.mean(axis=0).astype(np.float32)
        deviation = np.maximum(values.std(axis=0), SMALLEST).astype(np.float32)
        parameters: Any = first_parameters(made, random)
        zeros = {name: np.zeros_like(value) for name, value in parameters.items()}
        moments = Moments(zeros, zeros, np.float32(0))
        program = programs.training(made, self.optimiser)
        per_epoch = max(1, len(pixels) // self.batch)
        planned = self.epochs * per_epoch
        for step in range(planned):
            if step % per_epoch == 0:
                order = random.permutation(len(pixels))
            begin = step % per_epoch * self.batch
            chosen = np.resize(order[begin : begin + self.batch], self.batch)
            rate = nn.scheduled(self.schedule, self.learning_rate, step, planned)
            parameters, moments, _, _ = program(
                parameters,
                moments,
                Rates(np.float32(rate), np.float32(self.weight_decay)),
                mean,
                deviation,
                self._seen(pixels[chosen], labels[chosen], random),
                Wanted(labels[chosen].astype(np.int32)),
                random.integers(0, 2**32, 2, np.uint32),
            )
        learned = {name: np.asarray(value) for name, value in parameters.items()}
        nothing = Measured(planned, {}, *(np.zeros(0) for _ in range(4)))
        self.state_ = State(learned, {}, {}, mean, deviation, 0, planned, 0.0, 0.0, nothing)
        self.n_iter_ = planned

    def _seen(self, pixels: np.ndarray, labels: np.ndarray, random: np.random.Generator) -> np.ndarray:
        if not self.augment:
            return pixels
        return augmented(Images(pixels, labels, ()), tuple(self.augment), random, False).pixels

    def _shape(self, images: np.ndarray) -> tuple[int, int, int]:
        if images.ndim == 4:
            return (int(images.shape[1]), int(images.shape[2]), int(images.shape[3]))
        if images.ndim == 3:
            return (int(images.shape[1]), int(images.shape[2]), 1)
        if images.ndim != 2:
            raise ValueError(f"X has {images.ndim} axes: expected are images, rows, columns and, in colour, channels.")
        numbers = int(images.shape[1])
        if self.image_shape is not None:
            rows, columns, channels = self.image_shape
            if rows * columns * channels != numbers:
                raise ValueError(f"image_shape={self.image_shape} does not hold the {numbers} numbers of a row of X.")
            return (rows, columns, channels)
        side = math.isqrt(numbers)
        return (side, side, 1) if side * side == numbers else (1, numbers, 1)

    def _check(self) -> None:
        for name, known in (("optimiser", OPTIMISERS), ("schedule", SCHEDULES)):
            if getattr(self, name) not in known:
                raise ValueError(f"{name} cannot be {getattr(self, name)!r}: expected one of {', '.join(known)}.")
        unknown = set(self.augment) - set(AUGMENTATIONS)
        if unknown:
            raise ValueError(f"augment cannot hold {sorted(unknown)}: expected some of {', '.join(AUGMENTATIONS)}.")
        for name in ("epochs", "batch"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
                raise ValueError(f"{name} cannot be {value!r}: expected a whole number from 1.")
        for name in ("learning_rate", "weight_decay"):
            value = getattr(self, name)
            if not np.isfinite(value) or value < 0:
                raise ValueError(f"{name} cannot be {value!r}: expected a number from 0.")

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.three_d_array = True
        tags.non_deterministic = False
        return tags
