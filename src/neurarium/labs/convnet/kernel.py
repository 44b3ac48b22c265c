"""Moves and repaints training images: tight loops over pixels, compiled once for all shapes."""

import math

import numba
import numpy as np
from numba import f4, f8, i8, u1, void
from numba.types import Array

PIXELS = Array(u1, 4, "C", readonly=True)  # images that came from a data set are shared, and not to be changed
MASKS = Array(u1, 3, "C", readonly=True)


@numba.njit(void(PIXELS, f8[:, :, ::1], u1[:, :, :, ::1]), cache=True, nogil=True)
def move(pixels, matrices, moved):
    """Each image seen through its matrix [2, 3], which says where in the old image a place of the new one lies.

    Places are pixels' centres counted from the image's centre; between pixels values are interpolated, outside the edge
    goes on.
    """
    count, rows, columns, channels = pixels.shape
    for image in range(count):
        matrix = matrices[image]
        for row in range(rows):
            y = row - (rows - 1) / 2
            for column in range(columns):
                x = column - (columns - 1) / 2
                old_y = matrix[0, 0] * y + matrix[0, 1] * x + matrix[0, 2] + (rows - 1) / 2
                old_x = matrix[1, 0] * y + matrix[1, 1] * x + matrix[1, 2] + (columns - 1) / 2
                old_y = min(max(old_y, 0.0), rows - 1.0)
                old_x = min(max(old_x, 0.0), columns - 1.0)
                top, left = int(old_y), int(old_x)
                bottom, right = min(top + 1, rows - 1), min(left + 1, columns - 1)
                down, across = old_y - top, old_x - left
                for channel in range(channels):
                    upper = (
                        pixels[image, top, left, channel] * (1 - across) + pixels[image, top, right, channel] * across
                    )
                    lower = (
                        pixels[image, bottom, left, channel] * (1 - across)
                        + pixels[image, bottom, right, channel] * across
                    )
                    moved[image, row, column, channel] = int(upper * (1 - down) + lower * down + 0.5)


@numba.njit(void(MASKS, f8[:, :, ::1], u1[:, :, ::1]), cache=True, nogil=True)
def move_masks(masks, matrices, moved):
    """Each mask seen through its matrix, as `move`; each place takes the value of the nearest."""
    count, rows, columns = masks.shape
    for image in range(count):
        matrix = matrices[image]
        for row in range(rows):
            y = row - (rows - 1) / 2
            for column in range(columns):
                x = column - (columns - 1) / 2
                old_y = matrix[0, 0] * y + matrix[0, 1] * x + matrix[0, 2] + (rows - 1) / 2
                old_x = matrix[1, 0] * y + matrix[1, 1] * x + matrix[1, 2] + (columns - 1) / 2
                nearest_y = min(max(math.floor(old_y + 0.5), 0), rows - 1)
                nearest_x = min(max(math.floor(old_x + 0.5), 0), columns - 1)
                moved[image, row, column] = masks[image, nearest_y, nearest_x]


@numba.njit(void(u1[:, :, :, ::1], f8[::1], f8[::1], f4[:, :, :, ::1], i8[:, ::1]), cache=True, nogil=True)
def repaint(pixels, gains, shifts, noise, patches):
    """Change light in place: gain around mid-grey and shift of each image, noise for each pixel, a grey patch.

    `noise` may have no images, for none; a patch is top, left, bottom, right, empty for none.
    """
    count, rows, columns, channels = pixels.shape
    for image in range(count):
        for row in range(rows):
            for column in range(columns):
                for channel in range(channels):
                    value = (pixels[image, row, column, channel] - 127.5) * gains[image] + 127.5 + shifts[image]
                    if len(noise) > 0:
                        value += noise[image, row, column, channel]
                    pixels[image, row, column, channel] = np.uint8(min(max(value, 0.0), 255.0) + 0.5)
        for row in range(patches[image, 0], patches[image, 2]):
            for column in range(patches[image, 1], patches[image, 3]):
                for channel in range(channels):
                    pixels[image, row, column, channel] = 127
