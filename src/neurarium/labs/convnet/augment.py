"""Training images changed a little at random, each time they are seen; boxes and masks move with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from neurarium import data
from neurarium.labs.convnet import kernel

SHIFT = 0.08  # of the side, at most, in each direction
TURN = np.pi / 15  # radians at most
SCALE = 0.12  # larger or smaller by at most so much
GAIN, LIGHT = 0.3, 25.0  # contrast by at most so much, brightness by so many of 255
NOISE = 10.0  # standard deviation, of 255
ERASED = (0.2, 0.4)  # side of the grey patch, of the image's side; half of the images have one
LEFT_OVER = 0.3  # of a box that has to stay in the image


def augmented(images: data.Images, kinds: tuple[str, ...], random: np.random.Generator, boxes: bool) -> data.Images:
    """The images, each changed by chance in these ways.

    Arguments:
        images: what is changed.
        kinds: some of shift, turn, scale, flip, light, noise, erase.
        random: where all chance comes from.
        boxes: whether boxes are learned; then nothing is turned, because a turned box is no box.
    """
    if not kinds or not len(images):
        return images
    if {"shift", "turn", "scale", "flip"} & set(kinds):
        images = _moved(images, _matrices(images, kinds, random, boxes))
    if {"light", "noise", "erase"} & set(kinds):
        images = replace(images, pixels=_repainted(images.pixels, kinds, random))
    return images


def _matrices(images: data.Images, kinds: tuple[str, ...], random: np.random.Generator, boxes: bool) -> np.ndarray:
    """Where each place of the new image lies in the old one: float64 [images, 2, 3]."""
    count = len(images)
    rows, columns, _ = images.shape
    angle = random.uniform(-TURN, TURN, count) * ("turn" in kinds and not boxes)
    size = np.exp(random.uniform(-SCALE, SCALE, count) * ("scale" in kinds))
    mirrored = np.where((random.random(count) < 0.5) & ("flip" in kinds), -1.0, 1.0)
    down, across = random.uniform(-SHIFT, SHIFT, (2, count)) * ("shift" in kinds)
    matrices = np.empty((count, 2, 3))
    matrices[:, 0, 0] = size * np.cos(angle)
    matrices[:, 0, 1] = size * np.sin(angle) * mirrored
    matrices[:, 1, 0] = -size * np.sin(angle)
    matrices[:, 1, 1] = size * np.cos(angle) * mirrored
    matrices[:, 0, 2] = down * rows
    matrices[:, 1, 2] = across * columns
    return matrices


def _moved(images: data.Images, matrices: np.ndarray) -> data.Images:
    pixels = np.empty_like(images.pixels)
    kernel.move(np.ascontiguousarray(images.pixels), matrices, pixels)
    masks = images.masks
    if masks is not None:
        moved = np.empty_like(masks)
        kernel.move_masks(np.ascontiguousarray(masks), matrices, moved)
        masks = moved
    boxes = None if images.boxes is None else moved_boxes(images.boxes, matrices, images.shape)
    return replace(images, pixels=pixels, masks=masks, boxes=boxes)


def moved_boxes(boxes: np.ndarray, matrices: np.ndarray, shape: tuple[int, int, int]) -> np.ndarray:
    """Boxes where their pixels are now, clipped; what has nearly left the image is there no more.

    Arguments:
        boxes: float64 [images, k, 5]: class, left, top, right, bottom.
        matrices: float64 [images, 2, 3] that do not turn.
        shape: rows, columns and channels of the images.
    """
    rows, columns, _ = shape
    moved = boxes.copy()
    for low, high, length, axis in ((2, 4, rows, 0), (1, 3, columns, 1)):
        scale, shift = matrices[:, axis, axis, None], matrices[:, axis, 2, None]
        ends = (boxes[:, :, [low, high]] - length / 2 - shift[:, :, None]) / scale[:, :, None] + length / 2
        moved[:, :, low], moved[:, :, high] = ends.min(2), ends.max(2)
    clipped = moved.copy()
    clipped[:, :, [1, 3]] = np.clip(moved[:, :, [1, 3]], 0, columns)
    clipped[:, :, [2, 4]] = np.clip(moved[:, :, [2, 4]], 0, rows)
    gone = (boxes[:, :, 0] < 0) | (_areas(clipped) < LEFT_OVER * _areas(moved))
    clipped[gone] = -1
    return clipped


def _areas(boxes: np.ndarray) -> np.ndarray:
    areas: np.ndarray = (boxes[:, :, 3] - boxes[:, :, 1]) * (boxes[:, :, 4] - boxes[:, :, 2])
    return areas


def _repainted(pixels: np.ndarray, kinds: tuple[str, ...], random: np.random.Generator) -> np.ndarray:
    count, rows, columns, _ = pixels.shape
    gains = 1 + random.uniform(-GAIN, GAIN, count) * ("light" in kinds)
    shifts = random.uniform(-LIGHT, LIGHT, count) * ("light" in kinds)
    noise = random.standard_normal(pixels.shape if "noise" in kinds else (0, 1, 1, 1), np.float32) * np.float32(NOISE)
    sides = random.uniform(*ERASED, (count, 1)) * ((random.random((count, 1)) < 0.5) & ("erase" in kinds))
    sides = np.rint(sides * [rows, columns]).astype(np.int64)
    corners = (random.random((count, 2)) * ([rows, columns] - sides)).astype(np.int64)
    painted = pixels.copy()
    kernel.repaint(painted, gains, shifts, noise, np.concatenate([corners, corners + sides], axis=1))
    return painted
