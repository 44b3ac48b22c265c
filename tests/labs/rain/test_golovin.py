"""Golovin's solution by quadrature, and the mean spectrum of boxes beside it with its error bars."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from neurarium.labs.rain import golovin
from neurarium.labs.rain.drops import mass_of

MEMBERS = 16
TIME = 1200.0


@pytest.mark.parametrize("time", [600.0, 1200.0, 3600.0])
def test_the_exact_spectrum_has_the_exact_moments(time: float) -> None:
    mass = mass_of(np.geomspace(1e-8, 1e-2, 20_000))
    density = golovin.density(mass, time)
    number, water, second = (np.trapezoid(density * mass ** (power + 1), np.log(mass)) for power in (0, 1, 2))
    grown = math.exp(1.5 * golovin.CASE.water * time)
    assert number == pytest.approx(golovin.CASE.number / grown, rel=1e-4)
    assert water == pytest.approx(golovin.CASE.water, rel=1e-4)
    assert second == pytest.approx(2 * golovin.CASE.number * golovin.CASE.mean_mass**2 * grown**2, rel=1e-4)
    assert golovin.water_between(mass, time).sum() == pytest.approx(water, rel=1e-5)


def test_it_is_the_box_of_shima_and_others() -> None:
    assert golovin.CASE.water == pytest.approx(1e-3, rel=1e-5)
    assert golovin.growth(3600) == pytest.approx(math.exp(5.4), rel=1e-4)


def test_the_mean_spectrum_of_boxes_is_golovins() -> None:
    """In every class of sizes that holds a hundredth of the water, within four standard errors and one in a hundred."""
    drops = [golovin.simulate(2**12, (TIME,), seed)[0] for seed in range(MEMBERS)]
    edges = mass_of(np.geomspace(5e-6, 5e-3, 25))
    water = np.array(
        [np.histogram(one.mass, edges, weights=one.mass * one.multiplicity)[0] / golovin.VOLUME for one in drops]
    )
    exact = np.array([golovin.water_between(np.geomspace(low, high, 9), TIME).sum() for low, high in pairwise(edges)])
    assert exact.sum() == pytest.approx(golovin.CASE.water, rel=1e-3)
    seen = exact > 0.01 * golovin.CASE.water
    assert seen.sum() >= 8
    error = water.std(axis=0, ddof=1) / math.sqrt(MEMBERS)
    apart = np.abs(water.mean(axis=0) - exact)[seen]
    assert (apart < 4 * error[seen] + 0.01 * exact[seen]).all()
    assert (apart < 2 * error[seen]).mean() > 0.7
    assert np.abs(water.mean(axis=0) - exact).sum() < 0.03 * golovin.CASE.water


def test_the_moments_of_boxes_are_golovins_within_their_error_bars() -> None:
    boxes = [golovin.simulate(2**12, (600.0, TIME), seed) for seed in range(MEMBERS)]
    for place, time in enumerate((600.0, TIME)):
        grown = golovin.growth(time)
        number = [one[place].multiplicity.sum() / golovin.VOLUME / golovin.CASE.number * grown for one in boxes]
        second = [
            (one[place].multiplicity * one[place].mass ** 2).sum()
            / golovin.VOLUME
            / (2 * golovin.CASE.number * golovin.CASE.mean_mass**2 * grown**2)
            for one in boxes
        ]
        for found in (number, second):
            error = np.std(found, ddof=1) / math.sqrt(MEMBERS)
            assert error < 0.03
            # Steps of a second lose (1.5 a kg times the water)2 / 2 of the second moment each: half a percent in all.
            assert abs(np.mean(found) - 1) < 3 * error + 0.005
        for one in boxes:
            assert (one[place].mass * one[place].multiplicity).sum() / golovin.VOLUME == pytest.approx(
                golovin.CASE.water, rel=1e-12
            )
