"""Data sets of three to six classes: what the original does not have."""

from __future__ import annotations

import math
from collections.abc import Callable

from neurarium.labs.playground.points import RADIUS, Point
from neurarium.labs.playground.stream import Stream

Generator = Callable[[Stream, int, int, float], list[Point]]
CLOUDS_AT = 3.4  # from the middle
TURN = 0.9  # how often an arm goes around


def clouds(stream: Stream, count: int, classes: int, noise: float) -> list[Point]:
    """Normal clouds on a circle; noise 0 to 0.5 is a variance of 0.3 to 2.4."""
    variance = 0.3 + 4.2 * noise
    points = []
    for label in range(classes):
        angle = 2 * math.pi * label / classes
        centre_x, centre_y = CLOUDS_AT * math.sin(angle), CLOUDS_AT * math.cos(angle)
        for _ in range(_members(count, classes, label)):
            points.append((stream.normal(centre_x, variance), stream.normal(centre_y, variance), float(label)))
    return points


def rings(stream: Stream, count: int, classes: int, noise: float) -> list[Point]:
    """A disc and rings around it, a fifth of each band left empty; noise moves a hidden copy that gives the label."""
    band = RADIUS / classes
    points = []
    for ring in range(classes):
        for _ in range(_members(count, classes, ring)):
            radius = stream.uniform(ring * band, (ring + 0.8) * band)
            angle = stream.uniform(0, 2 * math.pi)
            x, y = radius * math.sin(angle), radius * math.cos(angle)
            seen_x = x + stream.uniform(-RADIUS, RADIUS) * noise
            seen_y = y + stream.uniform(-RADIUS, RADIUS) * noise
            label = ring if noise == 0 else min(int(math.hypot(seen_x, seen_y) / band), classes - 1)
            points.append((x, y, float(label)))
    return points


def spirals(stream: Stream, count: int, classes: int, noise: float) -> list[Point]:
    """One arm a class; noise moves the points by up to `noise` along each axis."""
    points = []
    for label in range(classes):
        members = _members(count, classes, label)
        for index in range(members):
            share = index / members
            angle = 2 * math.pi * (TURN * share + label / classes)
            x = RADIUS * share * math.sin(angle) + stream.uniform(-1, 1) * noise
            y = RADIUS * share * math.cos(angle) + stream.uniform(-1, 1) * noise
            points.append((x, y, float(label)))
    return points


def _members(count: int, classes: int, label: int) -> int:
    """How many of `count` points a class has: equally many, the first classes one more where it does not divide."""
    return count // classes + (label < count % classes)


SEVERAL: dict[str, Generator] = {"clouds": clouds, "rings": rings, "spirals": spirals}
