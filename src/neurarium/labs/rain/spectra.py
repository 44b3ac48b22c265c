"""Where a case begins: cloud droplets with a gamma distribution in mass, as numbers and as superdroplets.

f(x) = A x^nu exp(-B x), number a m3 and kg. Mean mass x0 = 4/3 pi rho_w rm^3, number N0 = L0 / x0, B = (nu + 1) / x0.
"""

from __future__ import annotations

import math
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
