"""The estimators keep scikit-learn's rules, and learn what the lab learns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator
from sklearn.datasets import load_iris
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

import neurarium as nr
from neurarium.labs.playground.estimator import PlaygroundClassifier, PlaygroundRegressor


@parametrize_with_checks([PlaygroundClassifier(), PlaygroundClassifier(loss="cross_entropy"), PlaygroundRegressor()])
def test_the_rules_of_scikit_learn(estimator: BaseEstimator, check: Callable[[Any], None]) -> None:
    check(estimator)


def test_learns_the_spiral_of_the_lab_and_not_shuffled_labels() -> None:
    points = nr.run("playground", dataset="spiral", seed=1).picture("points")
    x, y = np.column_stack([points["x"], points["y"]]), points["label"]
    model = PlaygroundClassifier((8, 8), learning_rate=0.1, epochs=1000, random_state=0)
    assert cross_val_score(model, x, y, cv=3).mean() > 0.9
    shuffled = np.random.default_rng(0).permutation(y)
    assert 0.4 < cross_val_score(model, x, shuffled, cv=3).mean() < 0.6


def test_probabilities_follow_the_output() -> None:
    x = np.array([[0.0, 0.0], [1.0, 1.0], [0.1, 0.0], [0.9, 1.0]])
    model = PlaygroundClassifier(epochs=500, learning_rate=0.1, random_state=1).fit(x, ["no", "yes", "no", "yes"])
    assert list(model.predict(x)) == ["no", "yes", "no", "yes"]
    np.testing.assert_allclose(model.predict_proba(x)[:, 1], (model.decision_function(x) + 1) / 2)


@pytest.mark.parametrize("loss", ["squared", "cross_entropy"])
def test_three_flowers(loss: str) -> None:
    """Fisher's irises, as every library's first table: each fold is predicted by a network that never saw it."""
    x, y = load_iris(return_X_y=True)
    network = PlaygroundClassifier(loss=loss, optimiser="adam", learning_rate=0.01, random_state=0)
    model = make_pipeline(StandardScaler(), network)
    assert cross_val_score(model, x, y, cv=5).mean() > 0.92
    shuffled = np.random.default_rng(0).permutation(y)
    assert cross_val_score(model, x, shuffled, cv=5).mean() < 0.5
    shares = model.fit(x, y).predict_proba(x)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-12)
    assert (model.classes_[shares.argmax(axis=1)] == model.predict(x)).all()
    assert model.decision_function(x).shape == (150, 3)


def test_probabilities_of_the_cross_entropy_are_calibrated() -> None:
    """Two clouds that overlap: of the points that are given a share of 70 to 90 percent, so many are of that class."""
    random = np.random.default_rng(3)
    y = random.integers(0, 2, 4000)
    x = random.normal(size=(4000, 2)) + y[:, None]
    model = PlaygroundClassifier((4,), loss="cross_entropy", epochs=40, random_state=0).fit(x[:2000], y[:2000])
    second = model.predict_proba(x[2000:])[:, 1]
    sure = (second > 0.7) & (second < 0.9)
    assert y[2000:][sure].mean() == pytest.approx(second[sure].mean(), abs=4 * np.sqrt(0.16 / sure.sum()))


def test_one_class_is_no_task() -> None:
    with pytest.raises(ValueError, match="1 class"):
        PlaygroundClassifier().fit(np.zeros((4, 2)), ["a"] * 4)


def test_a_straight_line_is_found_to_the_last_digits() -> None:
    x = np.linspace(-1, 1, 50)[:, None]
    model = make_pipeline(StandardScaler(), PlaygroundRegressor((), epochs=500, random_state=0)).fit(x, 3 * x[:, 0] + 1)
    np.testing.assert_allclose(model.predict(x), 3 * x[:, 0] + 1, atol=1e-9)


def test_diverging_says_what_to_do() -> None:
    x = np.linspace(-1000, 1000, 50)[:, None]
    with pytest.raises(ValueError, match="StandardScaler"):
        PlaygroundRegressor((), learning_rate=1.0, random_state=0).fit(x, x[:, 0])
