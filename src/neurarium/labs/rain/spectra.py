"""Where a case begins: cloud droplets with a gamma distribution in mass, as numbers and as superdroplets.

f(x) = A x^nu exp(-B x), number a m3 and kg. Mean mass x0 = 4/3 pi rho_w rm^3, number N0 = L0 / x0, B = (nu + 1) / x0.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from neurarium.labs.rain.drops import mass_of


@dataclass(frozen=True)
class Case:
    """An initial condition: `water` L0 in kg m-3, `radius` rm of the mean mass in m, `shape` nu."""

    water: float
    radius: float
    shape: float

    @property
    def mean_mass(self) -> float:
        return float(mass_of(self.radius))

    @property
    def number(self) -> float:
        """m-3"""
        return self.water / self.mean_mass

    def density(self, mass: np.ndarray) -> np.ndarray:
        """Number a m3 and kg at these masses."""
        power = self.shape + 1
        slope = power / self.mean_mass
        logarithm = power * math.log(slope) - math.lgamma(power) + self.shape * np.log(mass) - slope * mass
        return np.asarray(self.number * np.exp(logarithm))


Sampling = Callable[[Case, int, float, np.random.Generator], tuple[np.ndarray, np.ndarray]]
TAIL_SHARE = 0.5  # of the superdroplets, given to the tail
TAIL_FROM, TAIL_TO = 0.3, 1e-7  # shares of the number that are larger: where the tail begins and ends


def with_tail(case: Case, count: int, volume: float, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Half of the superdroplets as `equal_multiplicities`, half at equal steps of ln mass over the largest droplets.

    Rain begins with the few largest droplets. With equal multiplicities hardly any superdroplet is one of them, and rain comes
    late and by chance (Unterstrasser, Hoffmann and Lerch, Geosci. Model Dev. 10, 2017); here each multiplicity is what the
    spectrum holds at that mass over how densely superdroplets lie there, so that the spectrum is the same.

    Returns:
        As `equal_multiplicities`.
    """
    from scipy.special import gammainccinv, gammaincinv

    power = case.shape + 1
    tail = int(count * TAIL_SHARE)
    low, high = (math.log(gammainccinv(power, share)) for share in (TAIL_FROM, TAIL_TO))
    slices = [(np.arange(part) + random.random(part)) / part for part in (count - tail, tail)]
    relative = np.concatenate([gammaincinv(power, slices[0]), np.exp(low + (high - low) * slices[1])])
    logarithm = np.log(relative)
    density = np.exp(power * logarithm - relative - math.lgamma(power))  # of the number, a unit of ln mass
    inside = (logarithm > low) & (logarithm < high)
    lying = (count - tail) * density + tail * inside / (high - low)  # superdroplets a unit of ln mass
    multiplicity = np.floor(case.number * volume * density / lying + random.random(count)).astype(np.int64)
    there = multiplicity > 0
    mass, multiplicity = relative[there] * case.mean_mass / power, multiplicity[there]
    return mass * (case.water * volume / (mass * multiplicity).sum()), multiplicity


def equal_multiplicities(
    case: Case, count: int, volume: float, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Superdroplets that stand for equally many drops each, one from each slice of equal number.

    Returns:
        float64 masses in kg and int64 multiplicities of `count` superdroplets, fewer where they would stand for no drop;
        the water of `volume` m3 is exact.
    """
    from scipy.special import gammaincinv  # a second to import: only for those who start a box

    slices = (np.arange(count) + random.random(count)) / count
    mass = gammaincinv(case.shape + 1, slices) * case.mean_mass / (case.shape + 1)
    # Whole multiplicities, rounded up or down by chance, and masses scaled so that the water is exact.
    multiplicity = np.floor(case.number * volume / count + random.random(count)).astype(np.int64)
    there = multiplicity > 0
    mass, multiplicity = mass[there], multiplicity[there]
    return mass * (case.water * volume / (mass * multiplicity).sum()), multiplicity
