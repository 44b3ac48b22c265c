"""What a road scene is made of: every number of it drawn from the seed, before anything is painted."""

from __future__ import annotations

import colorsys
import math

import numpy as np

from neurarium.data.models import CLASSES, VARIANTS, models

MOST = 2  # vehicles
MATERIALS = 16

VEHICLE = np.dtype(
    [
        ("model", "i8"),  # -1: there is none
        ("label", "i8"),
        ("stretch", "f8", 3),
        ("facing", "f8"),  # 1 or -1, along the road
        ("x", "f8"),  # along the road, m
        ("z", "f8"),  # across the road, away from the camera, m
        ("colours", "f8", (MATERIALS, 3)),
    ]
)
SCENE = np.dtype(
    [
        ("vehicles", VEHICLE, MOST),
        ("occluder", "i8"),  # a model, -1 for nothing in front
        ("occluder_share", "f8"),  # where between camera and vehicle it stands
        ("occluder_aside", "f8"),  # where across the picture, -1 to 1
        ("azimuth", "f8"),  # of the view, 0 straight across the road, rad
        ("height", "f8"),  # of the camera, m
        ("distance", "f8"),  # from the camera to the first vehicle, in its lengths
        ("fill", "f8"),  # share of the picture that the first vehicle fills
        ("aside", "f8", 2),  # how far the first vehicle is off the middle, in shares of the picture
        ("light", "f8", 3),  # direction to the sun, unit length, in the world
        ("sun", "f8", 3),  # colour and strength of its light
        ("ambient", "f8", 3),  # of the sky's
        ("sky", "f8", (2, 3)),  # colours overhead and at the horizon
        ("shade", "f8"),  # how dark a cast shadow is, 0 to 1
        ("haze", "f8"),  # per m
        ("clouds", "f8"),  # share of the sky
        ("night", "f8"),  # 1 when lamps are lit
        ("ground", "i8"),  # 0 grass, 1 paving, 2 sand, 3 snow
        ("backdrop", "i8"),  # 0 town, 1 trees, 2 open land
        ("noise", "f8"),  # of the sensor, shares of white
        ("exposure", "f8"),
        ("tint", "f8", 3),
        ("salt", "i8"),  # for every detail that is not drawn here
    ]
)

PAINTS = np.array(
    [
        (0.90, 0.90, 0.90),
        (0.62, 0.64, 0.66),
        (0.28, 0.29, 0.31),
        (0.07, 0.07, 0.08),
        (0.70, 0.07, 0.07),
        (0.10, 0.22, 0.58),
        (0.10, 0.40, 0.22),
        (0.92, 0.72, 0.08),
        (0.85, 0.35, 0.05),
        (0.20, 0.55, 0.75),
        (0.45, 0.25, 0.12),
        (0.55, 0.10, 0.35),
    ]
)
SKINS = np.array([(0.95, 0.76, 0.62), (0.80, 0.58, 0.42), (0.52, 0.34, 0.22), (0.34, 0.21, 0.14)])
HOURS = 5  # noon, bright overcast, morning or evening, grey, night


class Dice:
    """Columns of uniform numbers, one row a scene: each column is read once, in order."""

    def __init__(self, seed: int, part: int, count: int) -> None:
        stream = np.random.PCG64(np.random.SeedSequence([seed, part]))
        self._numbers = np.random.Generator(stream).random((count, 128))
        self._next = 0

    def uniform(self, low: float = 0.0, high: float = 1.0) -> np.ndarray:
        column = self._numbers[:, self._next]
        self._next += 1
        return np.asarray(low + (high - low) * column)

    def whole(self, end: int) -> np.ndarray:
        """0 to end - 1."""
        return np.asarray((self.uniform() * end).astype(np.int64))

    def weighted(self, *weights: float) -> np.ndarray:
        """An index, as often as its weight says."""
        return np.asarray(np.searchsorted(np.cumsum(weights) / sum(weights), self.uniform(), side="right"))

    def colours(self, palette: np.ndarray, spread: float = 0.06) -> np.ndarray:
        """Colours [scenes, 3] near those of the palette."""
        near = palette[self.whole(len(palette))] + np.stack([self.uniform(-spread, spread) for _ in range(3)], axis=1)
        return np.asarray(np.clip(near, 0.02, 0.97))


def draw(seed: int, part: int, count: int, most: int) -> np.ndarray:
    """Scenes, each of which depends on nothing but seed, part and its own place.

    Arguments:
        part: 0 training, 1 validation, 2 test.
        most: vehicles in a scene, 1 or 2.

    Returns:
        Records of the type SCENE [count].
    """
    dice = Dice(seed, part, count)
    scenes = np.zeros(count, SCENE)
    _place(scenes, dice)
    _light(scenes, dice)
    for number in range(MOST):
        _vehicle(scenes["vehicles"][:, number], dice)
    first, second = scenes["vehicles"][:, 0], scenes["vehicles"][:, 1]
    there = dice.uniform() < (0.5 if most > 1 else 0.0)
    lengths = models().sizes[:, 0]
    apart = (lengths[first["model"]] + lengths[second["model"]]) / 2
    second["x"] = np.where(dice.uniform() < 0.5, -1, 1) * dice.uniform(0.45, 0.85) * apart
    second["z"] = dice.uniform(3.2, 3.8)  # in the other lane
    second["model"][~there] = -1
    scenes["fill"] *= np.where(there, 0.72, 1.0)
    return scenes


def _place(scenes: np.ndarray, dice: Dice) -> None:
    scenes["azimuth"] = dice.uniform(-0.85, 0.85) * dice.uniform(0.5, 1.0)
    scenes["height"] = dice.uniform(1.1, 2.2) + dice.uniform(0, 1) ** 3 * 2.5
    scenes["distance"] = dice.uniform(1.9, 3.4)
    scenes["fill"] = dice.uniform(0.62, 0.92)
    room = 1 - scenes["fill"]
    scenes["aside"][:, 0] = dice.uniform(-0.6, 0.6) * room
    scenes["aside"][:, 1] = dice.uniform(-0.35, 0.35) * room
    scenes["ground"] = dice.weighted(5, 4, 1.5, 1)
    scenes["backdrop"] = dice.weighted(5, 3, 2)
    scenes["salt"] = dice.whole(2**31)
    hidden = dice.uniform() < 0.35
    scenes["occluder"] = np.where(hidden, CLASSES * VARIANTS + dice.whole(VARIANTS), -1)
    scenes["occluder_share"] = dice.uniform(0.55, 0.8)
    scenes["occluder_aside"] = dice.uniform(-0.8, 0.8)
    scenes["noise"] = dice.uniform(0.0, 1.0) ** 2 * 0.022
    scenes["exposure"] = dice.uniform(0.85, 1.2)
    scenes["tint"] = 1 + np.stack([dice.uniform(-0.06, 0.06) for _ in range(3)], axis=1)


def _light(scenes: np.ndarray, dice: Dice) -> None:
    hour = dice.weighted(4, 2.5, 2, 1.5, 0.6)
    height = np.array([0.95, 0.9, 0.42, 0.8, 0.7])[hour] + dice.uniform(-0.12, 0.2)
    around = dice.uniform(0.15 * math.pi, 0.85 * math.pi) + np.where(dice.uniform() < 0.8, math.pi, 0.0)
    flat = np.cos(height)
    scenes["light"] = np.stack([flat * np.cos(around), np.sin(height), flat * np.sin(around)], axis=1)
    scenes["sun"] = np.array(
        [(1.0, 0.96, 0.88), (0.5, 0.5, 0.5), (1.0, 0.68, 0.40), (0.28, 0.29, 0.3), (0.14, 0.15, 0.2)]
    )[hour]
    scenes["ambient"] = np.array(
        [(0.42, 0.47, 0.55), (0.62, 0.64, 0.66), (0.42, 0.40, 0.46), (0.52, 0.54, 0.57), (0.27, 0.29, 0.38)]
    )[hour]
    overhead = np.array(
        [(0.22, 0.45, 0.85), (0.62, 0.68, 0.76), (0.30, 0.40, 0.66), (0.50, 0.53, 0.57), (0.03, 0.04, 0.11)]
    )[hour]
    horizon = np.array(
        [(0.70, 0.82, 0.94), (0.82, 0.85, 0.88), (0.98, 0.74, 0.50), (0.66, 0.68, 0.70), (0.12, 0.13, 0.22)]
    )[hour]
    change = np.stack([dice.uniform(-0.06, 0.06) for _ in range(3)], axis=1)
    scenes["sky"] = np.clip(np.stack([overhead + change, horizon + change], axis=1), 0, 1)
    scenes["shade"] = np.array([0.58, 0.25, 0.5, 0.15, 0.2])[hour]
    scenes["haze"] = dice.uniform(0, 1) ** 4 * 0.03 + np.array([0.002, 0.004, 0.004, 0.01, 0.003])[hour]
    scenes["clouds"] = np.array([0.45, 0.9, 0.5, 1.0, 0.2])[hour] * dice.uniform(0, 1)
    scenes["night"] = hour == HOURS - 1


def _vehicle(vehicles: np.ndarray, dice: Dice) -> None:
    count = len(vehicles)
    vehicles["label"] = dice.whole(CLASSES)
    vehicles["model"] = vehicles["label"] * VARIANTS + dice.whole(VARIANTS)
    even = dice.uniform(0.94, 1.06)
    vehicles["stretch"] = np.stack([even * dice.uniform(0.96, 1.04) for _ in range(3)], axis=1)
    vehicles["facing"] = np.where(dice.uniform() < 0.5, -1, 1)
    colours = vehicles["colours"]
    colours[:, 0] = dice.colours(PAINTS)
    colours[:, 1] = dice.colours(PAINTS)
    fixed = {2: (0.10, 0.13, 0.17), 3: (0.05, 0.05, 0.055), 4: (0.62, 0.63, 0.65), 5: (0.09, 0.09, 0.10)}
    fixed |= {6: (0.95, 0.93, 0.82), 7: (0.72, 0.05, 0.04), 10: (0.42, 0.43, 0.45), 11: (0.5, 0.5, 0.5)}
    for material, colour in fixed.items():
        colours[:, material] = colour
    colours[:, 8] = dice.colours(SKINS, 0.03)
    colours[:, 9] = dice.colours(
        np.array([(0.10, 0.12, 0.25), (0.15, 0.15, 0.16), (0.45, 0.40, 0.32), (0.2, 0.28, 0.45)])
    )
    colours[:, 12] = (0.45, 0.46, 0.47)
    colours[:, 13] = np.array(
        [colorsys.hsv_to_rgb(0.22 + 0.12 * share, 0.6, 0.36) for share in dice.uniform()]
    ).reshape(count, 3)
    colours[:, 14] = dice.colours(np.array([(0.36, 0.26, 0.17), (0.55, 0.42, 0.26)]), 0.04)
    colours[:, 15] = dice.colours(PAINTS[4:])
