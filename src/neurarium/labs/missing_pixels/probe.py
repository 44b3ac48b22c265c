"""What was learned without labels is worth this much with a few of them: a linear probe.

A linear classifier is fitted on the features of a handful of labelled pictures a class, and tells all test pictures.
How it is fitted (ridge regression onto the classes, its strength fixed) never changes, so that only the features differ.
"""

from __future__ import annotations

import numpy as np

STRENGTH = 0.3
DRAWS = 10  # different handfuls of labelled pictures, so that luck averages out
CLASSES = 10


def handfuls(labels: np.ndarray, each: int) -> np.ndarray:
    """int64 [DRAWS, CLASSES * each]: labelled pictures, equally many of each class; always the same ones."""
    draws = []
    for draw in range(DRAWS):
        random = np.random.default_rng([7, draw])
        draws.append([random.permutation(np.flatnonzero(labels == label))[:each] for label in range(CLASSES)])
    return np.array(draws, np.int64).reshape(DRAWS, -1)


def accuracy(
    features: np.ndarray, labels: np.ndarray, test_features: np.ndarray, test_labels: np.ndarray, each: int
) -> float:
    """The share of test pictures told right, on average over the handfuls.

    Arguments:
        features, test_features: float64 [pictures, features].
        labels, test_labels: int64 [pictures].
        each: labelled pictures a class.
    """
    return float(
        np.mean(
            [
                (_fitted(features[few], labels[few], test_features).argmax(axis=1) == test_labels).mean()
                for few in handfuls(labels, each)
            ]
        )
    )


def _fitted(features: np.ndarray, labels: np.ndarray, test_features: np.ndarray) -> np.ndarray:
    middle = features.mean(axis=0)
    scale = max(features.std(axis=0).max(), 1e-9)
    known, asked = ((part - middle) / scale for part in (features, test_features))
    known, asked = (np.c_[part, np.ones(len(part))] for part in (known, asked))
    square = known.T @ known + STRENGTH * np.eye(known.shape[1])
    return np.asarray(asked @ np.linalg.solve(square, known.T @ np.eye(CLASSES)[labels]))
