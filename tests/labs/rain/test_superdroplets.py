"""Superdroplets: exact water, counted meetings with closed budgets, and Golovin's solution."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma

from neurarium.labs.rain import box, superdroplets
from neurarium.labs.rain.box import COLUMNS, EVERY
from neurarium.labs.rain.collisions import CONSTANT, GOLOVIN, HYDRODYNAMIC, LONG, RATE, SUM
from neurarium.labs.rain.drops import SEPARATION, mass_of
from neurarium.labs.rain.spectra import Case, equal_multiplicities
from neurarium.labs.rain.superdroplets import (
    ACCRETION_MASS,
    ACCRETION_NUMBER,
    AUTO_MASS,
    AUTO_NUMBER,
    CLOUD_SELF,
    COUNTS,
    RAIN_SELF,
)

FAST = Case(2e-3, 15e-6, 1.0)


def test_the_beginning_has_the_water_and_the_number_of_the_case() -> None:
    mass, multiplicity = equal_multiplicities(FAST, 4096, 1.0, np.random.default_rng(0))
    assert (mass * multiplicity).sum() == pytest.approx(FAST.water, rel=1e-12)
    assert multiplicity.sum() == pytest.approx(FAST.number, rel=1e-3)
    second = (mass**2 * multiplicity).sum() / (FAST.number * FAST.mean_mass**2)
    assert second == pytest.approx(1 + 1 / (FAST.shape + 1), rel=0.01), "the second moment of a gamma distribution"


def test_the_density_is_that_of_a_gamma_distribution() -> None:
    masses = np.geomspace(1e-13, 1e-9, 20_000)
    density = FAST.density(masses)
    assert np.trapezoid(density, masses) == pytest.approx(FAST.number, rel=1e-4)
    assert np.trapezoid(density * masses, masses) == pytest.approx(FAST.water, rel=1e-4)
    peer = gamma.pdf(masses, FAST.shape + 1, scale=FAST.mean_mass / (FAST.shape + 1))
    assert density == pytest.approx(FAST.number * peer, rel=1e-9)


def merged(
    first: tuple[float, int], second: tuple[float, int], times: int
) -> tuple[list[float], list[int], np.ndarray]:
    """Masses are in units of the separation mass."""
    mass = np.array([first[0], second[0]]) * SEPARATION
    multiplicity = np.array([first[1], second[1]])
    counts = np.zeros(COUNTS)
    superdroplets.merge(0, 1, times, mass, multiplicity, counts)
    return (mass / SEPARATION).tolist(), multiplicity.tolist(), counts


def test_each_meeting_is_one_of_four_processes() -> None:
    mass, multiplicity, counts = merged((0.4, 10), (0.3, 2), 1)
    assert mass == pytest.approx([0.4, 0.7])
    assert multiplicity == [8, 2]
    assert counts[CLOUD_SELF] == 2

    # Three merges of 0.4 onto 0.3: stays cloud (0.7), becomes rain (1.1), is accretion (1.5).
    mass, multiplicity, counts = merged((0.4, 10), (0.3, 2), 3)
    assert mass == pytest.approx([0.4, 1.5])
    assert multiplicity == [4, 2]
    assert counts[[CLOUD_SELF, AUTO_NUMBER, ACCRETION_NUMBER, RAIN_SELF]].tolist() == [2, 2, 2, 0]
    assert counts[AUTO_MASS] == pytest.approx(2 * 1.1 * SEPARATION)
    assert counts[ACCRETION_MASS] == pytest.approx(2 * 0.4 * SEPARATION)

    _, _, counts = merged((3.0, 5), (2.0, 5), 1)
    assert counts[RAIN_SELF] == 5


def test_equal_multiplicities_share_the_drops_and_nothing_is_lost() -> None:
    mass, multiplicity, _ = merged((3.0, 5), (2.0, 5), 1)
    assert mass == pytest.approx([5.0, 5.0])
    assert mass[0] == mass[1]
    assert multiplicity == [2, 3]
    assert merged((3.0, 1), (2.0, 1), 1)[1] == [0, 1], "a last drop leaves an empty superdroplet, which is dropped"


@settings(max_examples=30, deadline=None)
@given(
    st.floats(0.1, 3),
    st.floats(8, 18),
    st.floats(0, 4),
    st.sampled_from([HYDRODYNAMIC, LONG, GOLOVIN, CONSTANT, SUM]),
    st.integers(2, 300),
    st.integers(0, 2**32),
)
def test_water_is_exact_and_the_budgets_close(
    water: float, radius: float, shape: float, kernel: int, count: int, seed: int
) -> None:
    case = Case(water * 1e-3, radius * 1e-6, shape)
    drops = box.begin(case, count, count * 2048 / case.number, seed)
    before = drops.moments
    after, counts = box.advance(drops, 200.0, 5.0, np.random.default_rng(seed), kernel)
    cloud_water, cloud_number, _, rain_water, rain_number, _ = after.moments
    volume = drops.volume
    assert cloud_water + rain_water == pytest.approx(before[0] + before[3], rel=1e-12)
    assert rain_water - before[3] == pytest.approx(
        (counts[AUTO_MASS] + counts[ACCRETION_MASS]) / volume, rel=1e-9, abs=1e-15
    )
    lost = counts[CLOUD_SELF] + counts[ACCRETION_NUMBER] + 2 * counts[AUTO_NUMBER]
    assert cloud_number == pytest.approx(before[1] - lost / volume, rel=1e-9, abs=1e-3)
    assert rain_number == pytest.approx(
        before[4] + (counts[AUTO_NUMBER] - counts[RAIN_SELF]) / volume, rel=1e-9, abs=1e-3
    )
    assert (after.multiplicity > 0).all()
    assert (counts >= 0).all()


def test_golovins_solution() -> None:
    # Exponential in mass; b = 1.5 a kg: the number falls as exp(-b L t), the second moment grows as exp(2 b L t).
    mean = mass_of(30.531e-6)
    case = Case(2**23 * mean, 30.531e-6, 0.0)
    pace = RATE * case.water
    numbers, seconds = [], []
    for seed in range(8):
        drops = box.begin(case, 2**12, 1e4, seed)
        drops, _ = box.advance(drops, 1200.0, 1.0, np.random.default_rng([seed, 1]), GOLOVIN)
        numbers.append(drops.multiplicity.sum() / 1e4 / case.number / math.exp(-pace * 1200))
        seconds.append(
            (drops.mass**2 * drops.multiplicity).sum() / 1e4 / (2 * case.number * mean**2) / math.exp(2 * pace * 1200)
        )
    for found in (numbers, seconds):
        error = np.std(found, ddof=1) / math.sqrt(len(found))
        assert abs(np.mean(found) - 1) < 0.02 + 3 * error
        assert error < 0.05


def test_rates_are_the_change_of_the_state() -> None:
    rows = box.run(FAST, 2**11, 2**11 * 2048 / FAST.number, 1, 1.0).astype(np.float64)
    column = {name: rows[:, place] for place, name in enumerate(COLUMNS)}
    grown = np.diff(column["rain_water"])
    assert grown == pytest.approx(EVERY * (column["autoconversion"] + column["accretion"])[1:], rel=1e-4, abs=1e-9)
    assert column["rain_water"][-1] > 0.9 * FAST.water
    assert rows[0, 6:].tolist() == [0] * COUNTS


def test_a_box_that_never_meets_stays_as_it_is() -> None:
    drops = box.begin(Case(1e-6, 2e-6, 8.0), 64, 1e-6, 0)
    after, counts = box.advance(drops, 20.0, 1.0, np.random.default_rng(0), HYDRODYNAMIC)
    assert after.moments == pytest.approx(drops.moments)
    assert not counts.any()
