"""k-means: every example joins the nearest centre, every centre moves to the mean of its examples, and again.

Stuart Lloyd, "Least squares quantization in PCM", 1957, printed 1982; the careful beginning after Arthur and
Vassilvitskii, "k-means++", SODA 2007.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from neurarium import data

SIDE = 8  # rows and columns of a digit


@dataclass(frozen=True)
class Digits:
    """All bundled digits: `pixels` [n, 64] from 0 to 1, `plane` [n, 2] their two main directions, `labels` int64 [n].

    `axes` [2, 64] and `middle` [64] lead from pixels to the plane. Labels are only for looking at the result.
    """

    pixels: np.ndarray
    plane: np.ndarray
    axes: np.ndarray
    middle: np.ndarray
    labels: np.ndarray


@functools.cache
def digits() -> Digits:
    split = data.load("digits")
    parts = (split.train, split.validation, split.test)  # nothing is predicted, so there is nothing to hold back
    pixels = np.concatenate([part.pixels.reshape(len(part), -1) for part in parts]) / 255.0
    labels = np.concatenate([part.labels for part in parts])
    middle = pixels.mean(axis=0)
    axes = np.linalg.svd(pixels - middle, full_matrices=False)[2][:2]
    axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])[:, None]  # a direction has no sign of its own
    return Digits(pixels, (pixels - middle) @ axes.T, axes, middle, labels)


def nearest(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """int32 [points]: the centre that is nearest to each point, the first of equally near ones."""
    return np.asarray(distances(points, centres).argmin(axis=1), np.int32)


def distances(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """float64 [points, centres]: squared, less each point's own square, which decides nothing."""
    return np.asarray((centres**2).sum(axis=1) - 2 * points @ centres.T)


def means(points: np.ndarray, members: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """float64 [centres, dimensions]: the mean of each centre's points; a centre without any stays where it is."""
    moved = centres.copy()
    for index in np.unique(members):
        moved[index] = points[members == index].mean(axis=0)
    return moved


def spread(points: np.ndarray, members: np.ndarray, centres: np.ndarray) -> float:
    """The mean squared distance between a point and its centre."""
    return float(((points - centres[members]) ** 2).sum(axis=1).mean())


def beginning(points: np.ndarray, count: int, careful: bool, seed: int) -> np.ndarray:
    """int64 [count]: the points on which the first centres stand, by chance or far from each other by k-means++."""
    if careful:
        from sklearn.cluster import kmeans_plusplus

        return np.asarray(kmeans_plusplus(points, count, random_state=seed)[1], np.int64)
    return np.random.default_rng(seed).choice(len(points), count, replace=False).astype(np.int64)
