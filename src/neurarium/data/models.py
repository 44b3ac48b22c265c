"""All that can stand in a scene, in one piece, as the kernels read it."""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np

from neurarium.data import bicycles, cars, things, trucks

VARIANTS = 8  # of each class, and of the things that stand in front
CLASSES = 4


class Models(NamedTuple):
    """Models 0 to 7 are cars, then eight trucks, vans, bicycles and things that are no vehicles.

    Attributes:
        triangles: float64 [triangles, 3 corners, 3], m.
        materials: uint8 [triangles].
        starts: int64 [models + 1], where each model's triangles begin.
        sizes: float64 [models, 3], length, height and width, m.
    """

    triangles: np.ndarray
    materials: np.ndarray
    starts: np.ndarray
    sizes: np.ndarray


@functools.cache
def models() -> Models:
    solids = [*cars.cars(), *trucks.trucks(), *cars.vans(), *bicycles.bicycles(), *things.things()]
    return Models(
        np.concatenate([solid.triangles for solid in solids]),
        np.concatenate([solid.materials for solid in solids]),
        np.cumsum([0, *(len(solid.triangles) for solid in solids)]).astype(np.int64),
        np.array([solid.size for solid in solids]),
    )
