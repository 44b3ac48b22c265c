"""Two clouds that four numbers cannot tell apart: equal water, equal number, even equal shape, and another future.

One has the gamma distribution of the settings. Its twin is made of two narrower ones, half of the droplets each, whose means and
widths are chosen so that mass and squared mass together are the same: whoever works out nu from the spread of the droplets gets the same
nu. Only the tail differs, the few largest droplets with which rain begins. Both are followed without dice (`flux`).

With masses in units of their mean and k = nu + 1: the gamma distribution has variance 1/k. Two of shape NARROWER k at 1 - d and
1 + d have variance d^2 + (1 + d^2) / (NARROWER k), which is 1/k for d^2 = (1/k - 1/(NARROWER k)) / (1 + 1/(NARROWER k)).
"""

from __future__ import annotations

import functools
import math

import numpy as np

from neurarium.labs.rain import flux
from neurarium.labs.rain.spectra import Case

NARROWER = 4.0
POINTS = 161  # of a curve
MOST = 1600  # steps: where a cloud takes longer, the curves end before it has rained
ENOUGH = 0.95  # of the water


def offset(shape: float) -> float:
    """d: how far the means of the twin's halves lie from 1."""
    own, narrow = 1 / (shape + 1), 1 / (NARROWER * (shape + 1))
    return math.sqrt((own - narrow) / (1 + narrow))


def begin(case: Case) -> np.ndarray:
    """float64 [2, bins], kg m-3 in each bin: the cloud, and its twin."""
    narrow = NARROWER * (case.shape + 1) - 1
    bins = flux.grid()
    halves = []
    for mean in (1 - offset(case.shape), 1 + offset(case.shape)):
        radius = case.radius * mean ** (1 / 3)
        halves.append(flux.begin(Case(case.water * mean / 2, radius, narrow), bins))
    return np.stack([flux.begin(case, bins), halves[0] + halves[1]])


@functools.lru_cache(maxsize=16)
def futures(water: float, radius: float, shape: float) -> tuple[np.ndarray, np.ndarray]:
    """float64 [POINTS] s, and [2, POINTS]: the share of the water that is rain, of a cloud in g m-3 and micrometres, and of its twin."""
    case, bins = Case(water * 1e-3, radius * 1e-6, shape), flux.grid()
    spectra, step = begin(case), flux.substep(case)
    shares = [spectra[:, bins.first_rain :].sum(axis=1) / case.water]
    while len(shares) < MOST and shares[-1].min() < ENOUGH:
        spectra = np.stack([flux.advance(one, step, step, bins)[0] for one in spectra])
        shares.append(spectra[:, bins.first_rain :].sum(axis=1) / case.water)
    times = np.arange(len(shares)) * step
    wanted = np.linspace(0, times[-1], POINTS)
    return wanted, np.stack([np.interp(wanted, times, share) for share in np.array(shares).T])
