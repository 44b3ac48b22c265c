"""The six data sets of the original, drawn in its order from its random stream.

A data set is drawn noise first, label second: for circle, four quadrants and both regressions the noise moves not the
point but a hidden copy of it, from which only the label is read. Only the spiral moves its points, and the two clouds
turn noise into variance.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from neurarium.labs.playground.stream import Stream

CLASSIFICATION_POINTS = 500
REGRESSION_POINTS = 1200
RADIUS = 5.0
PADDING = 0.3  # the empty band along the axes of the four quadrants
EDGE = 6.0  # the plane shown is [-6, 6] x [-6, 6]

Point = tuple[float, float, float]  # x, y, label
Generator = Callable[[Stream, int, float], list[Point]]
Draw = Callable[[Stream, float], list[Point]]  # a generator that knows how many


@dataclass(frozen=True)
class Points:
    """Training points first, then test points, in the order in which the network sees them.

    `own` points were brought by the visitor; the others come from `seed`.
    """

    x: np.ndarray  # float64 [points]
    y: np.ndarray  # float64 [points]
    label: np.ndarray  # float64 [points], -1 or +1 in a classification, 0, 1, 2... for several classes
    training: int
    seed: int
    own: bool
    names: tuple[str, ...] = ()  # of the classes, where a file brought them


def _distance(x: float, y: float) -> float:
    return math.sqrt(x * x + y * y)


def circle(stream: Stream, count: int, noise: float) -> list[Point]:
    """A disc of +1 within a ring of -1, uniform in radius and angle."""
    points = []
    for low, high in ((0.0, RADIUS * 0.5), (RADIUS * 0.7, RADIUS)):
        for _ in range(count // 2):
            radius = stream.uniform(low, high)
            angle = stream.uniform(0, 2 * math.pi)
            x, y = radius * math.sin(angle), radius * math.cos(angle)
            seen_x = x + stream.uniform(-RADIUS, RADIUS) * noise
            seen_y = y + stream.uniform(-RADIUS, RADIUS) * noise
            points.append((x, y, 1.0 if _distance(seen_x, seen_y) < RADIUS * 0.5 else -1.0))
    return points


def xor(stream: Stream, count: int, noise: float) -> list[Point]:
    """Four quadrants, +1 where the signs of x and y agree."""

    def padded() -> float:
        place = stream.uniform(-5, 5)
        return place + (PADDING if place > 0 else -PADDING)

    points = []
    for _ in range(count):
        x, y = padded(), padded()
        seen_x = x + stream.uniform(-5, 5) * noise
        seen_y = y + stream.uniform(-5, 5) * noise
        points.append((x, y, 1.0 if seen_x * seen_y >= 0 else -1.0))
    return points


def gauss(stream: Stream, count: int, noise: float) -> list[Point]:
    """Two normal clouds around (2, 2) and (-2, -2); noise 0 to 0.5 is a variance of 0.5 to 4."""
    share = noise / 0.5
    variance = 0.5 * (1 - share) + 4 * share
    return [
        (stream.normal(centre, variance), stream.normal(centre, variance), label)
        for centre, label in ((2.0, 1.0), (-2.0, -1.0))
        for _ in range(count // 2)
    ]


def spiral(stream: Stream, count: int, noise: float) -> list[Point]:
    """Two arms of 1.75 turns; noise moves the points by up to `noise` along each axis."""
    each = count // 2
    points = []
    for phase, label in ((0.0, 1.0), (math.pi, -1.0)):
        for index in range(each):
            radius = index / each * 5
            angle = 1.75 * index / each * 2 * math.pi + phase
            x = radius * math.sin(angle) + stream.uniform(-1, 1) * noise
            y = radius * math.cos(angle) + stream.uniform(-1, 1) * noise
            points.append((x, y, label))
    return points


def plane(stream: Stream, count: int, noise: float) -> list[Point]:
    """Regression: the label is (x + y) / 10, written as the original maps [-10, 10] to [-1, 1]."""

    def height(x: float, y: float) -> float:
        share = (x + y + 10) / 20
        return share - (1 - share)

    return _regression(stream, count, noise, height)


BUMPS = ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1))


def bumps(stream: Stream, count: int, noise: float) -> list[Point]:
    """Regression: six cones of height 1 and radius 2 with alternating signs; the strongest one counts."""

    def height(x: float, y: float) -> float:
        strongest = 0.0
        for centre_x, centre_y, sign in BUMPS:
            value = sign * (1 - min(_distance(x - centre_x, y - centre_y) / 2, 1.0))
            strongest = value if abs(value) > abs(strongest) else strongest
        return strongest

    return _regression(stream, count, noise, height)


def _regression(stream: Stream, count: int, noise: float, label: Callable[[float, float], float]) -> list[Point]:
    points = []
    for _ in range(count):
        x, y = stream.uniform(-EDGE, EDGE), stream.uniform(-EDGE, EDGE)
        seen_x = x + stream.uniform(-EDGE, EDGE) * noise
        seen_y = y + stream.uniform(-EDGE, EDGE) * noise
        points.append((x, y, label(seen_x, seen_y)))
    return points


CLASSIFICATION: dict[str, Generator] = {"circle": circle, "xor": xor, "gauss": gauss, "spiral": spiral}
REGRESSION: dict[str, Generator] = {"plane": plane, "gauss": bumps}


def shuffled(points: list[Point], stream: Stream) -> list[Point]:
    """Fisher and Yates, from the end, as the original shuffles."""
    order = list(points)
    for last in range(len(order) - 1, -1, -1):
        other = int(stream.uniform() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order


def draw(generator: Draw, noise: int, train_share: int, seed: int, stream: Stream) -> Points:
    """The points of a generator, shuffled and split; noise and share in percent as on the sliders."""
    points = shuffled(generator(stream, noise / 100), stream)
    x, y, label = np.array(points, dtype=np.float64).T.copy()
    return Points(x, y, label, len(points) * train_share // 100, seed, own=False)
