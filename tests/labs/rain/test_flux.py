"""The second truth: no dice, exact water, and Golovin's solution; and the sampling that gives the tail its superdroplets."""

from __future__ import annotations

import math

import numpy as np
import pytest

from neurarium.labs.rain import box, flux, truth
from neurarium.labs.rain.collisions import GOLOVIN, RATE
from neurarium.labs.rain.spectra import Case, with_tail
from neurarium.labs.rain.superdroplets import (
    ACCRETION_MASS,
    ACCRETION_NUMBER,
    AUTO_MASS,
    AUTO_NUMBER,
    CLOUD_SELF,
    RAIN_SELF,
)

FAST = Case(2e-3, 15e-6, 1.0)
EXPONENTIAL = Case(1e-3, 15e-6, 0.0)


def test_the_bins_begin_with_the_water_and_the_number_of_the_case() -> None:
    bins = flux.grid()
    water = flux.begin(FAST, bins)
    assert water.sum() == pytest.approx(FAST.water, rel=1e-14)
    assert flux.moments(water, bins)[1] == pytest.approx(FAST.number, rel=0.01)


def test_the_separation_mass_is_a_border_of_bins() -> None:
    bins = flux.grid()
    step = bins.mass[1] / bins.mass[0]
    assert bins.mass[bins.first_rain] / step**0.5 == pytest.approx(2.6e-10, rel=1e-12)


def test_golovins_solution() -> None:
    """N = N0 exp(-b L t) and M2 = M2(0) exp(2 b L t); the bins' own error is a few percent at four bins a doubling."""
    bins = flux.grid(GOLOVIN)
    water, duration = flux.begin(EXPONENTIAL, bins), 600.0
    first = flux.moments(water, bins)
    water, _ = flux.advance(water, duration, 5.0, bins)
    last = flux.moments(water, bins)
    grown = math.exp(RATE * EXPONENTIAL.water * duration)
    assert water.sum() == pytest.approx(EXPONENTIAL.water, rel=1e-12)
    assert (water >= 0).all()
    assert (last[1] + last[4]) / (first[1] + first[4]) == pytest.approx(1 / grown, rel=0.02)
    assert (last[2] + last[5]) / (first[2] + first[5]) == pytest.approx(grown**2, rel=0.25)


def test_water_and_numbers_go_where_the_counted_processes_say() -> None:
    bins = flux.grid()
    before = flux.begin(FAST, bins)
    after, counts = flux.advance(before, 600.0, 10.0, bins)
    first, last = flux.moments(before, bins), flux.moments(after, bins)
    assert last[3] - first[3] == pytest.approx(counts[AUTO_MASS] + counts[ACCRETION_MASS], rel=1e-9)
    assert last[0] + last[3] == pytest.approx(first[0] + first[3], rel=1e-12)
    lost = counts[CLOUD_SELF] + counts[ACCRETION_NUMBER] + 2 * counts[AUTO_NUMBER]
    assert first[1] - last[1] == pytest.approx(lost, rel=0.05), "between two bins the mean mass is not quite a drop's"
    assert last[4] - first[4] == pytest.approx(counts[AUTO_NUMBER] - counts[RAIN_SELF], rel=0.3)


def test_half_of_the_superdroplets_lie_in_the_tail_and_the_spectrum_stays_the_same() -> None:
    mass, multiplicity = with_tail(FAST, 8192, 8192 * 2**18 / FAST.number, np.random.default_rng(0))
    volume = 8192 * 2**18 / FAST.number
    assert (mass * multiplicity).sum() / volume == pytest.approx(FAST.water, rel=1e-12)
    assert multiplicity.sum() / volume == pytest.approx(FAST.number, rel=0.01)
    second = (mass**2 * multiplicity).sum() / volume / (FAST.number * FAST.mean_mass**2)
    assert second == pytest.approx(1 + 1 / (FAST.shape + 1), rel=0.01)
    large = mass > 4 * FAST.mean_mass
    assert large.mean() > 0.2  # with equal multiplicities one in a hundred
    assert multiplicity[large].sum() < 0.01 * multiplicity.sum()


def test_both_truths_agree_on_when_it_rains() -> None:
    """Within 3 % at 10 and 50 %; the first rain is rarer and its time more a matter of chance."""
    volume = 4096 * 2**18 / FAST.number
    ours = np.mean(
        [
            truth.thresholds_of(box.run(FAST, 4096, volume, seed, 2.0, sampling=with_tail), FAST.water)
            for seed in (1, 2)
        ],
        axis=0,
    )
    bins = truth.thresholds_of(flux.run(FAST, flux.grid()), FAST.water)
    assert ours[1:3] == pytest.approx(bins[1:3], rel=0.05)
    assert ours[0] == pytest.approx(bins[0], rel=0.1)
