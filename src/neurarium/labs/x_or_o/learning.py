"""The same network with filters and votes that are learned, by backpropagation or by nudging each weight.

Rohrer tells learning as nudging every weight up and down and keeping what lowers the error. Backpropagation finds all
those slopes at once; `slopes` computes either.

The letters are split once: `training` letters are learned from, `validation` letters are for choosing settings, `test`
letters are for the report and decide nothing. No validation or test letter occurs among the training letters, unless
the generator cannot draw enough different ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from neurarium.labs.x_or_o import kernel
from neurarium.labs.x_or_o.letters import FILTERS, SIZE, Deformation, generate
from neurarium.labs.x_or_o.settings import XOrOSettings

VALIDATION_LETTERS = 1000
TEST_LETTERS = 2000
NUDGE = 1e-6  # so small that hardly any nudge changes which value is the largest of its block
UNEQUAL = 0.01  # noise on hand-made filters: equal sums would have no slope between them


@dataclass(frozen=True)
class Letters:
    pictures: np.ndarray  # int8 [letters, SIZE, SIZE]
    right: np.ndarray  # uint8 [letters]: 0 for O, 1 for X


@dataclass(frozen=True)
class Learner:
    parameters: np.ndarray  # float64, in the order that `kernel` explains
    training: Letters
    validation: Letters
    test: Letters
    seed: int
    steps: int


@dataclass(frozen=True)
class Shape:
    """How many filters there are, and how wide the block is of which each voter is the largest value."""

    filters: int
    block: int

    @property
    def blocks(self) -> int:
        return -(-kernel.WIDTH // self.block)

    @property
    def voters(self) -> int:
        return self.filters * self.blocks**2

    @property
    def first_vote(self) -> int:
        """Index of the first vote's weight; filters and their biases stand before it."""
        return self.filters * (kernel.WEIGHTS + 1)

    @property
    def parameters(self) -> int:
        return self.first_vote + 2 * self.voters + 2


def shape_of(settings: XOrOSettings) -> Shape:
    return Shape(settings.filters, 2**settings.pools)


def deformation_of(settings: XOrOSettings) -> Deformation:
    return Deformation(
        settings.shift, settings.scale / 100, settings.rotation, settings.thickness, settings.noise / 100
    )


def begin(settings: XOrOSettings, seed: int) -> Learner:
    """New letters and new random weights."""
    deformation = deformation_of(settings)
    training = Letters(*generate(np.random.default_rng([seed, 0]), settings.letters, deformation))
    if settings.shuffled:
        training = replace(training, right=np.random.default_rng([seed, 3]).permutation(training.right))
    validation, test = (
        unseen(np.random.default_rng([seed, part]), count, deformation, training)
        for part, count in ((1, VALIDATION_LETTERS), (2, TEST_LETTERS))
    )
    return Learner(first_parameters(settings, seed), training, validation, test, seed, 0)


def unseen(random: np.random.Generator, count: int, deformation: Deformation, training: Letters) -> Letters:
    """Letters that do not occur among the training letters; where there are too few, some that do."""
    pictures, right = generate(random, 2 * count, deformation)
    order = np.argsort(occurs(pictures, training), kind="stable")[:count]
    return Letters(pictures[order], right[order])


def occurs(pictures: np.ndarray, training: Letters) -> np.ndarray:
    """bool [pictures]: whether each picture is one of the training letters, pixel by pixel."""
    known = {picture.tobytes() for picture in training.pictures}
    return np.array([picture.tobytes() in known for picture in pictures])


def first_parameters(settings: XOrOSettings, seed: int) -> np.ndarray:
    """Weights from normal distributions that keep sums near 1; biases 0."""
    shape = shape_of(settings)
    random = np.random.default_rng([seed, 4])
    parameters = np.zeros(shape.parameters)
    weights = parameters[: shape.filters * kernel.WEIGHTS]
    weights[:] = random.normal(0, 1 / 3, len(weights))
    if settings.beginning == "hand":
        made = FILTERS.ravel()[: len(weights)] / 3
        weights[: len(made)] = made + UNEQUAL * weights[: len(made)]
    votes = parameters[shape.first_vote : -2]
    votes[:] = random.normal(0, shape.voters**-0.5, len(votes))
    return parameters


def slopes(
    settings: XOrOSettings, parameters: np.ndarray, letters: Letters, chosen: np.ndarray, method: str
) -> np.ndarray:
    """The gradient of the chosen letters' mean loss: float64 [parameters]."""
    shape = shape_of(settings)
    if method == "nudging":
        losses = nudged_losses(settings, parameters, letters, chosen)
        nudged: np.ndarray = (losses[:, 1] - losses[:, 0]) / (2 * NUDGE)
        return nudged
    gradients = np.empty(shape.parameters)
    kernel.backpropagate(parameters, shape.filters, shape.block, letters.pictures, letters.right, chosen, gradients)
    return gradients


def nudged_losses(settings: XOrOSettings, parameters: np.ndarray, letters: Letters, chosen: np.ndarray) -> np.ndarray:
    """The mean loss with each parameter nudged down, and up: float64 [parameters, 2]."""
    shape = shape_of(settings)
    losses = np.empty((shape.parameters, 2))
    kernel.nudge_all(parameters, shape.filters, shape.block, letters.pictures, letters.right, chosen, NUDGE, losses)
    return losses


def advance(settings: XOrOSettings, learner: Learner, steps: int) -> Learner:
    """So many batches; which letters each holds depends only on the seed and the count of steps."""
    parameters = learner.parameters
    for step in range(learner.steps, learner.steps + steps):
        chosen = batch(settings, learner, step)
        slope = slopes(settings, parameters, learner.training, chosen, settings.method)
        parameters = parameters - settings.learning_rate * slope
    return replace(learner, parameters=parameters, steps=learner.steps + steps)


def batch(settings: XOrOSettings, learner: Learner, step: int) -> np.ndarray:
    """Which training letters the step with this number looks at: int64 [batch]."""
    random = np.random.default_rng([learner.seed, 5, step])
    return random.integers(0, len(learner.training.right), settings.batch)


def answers(settings: XOrOSettings, parameters: np.ndarray, pictures: np.ndarray) -> np.ndarray:
    """The votes for O and X of each picture, from 0 to 1: float64 [pictures, 2]."""
    shape = shape_of(settings)
    found: np.ndarray = kernel.answer_all(parameters, shape.filters, shape.block, pictures)
    return found


def accuracy_and_loss(settings: XOrOSettings, learner: Learner, letters: Letters) -> tuple[float, float]:
    """The share of letters whose right vote is the larger one, and the mean loss in nats."""
    said = answers(settings, learner.parameters, letters.pictures)
    index = np.arange(len(letters.right))
    right, wrong = said[index, letters.right], said[index, 1 - letters.right]
    loss = -np.mean(np.log(np.maximum(right, kernel.TINY)) + np.log(np.maximum(1 - wrong, kernel.TINY))) / 2
    return float(np.mean(right > wrong)), float(loss)


def fits(settings: XOrOSettings, learner: Learner) -> bool:
    """Whether a learner from a file has the arrays that its settings ask for."""
    counts = (settings.letters, VALIDATION_LETTERS, TEST_LETTERS)
    parts = (learner.training, learner.validation, learner.test)
    return (
        learner.parameters.shape == (shape_of(settings).parameters,)
        and learner.parameters.dtype == np.float64
        and learner.steps >= 0
        and learner.seed >= 0
        and all(
            part.pictures.shape == (count, SIZE, SIZE)
            and part.pictures.dtype == np.int8
            and part.right.shape == (count,)
            and part.right.dtype == np.uint8
            and bool(np.all(part.right <= 1))
            for part, count in zip(parts, counts, strict=True)
        )
    )
