"""Where a case begins: cloud droplets with a gamma distribution in mass, as numbers and as superdroplets.

f(x) = A x^nu exp(-B x), number a m3 and kg. Mean mass x0 = 4/3 pi rho_w rm^3, number N0 = L0 / x0, B = (nu + 1) / x0.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain.drops import SEPARATION, mass_of, radius_of

MOST_WATER = 0.1  # kg m-3: ten times what the wettest clouds hold
LEAST_RADIUS, MOST_RADIUS = 1e-6, float(radius_of(SEPARATION))  # m: what activates, and what is rain already
NARROWEST = 50.0  # shape
MOST_DROPS = 2.0**62  # in a box, as far as whole numbers go


@dataclass(frozen=True)
class Case:
    """An initial condition: `water` L0 in kg m-3, `radius` rm of the mean mass in m, `shape` nu.

    Raises `Refusal` where one of them is no number or nothing a cloud could be.
    """

    water: float
    radius: float
    shape: float

    def __post_init__(self) -> None:
        _asked("water", "Wasser", self.water, 0, MOST_WATER, "kg m-3", above=True)
        _asked("radius", "Radius", self.radius, LEAST_RADIUS, MOST_RADIUS, "m")
        _asked("shape", "Form", self.shape, 0, NARROWEST, "")

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


def _asked(name: str, german: str, value: float, low: float, high: float, unit: str, above: bool = False) -> None:
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if number and low <= value <= high and not (above and value == low):  # no comparison holds for NaN
        return
    unit = f" {unit}" if unit else ""
    raise Refusal(
        Text(
            f"A cloud's {name} was {value!r}; expected is a number {'above' if above else 'from'} {low:.3g} to {high:.3g}{unit}.",
            f"Bei der Wolke war {german} {value!r}; erwartet wird eine Zahl {'über' if above else 'von'} {low:.3g} bis "
            f"{high:.3g}{unit}.",
        )
    )


def _room(case: Case, count: int, volume: float) -> None:
    """Raises `Refusal` where so many superdroplets in so many m3 stand for no drop, or for more than can be counted."""
    if not (count >= 1 and 0 < volume < math.inf and 1 <= case.number * volume <= MOST_DROPS):
        raise Refusal(
            Text(
                f"Asked for are {count} superdroplets in {volume:.3g} m3 of a cloud with {case.number:.3g} drops a m3; expected "
                f"is at least one superdroplet, and a box that holds 1 to {MOST_DROPS:.0e} drops.",
                f"Verlangt sind {count} Supertropfen in {volume:.3g} m3 einer Wolke mit {case.number:.3g} Tropfen je m3; "
                f"erwartet werden mindestens ein Supertropfen und ein Kasten mit 1 bis {MOST_DROPS:.0e} Tropfen.",
            )
        )


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

    _room(case, count, volume)
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
    if not multiplicity.any():  # a box of few drops: one superdroplet stands for one
        multiplicity[-1] = 1
    there = multiplicity > 0
    mass, multiplicity = relative[there] * case.mean_mass / power, multiplicity[there]
    return mass * (case.water * volume / (mass * multiplicity).sum()), multiplicity


def equal_multiplicities(
    case: Case, count: int, volume: float, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Superdroplets that stand for equally many drops each, one from each slice of equal number.

    Returns:
        float64 masses in kg and int64 multiplicities of `count` superdroplets, fewer where they would stand for no drop;
        the water of `volume` m3 is exact. Raises `Refusal` where that cannot be.
    """
    from scipy.special import gammaincinv  # a second to import: only for those who start a box

    _room(case, count, volume)
    slices = (np.arange(count) + random.random(count)) / count
    mass = gammaincinv(case.shape + 1, slices) * case.mean_mass / (case.shape + 1)
    # Whole multiplicities, rounded up or down by chance, and masses scaled so that the water is exact.
    multiplicity = np.floor(case.number * volume / count + random.random(count)).astype(np.int64)
    if not multiplicity.any():  # a box of few drops: one superdroplet stands for one
        multiplicity[-1] = 1
    there = multiplicity > 0
    mass, multiplicity = mass[there], multiplicity[there]
    return mass * (case.water * volume / (mass * multiplicity).sum()), multiplicity
