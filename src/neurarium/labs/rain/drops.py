"""Drops of water: mass, radius, and where a cloud droplet becomes rain. SI units throughout: kg, m, s."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
from numba import njit

WATER = 1000.0  # kg m-3
AIR = 1.2  # kg m-3
SEPARATION = (
    2.6e-10  # kg: the mass (40 micrometres of radius) from which a drop counts as rain; Seifert and Beheng 2001
)
SPHERE = 4 / 3 * math.pi * WATER


Number = TypeVar("Number", float, np.ndarray)


def mass_of(radius: Number) -> Number:
    """kg, of a drop with this radius in m."""
    return SPHERE * radius**3


def radius_of(mass: Number) -> Number:
    """m, of a drop with this mass in kg."""
    return (mass / SPHERE) ** (1 / 3)


GRAVITY = 9.81  # m s-2
VISCOSITY = 1.818e-5  # Pa s
FREE_PATH = 6.62e-8  # m
TENSION = 0.0728  # N m-1, of water at 20 degrees
MIDDLE = np.array([-3.18657, 0.992696, -0.00153193, -0.000987059, -0.000578878, 8.55176e-5, -3.27815e-6])
LARGE = np.array([-5.00015, 5.23778, -2.04914, 0.475294, -0.0542819, 0.00238449])


@njit(nogil=True, error_model="numpy", cache=True)
def _polynomial(coefficients, x):
    total = 0.0
    for index in range(len(coefficients) - 1, -1, -1):
        total = total * x + coefficients[index]
    return total


@njit(nogil=True, error_model="numpy", cache=True)
def fall_speed(mass):
    """Terminal velocity in m s-1 of a drop with this mass: K. V. Beard, J. Atmos. Sci. 33, 1976, his three regimes."""
    diameter = 2.0 * (mass / SPHERE) ** (1.0 / 3.0)
    if diameter <= 0.0:
        return 0.0
    difference = (WATER - AIR) * GRAVITY
    if diameter < 19e-6:
        slip = 1.0 + 2.51 * FREE_PATH / diameter
        return slip * difference * diameter**2 / (18.0 * VISCOSITY)
    if diameter < 1.07e-3:
        davies = 4.0 * AIR * difference * diameter**3 / (3.0 * VISCOSITY**2)
        slip = 1.0 + 2.51 * FREE_PATH / diameter
        reynolds = slip * math.exp(_polynomial(MIDDLE, math.log(davies)))
        return VISCOSITY * reynolds / (AIR * diameter)
    diameter = min(diameter, 7e-3)  # larger drops break up; his fit ends here
    bond = 4.0 * difference * diameter**2 / (3.0 * TENSION)
    property_number = TENSION**3 * AIR**2 / (VISCOSITY**4 * difference)
    root = property_number ** (1.0 / 6.0)
    reynolds = root * math.exp(_polynomial(LARGE, math.log(bond * root)))
    return VISCOSITY * reynolds / (AIR * diameter)


LAYER, DRAG = 8.0, 0.35  # of a boundary layer around a falling body


@njit(nogil=True, error_model="numpy", cache=True)
def sphere_speed(mass):
    """Terminal velocity in m s-1 of a sphere of water: A. J. Heymsfield and C. D. Westbrook, J. Atmos. Sci. 67, 2010.

    One formula for all bodies that fall, after the drag of a boundary layer; here for one whose outline is a full circle.
    Up to 4 % slower than `fall_speed`, which was measured, between 20 and 200 micrometres of radius, most at 50.
    """
    diameter = 2.0 * (mass / SPHERE) ** (1.0 / 3.0)
    if diameter <= 0.0:
        return 0.0
    best = 8.0 * mass * GRAVITY * AIR / (math.pi * VISCOSITY**2)
    reynolds = LAYER**2 / 4.0 * (math.sqrt(1.0 + 4.0 * math.sqrt(best) / (LAYER**2 * math.sqrt(DRAG))) - 1.0) ** 2
    return VISCOSITY * reynolds / (AIR * diameter)
