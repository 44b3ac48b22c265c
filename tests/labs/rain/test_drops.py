"""Fall speeds and collisions against published values."""

from __future__ import annotations

import math

import numpy as np
import pytest

from neurarium.labs.rain import collisions
from neurarium.labs.rain.collisions import CONSTANT, GOLOVIN, HYDRODYNAMIC, LONG, SPHERES, SUM, efficiency, of_masses
from neurarium.labs.rain.drops import SEPARATION, fall_speed, mass_of, radius_of, sphere_speed


def test_the_separation_mass_has_forty_micrometres_of_radius() -> None:
    assert radius_of(SEPARATION) == pytest.approx(39.6e-6, rel=1e-3)
    assert mass_of(radius_of(1e-9)) == pytest.approx(1e-9)


@pytest.mark.parametrize(
    ("diameter", "speed", "within"),
    [
        # Gunn and Kinzer, J. Meteorol. 6, 1949: measured at 20 degrees and sea level.
        (0.1e-3, 0.27, 0.08),
        (0.5e-3, 2.06, 0.03),
        (1e-3, 4.03, 0.02),
        (2e-3, 6.49, 0.02),
        (3e-3, 8.06, 0.02),
        (5e-3, 9.09, 0.02),
    ],
)
def test_fall_speeds_are_those_that_were_measured(diameter: float, speed: float, within: float) -> None:
    assert fall_speed(mass_of(diameter / 2)) == pytest.approx(speed, rel=within)


def test_fall_speed_grows_and_has_no_jump_between_regimes() -> None:
    diameters = np.geomspace(1e-6, 5e-3, 4000)
    speeds = np.array([fall_speed(mass_of(diameter / 2)) for diameter in diameters])
    assert (np.diff(speeds) > 0).all()
    assert (np.diff(np.log(speeds)) < 0.03).all()
    assert fall_speed(0.0) == 0.0


def test_stokes_law_holds_for_the_smallest() -> None:
    diameter = 10e-6
    stokes = 9.81 * (1000 - 1.2) * diameter**2 / (18 * 1.818e-5)
    assert fall_speed(mass_of(diameter / 2)) == pytest.approx(stokes * (1 + 2.51 * 6.62e-8 / diameter), rel=1e-9)


def test_the_speed_of_a_sphere_by_hand() -> None:
    # 50 micrometres: m = 5.236e-10 kg, Best number 8 m g rho / (pi eta2) = 47.49, Reynolds number 16 (sqrt(1.7280) - 1)2 = 1.583.
    assert sphere_speed(mass_of(50e-6)) == pytest.approx(1.818e-5 * 1.583 / (1.2 * 1e-4), rel=1e-3)
    assert sphere_speed(0.0) == 0.0
    radii = np.geomspace(21e-6, 200e-6, 50)
    slower = np.array([sphere_speed(mass_of(radius)) / fall_speed(mass_of(radius)) for radius in radii])
    assert 0.95 < slower.min() < 0.97, "as its description says"
    assert slower.max() < 1.0


def test_halls_table_is_met_at_its_points_and_between_them() -> None:
    for column, radius in enumerate(collisions.RADII[:-1]):
        for row, ratio in enumerate(collisions.RATIOS):
            assert efficiency(radius * (1 + 1e-12), ratio * radius) == pytest.approx(
                collisions.EFFICIENCIES[row, column], abs=1e-9
            )
    between = (collisions.EFFICIENCIES[4, 5] + collisions.EFFICIENCIES[4, 6]) / 2
    middle = (collisions.RADII[5] + collisions.RADII[6]) / 2
    assert efficiency(middle, 0.2 * middle) == pytest.approx(between)
    assert efficiency(1e-3, 0.9e-3) <= 1


def test_kernels_by_hand() -> None:
    x, y = mass_of(20e-6), mass_of(10e-6)
    assert of_masses(GOLOVIN, x, y) == pytest.approx(1.5 * (x + y))
    assert of_masses(LONG, x, y) == pytest.approx(9.44e9 * (x * x + y * y))
    assert of_masses(LONG, mass_of(60e-6), y) == pytest.approx(5.78 * (mass_of(60e-6) + y))
    swept = math.pi * 30e-6**2 * (fall_speed(x) - fall_speed(y)) * efficiency(20e-6, 10e-6)
    assert of_masses(HYDRODYNAMIC, x, y) == pytest.approx(swept)
    assert of_masses(HYDRODYNAMIC, x, y) == of_masses(HYDRODYNAMIC, y, x)
    assert of_masses(HYDRODYNAMIC, x, x) == 0, "equal drops fall equally fast"
    slower = math.pi * 30e-6**2 * (sphere_speed(x) - sphere_speed(y)) * efficiency(20e-6, 10e-6)
    assert of_masses(SPHERES, x, y) == pytest.approx(slower)
    assert of_masses(CONSTANT, x, y) == 1e-10
    assert of_masses(SUM, x, y) == pytest.approx(1.5 * (x + y))
