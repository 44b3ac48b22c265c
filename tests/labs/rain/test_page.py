"""What the page of warm rain shows: the live box begins as the truth does and ends, and twins have equal numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.rain import box, dataset, flux, model, pictures, twins
from neurarium.labs.rain.model import LATEST, case_of, end_of
from neurarium.labs.rain.settings import SCHEME_NAMES, RainSettings
from neurarium.labs.rain.spectra import Case


@pytest.fixture(scope="module")
def rained() -> nr.Run:
    return nr.run("rain", seed=1, superdroplets=2048).advance(LATEST)


def test_the_box_begins_as_the_truth_does() -> None:
    """Half of the superdroplets lie in the tail, and each stands for as many drops as the help text says."""
    settings = RainSettings()
    drops = nr.run("rain", seed=4).state.drops
    plan = dataset.Plan(superdroplets=settings.superdroplets)
    assert drops.volume == plan.volume(case_of(settings))
    assert drops.multiplicity.sum() / settings.superdroplets == pytest.approx(262_144, rel=0.02)
    large = drops.mass > 2 * case_of(settings).mean_mass
    assert large.mean() > 0.3
    assert drops.multiplicity[large].sum() / drops.multiplicity.sum() < 0.15


def test_a_run_ends_soon_after_it_has_rained(rained: nr.Run) -> None:
    shares = [model.rain_share(row) for row in rained.state.rows]
    first = next(index for index, share in enumerate(shares) if share >= 0.9)
    assert rained.steps == math.ceil(1.3 * first)
    assert rained.steps < 200
    assert rained.lab.finished(rained.settings, rained.state)
    assert rained.readings["rain_share"] == shares[-1] > 0.9


def test_a_cloud_that_does_not_rain_goes_on_to_the_latest_step() -> None:
    row = np.zeros((3, len(box.COLUMNS)))
    row[:, box.COLUMNS.index("cloud_water")] = 1e-3
    assert end_of(row) == LATEST
    row[2, [box.COLUMNS.index("cloud_water"), box.COLUMNS.index("rain_water")]] = (1e-5, 9.9e-4)
    assert end_of(row) == 3  # 1.3 * 2, rounded up


def test_schemes_come_one_by_one_and_are_the_same_as_all_together(rained: nr.Run) -> None:
    together = rained.picture("schemes")
    assert together["bulk"].shape[0] == len(SCHEME_NAMES)
    one = rained.picture("schemes", count=1)
    assert np.array_equal(one["bulk"], together["bulk"][:1])
    assert np.array_equal(one["thresholds"], together["thresholds"][:1])


@pytest.mark.parametrize("shape", [0.0, 1.0, 4.0])
def test_twins_have_equal_water_number_and_spread(shape: float) -> None:
    """In bins, so to their width; and by arithmetic with d: mean 1, variance 1 / (nu + 1)."""
    first, second = (flux.moments(water, flux.grid()) for water in twins.begin(Case(1e-3, 13e-6, shape)))
    np.testing.assert_allclose(second[:3], first[:3], rtol=1e-3)
    d, k = twins.offset(shape), shape + 1
    narrow = 1 / (twins.NARROWER * k)
    assert d**2 + (1 + d**2) * narrow == pytest.approx(1 / k)
    assert 0 < d < 1


def test_twins_have_other_futures_as_the_lesson_says() -> None:
    drawn = nr.run("rain", seed=1).picture("twins")
    assert drawn["half"] / 60 == pytest.approx([26.1, 30.6], abs=0.05)
    assert drawn["half"][1] / drawn["half"][0] - 1 == pytest.approx(1 / 6, abs=0.02)
    np.testing.assert_allclose(drawn["moments"][0], drawn["moments"][1], rtol=1e-4)
    assert drawn["moments"][0][0] == pytest.approx(1e-3)
    assert drawn["moments"][0][1] == pytest.approx(Case(1e-3, 13e-6, 1.0).number, rel=2e-3)
    assert (np.diff(drawn["share"], axis=1) > -1e-9).all()
    tail = drawn["radius"] > 25
    assert drawn["begun"][1][tail].sum() < 0.2 * drawn["begun"][0][tail].sum()


def test_the_twins_half_time_is_the_flux_methods_own() -> None:
    """The cloud itself, followed by `flux.run`, whose notes are twenty seconds apart."""
    rows = flux.run(Case(1e-3, 13e-6, 1.0), flux.grid())
    share = rows[:, box.COLUMNS.index("rain_water")] / 1e-3
    expected = np.interp(0.5, share, np.arange(len(rows)) * box.EVERY)
    assert nr.run("rain").picture("twins")["half"][0] == pytest.approx(expected, rel=0.01)


def test_a_twin_of_a_cloud_that_does_not_rain_says_so() -> None:
    assert list(nr.run("rain", water=5, radius=5).picture("twins")["half"]) == [-1, -1]


def test_the_spectrum_adds_up_to_the_readings(rained: nr.Run) -> None:
    drawn = rained.picture("spectrum")
    width = np.log(pictures.LARGEST / pictures.SMALLEST) / pictures.BINS
    rain = drawn["radius"] >= 40
    assert drawn["water"].sum() * width == pytest.approx(1, rel=1e-9)
    assert drawn["water"][rain].sum() * width == pytest.approx(rained.readings["rain_share"], rel=1e-6)
    assert drawn["number"][rain].sum() * width == pytest.approx(rained.readings["rain_number"], rel=1e-6)
    assert drawn["number"][~rain].sum() * width == pytest.approx(1e3 * rained.readings["cloud_number"], rel=1e-6)
    assert drawn["begun"].sum() * width == pytest.approx(1, rel=1e-3)


def test_shown_drops_stand_for_equal_shares_of_the_water(rained: nr.Run) -> None:
    radii = rained.picture("sample", count=500)["radius"]
    assert (radii >= 40).mean() == pytest.approx(rained.readings["rain_share"], abs=0.005)
