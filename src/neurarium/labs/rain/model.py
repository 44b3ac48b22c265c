"""A run of the lab: one box of cloud, twenty seconds a step, and everything that was counted in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain import box
from neurarium.labs.rain.box import EVERY, Drops
from neurarium.labs.rain.collisions import KERNELS
from neurarium.labs.rain.dataset import substep
from neurarium.labs.rain.settings import RainSettings
from neurarium.labs.rain.spectra import Case
from neurarium.labs.rain.superdroplets import COUNTS

STANDS = 2048  # drops a superdroplet stands for at the beginning
RAINED_OUT = 0.999  # share of the water
LATEST = 4000  # steps: 22 hours


@dataclass(frozen=True)
class Rain:
    drops: Drops
    rows: np.ndarray  # float64 [steps + 1, box.COLUMNS]
    seed: int

    @property
    def steps(self) -> int:
        return len(self.rows) - 1


def case_of(settings: RainSettings) -> Case:
    return Case(settings.water * 1e-3, settings.radius * 1e-6, settings.shape)


def start(settings: RainSettings, seed: int) -> Rain:
    case = case_of(settings)
    volume = settings.superdroplets * STANDS / case.number
    drops = box.begin(case, settings.superdroplets, volume, seed)
    return Rain(drops, np.array([[*drops.moments, *np.zeros(COUNTS)]]), seed)


def advance(settings: RainSettings, state: Rain, steps: int) -> Rain:
    """So many times twenty seconds, unless it has rained out before; each has random numbers of its own."""
    longest = substep(case_of(settings))
    drops = state.drops
    rows: list[list[float]] = []
    for number in range(state.steps, state.steps + steps):
        if number >= LATEST or len(drops.mass) < 2 or rain_share(rows[-1] if rows else state.rows[-1]) >= RAINED_OUT:
            break
        random = np.random.default_rng([state.seed, 1, number])
        drops, counts = box.advance(drops, EVERY, longest, random, KERNELS[settings.kernel])
        rows.append([*drops.moments, *(counts / drops.volume / EVERY)])
    return replace(state, drops=drops, rows=np.concatenate([state.rows, np.reshape(rows, (-1, len(box.COLUMNS)))]))


def rain_share(row: Any) -> float:
    """Of the water, in a row of COLUMNS."""
    cloud, rain = row[box.COLUMNS.index("cloud_water")], row[box.COLUMNS.index("rain_water")]
    return float(rain / (cloud + rain))


def measure(_: RainSettings, state: Rain) -> dict[str, float]:
    row = dict(zip(box.COLUMNS, state.rows[-1], strict=True))
    return {
        "rain_share": rain_share(state.rows[-1]),
        "cloud_number": float(row["cloud_number"] * 1e-6),
        "rain_number": float(row["rain_number"] * 1e-3),
    }


def finished(_: RainSettings, state: Rain) -> bool:
    """Once it has rained out there is nothing left to see, and what is left of the cloud takes for ever."""
    return state.steps >= LATEST or len(state.drops.mass) < 2 or rain_share(state.rows[-1]) >= RAINED_OUT


def verify(settings: RainSettings, state: Rain) -> None:
    drops = state.drops
    fits = (
        drops.mass.ndim == 1
        and drops.mass.shape == drops.multiplicity.shape
        and [array.dtype for array in (drops.mass, drops.multiplicity, state.rows)]
        == [np.float64, np.int64, np.float64]
        and 1 <= len(drops.mass) <= settings.superdroplets
        and bool((drops.mass > 0).all())
        and bool((drops.multiplicity > 0).all())
        and state.rows.ndim == 2
        and state.rows.shape[1] == len(box.COLUMNS)
        and 1 <= len(state.rows) <= LATEST + 1
        and drops.volume > 0
        and state.seed >= 0
    )
    if not fits:
        raise Refusal(Text("The drops do not fit the settings.", "Die Tropfen passen nicht zu den Einstellungen."))
