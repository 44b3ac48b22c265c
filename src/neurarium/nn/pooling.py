"""Pooling: windows of an image become one value each, their largest or their mean; and images made larger again.

XLA's `reduce_window` has a gradient that is four times slower than all the rest of a small network. Windows that do not
overlap are therefore an axis of a reshaped array, others a maximum over shifted images.
"""

from __future__ import annotations

from functools import partial, reduce

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array, lax

from neurarium.nn.device import on_cpu


def max_pool(images: Array, size: int, stride: int) -> Array:
    """The largest value of each window of [batch, rows, columns, channels]; rows left over at the edges are dropped.

    Where several are the largest, the first of them gets the gradient.
    """
    if not on_cpu():
        window, strides = (1, size, size, 1), (1, stride, stride, 1)
        return jnp.asarray(lax.reduce_window(images, -jnp.inf, lax.max, window, strides, "VALID"))
    return _largest(images, size, stride)


def mean_pool(images: Array, size: int, stride: int) -> Array:
    """The mean of each window of [batch, rows, columns, channels]; rows left over at the edges are dropped."""
    if size == stride:
        return _split(_cut(images, size), size).mean(axis=(2, 4))
    return reduce(jnp.add, _windows(images, size, stride)) / size**2


def _cut(images: Array, size: int) -> Array:
    _, rows, columns, _ = images.shape
    return images[:, : rows // size * size, : columns // size * size]


def _split(images: Array, size: int) -> Array:
    """Each window as axes 2 and 4: [batch, rows / size, size, columns / size, size, channels]."""
    batch, rows, columns, channels = images.shape
    return images.reshape(batch, rows // size, size, columns // size, size, channels)


def _spread(pooled: Array, size: int) -> Array:
    """Each pooled value at all places of its window."""
    batch, rows, columns, channels = pooled.shape
    wide = jnp.broadcast_to(pooled[:, :, None, :, None, :], (batch, rows, size, columns, size, channels))
    return wide.reshape(batch, rows * size, columns * size, channels)


@partial(jax.custom_vjp, nondiff_argnums=(1, 2))
def _largest(images: Array, size: int, stride: int) -> Array:
    if size == stride:
        return _split(_cut(images, size), size).max(axis=(2, 4))
    return reduce(jnp.maximum, _windows(images, size, stride))


def _largest_forward(images: Array, size: int, stride: int) -> tuple[Array, tuple[Array, tuple[int, ...]]]:
    """Remembers where the largest value was, in a byte.

    JAX's own gradient compares the image with its largest values, for which XLA may compute a convolution twice; rounded
    differently, no value equals the largest, and the gradient is none.
    """
    windows = _windows(images, size, stride)
    largest, place = windows[0], jnp.zeros(windows[0].shape, jnp.uint8)
    for number, values in enumerate(windows[1:], 1):
        place = jnp.where(values > largest, jnp.uint8(number), place)
        largest = jnp.maximum(largest, values)
    return _largest(images, size, stride), (place, images.shape)


def _largest_backward(size: int, stride: int, kept: tuple[Array, tuple[int, ...]], slopes: Array) -> tuple[Array]:
    place, (_, rows, columns, _) = kept
    if size == stride:
        _, high, wide, _ = place.shape
        here = (np.arange(high * size) % size * size)[:, None] + np.arange(wide * size) % size
        chosen = jnp.where(_spread(place, size) == here[:, :, None].astype(np.uint8), _spread(slopes, size), 0)
        return (jnp.pad(chosen, ((0, 0), (0, rows - high * size), (0, columns - wide * size), (0, 0))),)
    parts = []
    for number in range(size * size):
        row, column = divmod(number, size)
        edges = [
            (0, 0, 0),
            (row, rows - row - stride * (slopes.shape[1] - 1) - 1, stride - 1),
            (column, columns - column - stride * (slopes.shape[2] - 1) - 1, stride - 1),
            (0, 0, 0),
        ]
        parts.append(lax.pad(jnp.where(place == number, slopes, 0), jnp.zeros((), slopes.dtype), edges))
    return (reduce(jnp.add, parts),)


_largest.defvjp(_largest_forward, _largest_backward)


def _windows(images: Array, size: int, stride: int) -> list[Array]:
    """For each place in the window, row by row, the values that lie there: [batch, rows', columns', channels]."""
    rows, columns = ((length - size) // stride + 1 for length in images.shape[1:3])
    return [
        images[:, row : row + stride * (rows - 1) + 1 : stride, column : column + stride * (columns - 1) + 1 : stride]
        for row in range(size)
        for column in range(size)
    ]


def resized(images: Array, rows: int, columns: int) -> Array:
    """[batch, rows', columns', channels] in another size, each pixel that of the nearest place."""
    _, old_rows, old_columns, _ = images.shape
    if rows == 2 * old_rows and columns == 2 * old_columns:
        return _spread(images, 2)
    # As a product with a matrix of zeros and ones, because the gradient of a gather is slow.
    return jnp.einsum("ri,nijc,kj->nrkc", _nearest(old_rows, rows), images, _nearest(old_columns, columns))


def _nearest(old: int, new: int) -> np.ndarray:
    """float32 [new, old]: 1 where the new place takes its value from the old one."""
    source = np.arange(new) * old // new
    chosen: np.ndarray = (source[:, None] == np.arange(old)).astype(np.float32)
    return chosen
