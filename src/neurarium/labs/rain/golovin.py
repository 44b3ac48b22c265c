"""The one collision kernel whose mean spectrum is known at all times: b (x + y), from a spectrum exponential in mass.

A. M. Golovin, Izv. Geophys. Ser. 1963; W. T. Scott, J. Atmos. Sci. 25, 1968. With T = 1 - exp(-b L t) for the water L,

    n(x, t) = N0 (1 - T) / (x sqrt T) I1(2 x sqrt T / x0) exp(-(1 + T) x / x0)

The number falls as exp(-b L t), the second moment grows as exp(2 b L t), the water stays. The box is that of Shima and others
(2009): 2^23 drops a m3 with a mean radius of 30.531 micrometres.
"""

from __future__ import annotations

import math

import numpy as np

from neurarium.labs.rain import box
from neurarium.labs.rain.collisions import GOLOVIN, RATE
from neurarium.labs.rain.drops import mass_of
from neurarium.labs.rain.spectra import Case

RADIUS = 30.531e-6  # m
CASE = Case(2**23 * mass_of(RADIUS), RADIUS, 0.0)
VOLUME = 1e6  # m3


def growth(time: float) -> float:
    """exp(b L t): by how much the mean mass has grown after so many seconds."""
    return math.exp(RATE * CASE.water * time)


def density(mass: np.ndarray, time: float) -> np.ndarray:
    """Number a m3 and kg at these masses in kg, after `time` > 0 s."""
    from scipy.special import ive  # exp(-z) I1(z), which does not overflow

    share = 1 - 1 / growth(time)
    root = math.sqrt(share)
    relative = mass / CASE.mean_mass
    bessel = ive(1, 2 * relative * root)
    return np.asarray(CASE.number * (1 - share) / (mass * root) * bessel * np.exp(-((1 - root) ** 2) * relative))


def water_between(edges: np.ndarray, time: float) -> np.ndarray:
    """float64 [edges - 1], kg m-3: the exact water between masses that lie close together."""
    places, weights = np.polynomial.legendre.leggauss(5)
    low, high = np.log(edges[:-1])[:, None], np.log(edges[1:])[:, None]
    logarithm = (low + high) / 2 + (high - low) / 2 * places
    mass = np.exp(logarithm)
    return np.asarray((weights * mass**2 * density(mass, time)).sum(axis=1) * (high - low)[:, 0] / 2)


def simulate(count: int, times: tuple[float, ...], seed: int, longest: float = 1.0) -> list[box.Drops]:
    """A box of `count` superdroplets of equal multiplicities at each of these times in s."""
    drops, random = box.begin(CASE, count, VOLUME, seed), np.random.default_rng([seed, 1])
    found = []
    for time in times:
        drops, _ = box.advance(drops, time - drops.time, longest, random, GOLOVIN)
        found.append(drops)
    return found
