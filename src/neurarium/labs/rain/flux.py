"""A second truth without dice: the same box solved for the mean spectrum, in bins of mass.

A. Bott, "A flux method for the numerical solution of the stochastic collection equation", J. Atmos. Sci. 55, 1998. In each
step every pair of bins gives mass to the bin in which its sum lies; how much of it goes on into the next bin says an
exponential profile between the two, which keeps the spectrum from smearing out. Water is exact and nothing is negative.
The separation mass is the border of two bins, so that cloud and rain are told apart exactly as with superdroplets.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numba import njit

from neurarium.labs.rain.box import BEYOND, COLUMNS, EVERY, LONGEST_RUN, MARK
from neurarium.labs.rain.collisions import HYDRODYNAMIC, of_masses
from neurarium.labs.rain.drops import SEPARATION
from neurarium.labs.rain.spectra import Case
from neurarium.labs.rain.superdroplets import (
    ACCRETION_MASS,
    ACCRETION_NUMBER,
    AUTO_MASS,
    AUTO_NUMBER,
    CLOUD_SELF,
    COUNTS,
    RAIN_SELF,
)

PER_DOUBLING = 4  # bins
DOUBLINGS_BELOW, DOUBLINGS_ABOVE = 16, 22  # of the separation mass: 1 micrometre to 6 mm of radius
SLOWNESS = 0.04  # a substep is so short that accretion takes away this share of the cloud at most
ACCRETION = 5.78  # m3 kg-1 s-1, only for the length of a substep
LEAST = 1e-30  # kg m-3: less water in a bin is none


@dataclass(frozen=True)
class Grid:
    """Bins and what every pair of them does.

    Attributes:
        mass: float64 [bins], kg, of the drops of a bin; equal steps of the logarithm.
        first_rain: the first bin above the separation mass.
        kernels: float64 [bins, bins], m3 s-1.
        targets: int64 [bins, bins], the bin below the sum of two masses; `parts` how far the sum is on the way to the next.
    """

    mass: np.ndarray
    first_rain: int
    kernels: np.ndarray
    targets: np.ndarray
    parts: np.ndarray


@functools.cache
def grid(kind: int = HYDRODYNAMIC, per_doubling: int = PER_DOUBLING) -> Grid:
    first_rain = DOUBLINGS_BELOW * per_doubling
    count = first_rain + DOUBLINGS_ABOVE * per_doubling
    mass = SEPARATION * 2.0 ** ((np.arange(count) - first_rain + 0.5) / per_doubling)
    kernels = np.array([[of_masses(kind, x, y) for y in mass] for x in mass])
    places = np.log2((mass[:, None] + mass) / mass[0]) * per_doubling
    targets = np.minimum(np.floor(places + 1e-9).astype(np.int64), count - 1)
    return Grid(mass, first_rain, kernels, targets, np.clip(places - targets, 0.0, 1.0))


@njit(nogil=True, error_model="numpy", cache=True)
def _collide(water, mass, kernels, targets, parts, first_rain, step, counts):
    """One substep, in place; `counts` in m-3 and kg m-3."""
    last = len(mass) - 1
    low, high = 0, last
    while low < last and water[low] < LEAST:
        low += 1
    while high > 0 and water[high] < LEAST:
        high -= 1
    for small in range(low, high + 1):
        for large in range(small, high + 1):
            if water[small] < LEAST:
                break
            if water[large] < LEAST or kernels[small, large] == 0.0:
                continue
            target = targets[small, large]
            events = kernels[small, large] * step * water[small] / mass[small] * water[large] / mass[large]
            if small == large:
                events = min(0.5 * events, 0.5 * water[small] / mass[small])
            else:
                events = min(events, water[small] / mass[small])
                if target != large:  # a drop that stays in its bin may collect several droplets in a step
                    events = min(events, water[large] / mass[large])
            from_small, from_large = events * mass[small], events * mass[large]
            given = from_small + from_large
            water[small] = max(water[small] - from_small, 0.0)
            water[large] -= from_large
            onward = 0.0
            there = water[target] + given
            if target < last:
                slope = np.log(water[target + 1] / there + 1e-60)
                part = parts[small, large]
                if abs(slope) > 1e-9:
                    onward = given / slope * (np.exp(0.5 * slope) - np.exp(slope * (0.5 - part)))
                else:
                    onward = given * part
                onward = min(max(onward, 0.0), given, there)
                water[target + 1] += onward
            water[target] = there - onward
            water[large] = max(water[large], 0.0)
            if small >= first_rain:
                counts[RAIN_SELF] += events
            elif large >= first_rain:
                counts[ACCRETION_NUMBER] += events
                counts[ACCRETION_MASS] += from_small
            else:
                rains = given if target >= first_rain else (onward if target + 1 == first_rain else 0.0)
                counts[AUTO_MASS] += rains
                counts[AUTO_NUMBER] += events * rains / given
                counts[CLOUD_SELF] += events * (1.0 - rains / given)


def begin(case: Case, bins: Grid) -> np.ndarray:
    """float64 [bins], kg m-3 in each: the case's spectrum, its water exact."""
    from scipy.special import gammainc  # a second to import: only for those who start a box

    half = np.sqrt(bins.mass[1] / bins.mass[0])
    edges = np.append(bins.mass / half, bins.mass[-1] * half) * (case.shape + 1) / case.mean_mass
    water = np.diff(gammainc(case.shape + 2, edges))
    return np.asarray(water * case.water / water.sum())


def moments(water: np.ndarray, bins: Grid) -> np.ndarray:
    """float64 [6]: water, number and second mass moment of cloud, then of rain; kg m-3, m-3, kg2 m-3."""
    columns = []
    for part in (slice(None, bins.first_rain), slice(bins.first_rain, None)):
        columns += [float((water[part] * bins.mass[part] ** (power - 1)).sum()) for power in (1, 0, 2)]
    return np.array(columns)


def advance(water: np.ndarray, duration: float, longest: float, bins: Grid) -> tuple[np.ndarray, np.ndarray]:
    """The spectrum `duration` s later, and float64 [COUNTS]: drops m-3, or kg m-3, that went through each process."""
    water, counts = water.copy(), np.zeros(COUNTS)
    steps = int(np.ceil(duration / longest - 1e-9))
    for _ in range(steps):
        _collide(water, bins.mass, bins.kernels, bins.targets, bins.parts, bins.first_rain, duration / steps, counts)
    return water, counts


def substep(case: Case) -> float:
    """s"""
    return SLOWNESS / (ACCRETION * case.water)


def run(case: Case, bins: Grid, longest: float | None = None) -> np.ndarray:
    """float64 [times, COLUMNS]: as `box.run`, without chance."""
    water = begin(case, bins)
    rows = [[*moments(water, bins), *np.zeros(COUNTS)]]
    rain = COLUMNS.index("rain_water")
    time, end = 0.0, LONGEST_RUN
    while time < end - EVERY / 2:
        water, counts = advance(water, EVERY, longest or substep(case), bins)
        time += EVERY
        rows.append([*moments(water, bins), *(counts / EVERY)])
        if end == LONGEST_RUN and rows[-1][rain] >= MARK * case.water:
            end = min(LONGEST_RUN, BEYOND * time)
    return np.array(rows)
