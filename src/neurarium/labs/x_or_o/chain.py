"""The worked example in whole numbers: filtering, ReLU, pooling, in any order, and the vote.

Every value is a fraction whose denominator is 9 to the power of the convolutions so far: a convolution is the mean of
nine products. Only what is shown is cut off after two decimals.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from neurarium.labs.x_or_o.letters import FILTER, LETTERS

NINTHS = FILTER * FILTER
NOBODY = -1000  # instead of a vote
POOL = 2  # rows and columns of a pooling window, and its stride


class Layer(NamedTuple):
    """A stack of maps. `worked` is False where the stage had no room and passed the maps on as they were."""

    numerators: np.ndarray  # int64 [maps, size, size]
    denominator: int
    worked: bool = True


class Vote(NamedTuple):
    """How one letter stands: the mean of the values at the positions that vote for it; no voters, no denominator."""

    numerator: int
    denominator: int


def hundredths(numerators: np.ndarray, denominator: int) -> np.ndarray:
    """What is shown, int64: the fractions cut off (not rounded) after two decimals, towards zero, times 100."""
    cut: np.ndarray = np.sign(numerators) * (100 * np.abs(numerators) // denominator)
    return cut


def convolve(picture: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The sums of nine products of a filter [3, 3] with each patch of a picture [size, size], unturned and unpadded."""
    sums: np.ndarray = np.einsum("rcij,ij->rc", patches(picture), mask.astype(np.int64))
    return sums


def patches(picture: np.ndarray) -> np.ndarray:
    """Each 3 x 3 patch of a picture: [size - 2, size - 2, 3, 3]."""
    return np.lib.stride_tricks.sliding_window_view(picture, (FILTER, FILTER))


def convolution(layer: Layer, filters: np.ndarray) -> Layer:
    """Each filter slides over the single map; later, where there is a map for each filter, over its own."""
    maps = layer.numerators
    if maps.shape[1] < FILTER:
        return layer._replace(worked=False)
    sources = maps if len(maps) == len(filters) else [maps[0]] * len(filters)
    sums = [convolve(source, mask) for source, mask in zip(sources, filters, strict=True)]
    return Layer(np.stack(sums), layer.denominator * NINTHS)


def relu(layer: Layer, _: np.ndarray) -> Layer:
    """Negative values become 0."""
    return Layer(np.maximum(layer.numerators, 0), layer.denominator)


def pooling(layer: Layer, _: np.ndarray) -> Layer:
    """The largest of each window of 2 x 2; at the right and lower edge a window may hold less."""
    maps = layer.numerators
    size = maps.shape[1]
    if size < POOL:
        return layer._replace(worked=False)
    starts = np.arange(0, size, POOL)
    pooled = np.maximum.reduceat(np.maximum.reduceat(maps, starts, axis=1), starts, axis=2)
    return Layer(pooled, layer.denominator)


STAGES = {"convolution": convolution, "relu": relu, "pooling": pooling}
KINDS = ("picture", *STAGES)  # as numbers


def run(picture: np.ndarray, filters: np.ndarray, stages: tuple[str, ...]) -> list[Layer]:
    """The picture and what each stage makes of it."""
    layers = [Layer(picture.astype(np.int64)[None], 1)]
    for stage in stages:
        layers.append(STAGES[stage](layers[-1]._replace(worked=True), filters))
    return layers


def voters(filters: np.ndarray, stages: tuple[str, ...]) -> np.ndarray:
    """Which letter each flattened value votes for, int64: 1 for X, -1 for O, 0 for neither.

    A position votes for the letter whose perfect picture has the larger value there. With the filters and stages of
    the lecture these are exactly the positions that Rohrer draws as thick lines.
    """
    x, o = (run(LETTERS[name], filters, stages)[-1].numerators.ravel() for name in ("x", "o"))
    voting: np.ndarray = np.sign(x - o)
    return voting


def vote(layer: Layer, voting: np.ndarray) -> dict[str, Vote]:
    """The vote for each letter: all who vote for it have the same say."""
    values = layer.numerators.ravel()
    return {
        name: Vote(int(values[voting == side].sum()), int(np.sum(voting == side)) * layer.denominator)
        for name, side in (("x", 1), ("o", -1))
    }


def shown(result: Vote) -> int:
    """A vote in hundredths, cut off; `NOBODY` where nobody votes for the letter."""
    return int(hundredths(np.array(result.numerator), result.denominator)) if result.denominator else NOBODY
