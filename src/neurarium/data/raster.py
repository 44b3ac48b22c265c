"""Triangles onto samples: perspective, what hides what, and how light falls on a face."""

from __future__ import annotations

import math

from numba import njit

PAINT, GLASS, RIM, LAMP, TAIL, SPOKES = 0, 2, 4, 6, 7, 11  # of solids.Material
NEAR = 0.2  # m; nothing closer is drawn


@njit(cache=True, nogil=True, error_model="numpy")
def project(point, camera, out):
    """A point of the world on the picture: samples to the right and down, and 1 / depth; False where it is behind.

    Arguments:
        camera: x, y, z; sine and cosine of azimuth and pitch; focal length and middle of the picture in samples.
    """
    x, y, z = point[0] - camera[0], point[1] - camera[1], point[2] - camera[2]
    across, ahead = camera[4] * x - camera[3] * z, camera[3] * x + camera[4] * z
    up, depth = camera[6] * y - camera[5] * ahead, camera[5] * y + camera[6] * ahead
    if depth < NEAR:
        return False
    near = 1.0 / depth
    out[0] = camera[8] + camera[7] * across * near
    out[1] = camera[9] - camera[7] * up * near
    out[2] = near
    return True


@njit(cache=True, nogil=True, error_model="numpy")
def lit(corners, material, colour, scene, camera, out):
    """The colour of a flat face in this light; it is seen from the side on which the camera is."""
    ax, ay, az = corners[1, 0] - corners[0, 0], corners[1, 1] - corners[0, 1], corners[1, 2] - corners[0, 2]
    bx, by, bz = corners[2, 0] - corners[0, 0], corners[2, 1] - corners[0, 1], corners[2, 2] - corners[0, 2]
    nx, ny, nz = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
    length = math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12
    vx, vy, vz = camera[0] - corners[0, 0], camera[1] - corners[0, 1], camera[2] - corners[0, 2]
    away = math.sqrt(vx * vx + vy * vy + vz * vz)
    sign = 1.0 if nx * vx + ny * vy + nz * vz >= 0 else -1.0
    nx, ny, nz = sign * nx / length, sign * ny / length, sign * nz / length
    vx, vy, vz = vx / away, vy / away, vz / away
    direct = max(0.0, nx * scene.light[0] + ny * scene.light[1] + nz * scene.light[2])
    open_sky = 0.62 + 0.38 * ny
    facing = nx * vx + ny * vy + nz * vz
    rx, ry, rz = 2 * facing * nx - vx, 2 * facing * ny - vy, 2 * facing * nz - vz
    gleam = max(0.0, rx * scene.light[0] + ry * scene.light[1] + rz * scene.light[2]) ** 24
    mirror = 0.0
    if material == GLASS:
        mirror = 0.18 + 0.62 * (1 - facing) ** 3
    elif material in (PAINT, RIM):
        mirror = 0.04 + 0.3 * (1 - facing) ** 4
    else:
        gleam = 0.0
    shine = scene.night if material in (LAMP, TAIL) else 0.0
    for channel in range(3):
        light = scene.ambient[channel] * open_sky + scene.sun[channel] * direct
        seen = scene.sky[0, channel] if ry > 0.5 else scene.sky[1, channel] * (1.0 if ry > 0 else 0.35)
        value = colour[channel] * light * (1 - mirror) + mirror * seen + 0.55 * gleam * scene.sun[channel]
        out[channel] = value + shine * (1.1 if material == LAMP else 0.75 * colour[channel])


@njit(cache=True, nogil=True, error_model="numpy")
def fill(spots, depth, colours, who, colour, owner):
    """Samples within a triangle that nothing nearer hides take its colour and belong to its owner.

    Arguments:
        spots: [3, 3], each corner as `project` gives it.
        depth: [side, side], 1 / depth of what is seen.
        owner: 0 for what is no vehicle; below zero, -owner is only noted in `who`, as for what one looks through.
    """
    side = depth.shape[0]
    x0, y0, x1, y1, x2, y2 = spots[0, 0], spots[0, 1], spots[1, 0], spots[1, 1], spots[2, 0], spots[2, 1]
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    if abs(area) < 1e-9:
        return
    top = max(0, math.ceil(min(y0, y1, y2) - 0.5))
    bottom = min(side - 1, math.floor(max(y0, y1, y2) - 0.5))
    left = max(0, math.ceil(min(x0, x1, x2) - 0.5))
    right = min(side - 1, math.floor(max(x0, x1, x2) - 0.5))
    inverse = 1.0 / area
    for row in range(top, bottom + 1):
        y = row + 0.5
        for column in range(left, right + 1):
            x = column + 0.5
            first = ((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y)) * inverse
            second = ((x2 - x) * (y0 - y) - (x0 - x) * (y2 - y)) * inverse
            third = 1.0 - first - second
            if first < 0 or second < 0 or third < 0:
                continue
            near = first * spots[0, 2] + second * spots[1, 2] + third * spots[2, 2]
            if near <= depth[row, column]:
                continue
            if owner < 0:
                who[row, column] = owner
                continue
            depth[row, column] = near
            who[row, column] = owner
            colours[row, column, 0] = colour[0]
            colours[row, column, 1] = colour[1]
            colours[row, column, 2] = colour[2]


@njit(cache=True, nogil=True, error_model="numpy")
def shade(spots, shadow, depth_of_shadow):
    """Samples of the ground within a triangle's shadow."""
    side = shadow.shape[0]
    x0, y0, x1, y1, x2, y2 = spots[0, 0], spots[0, 1], spots[1, 0], spots[1, 1], spots[2, 0], spots[2, 1]
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    if abs(area) < 1e-9:
        return
    inverse = 1.0 / area
    for row in range(max(0, int(min(y0, y1, y2))), min(side - 1, int(max(y0, y1, y2))) + 1):
        y = row + 0.5
        for column in range(max(0, int(min(x0, x1, x2))), min(side - 1, int(max(x0, x1, x2))) + 1):
            x = column + 0.5
            first = ((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y)) * inverse
            second = ((x2 - x) * (y0 - y) - (x0 - x) * (y2 - y)) * inverse
            if first >= 0 and second >= 0 and first + second <= 1:
                shadow[row, column] = max(shadow[row, column], depth_of_shadow)


@njit(cache=True, nogil=True, error_model="numpy")
def stand(triangle, vehicle, out):
    """A triangle of a vehicle where the vehicle stands."""
    for corner in range(3):
        out[corner, 0] = vehicle.x + vehicle.facing * vehicle.stretch[0] * triangle[corner, 0]
        out[corner, 1] = vehicle.stretch[1] * triangle[corner, 1]
        out[corner, 2] = vehicle.z + vehicle.facing * vehicle.stretch[2] * triangle[corner, 2]
