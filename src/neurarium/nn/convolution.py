"""Convolution of images, as fast as the processor allows, with gradients that are as fast.

Which formulation is fastest depends on the shapes (`bench/convolution.py` measures whole networks):

- With few input channels (the first layer) XLA's convolution spends its time on packing. All patches as the rows of a
  matrix (im2col) and one matrix product are three to five times faster, and the filter's gradient needs the same patches.
- Otherwise XLA's own convolution on images with channels last is the fastest, forwards and for both gradients, with the
  matrix products of `device.CPU_OPTIONS`; the patches would be nine times the image.
- The bias' gradient, a sum over all places, is faster as a matrix product with a row of ones.

On an accelerator all is left to XLA.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array, lax

from neurarium.nn.device import on_cpu

FEW = 4  # input channels up to which patches win


class Window(NamedTuple):
    """How a filter moves over the image: pixels from one place to the next, zeros around it, pixels between weights."""

    stride: int = 1
    padding: int = 0
    dilation: int = 1


def convolve(images: Array, filters: Array, window: Window) -> Array:
    """Each filter's weighted sums at each place (a cross-correlation, as networks use it).

    Arguments:
        images: float32 [batch, rows, columns, channels].
        filters: float32 [size, size, channels, filters].
        window: how a filter moves.

    Returns:
        float32 [batch, rows', columns', filters] with rows' = (rows + 2 padding - dilation (size - 1) - 1) // stride + 1.
    """
    if not on_cpu():
        return plain(images, filters, window)
    return _convolve(images, filters, window)


def plain(images: Array, filters: Array, window: Window) -> Array:
    """XLA's own convolution."""
    return lax.conv_general_dilated(
        images,
        filters,
        (window.stride, window.stride),
        [(window.padding, window.padding)] * 2,
        rhs_dilation=(window.dilation, window.dilation),
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )


@partial(jax.custom_vjp, nondiff_argnums=(2,))
def _convolve(images: Array, filters: Array, window: Window) -> Array:
    return _forward(images, filters, window)[0]


def _forward(images: Array, filters: Array, window: Window) -> tuple[Array, tuple[Array, Array, Array | None]]:
    size, _, channels, count = filters.shape
    if channels > FEW:
        return plain(images, filters, window), (images, filters, None)
    seen = patches(images, size, window)
    flat = seen.reshape(-1, seen.shape[-1]) @ filters.reshape(-1, count)
    return flat.reshape(*seen.shape[:3], count), (images, filters, seen)


def _backward(window: Window, kept: tuple[Array, Array, Array | None], slopes: Array) -> tuple[Array, Array]:
    images, filters, seen = kept
    _, to_images = jax.vjp(lambda images: plain(images, filters, window), images)
    if seen is not None:
        flat = slopes.reshape(-1, slopes.shape[3])
        of_filters = (seen.reshape(-1, seen.shape[-1]).T @ flat).reshape(filters.shape)
    else:
        _, to_filters = jax.vjp(lambda filters: plain(images, filters, window), filters)
        (of_filters,) = to_filters(slopes)
    return to_images(slopes)[0], of_filters


_convolve.defvjp(_forward, _backward)


def patches(images: Array, size: int, window: Window) -> Array:
    """What lies under the filter at each place: [batch, rows', columns', size * size * channels].

    First the pixels of each row side by side, then the rows: twice as fast as all at once, because more is copied in one
    piece.
    """
    stride, padding, dilation = window
    padded = jnp.pad(images, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    rows, columns = ((length - dilation * (size - 1) - 1) // stride + 1 for length in padded.shape[1:3])
    starts = [dilation * number for number in range(size)]
    ends = [(start + stride * (rows - 1) + 1, start + stride * (columns - 1) + 1) for start in starts]
    wide = [padded[:, :, start : end[1] : stride] for start, end in zip(starts, ends, strict=True)]
    across = jnp.concatenate(wide, axis=3)
    tall = [across[:, start : end[0] : stride] for start, end in zip(starts, ends, strict=True)]
    return jnp.concatenate(tall, axis=3)


def add_bias(values: Array, bias: Array) -> Array:
    """A number for each channel, added everywhere: [..., channels] + [channels]."""
    return _add_bias(values, bias) if on_cpu() else values + bias


@jax.custom_vjp
def _add_bias(values: Array, bias: Array) -> Array:
    return values + bias


def _bias_forward(values: Array, bias: Array) -> tuple[Array, None]:
    return values + bias, None


def _bias_backward(_: None, slopes: Array) -> tuple[Array, Array]:
    flat = slopes.reshape(-1, slopes.shape[-1])
    return slopes, (jnp.ones((1, len(flat)), slopes.dtype) @ flat)[0]


_add_bias.defvjp(_bias_forward, _bias_backward)
