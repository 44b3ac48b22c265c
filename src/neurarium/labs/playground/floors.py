"""The loss below which no network can go, where it follows from how the data set is made.

A network that knew the true probability p of each class at each place would still pay for the labels that chance made:
squared 2 p (1 - p), cross-entropy -p ln p - (1 - p) ln (1 - p), averaged over all places. It is the mean over many data
sets; a single small test set may lie a little below.
"""

from __future__ import annotations

import functools

import numpy as np

from neurarium.labs.playground.points import PADDING

FAR = 5 + PADDING  # the four quadrants reach from PADDING to here


@functools.cache
def floor(dataset: str, noise: int, loss: str) -> float | None:
    """Noise in percent as on the slider; None where it is not known."""
    if dataset == "xor":
        return _xor(noise, loss)
    return _gauss(noise, loss) if dataset == "gauss" else None


def _uncertainty(p: np.ndarray, loss: str) -> np.ndarray:
    """What is left to pay where +1 has the probability p."""
    if loss == "squared":
        return np.asarray(2 * p * (1 - p))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.nan_to_num(-p * np.log(p) - (1 - p) * np.log(1 - p)))


def _xor(noise: int, loss: str) -> float:
    """A coordinate at distance d from its axis changes its sign with probability (reach - d) / (2 reach)."""
    reach = 5 * noise / 100
    if reach <= PADDING:
        return 0.0
    nodes, weights = np.polynomial.legendre.leggauss(64)
    inner = min(reach, FAR)
    distance = PADDING + (nodes + 1) / 2 * (inner - PADDING)
    flips = np.append((reach - distance) / (2 * reach), 0.0)  # the last one: all places beyond the reach
    share = np.append(weights / 2 * (inner - PADDING), FAR - inner) / 5
    either = flips[:, None] + flips - 2 * np.outer(flips, flips)
    return float(share @ _uncertainty(either, loss) @ share)


def _gauss(noise: int, loss: str) -> float:
    """Along the line between the centres the log-odds of +1 are 4 (x + y) / variance; x + y is normal there."""
    variance = 0.5 + 3.5 * (noise / 50)
    spread = np.sqrt(2 * variance)
    place = np.linspace(4 - 12 * spread, 4 + 12 * spread, 20_001)
    density = np.exp(-((place - 4) ** 2) / (4 * variance)) / np.sqrt(4 * np.pi * variance)
    p = 1 / (1 + np.exp(np.clip(-4 * place / variance, -700, 700)))
    # Both clouds have the same share and mirror each other: the mean over one is the mean over both.
    return float(np.trapezoid(density * _uncertainty(p, loss), place))
