"""What is behind the vehicles: road, verge, houses, trees, hills, sky, each a function of where a ray goes.

The road runs along x; z points away from the camera across it, y up; metres.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

NEAR_EDGE, FAR_EDGE = -2.3, 5.7  # of the asphalt
MIDDLE = 1.75
PATH = 2.2  # width of the pavement on either side
TREES, HOUSES = 10.5, 15.0
GRASS, PAVING, SAND, SNOW = 0, 1, 2, 3
TOWN, WOOD = 0, 1


@njit(cache=True, nogil=True, error_model="numpy")
def chance(first, second, salt):
    """A number from 0 to 1 that depends on three whole numbers and looks random."""
    mixed = np.uint64(first) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(second) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed = (mixed ^ np.uint64(salt)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0x94D049BB133111EB)
    return np.float64(np.int64(mixed >> np.uint64(33))) * (1.0 / 2147483648.0)


@njit(cache=True, nogil=True, error_model="numpy")
def rough(x, y, salt):
    """Smooth noise from 0 to 1: chance at whole numbers, blended between them."""
    left, low = math.floor(x), math.floor(y)
    across, up = x - left, y - low
    across, up = across * across * (3 - 2 * across), up * up * (3 - 2 * up)
    i, j = np.int64(left), np.int64(low)
    below = chance(i, j, salt) * (1 - across) + chance(i + 1, j, salt) * across
    above = chance(i, j + 1, salt) * (1 - across) + chance(i + 1, j + 1, salt) * across
    return below * (1 - up) + above * up


@njit(cache=True, nogil=True, error_model="numpy")
def paint(out, red, green, blue, strength=1.0):
    out[0], out[1], out[2] = red * strength, green * strength, blue * strength


@njit(cache=True, nogil=True, error_model="numpy")
def ground(x, z, scene, out):
    """The colour of the ground in white light."""
    grain = rough(7 * x, 7 * z, scene.salt) - 0.5
    broad = rough(0.6 * x, 0.6 * z, scene.salt + 1) - 0.5
    if NEAR_EDGE < z < FAR_EDGE:
        asphalt = 0.30 + 0.10 * chance(5, 5, scene.salt) + 0.06 * grain + 0.05 * broad
        paint(out, asphalt, asphalt, 1.04 * asphalt)
        if abs(z - MIDDLE) < 0.08 and x - 6 * math.floor(x / 6) < 3.2:
            paint(out, 0.86, 0.86, 0.84)
        if abs(z - NEAR_EDGE - 0.35) < 0.06 or abs(z - FAR_EDGE + 0.35) < 0.06:
            paint(out, 0.80, 0.80, 0.78)
        return
    beside = NEAR_EDGE - z if z <= NEAR_EDGE else z - FAR_EDGE
    if scene.backdrop == TOWN and beside < PATH:
        if beside < 0.18:
            paint(out, 0.68, 0.67, 0.65)
            return
        joint = x - 1.0 * math.floor(x) < 0.06 or beside - 0.9 * math.floor(beside / 0.9) < 0.05
        slab = (0.40 if joint else 0.55) + 0.08 * (
            chance(np.int64(math.floor(x)), np.int64(math.floor(z / 0.9)), scene.salt) - 0.5
        )
        paint(out, 1.02 * slab, slab, 0.96 * slab)
        return
    if scene.ground == GRASS:
        tone = 1 + 0.35 * grain + 0.5 * broad
        paint(out, 0.30, 0.42, 0.16, tone)
    elif scene.ground == PAVING:
        tone = 1 + 0.12 * grain + 0.2 * broad
        paint(out, 0.46, 0.45, 0.43, tone)
    elif scene.ground == SAND:
        tone = 1 + 0.15 * grain + 0.3 * broad
        paint(out, 0.70, 0.57, 0.38, tone)
    else:
        tone = 1 + 0.05 * grain + 0.10 * broad
        paint(out, 0.86, 0.88, 0.92, tone)


@njit(cache=True, nogil=True, error_model="numpy")
def tree(x, y, scene, out):
    """Whether a row of trees has something here, and its colour in white light."""
    if y > 9.0:
        return False
    gap = 3.4 if scene.backdrop == WOOD else 7.5
    here = np.int64(math.floor(x / gap))
    for cell in range(here - 1, here + 2):
        if chance(cell, 11, scene.salt) < (0.12 if scene.backdrop == WOOD else 0.5):
            continue
        middle = gap * (cell + 0.2 + 0.6 * chance(cell, 12, scene.salt))
        if abs(x - middle) > 3.1:  # wider is none
            continue
        radius = 1.1 + 1.5 * chance(cell, 13, scene.salt)
        height = 2.2 + radius + 1.2 * chance(cell, 14, scene.salt)
        slender = chance(cell, 15, scene.salt) < 0.25
        off = math.hypot((x - middle) / (0.5 if slender else 1.0), (y - height) / (1.6 if slender else 1.0)) / radius
        if off < 1.18 and off + 0.35 * (rough(2.2 * x, 2.2 * y, scene.salt + 3) - 0.5) < 1:
            tone = 0.62 + 0.5 * rough(1.7 * x, 1.7 * y, scene.salt + 4) + 0.12 * (y - height) / radius
            hue = chance(cell, 16, scene.salt)
            if scene.ground == SNOW:
                paint(out, 0.55, 0.58, 0.58, tone)
            else:
                paint(out, 0.16 + 0.16 * hue, 0.34 + 0.06 * hue, 0.13, tone)
            return True
        if abs(x - middle) < 0.14 + 0.05 * radius and y < height:
            paint(out, 0.28, 0.21, 0.15)
            return True
    return False


@njit(cache=True, nogil=True, error_model="numpy")
def house(x, y, scene, out):
    """Whether a row of houses has something here, and its colour in white light (windows may shine at night)."""
    width = 9.0
    cell = np.int64(math.floor(x / width + 0.15 * chance(1, 21, scene.salt)))
    if chance(cell, 22, scene.salt) < 0.1:
        return 0.0
    top = 5.5 + 11.0 * chance(cell, 23, scene.salt) ** 2
    if y > top:
        return 0.0
    tone = 0.42 + 0.45 * chance(cell, 24, scene.salt)
    warm = chance(cell, 25, scene.salt)
    paint(out, 1.0, 0.96 - 0.22 * warm, 0.92 - 0.42 * warm, tone)
    if top - y < 0.35 or y < 0.6:
        paint(out, 0.34, 0.30, 0.29)
        return 1.0
    step = 1.7 + 0.9 * chance(cell, 26, scene.salt)
    column, floor = math.floor(x / step), math.floor(y / 2.8)
    across, up = x / step - column, y / 2.8 - floor
    if 0.24 < across < 0.76 and 0.30 < up < 0.80 and y < top - 0.8:
        bright = chance(np.int64(column), np.int64(floor), scene.salt + 7)
        if scene.night > 0 and bright < 0.4:
            paint(out, 1.0, 0.82, 0.45)
            return 3.0
        paint(out, 0.20, 0.24, 0.29, 0.7 + 0.9 * bright)
    return 1.0


@njit(cache=True, nogil=True, error_model="numpy")
def sky(x, y, z, scene, out):
    """The sky in this direction, with hills along the horizon."""
    around, height = math.atan2(x, z), y / math.hypot(x, z)
    hill = 0.03 + 0.10 * rough(5 * around, 0.5, scene.salt + 8) + 0.03 * rough(17 * around, 0.5, scene.salt + 9)
    share = min(1.0, max(0.0, height * 1.8))
    for channel in range(3):
        out[channel] = scene.sky[1, channel] + (scene.sky[0, channel] - scene.sky[1, channel]) * math.sqrt(share)
    if height < hill:
        for channel in range(3):
            land = (0.25, 0.34, 0.28)[channel] if scene.ground != SAND else (0.55, 0.42, 0.32)[channel]
            land = land if scene.ground != SNOW else (0.78, 0.82, 0.88)[channel]
            land *= scene.ambient[channel] + 0.5 * scene.sun[channel]
            out[channel] = 0.5 * land + 0.5 * out[channel]
        return
    if scene.clouds < 0.1:
        return
    puff = 0.65 * rough(3.5 * around, 9 * height, scene.salt + 10) + 0.35 * rough(
        9 * around, 23 * height, scene.salt + 11
    )
    cover = min(1.0, max(0.0, (puff - 1 + 0.75 * scene.clouds) * 4)) * (1 - scene.night)
    for channel in range(3):
        cloud = 0.72 * scene.ambient[channel] + 0.6 * scene.sun[channel]
        out[channel] += cover * 0.8 * (min(1.0, cloud) - out[channel])


@njit(cache=True, nogil=True, error_model="numpy")
def behind(x, y, z, camera, shadow, scene, out):
    """The colour that a ray from the camera in this direction meets where no vehicle is."""
    far = 1e9
    glow = 0.0
    if y < -1e-6:
        far = -camera[1] / y
    at_trees = (TREES - camera[2]) / z if z > 1e-6 else 1e9
    at_houses = (HOUSES - camera[2]) / z if z > 1e-6 else 1e9
    if (
        scene.backdrop <= WOOD
        and at_trees < far
        and tree(camera[0] + at_trees * x, camera[1] + at_trees * y, scene, out)
    ):
        far = at_trees
        glow = 0.75
    elif scene.backdrop == TOWN and at_houses < far:
        found = house(camera[0] + at_houses * x, camera[1] + at_houses * y, scene, out)
        if found > 0:
            far = at_houses
            glow = 0.85 if found < 2 else -1.0
    if glow == 0.0 and far < 400:
        ground(camera[0] + far * x, camera[2] + far * z, scene, out)
        glow = 1.0 - shadow
    if glow == 0.0:
        sky(x, y, z, scene, out)
        return
    fog = 1 - math.exp(-scene.haze * far)
    for channel in range(3):
        if glow > 0:
            out[channel] *= (scene.ambient[channel] + scene.sun[channel] * max(0.2, scene.light[1])) * glow
        out[channel] += fog * (scene.sky[1, channel] - out[channel])
