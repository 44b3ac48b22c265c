"""Superdroplets: each stands for many equal drops, and collisions are thrown by dice.

S. Shima and others, "The super-droplet method", Q. J. R. Meteorol. Soc. 135, 2009: in each step all superdroplets are
paired at random, and as only those pairs are looked at, each stands for all. Substeps are adapted so that no pair would
have to merge more often than it can. Each merge is looked at on its own and counted as one of the four processes.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from neurarium.labs.rain.collisions import kernel, speed_of
from neurarium.labs.rain.drops import SEPARATION, SPHERE

AUTO_NUMBER, AUTO_MASS, ACCRETION_NUMBER, ACCRETION_MASS, CLOUD_SELF, RAIN_SELF = range(6)
COUNTS = 6
PER_PAIR = 3  # uniform numbers


@njit(nogil=True, error_model="numpy", cache=True)
def describe(kind, mass, radius, speed):
    """Fill in `radius` and `speed` of every superdroplet."""
    for index in range(len(mass)):
        radius[index] = (mass[index] / SPHERE) ** (1.0 / 3.0)
        speed[index] = speed_of(kind, mass[index])


@njit(nogil=True, error_model="numpy", cache=True)
def shuffle(order, count, random):
    for index in range(count - 1, 0, -1):
        other = int(random.random() * (index + 1))
        order[index], order[other] = order[other], order[index]


@njit(nogil=True, error_model="numpy", cache=True)
def merge(first, second, times, mass, multiplicity, counts):
    """Merge each drop of the rarer superdroplet `second` with `times` drops of `first`, one after the other."""
    grown = mass[second]
    add = mass[first]
    events = multiplicity[second]
    add_rains = add >= SEPARATION
    for _ in range(times):
        rains = grown >= SEPARATION
        if rains and add_rains:
            counts[RAIN_SELF] += events
        elif rains or add_rains:
            counts[ACCRETION_NUMBER] += events
            counts[ACCRETION_MASS] += events * min(grown, add)
        elif grown + add >= SEPARATION:
            counts[AUTO_NUMBER] += events
            counts[AUTO_MASS] += events * (grown + add)
        else:
            counts[CLOUD_SELF] += events
        grown += add
    left = multiplicity[first] - times * multiplicity[second]
    if left > 0:
        multiplicity[first] = left
        mass[second] = grown
    else:  # both are now equal drops; they share them, so that no superdroplet is lost
        half = multiplicity[second] // 2
        multiplicity[first] = half
        multiplicity[second] -= half
        mass[first] = grown
        mass[second] = grown


@njit(nogil=True, error_model="numpy", cache=True)
def advance(kind, mass, multiplicity, radius, speed, order, chances, volume, duration, longest, random, counts):
    """Collide for `duration` seconds, in place; returns how many superdroplets are still there (first in the arrays).

    Arguments:
        kind: of collision kernel.
        mass, multiplicity, radius, speed, order, chances: [superdroplets]; the last two are room to work in.
        volume: m3.
        longest: seconds that a substep may last.
        counts: float64 [COUNTS], increased by drops and kg.
    """
    count = len(mass)
    left = duration
    while left > 1e-9 * duration:
        if count < 2:
            break
        for index in range(count):
            order[index] = index
        shuffle(order, count, random)
        pairs = count // 2
        scale = count * (count - 1) / (2.0 * pairs) / volume
        step = min(longest, left)
        for pair in range(pairs):
            one, other = order[2 * pair], order[2 * pair + 1]
            if multiplicity[one] < multiplicity[other]:
                one, other = other, one
                order[2 * pair], order[2 * pair + 1] = one, other
            rate = (
                kernel(kind, mass[one], mass[other], radius[one], radius[other], speed[one], speed[other])
                * scale
                * multiplicity[one]
            )
            chances[pair] = rate
            most = multiplicity[one] // multiplicity[other]
            if rate * step > most:
                step = most / rate
        gone = False
        for pair in range(pairs):
            expected = chances[pair] * step
            times = int(expected)
            if random.random() < expected - times:
                times += 1
            if times == 0:
                continue
            one, other = order[2 * pair], order[2 * pair + 1]
            times = min(times, multiplicity[one] // multiplicity[other])
            merge(one, other, times, mass, multiplicity, counts)
            radius[other] = (mass[other] / SPHERE) ** (1.0 / 3.0)
            speed[other] = speed_of(kind, mass[other])
            if mass[one] == mass[other]:
                radius[one], speed[one] = radius[other], speed[other]
            gone = gone or multiplicity[one] == 0
        if gone:
            kept = 0
            for index in range(count):
                if multiplicity[index] > 0:
                    mass[kept], multiplicity[kept] = mass[index], multiplicity[index]
                    radius[kept], speed[kept] = radius[index], speed[index]
                    kept += 1
            count = kept
        left -= step
    return count


def moments(mass: np.ndarray, multiplicity: np.ndarray, volume: float) -> np.ndarray:
    """float64 [6]: water, number and second mass moment of cloud, then of rain; kg m-3, m-3, kg2 m-3."""
    rains = mass >= SEPARATION
    columns = []
    for part in (~rains, rains):
        columns += [float((multiplicity * part * mass**power).sum()) / volume for power in (1, 0, 2)]
    return np.array(columns)
