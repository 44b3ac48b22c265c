"""Which cases train, which choose, and which are only reported. Drawn once and for all."""

from __future__ import annotations

import itertools

import numpy as np

from neurarium.labs.rain import dataset
from neurarium.labs.rain.spectra import Case

HELD_OUT, VALIDATION = 100, 80  # cases of the grid; all others train
OFF_GRID = 60


def chosen(count: int) -> tuple[Case, ...]:
    """So many cases of the grid, drawn once and for all: the first 200 are among the first 400."""
    grid = dataset.grid()
    order = np.random.default_rng(0).permutation(len(grid))
    return tuple(grid[place] for place in order[:count])


def held_out() -> tuple[Case, ...]:
    """Only reported: they decide nothing."""
    return chosen(HELD_OUT)


def validation() -> tuple[Case, ...]:
    """They decide which of several trained models is taken."""
    return chosen(HELD_OUT + VALIDATION)[HELD_OUT:]


def training() -> tuple[Case, ...]:
    return chosen(len(dataset.grid()))[HELD_OUT + VALIDATION :]


def off_grid() -> tuple[Case, ...]:
    """Between the points of the grid, within its bounds; only reported."""
    random = np.random.default_rng(1)
    waters = np.exp(random.uniform(np.log(min(dataset.WATERS)), np.log(max(dataset.WATERS)), OFF_GRID))
    radii = random.uniform(min(dataset.RADII), max(dataset.RADII), OFF_GRID)
    shapes = random.uniform(min(dataset.SHAPES), max(dataset.SHAPES), OFF_GRID)
    rounded = zip(waters.round(3), radii.round(2), shapes.round(2), strict=True)
    return tuple(Case(float(water) * 1e-3, float(radius) * 1e-6, float(shape)) for water, radius, shape in rounded)


def corner() -> tuple[Case, ...]:
    """Beyond the grid in all three directions at once: more water, larger droplets, narrower spectra; only reported."""
    product = itertools.product((2.2, 2.6, 3.0), (15.5, 16.25, 17.0), (4.5, 5.25, 6.0))
    return tuple(Case(water * 1e-3, radius * 1e-6, shape) for water, radius, shape in product)


SETS = {"held-out": held_out, "validation": validation, "training": training, "off-grid": off_grid, "corner": corner}
