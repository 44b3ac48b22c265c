"""The estimator among scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler
from sklearn.utils.estimator_checks import check_estimator

from neurarium import data
from neurarium.labs.convnet.estimator import ConvNet

SMALL = "conv 8 3, relu, pool 2"


def stripes(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Noisy images [count, 6, 6] with stripes that lie or stand, which any network with a convolution tells apart."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, 2, count)
    rows, columns = np.mgrid[:6, :6]
    pattern = np.where(labels[:, None, None] == 1, rows, columns) + random.integers(0, 2, (count, 1, 1))
    noise = random.integers(0, 60, (count, 6, 6))
    return (120 * (pattern % 2) + noise).astype(np.uint8), np.array(["lying", "standing"])[labels]


@pytest.fixture(scope="module")
def fitted() -> ConvNet:
    return ConvNet(SMALL, epochs=8, random_state=0).fit(*stripes(300, seed=1))


def test_images_are_told_apart(fitted: ConvNet) -> None:
    images, names = stripes(200, seed=2)
    assert fitted.score(images, names) == 1
    assert fitted.classes_.tolist() == ["lying", "standing"]
    assert fitted.image_shape_ == (6, 6, 1)
    chances = fitted.predict_proba(images)
    assert chances.shape == (200, 2)
    assert np.allclose(chances.sum(axis=1), 1)
    assert ((fitted.decision_function(images) > 0) == (fitted.predict(images) == "standing")).all()


def test_shuffled_labels_teach_nothing() -> None:
    images, names = stripes(300, seed=1)
    learned = ConvNet(SMALL, epochs=8, random_state=0).fit(images, np.random.default_rng(0).permutation(names))
    assert abs(learned.score(*stripes(200, seed=2)) - 0.5) < 0.25  # both stripes have one answer each: it may lean


def test_the_same_seed_gives_the_same_network_also_when_cloned(fitted: ConvNet) -> None:
    again = clone(fitted).fit(*stripes(300, seed=1))
    assert again.state_.parameters.keys() == fitted.state_.parameters.keys()
    for name, value in again.state_.parameters.items():
        assert np.array_equal(value, fitted.state_.parameters[name])


def test_it_works_in_a_pipeline_on_rows_of_numbers() -> None:
    split = data.load("digits")
    rows = [part.pixels.reshape(len(part), -1) for part in (split.train, split.test)]
    model = make_pipeline(MinMaxScaler(), ConvNet("conv 8 3, relu, pool 2, conv 16 3, relu", epochs=6, random_state=0))
    model.fit(rows[0], split.train.labels)
    assert model.score(rows[1], split.test.labels) > 0.93  # nearest centroids reach 0.90


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"layers": "conv 8 9 pad 0"}, "does not fit"),
        ({"optimiser": "lion"}, "optimiser cannot be 'lion'"),
        ({"epochs": 0}, "epochs cannot be 0"),
        ({"learning_rate": float("nan")}, "learning_rate cannot be nan"),
        ({"augment": ("melt",)}, "augment cannot hold"),
    ],
)
def test_wrong_parameters_are_refused_when_fitting(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ConvNet(**wrong).fit(*stripes(20, seed=0))  # type: ignore[arg-type]


def test_images_of_another_size_are_refused(fitted: ConvNet) -> None:
    with pytest.raises(ValueError, match="has learned from"):
        fitted.predict(np.zeros((3, 6, 5), np.uint8))
    with pytest.raises(ValueError, match="does not hold"):
        ConvNet(image_shape=(3, 3, 1)).fit(np.zeros((4, 8)), [0, 1, 0, 1])


def test_it_passes_the_checks_of_scikit_learn() -> None:
    """All that apply to rows of numbers, which it takes for images of one row."""
    check_estimator(ConvNet("flatten", epochs=60, batch=16, learning_rate=0.05, random_state=0), on_skip=None)
