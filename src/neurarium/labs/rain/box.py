"""One box of cloud: superdroplets that collide until nearly all water is rain, and what is noted on the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain import superdroplets
from neurarium.labs.rain.collisions import HYDRODYNAMIC
from neurarium.labs.rain.spectra import Case, Sampling, equal_multiplicities
from neurarium.labs.rain.superdroplets import COUNTS

EVERY = 20.0  # s between two notes
MARK, BEYOND = 0.9, 1.3  # a box ends 1.3 times as late as nine tenths of its water are rain
LONGEST_RUN = 144_000.0  # s, twice as long as the longest run of the public data
FINE, COARSE = 1.0, 20.0  # s, bounds of the longest substep
COLUMNS = (
    "cloud_water",  # kg m-3
    "cloud_number",  # m-3
    "cloud_second",  # kg2 m-3
    "rain_water",
    "rain_number",
    "rain_second",
    "autoconversion_number",  # m-3 s-1, mean over the EVERY seconds before
    "autoconversion",  # kg m-3 s-1
    "accretion_number",
    "accretion",
    "cloud_self_collection",
    "rain_self_collection",
)
STATES = 6


@dataclass(frozen=True)
class Drops:
    """Superdroplets in `volume` m3, `time` s after the beginning."""

    mass: np.ndarray  # float64 [superdroplets], kg
    multiplicity: np.ndarray  # int64 [superdroplets]
    volume: float
    time: float

    @property
    def moments(self) -> np.ndarray:
        return superdroplets.moments(self.mass, self.multiplicity, self.volume)


def begin(case: Case, count: int, volume: float, seed: int, sampling: Sampling = equal_multiplicities) -> Drops:
    mass, multiplicity = sampling(case, count, volume, np.random.default_rng([seed, 0]))
    return Drops(mass, multiplicity, volume, 0.0)


def advance(
    drops: Drops, duration: float, longest: float, random: np.random.Generator, kind: int = HYDRODYNAMIC
) -> tuple[Drops, np.ndarray]:
    """The box `duration` s later, and float64 [COUNTS]: drops, or kg, that went through each process."""
    if not (0 <= duration < np.inf and longest > 0):
        raise Refusal(
            Text(
                f"A box was to go on for {duration} s in steps of at most {longest} s; expected are numbers above 0.",
                f"Ein Kasten sollte {duration} s in Schritten von höchstens {longest} s weitergehen; erwartet werden Zahlen über 0.",
            )
        )
    mass, multiplicity = drops.mass.copy(), drops.multiplicity.copy()
    radius, speed, chances = (np.empty(len(mass)) for _ in range(3))
    superdroplets.describe(kind, mass, radius, speed)
    counts = np.zeros(COUNTS)
    left = superdroplets.advance(
        kind,
        mass,
        multiplicity,
        radius,
        speed,
        np.empty(len(mass), np.int64),
        chances,
        drops.volume,
        duration,
        longest,
        random,
        counts,
    )
    return Drops(mass[:left].copy(), multiplicity[:left].copy(), drops.volume, drops.time + duration), counts


def run(
    case: Case,
    count: int,
    volume: float,
    seed: int,
    longest: float,
    kind: int = HYDRODYNAMIC,
    sampling: Sampling = equal_multiplicities,
) -> np.ndarray:
    """float32 [times, COLUMNS]: one member of a case, from its beginning until it has rained out.

    It ends at LONGEST_RUN if it has not. The mean over members is the truth; its rates are means over the time before.
    """
    drops = begin(case, count, volume, seed, sampling)
    random = np.random.default_rng([seed, 1])
    rows = [[*drops.moments, *np.zeros(COUNTS)]]
    end = LONGEST_RUN
    while drops.time < end - EVERY / 2:
        drops, counts = advance(drops, EVERY, longest, random, kind)
        rows.append([*drops.moments, *(counts / volume / EVERY)])
        if end == LONGEST_RUN and rows[-1][3] >= MARK * case.water:
            end = min(LONGEST_RUN, BEYOND * drops.time)
    return np.array(rows, np.float32)
