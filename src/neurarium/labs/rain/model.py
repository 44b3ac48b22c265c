"""A run of the lab: one box of cloud, twenty seconds a step, and everything that was counted in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain import box
from neurarium.labs.rain.box import BEYOND, EVERY, MARK, Drops
from neurarium.labs.rain.collisions import KERNELS
from neurarium.labs.rain.dataset import substep
from neurarium.labs.rain.settings import RainSettings
from neurarium.labs.rain.spectra import Case, with_tail
from neurarium.labs.rain.superdroplets import COUNTS

STANDS = 2**18  # drops a superdroplet stands for on average at the beginning, as in the truth (`dataset.Plan`)
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
    drops = box.begin(case, settings.superdroplets, volume, seed, with_tail)
    return Rain(drops, np.array([[*drops.moments, *np.zeros(COUNTS)]]), seed)


def advance(settings: RainSettings, state: Rain, steps: int) -> Rain:
    """So many times twenty seconds, unless it is over before; each has random numbers of its own."""
    longest = substep(case_of(settings))
    drops = state.drops
    rows: list[list[float]] = []
    end = end_of(state.rows)
    for number in range(state.steps, state.steps + steps):
        if number >= end or len(drops.mass) < 2:
            break
        random = np.random.default_rng([state.seed, 1, number])
        drops, counts = box.advance(drops, EVERY, longest, random, KERNELS[settings.kernel])
        rows.append([*drops.moments, *(counts / drops.volume / EVERY)])
        if end == LATEST and rain_share(rows[-1]) >= MARK:
            end = _later(number + 1)
    return replace(state, drops=drops, rows=np.concatenate([state.rows, np.reshape(rows, (-1, len(box.COLUMNS)))]))


def end_of(rows: np.ndarray) -> int:
    """The step at which a box is over: 1.3 times as late as nine tenths of its water are rain, as in the truth; at most LATEST."""
    shares = rows[:, box.COLUMNS.index("rain_water")] / rows[
        :, [box.COLUMNS.index("cloud_water"), box.COLUMNS.index("rain_water")]
    ].sum(axis=1)
    return _later(int(np.argmax(shares >= MARK))) if (shares >= MARK).any() else LATEST


def _later(step: int) -> int:
    return min(LATEST, math.ceil(BEYOND * step))


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
    """Once it has rained there is little left to see, and what is left of the cloud takes for ever."""
    return state.steps >= end_of(state.rows) or len(state.drops.mass) < 2


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
