"""Convolution and pooling against XLA's own, and their gradients against XLA's and finite differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from neurarium import nn
from neurarium.nn.convolution import Window, plain

SHAPES = [  # rows, columns, channels, filters, size, window
    (8, 8, 1, 4, 3, Window(1, 1, 1)),
    (7, 9, 1, 3, 5, Window(2, 2, 1)),
    (9, 8, 2, 3, 3, Window(1, 2, 2)),
    (8, 8, 3, 4, 3, Window(1, 1, 1)),
    (8, 8, 8, 5, 3, Window(1, 1, 1)),
    (8, 7, 6, 5, 3, Window(2, 0, 1)),
]


def random(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def slopes(function: Callable[..., Any], *arguments: Any) -> Any:
    """The gradients of a random sum of the function's answers."""
    weights = random(*jax.eval_shape(function, *arguments).shape, seed=9)
    return nn.compiled(jax.grad(lambda *values: jnp.sum(function(*values) * weights), tuple(range(len(arguments)))))(
        *arguments
    )


def differences(function: Callable[..., Any], argument: np.ndarray, step: float = 1e-2) -> np.ndarray:
    """The same by nudging each number of the only argument up and down."""
    weights = random(*jax.eval_shape(function, argument).shape, seed=9)
    value = nn.compiled(jax.vmap(lambda values: jnp.sum(function(values) * weights)))
    nudges = step * np.eye(argument.size, dtype=np.float32).reshape(-1, *argument.shape)
    found: np.ndarray = np.asarray(value(argument + nudges) - value(argument - nudges)) / (2 * step)
    return found.reshape(argument.shape)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_convolution_and_its_gradients_are_those_of_xla(shape: tuple[Any, ...]) -> None:
    rows, columns, channels, filters, size, window = shape
    images, weights = random(2, rows, columns, channels), random(size, size, channels, filters, seed=1)
    ours, theirs = (
        nn.compiled(function, static_argnums=2)(images, weights, window) for function in (nn.convolve, plain)
    )
    # Sums of up to 72 products in another order: rounding of some 1e-6 each.
    assert ours == pytest.approx(np.asarray(theirs), abs=2e-5)
    for one, other in zip(
        slopes(lambda images, weights: nn.convolve(images, weights, window), images, weights),
        slopes(lambda images, weights: plain(images, weights, window), images, weights),
        strict=True,
    ):
        assert one == pytest.approx(np.asarray(other), abs=2e-4)


def test_a_convolution_by_hand() -> None:
    image = np.arange(9, dtype=np.float32).reshape(1, 3, 3, 1)
    edge = np.array([[1, 0], [0, -1]], np.float32).reshape(2, 2, 1, 1)
    assert np.asarray(nn.convolve(image, edge, Window()))[0, :, :, 0].tolist() == [[-4, -4], [-4, -4]]
    padded = np.asarray(nn.convolve(image, edge, Window(padding=1)))[0, :, :, 0]
    assert padded[0].tolist() == [0, -1, -2, 0]


def test_convolution_has_the_slopes_that_nudging_finds() -> None:
    images, weights = random(1, 5, 4, 2), random(3, 3, 2, 2, seed=1)
    (found,) = slopes(lambda weights: nn.convolve(images, weights, Window(1, 1, 1)), weights)
    # The sums are linear in a weight, so differences are exact up to rounding: 1e-6 of a sum near 10, over 2e-2.
    assert found == pytest.approx(
        differences(lambda weights: nn.convolve(images, weights, Window(1, 1, 1)), weights), abs=5e-3
    )


def test_bias_and_its_slope() -> None:
    values, bias = random(2, 3, 3, 4), random(4, seed=1)
    assert np.asarray(nn.add_bias(values, bias)) == pytest.approx(values + bias)
    for one, other in zip(slopes(nn.add_bias, values, bias), slopes(jnp.add, values, bias), strict=True):
        assert one == pytest.approx(np.asarray(other), abs=1e-5)


def reference_pool(images: jax.Array, size: int, stride: int) -> jax.Array:
    found: jax.Array = lax.reduce_window(images, -jnp.inf, lax.max, (1, size, size, 1), (1, stride, stride, 1), "VALID")
    return found


@pytest.mark.parametrize(("rows", "columns", "size", "stride"), [(7, 6, 2, 2), (9, 9, 3, 3), (7, 8, 3, 2)])
def test_pooling_and_its_gradients_are_those_of_xla(rows: int, columns: int, size: int, stride: int) -> None:
    images = random(2, rows, columns, 3)
    assert np.array_equal(nn.max_pool(images, size, stride), reference_pool(images, size, stride))
    (ours,), (theirs,) = (
        slopes(lambda images, pool=pool: pool(images, size, stride), images) for pool in (nn.max_pool, reference_pool)
    )
    assert ours == pytest.approx(np.asarray(theirs), abs=1e-6)
    total = lax.reduce_window(images, 0.0, lax.add, (1, size, size, 1), (1, stride, stride, 1), "VALID")
    assert np.asarray(nn.mean_pool(images, size, stride)) == pytest.approx(np.asarray(total) / size**2, abs=1e-6)
    (mean,) = slopes(lambda images: nn.mean_pool(images, size, stride), images)
    assert mean == pytest.approx(differences(lambda images: nn.mean_pool(images, size, stride), images), abs=5e-3)


@pytest.mark.parametrize(("size", "stride"), [(2, 2), (3, 1)])
def test_of_equal_values_the_first_gets_the_slope(size: int, stride: int) -> None:
    (found,) = nn.compiled(jax.grad(lambda image: nn.max_pool(image, size, stride).sum(), argnums=(0,)))(
        jnp.ones((1, 4, 4, 1))
    )
    expected = np.zeros((4, 4))
    last = 4 - size + 1
    for row in range(0, last, stride):
        for column in range(0, last, stride):
            expected[row, column] = 1
    assert np.array_equal(np.asarray(found)[0, :, :, 0], expected)


def test_pooling_behind_a_convolution_has_a_slope_everywhere() -> None:
    """What XLA may compute twice, rounded differently, must not lose the largest value (it made NaN of it)."""
    images, weights = random(8, 8, 8, 1), random(3, 3, 1, 16, seed=1)

    def value(weights: jax.Array) -> jax.Array:
        return jnp.sum(nn.max_pool(nn.add_bias(nn.convolve(images, weights, Window(1, 1, 1)), jnp.ones(16)), 2, 2))

    found = nn.compiled(jax.grad(value))(weights)
    reference = jax.grad(lambda weights: jnp.sum(reference_pool(plain(images, weights, Window(1, 1, 1)), 2, 2)))(
        weights
    )
    assert np.asarray(found) == pytest.approx(np.asarray(reference), abs=1e-3)


@pytest.mark.parametrize(("rows", "columns"), [(6, 8), (7, 5), (2, 9)])
def test_resizing_takes_the_nearest(rows: int, columns: int) -> None:
    images = random(2, 3, 4, 2)
    expected = images[:, np.arange(rows) * 3 // rows][:, :, np.arange(columns) * 4 // columns]
    assert np.array_equal(nn.resized(images, rows, columns), expected)
