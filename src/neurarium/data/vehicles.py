"""Road scenes with a car, a truck, a van or a bicycle: picture, box and mask from the same geometry."""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit

from neurarium.data import backdrop, raster, scenes
from neurarium.data.images import Images, Split
from neurarium.data.models import models
from neurarium.lab.text import Refusal, Text

NAMES = (Text("car", "Auto"), Text("truck", "Lastwagen"), Text("van", "Transporter"), Text("bicycle", "Fahrrad"))
SIZES = {32: 3, 64: 2}  # pixels a side, and samples in each pixel a side
VALIDATION, TEST = 1_000, 2_000
LARGEST = 100_000
SLIVER = 6 / 32**2  # of the picture: a vehicle of which less is seen has no box and no mask
GAMMA = 0.78  # of the picture: lifts what lies in the dark
CHUNK = 64  # scenes that a thread paints at a time
ABOUT = Text(
    "Training, validation and test scenes are drawn from three separate streams of random numbers; those of validation "
    "and test do not depend on how many are trained on.",
    "Szenen für Training, Validierung und Test kommen aus drei getrennten Strömen von Zufallszahlen; die von Validierung "
    "und Test hängen nicht davon ab, mit wie vielen trainiert wird.",
)


def draw(size: int = 32, count: int = 8_000, seed: int = 0, most: int = 1) -> Split:
    """Scenes for learning, choosing and reporting.

    Arguments:
        size: 32 or 64 pixels a side; the same scene at either.
        count: of training scenes.
        most: vehicles in a scene, 1 or 2; the label is that of the nearest, which comes first.

    Returns:
        With boxes [n, most, 5] and masks. Raises `Refusal` for a size or a number that there is not.
    """
    if size not in SIZES or not 1 <= count <= LARGEST or not 1 <= most <= scenes.MOST or seed < 0:
        raise Refusal(
            Text(
                f"Vehicles are drawn with 32 or 64 pixels a side, 1 to {LARGEST:,} training scenes, 1 or 2 vehicles in each "
                f"and a seed from 0; asked for were {size} pixels, {count} scenes, {most} vehicles, seed {seed}.",
                f"Fahrzeuge gibt es mit 32 oder 64 Pixeln je Seite, 1 bis {LARGEST} Szenen zum Training, 1 oder 2 Fahrzeugen "
                f"je Szene und einem Startwert ab 0; verlangt waren {size} Pixel, {count} Szenen, {most} Fahrzeuge, "
                f"Startwert {seed}.",
            )
        )
    train, validation, test = (
        paint(scenes.draw(seed, part, number, most), size, most)
        for part, number in enumerate((count, VALIDATION, TEST))
    )
    return Split(train, validation, test, about=ABOUT)


def paint(drawn: np.ndarray, size: int, most: int = 1) -> Images:
    """The pictures of scenes, with what is in them.

    Arguments:
        drawn: records of the type scenes.SCENE [n].
    """
    count = len(drawn)
    pixels = np.zeros((count, size, size, 3), np.uint8)
    masks = np.zeros((count, size, size), np.uint8)
    boxes = np.full((count, scenes.MOST, 5), -1.0)
    triangles, materials, starts, sizes = models()

    def some(first: int) -> None:
        chosen = slice(first, first + CHUNK)
        _paint(
            drawn[chosen],
            SIZES[size],
            triangles,
            materials,
            starts,
            sizes,
            pixels[chosen],
            masks[chosen],
            boxes[chosen],
        )

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(some, range(0, count, CHUNK)))
    labels = drawn["vehicles"]["label"][:, 0].astype(np.int64)
    return Images(pixels, labels, NAMES, np.ascontiguousarray(boxes[:, :most]), masks)


@njit(cache=True, nogil=True, error_model="numpy")
def _aim(scene, sizes, side, camera):
    """Where the camera is and where it looks, as `raster.project` takes it."""
    first = scene.vehicles[0]
    length = sizes[first.model, 0] * first.stretch[0]
    height = sizes[first.model, 1] * first.stretch[1]
    width = sizes[first.model, 2] * first.stretch[2]
    seen = max(length * math.cos(scene.azimuth) + width * abs(math.sin(scene.azimuth)), 1.15 * height)
    distance = scene.distance * max(length, 1.6 * height)
    camera[0] = first.x - distance * math.sin(scene.azimuth)
    camera[1] = scene.height
    camera[2] = first.z - distance * math.cos(scene.azimuth)
    pitch = math.atan2(0.5 * height - scene.height, distance)
    camera[3], camera[4] = math.sin(scene.azimuth), math.cos(scene.azimuth)
    camera[5], camera[6] = math.sin(pitch), math.cos(pitch)
    camera[7] = scene.fill * side * distance / seen
    camera[8], camera[9] = side * (0.5 + scene.aside[0]), side * (0.5 + scene.aside[1])


@njit(cache=True, nogil=True, error_model="numpy")
def _vehicle(number, scene, vehicle, camera, triangles, materials, first, last, through, buffers):
    """Paint a vehicle's opaque faces, or only note what one looks `through`; shadows with the opaque ones."""
    depth, colours, who, shadow = buffers
    corners, spots, colour, point = np.empty((3, 3)), np.empty((3, 3)), np.empty(3), np.empty(3)
    for index in range(first, last):
        material = materials[index]
        raster.stand(triangles[index], vehicle, corners)
        if (material == raster.SPOKES) != through:
            continue
        whole = True
        for corner in range(3):
            whole &= raster.project(corners[corner], camera, spots[corner])
        if not whole:
            continue
        if through:
            raster.fill(spots, depth, colours, who, colour, -number)
            continue
        raster.lit(corners, material, vehicle.colours[material], scene, camera, colour)
        raster.fill(spots, depth, colours, who, colour, number)
        for straight in range(2):
            for corner in range(3):
                drop = 0.0 if straight else corners[corner, 1] / max(0.25, scene.light[1])
                point[0] = corners[corner, 0] - drop * scene.light[0]
                point[1] = 0.0
                point[2] = corners[corner, 2] - drop * scene.light[2]
                whole &= raster.project(point, camera, spots[corner])
            if whole:
                raster.shade(spots, shadow, max(0.45, scene.shade) if straight else scene.shade)


@njit(cache=True, nogil=True, error_model="numpy")
def _occluder(scene, camera, side, triangles, materials, first, last, buffers):
    """Paint what stands in front, of about its natural size but never wider than a quarter of the picture."""
    depth, colours, who, _ = buffers
    vehicle = scene.vehicles[0]
    away = math.hypot(vehicle.x - camera[0], vehicle.z - camera[2]) * scene.occluder_share
    across = scene.occluder_aside * scene.fill * 0.5 * side * away / camera[7]
    size = min(1.0, 0.2 * side * away / camera[7])
    x = camera[0] + away * camera[3] + across * camera[4]
    z = camera[2] + away * camera[4] - across * camera[3]
    corners, spots, colour = np.empty((3, 3)), np.empty((3, 3)), np.empty(3)
    for index in range(first, last):
        whole = True
        for corner in range(3):
            corners[corner, 0] = x + size * triangles[index, corner, 0]
            corners[corner, 1] = size * triangles[index, corner, 1]
            corners[corner, 2] = z - size * triangles[index, corner, 2]
            whole &= raster.project(corners[corner], camera, spots[corner])
        if whole:
            raster.lit(corners, materials[index], vehicle.colours[materials[index]], scene, camera, colour)
            raster.fill(spots, depth, colours, who, colour, 0)


@njit(cache=True, nogil=True, error_model="numpy")
def _paint(drawn, samples, triangles, materials, starts, sizes, pixels, masks, boxes):
    """Paint scenes into the arrays of their pictures, masks and boxes."""
    side = pixels.shape[1] * samples
    depth, colours = np.empty((side, side)), np.empty((side, side, 3))
    who, shadow = np.empty((side, side), np.int64), np.empty((side, side))
    buffers = (depth, colours, who, shadow)
    camera = np.empty(10)
    for index in range(len(drawn)):
        scene = drawn[index]
        depth[:], who[:], shadow[:] = 0.0, 0, 0.0
        _aim(scene, sizes, side, camera)
        for through in (False, True):
            if through and scene.occluder >= 0:
                begin, end = starts[scene.occluder], starts[scene.occluder + 1]
                _occluder(scene, camera, side, triangles, materials, begin, end, buffers)
            for number in range(len(scene.vehicles)):
                vehicle = scene.vehicles[number]
                if vehicle.model >= 0:
                    begin, end = starts[vehicle.model], starts[vehicle.model + 1]
                    _vehicle(number + 1, scene, vehicle, camera, triangles, materials, begin, end, through, buffers)
        _surround(scene, camera, buffers)
        _develop(scene, samples, colours, pixels[index])
        _note(scene, samples, who, masks[index], boxes[index])


@njit(cache=True, nogil=True, error_model="numpy")
def _surround(scene, camera, buffers):
    """Paint what is behind the vehicles, and let spokes darken it a little."""
    depth, colours, who, shadow = buffers
    side = depth.shape[0]
    turn, straight, sine, cosine = camera[3], camera[4], camera[5], camera[6]
    for row in range(side):
        up = (camera[9] - row - 0.5) / camera[7]
        y, ahead = cosine * up + sine, cosine - sine * up
        for column in range(side):
            if depth[row, column] == 0.0:
                across = (column + 0.5 - camera[8]) / camera[7]
                x, z = straight * across + turn * ahead, straight * ahead - turn * across
                backdrop.behind(x, y, z, camera, shadow[row, column], scene, colours[row, column])
            if who[row, column] < 0:
                for channel in range(3):
                    colours[row, column, channel] *= 0.86
                who[row, column] = -who[row, column]


@njit(cache=True, nogil=True, error_model="numpy")
def _develop(scene, samples, colours, pixels):
    """Average the samples of each pixel; exposure, tint and the sensor's noise."""
    for row in range(pixels.shape[0]):
        for column in range(pixels.shape[1]):
            for channel in range(3):
                total = 0.0
                for down in range(samples):
                    for right in range(samples):
                        total += min(1.0, max(0.0, colours[row * samples + down, column * samples + right, channel]))
                place = (row * 64 + column) * 3 + channel
                grain = -1.5
                for draw_number in range(3):
                    grain += backdrop.chance(place, 100 + draw_number, scene.salt)
                light = total / samples**2 * scene.exposure * scene.tint[channel]
                value = light**GAMMA + 2 * grain * scene.noise
                pixels[row, column, channel] = np.uint8(255 * min(1.0, max(0.0, value)) + 0.5)


@njit(cache=True, nogil=True, error_model="numpy")
def _note(scene, samples, who, mask, boxes):
    """Mask: pixels of which a vehicle covers at least half. Box: the edges of all of it that is seen."""
    side = who.shape[0]
    for number in range(len(scene.vehicles)):
        left, top, right, bottom, seen = side, side, 0, 0, 0
        for row in range(side):
            for column in range(side):
                if who[row, column] == number + 1:
                    left, right = min(left, column), max(right, column + 1)
                    top, bottom = min(top, row), max(bottom, row + 1)
                    seen += 1
        if seen < SLIVER * side * side:
            continue
        label = scene.vehicles[number].label
        boxes[number, 0] = label
        boxes[number, 1], boxes[number, 2] = left / samples, top / samples
        boxes[number, 3], boxes[number, 4] = right / samples, bottom / samples
        for row in range(mask.shape[0]):
            for column in range(mask.shape[1]):
                covered = 0
                for down in range(samples):
                    for across in range(samples):
                        covered += who[row * samples + down, column * samples + across] == number + 1
                if 2 * covered >= samples * samples:
                    mask[row, column] = label + 1
