"""The pictures and filters of the lecture, and a generator of shifted, scaled, rotated, thick and noisy letters.

Pictures 1, 2 and 3 and the filters are those of Brandon Rohrer, "How do convolutional neural networks work?" (2016),
read pixel by pixel from his figures. A pixel is 1 where the pen was and -1 elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SIZE = 9  # rows and columns of a picture
FILTER = 3  # rows and columns of a filter
O_LETTER, X_LETTER = 0, 1  # right answers
RADIUS = 3.0  # of the O, and half the height of the X, in pixels


def _drawn(*rows: str) -> np.ndarray:
    return np.array([[1 if mark == "#" else -1 for mark in row] for row in rows], np.int8)


PERFECT_X = _drawn(
    ".........",
    ".#.....#.",
    "..#...#..",
    "...#.#...",
    "....#....",
    "...#.#...",
    "..#...#..",
    ".#.....#.",
    ".........",
)
PERFECT_O = _drawn(
    ".........",
    "...###...",
    "..#...#..",
    ".#.....#.",
    ".#.....#.",
    ".#.....#.",
    "..#...#..",
    "...###...",
    ".........",
)
DEFORMED_X = _drawn(
    ".........",
    "......#..",
    ".#...#...",
    "..##.#...",
    "....#....",
    "...#.##..",
    "...#...#.",
    "..#......",
    ".........",
)
LETTERS = {"x": PERFECT_X, "o": PERFECT_O, "deformed": DEFORMED_X}
RIGHT = {"x": X_LETTER, "o": O_LETTER, "deformed": X_LETTER}

FILTERS = np.stack([_drawn("#..", ".#.", "..#"), _drawn("#.#", ".#.", "#.#"), _drawn("..#", ".#.", "#..")])
"""int8 [3, 3, 3]: A backslash, B cross, C slash."""


@dataclass(frozen=True)
class Deformation:
    """How far a letter may be from the perfect one; each letter draws its own amounts evenly from these ranges."""

    shift: float  # pixels, in both directions and along both axes
    scale: float  # share by which it may be larger or smaller
    rotation: float  # degrees, in both directions
    thickness: float  # pixels by which the stroke may be wider than one
    noise: float  # chance of each pixel to be turned over


def generate(random: np.random.Generator, count: int, deformation: Deformation) -> tuple[np.ndarray, np.ndarray]:
    """Letters in random order, half of them X.

    Returns the pictures, int8 [count, SIZE, SIZE], and the right answers, uint8 [count]. Without any deformation the
    pictures are the perfect ones.
    """
    right = random.permutation(np.arange(count) % 2).astype(np.uint8)
    amounts = random.uniform(-1, 1, (4, count, 1, 1))
    wider = random.uniform(0, 1, (count, 1, 1))
    turned_over = random.random((count, SIZE, SIZE)) < deformation.noise
    down, right_hand = deformation.shift * amounts[0], deformation.shift * amounts[1]
    size = 1 + deformation.scale * amounts[2]
    angle = np.deg2rad(deformation.rotation) * amounts[3]
    rows, columns = np.mgrid[:SIZE, :SIZE] - (SIZE - 1) / 2
    y, x = (rows - down) / size, (columns - right_hand) / size
    y, x = y * np.cos(angle) - x * np.sin(angle), y * np.sin(angle) + x * np.cos(angle)
    distance = np.where(right[:, None, None] == X_LETTER, _from_x(y, x), _from_o(y, x)) * size
    inked = distance <= (1 + deformation.thickness * wider) / 2
    return np.where(inked != turned_over, 1, -1).astype(np.int8), right


def _from_x(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """How far each place is from the nearer of the two diagonal strokes."""

    def from_diagonal(other: np.ndarray) -> np.ndarray:
        along = np.clip((y + other) / 2, -RADIUS, RADIUS)
        distance: np.ndarray = np.hypot(y - along, other - along)
        return distance

    nearer: np.ndarray = np.minimum(from_diagonal(x), from_diagonal(-x))
    return nearer


def _from_o(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """How far each place is from the circle."""
    distance: np.ndarray = np.abs(np.hypot(y, x) - RADIUS)
    return distance
