"""Parts from which things in a scene are built: boxes, lofts, wheels, beams, as faces of one material each.

Lengths are metres. A thing stands on the ground with its middle above the origin: x points forward, y up, z to its left.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

Point = tuple[float, float, float]
Station = tuple[float, float, float, float, float]  # x, lower and upper edge, half width at the lower and the upper one


class Material(IntEnum):
    """What a face is made of; a scene gives each its colour."""

    PAINT = 0
    SECOND = 1  # a box body, a stripe, a jersey
    GLASS = 2
    TYRE = 3
    RIM = 4
    TRIM = 5  # black plastic, arches, chassis
    LAMP = 6
    TAIL = 7
    SKIN = 8
    CLOTH = 9
    METAL = 10
    SPOKES = 11  # what one looks through, and what still belongs to the thing
    POST = 12
    LEAF = 13
    BARK = 14
    SIGN = 15


@dataclass(frozen=True, eq=False)
class Face:
    """A flat convex polygon: float64 [corners, 3], in order around it."""

    corners: np.ndarray
    material: Material


@dataclass(frozen=True, eq=False)
class Solid:
    """A thing as triangles: float64 [triangles, 3 corners, 3], and the material of each."""

    triangles: np.ndarray
    materials: np.ndarray

    @property
    def size(self) -> np.ndarray:
        """Length, height and width."""
        corners = self.triangles.reshape(-1, 3)
        return np.asarray(corners.max(axis=0) - corners.min(axis=0))


def solid(faces: list[Face]) -> Solid:
    """The faces cut into triangles."""
    fans = [
        (face.corners[[0, corner, corner + 1]], face.material)
        for face in faces
        for corner in range(1, len(face.corners) - 1)
    ]
    return Solid(np.array([corners for corners, _ in fans]), np.array([made for _, made in fans], np.uint8))


def panel(corners: list[Point], material: Material) -> list[Face]:
    return [Face(np.array(corners, float), material)]


def both(faces: list[Face]) -> list[Face]:
    """The faces, and the same on the other side."""
    return [*faces, *(Face(face.corners * (1, 1, -1), face.material) for face in faces)]


def side(outline: list[tuple[float, float]], z: float, material: Material) -> list[Face]:
    """The same convex outline of (x, y) on both sides, at z and -z."""
    return both(panel([(x, y, z) for x, y in outline], material))


def box(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], material: Material) -> list[Face]:
    return loft([(x[0], *y, 1, 1), (x[1], *y, 1, 1)], [material], [material], z=z)


def loft(
    stations: list[Station],
    sides: list[Material],
    tops: list[Material],
    ends: Material | None = None,
    z: tuple[float, float] | None = None,
) -> list[Face]:
    """A body through cross sections from back to front.

    Arguments:
        sides, tops: a material for each stretch between two stations.
        ends: material of the two end faces; that of the nearest side without it.
        z: where the body lies across, instead of symmetrically by the stations' widths.
    """

    def ring(station: Station) -> list[Point]:
        x, low, high, wide, narrow = station
        if z is not None:
            return [(x, low, z[0]), (x, high, z[0]), (x, high, z[1]), (x, low, z[1])]
        return [(x, low, -wide), (x, high, -narrow), (x, high, narrow), (x, low, wide)]

    rings = [ring(station) for station in stations]
    faces = [*panel(rings[0], ends or sides[0]), *panel(rings[-1], ends or sides[-1])]
    for here, there, wall, top in zip(rings, rings[1:], sides, tops, strict=False):
        for first, second, material in ((0, 1, wall), (1, 2, top), (2, 3, wall), (3, 0, Material.TRIM)):
            faces += panel([here[first], there[first], there[second], here[second]], material)
    return faces


def disc(
    x: float, y: float, z: float, radius: float, material: Material, inner: float = 0.0, corners: int = 14
) -> list[Face]:
    """A disc across z or, with an inner radius, a ring."""
    angles = np.linspace(0, 2 * math.pi, corners + 1)
    edge = np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles), np.full(corners + 1, z)], axis=1)
    if not inner:
        return [Face(edge[:-1], material)]
    inside = (edge - (x, y, z)) * (inner / radius) + (x, y, z)
    return [Face(np.array([edge[i], edge[i + 1], inside[i + 1], inside[i]]), material) for i in range(corners)]


def wheel(x: float, radius: float, z: float, width: float) -> list[Face]:
    """A car's wheel on each side: tread, tyre and rim; z is its outer face."""
    angles = np.linspace(0, 2 * math.pi, 13)
    around = [(x + radius * math.cos(angle), radius + radius * math.sin(angle)) for angle in angles]
    tread = [
        face
        for (x0, y0), (x1, y1) in itertools.pairwise(around)
        for face in panel([(x0, y0, z), (x1, y1, z), (x1, y1, z - width), (x0, y0, z - width)], Material.TYRE)
    ]
    faces = [
        *tread,
        *disc(x, radius, z, radius, Material.TYRE),
        *disc(x, radius, z + 0.012, 0.62 * radius, Material.RIM),
    ]
    return both([*faces, *disc(x, radius, z + 0.02, 0.2 * radius, Material.TRIM, corners=8)])


def arch(x: float, radius: float, z: float) -> list[Face]:
    """The dark opening around a wheel, on both sides."""
    angles = np.linspace(-0.12 * math.pi, 1.12 * math.pi, 10)
    return side(
        [(x + radius * math.cos(angle), 0.85 * radius + radius * math.sin(angle)) for angle in angles], z, Material.TRIM
    )


def beam(start: Point, end: Point, radius: float, material: Material, thin: float | None = None) -> list[Face]:
    """A six-sided bar from one point to another; `thin` is its radius at the end."""
    begin, finish = np.array(start, float), np.array(end, float)
    along = (finish - begin) / np.linalg.norm(finish - begin)
    across = np.cross(along, (0.0, 0.0, 1.0) if abs(along[2]) < 0.9 else (0.0, 1.0, 0.0))
    across /= np.linalg.norm(across)
    beside = np.cross(along, across)
    angles = np.arange(6) * math.pi / 3
    spread = np.cos(angles)[:, None] * across + np.sin(angles)[:, None] * beside
    near, far = begin + radius * spread, finish + (radius if thin is None else thin) * spread
    walls = [Face(np.array([near[i], near[i - 1], far[i - 1], far[i]]), material) for i in range(6)]
    return [*walls, Face(near, material), Face(far, material)]


def ball(middle: Point, radius: float, material: Material, squash: float = 1.0) -> list[Face]:
    """A ball of three bands of eight faces; `squash` is its height for its width."""
    heights = np.linspace(-math.pi / 2, math.pi / 2, 5)
    angles = np.linspace(0, 2 * math.pi, 9)

    def at(height: float, angle: float) -> Point:
        flat = radius * math.cos(height)
        return (
            middle[0] + flat * math.cos(angle),
            middle[1] + squash * radius * math.sin(height),
            middle[2] + flat * math.sin(angle),
        )

    return [
        face
        for low, high in itertools.pairwise(heights)
        for left, right in itertools.pairwise(angles)
        for face in panel([at(low, left), at(low, right), at(high, right), at(high, left)], material)
    ]
