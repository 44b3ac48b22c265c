"""The Playground's network for any table of numbers, as scikit-learn's estimators.

Same arithmetic as the lab: hidden layers; one output neuron (tanh for two classes, straight for a number) or one for each of
several classes; squared error or cross-entropy; batches.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from neurarium.labs.playground import bends, kernel, network
from neurarium.labs.playground.judge import WIDTH
from neurarium.labs.playground.kernel import Rule, Shape
from neurarium.labs.playground.model import LOSSES, OPTIMISERS, PENALTIES


class _PlaygroundEstimator(BaseEstimator):  # type: ignore[misc]
    def __init__(
        self,
        hidden: tuple[int, ...] = (8, 4),
        *,
        activation: str = "tanh",
        optimiser: str = "sgd",
        learning_rate: float = 0.03,
        batch: int = 10,
        epochs: int = 200,
        regularisation: str = "none",
        regularisation_rate: float = 0.0,
        dropout: float = 0.0,
        random_state: Any = None,
    ) -> None:
        self.hidden = hidden
        self.activation = activation
        self.optimiser = optimiser
        self.learning_rate = learning_rate
        self.batch = batch
        self.epochs = epochs
        self.regularisation = regularisation
        self.regularisation_rate = regularisation_rate
        self.dropout = dropout
        self.random_state = random_state

    def _train(self, x: np.ndarray, targets: np.ndarray, outputs: int, output: int, loss: str) -> Self:
        random = check_random_state(self.random_state)
        order = random.permutation(len(targets))
        inputs = np.ascontiguousarray(x[order].T, dtype=np.float64)
        sizes = np.array([x.shape[1], *self.hidden, outputs], dtype=np.int64)
        hidden = [network.ACTIVATIONS.index(self.activation)] * len(self.hidden)
        self.shape_ = Shape(sizes, np.array([bends.LINEAR, *hidden, output], dtype=np.int64))
        weights = random.uniform(-0.5, 0.5, network.link_count(sizes))
        biases = np.full(network.neuron_count(sizes), network.FIRST_BIAS)
        key = int(random.randint(2**31))
        trained = network.working_copy(network.fresh(weights, biases, key))
        rule = Rule(
            LOSSES.index(loss),
            OPTIMISERS.index(self.optimiser),
            float(self.learning_rate),
            PENALTIES.index(self.regularisation),
            float(self.regularisation_rate),
            float(self.dropout),
            key,
            min(int(self.batch), len(targets)),
        )
        kernel.train(inputs, targets[order].astype(np.float64), self.shape_, trained, rule, int(self.epochs))
        if not np.isfinite(trained.weights).all():
            raise ValueError(
                f"The weights became infinite with learning_rate={self.learning_rate}; scale the columns of X to about "
                "one (StandardScaler) or choose a smaller rate."
            )
        self.weights_, self.biases_ = trained.weights, trained.biases
        self.n_iter_ = self.epochs
        return self

    def _answers(self, x: Any) -> np.ndarray:
        """float64 [points, outputs]: the output neurons' answers."""
        check_is_fitted(self)
        x = validate_data(self, x, reset=False, dtype=np.float64)
        outputs = int(self.shape_.sizes[-1])
        answers = np.empty((len(x), outputs))
        rows = np.zeros((int(kernel.row_count(self.shape_.sizes)), WIDTH))
        for start in range(0, len(x), WIDTH):
            block = x[start : start + WIDTH]
            rows[: x.shape[1], : len(block)] = block.T
            row = kernel.forward(rows, WIDTH, self.shape_, self.weights_, self.biases_)
            answers[start : start + WIDTH] = rows[row : row + outputs, : len(block)].T
        return answers


class PlaygroundClassifier(ClassifierMixin, _PlaygroundEstimator):  # type: ignore[misc]
    """Classes told apart by a network with one tanh output for two, and one output each for more.

    `loss`: "squared" as in the original, or "cross_entropy" (then several outputs are a softmax).
    Attributes after `fit`: `classes_` [classes], `weights_` [links], `biases_` [neurons], in the order of
    `network.Network`.
    """

    def __init__(
        self,
        hidden: tuple[int, ...] = (8, 4),
        *,
        activation: str = "tanh",
        loss: str = "squared",
        optimiser: str = "sgd",
        learning_rate: float = 0.03,
        batch: int = 10,
        epochs: int = 200,
        regularisation: str = "none",
        regularisation_rate: float = 0.0,
        dropout: float = 0.0,
        random_state: Any = None,
    ) -> None:
        super().__init__(
            hidden,
            activation=activation,
            optimiser=optimiser,
            learning_rate=learning_rate,
            batch=batch,
            epochs=epochs,
            regularisation=regularisation,
            regularisation_rate=regularisation_rate,
            dropout=dropout,
            random_state=random_state,
        )
        self.loss = loss

    def fit(self, X: Any, y: Any) -> Self:  # noqa: N803
        """Train on X [points, features] and labels y [points] of two or more classes."""
        x, y = validate_data(self, X, y, dtype=np.float64)
        check_classification_targets(y)
        self.classes_, which = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError("All labels are of 1 class; a classifier needs points of two classes at least.")
        if len(self.classes_) == 2:
            return self._train(x, 2.0 * which - 1.0, 1, bends.TANH, self.loss)
        output = bends.SOFTMAX if self.loss == "cross_entropy" else bends.TANH
        return self._train(x, which, len(self.classes_), output, self.loss)

    def decision_function(self, X: Any) -> np.ndarray:  # noqa: N803
        """float64 [points]: the output between -1 (first class) and 1 (second); [points, classes] for more."""
        answers = self._answers(X)
        return np.asarray(answers[:, 0] if answers.shape[1] == 1 else answers)

    def predict(self, X: Any) -> np.ndarray:  # noqa: N803
        """[points]: the class of each point."""
        answers = self._answers(X)
        best = (answers[:, 0] > 0).astype(int) if answers.shape[1] == 1 else answers.argmax(axis=1)
        return np.asarray(self.classes_[best])

    def predict_proba(self, X: Any) -> np.ndarray:  # noqa: N803
        """float64 [points, classes].

        Probabilities if the loss is the cross-entropy; of squared error the outputs moved to [0, 1] and divided by their
        sum: an order of certainty, not calibrated.
        """
        answers = self._answers(X)
        if answers.shape[1] == 1:
            second = (answers[:, 0] + 1) / 2
            return np.column_stack([1 - second, second])
        shares = answers if self.shape_.bends[-1] == bends.SOFTMAX else (answers + 1) / 2 + 1e-12
        return np.asarray(shares / shares.sum(axis=1, keepdims=True))


class PlaygroundRegressor(RegressorMixin, _PlaygroundEstimator):  # type: ignore[misc]
    """A number predicted by a network with one straight output."""

    def fit(self, X: Any, y: Any) -> Self:  # noqa: N803
        """Train on X [points, features] and numbers y [points]."""
        x, y = validate_data(self, X, y, dtype=np.float64, y_numeric=True)
        return self._train(x, y, 1, bends.LINEAR, "squared")

    def predict(self, X: Any) -> np.ndarray:  # noqa: N803
        """float64 [points]"""
        return np.asarray(self._answers(X)[:, 0])
