"""How often two drops meet: collision kernels in m3 s-1, for the drops' masses in kg.

    golovin       b (x + y)                                   Golovin 1963, solved exactly
    long          9.44e9 (x2 + y2) below 50 um, 5.78 (x + y)  Long, J. Atmos. Sci. 31, 1974
    hydrodynamic  pi (R + r)2 |v - w| E(R, r / R)             with Hall's efficiencies and Beard's velocities: the truth here
    spheres       the same                                    with Heymsfield and Westbrook's velocities, see `mcsnow`
    constant, sum                                             for checks

Hall's efficiencies: W. D. Hall, J. Atmos. Sci. 37, 1980, table 1; `efficiencies.csv`.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from numba import njit

from neurarium.labs.rain.drops import SPHERE, fall_speed, sphere_speed

GOLOVIN, LONG, HYDRODYNAMIC, CONSTANT, SUM, SPHERES = range(6)
KERNELS = {
    "hydrodynamic": HYDRODYNAMIC,
    "spheres": SPHERES,
    "long": LONG,
    "golovin": GOLOVIN,
    "constant": CONSTANT,
    "sum": SUM,
}
RATE = 1.5  # s-1 a kg: Golovin's b for masses, 1500 s-1 a m3 of volume
EVEN = 1e-10  # m3 s-1, the constant kernel
SMALL, LONG_SMALL, LONG_LARGE = 50e-6, 9.44e9, 5.78  # m; m3 kg-2 s-1; m3 kg-1 s-1


def _table() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """float64 ratios [21], radii in m [15] and efficiencies [21, 15]."""
    lines = (Path(__file__).parent / "efficiencies.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines if line and not line.startswith("#")]
    values = np.array([[float(value) for value in row] for row in rows[1:]])
    return values[:, 0].copy(), np.array([float(radius) for radius in rows[0][1:]]) * 1e-6, values[:, 1:].copy()


RATIOS, RADII, EFFICIENCIES = _table()
STEP = RATIOS[1] - RATIOS[0]


@njit(nogil=True, error_model="numpy", cache=True)
def efficiency(large, small):
    """The share of drops in the way that is really hit; radii in m. Bilinear, and at most 1 beyond the table."""
    ratio = small / large if large > 0 else 0.0
    row = min(int(ratio / STEP), len(RATIOS) - 2)
    down = ratio / STEP - row
    last = len(RADII) - 1
    if large >= RADII[last]:
        return min(1.0, (1 - down) * EFFICIENCIES[row, last] + down * EFFICIENCIES[row + 1, last])
    if large <= RADII[0]:
        return (1 - down) * EFFICIENCIES[row, 0] + down * EFFICIENCIES[row + 1, 0]
    column = 0
    while RADII[column + 1] < large:
        column += 1
    across = (large - RADII[column]) / (RADII[column + 1] - RADII[column])
    upper = (1 - across) * EFFICIENCIES[row, column] + across * EFFICIENCIES[row, column + 1]
    lower = (1 - across) * EFFICIENCIES[row + 1, column] + across * EFFICIENCIES[row + 1, column + 1]
    return (1 - down) * upper + down * lower


@njit(nogil=True, error_model="numpy", cache=True)
def speed_of(kind, mass):
    """m s-1: the fall speed that a kernel asks for; 0 where it asks for none."""
    if kind == HYDRODYNAMIC:
        return fall_speed(mass)
    if kind == SPHERES:
        return sphere_speed(mass)
    return 0.0


@njit(nogil=True, error_model="numpy", cache=True)
def kernel(kind, x, y, radius_x, radius_y, speed_x, speed_y):
    """m3 s-1: what two drops of these masses, radii and fall speeds sweep out together."""
    if kind in (HYDRODYNAMIC, SPHERES):
        large, small = max(radius_x, radius_y), min(radius_x, radius_y)
        return math.pi * (large + small) ** 2 * abs(speed_x - speed_y) * efficiency(large, small)
    if kind == LONG:
        if max(radius_x, radius_y) < SMALL:
            return LONG_SMALL * (x * x + y * y)
        return LONG_LARGE * (x + y)
    if kind == CONSTANT:
        return EVEN
    return RATE * (x + y)


@njit(nogil=True, error_model="numpy", cache=True)
def of_masses(kind, x, y):
    """The same for masses alone."""
    return kernel(kind, x, y, (x / SPHERE) ** (1 / 3), (y / SPHERE) ** (1 / 3), speed_of(kind, x), speed_of(kind, y))
