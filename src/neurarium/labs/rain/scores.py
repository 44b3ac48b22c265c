"""How far a scheme's solution is from the truth, case by case, with intervals that say what is chance.

    time     mean over 1, 10, 50 and 90 % of |t / t* - 1|: when so much of the water is rain
    water    mean over time of |rain water - truth| as a share of all water
    rain     mean of |ln rain number / truth| while 1 to 99 % of the water is rain
    cloud    the same of the cloud number

Every contender gets the same inputs and is solved in the same way.
"""

from __future__ import annotations

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from neurarium.labs.rain import box
from neurarium.labs.rain.schemes import Array, Bulk, Scheme
from neurarium.labs.rain.solver import solve, threshold_times
from neurarium.labs.rain.truth import POINTS, SHARES, Truth

MEASURES = ("time", "water", "rain", "cloud")
LATER = 3  # a scheme gets so many times as long as the truth before it counts as never raining out
MISSED = 1.0  # the error of a time that never comes
FEWEST = 1e-6  # a number below, as a share of the first, is no number


class Cases(NamedTuple):
    """A truth as arrays, [cases] or [points, cases]."""

    water: Array
    number: Array
    shape: Array
    end: Array
    thresholds: Array  # [SHARES, cases]
    rain_water: Array  # [POINTS, cases]
    rain_number: Array
    cloud_number: Array


def arrays_of(truth: Truth, which: np.ndarray | None = None) -> Cases:
    """The chosen cases (all, if None) as arrays."""
    index = np.arange(len(truth.cases)) if which is None else np.asarray(which)
    cases = [truth.cases[number] for number in index]
    curves = truth.curves[index].transpose(1, 0, 2)
    column = {name: jnp.asarray(curves[..., place]) for place, name in enumerate(box.COLUMNS)}
    return Cases(
        jnp.array([case.water for case in cases]),
        jnp.array([case.number for case in cases]),
        jnp.array([case.shape for case in cases]),
        jnp.asarray(truth.end[index]),
        jnp.asarray(truth.thresholds[index].T),
        column["rain_water"],
        column["rain_number"],
        column["cloud_number"],
    )


def curve_errors(path: Bulk, cases: Cases) -> tuple[Array, Array, Array]:
    """[cases] each: water, rain and cloud, for a path at the truth's own points."""
    share = cases.rain_water / cases.water
    counts = (share > 0.01) & (share < 0.99)
    water = jnp.abs(path.rain_water - cases.rain_water).mean(axis=0) / cases.water

    def logarithmic(found: Array, wanted: Array) -> Array:
        apart = jnp.abs(
            jnp.log(jnp.maximum(found, FEWEST * cases.number * 1e-3))
            - jnp.log(jnp.maximum(wanted, FEWEST * cases.number * 1e-3))
        )
        return jnp.where(counts, apart, 0).sum(axis=0) / jnp.maximum(counts.sum(axis=0), 1)

    return water, logarithmic(path.rain_number, cases.rain_number), logarithmic(path.cloud_number, cases.cloud_number)


def time_errors(share: Array, times: Array, wanted: Array) -> Array:
    """[SHARES, cases]: |t / t* - 1|, MISSED where the share is never reached."""
    found = threshold_times(share, times, SHARES)
    return jnp.where(jnp.isfinite(found), jnp.minimum(jnp.abs(found / wanted - 1), MISSED), MISSED)


def measure(scheme: Scheme, cases: Cases, method: str = "heun", steps: int | None = None) -> dict[str, np.ndarray]:
    """float64 [cases] of each of MEASURES, and `completed`: finite, nothing negative, no water lost."""
    long = steps or LATER * (POINTS - 1)

    @jax.jit
    def run(cases: Cases) -> tuple[Bulk, Array]:
        path = solve(scheme, cases.water, cases.number, cases.shape, LATER * cases.end, long, method)
        times = jnp.linspace(0, 1, long + 1)[:, None] * LATER * cases.end
        return path, time_errors(path.rain_water / cases.water, times, cases.thresholds)

    path, times = run(cases)
    apart = long // LATER / (POINTS - 1)
    places = np.rint(np.arange(POINTS) * apart).astype(int)
    water, rain, cloud = curve_errors(Bulk(*(values[places] for values in path)), cases)
    together = np.asarray(path.cloud_water + path.rain_water)
    completed = np.all(
        [np.isfinite(values).all(axis=0) & (values >= 0).all(axis=0) for values in map(np.asarray, path)], axis=0
    )
    completed &= (np.abs(together / np.asarray(cases.water) - 1) < 1e-10).all(axis=0)
    errors = {"time": times.mean(axis=0), "water": water, "rain": rain, "cloud": cloud}
    return {
        **{name: np.nan_to_num(np.asarray(values), nan=MISSED) for name, values in errors.items()},
        "completed": completed,
    }


class Ratio(NamedTuple):
    value: float
    low: float
    high: float


def ratio(contender: np.ndarray, against: np.ndarray, seed: int = 0, draws: int = 10_000) -> Ratio:
    """The quotient of two mean errors over the same cases, with its 95 % interval by paired bootstrap."""
    random = np.random.default_rng(seed)
    picked = random.integers(0, len(contender), (draws, len(contender)))
    quotients = contender[picked].mean(axis=1) / against[picked].mean(axis=1)
    low, high = np.quantile(quotients, (0.025, 0.975))
    return Ratio(float(contender.mean() / against.mean()), float(low), float(high))
