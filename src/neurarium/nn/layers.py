"""Layers as Equinox modules that act on a whole batch: [batch, rows, columns, channels], or [batch, values].

Each takes the values and a key for what is random in training; None where it is not training. It returns its answer and
itself, in which normalisation has noted what it saw. A network is a tuple of layers, see `run`.
"""

from __future__ import annotations

from typing import Any, Self

import equinox as eqx
import jax
import jax.numpy as jnp
from jax import Array

from neurarium.nn.convolution import Window, add_bias, convolve
from neurarium.nn.pooling import max_pool, mean_pool

EPSILON = 1e-5  # added to variances
MEMORY = 0.9  # of the running mean and variance for what they knew before
ACTIVATIONS = {
    "relu": jax.nn.relu,
    "leaky": jax.nn.leaky_relu,  # 0.01 of negative values
    "tanh": jnp.tanh,
    "sigmoid": jax.nn.sigmoid,
}


class Layer(eqx.Module):
    """What all layers share."""

    def __call__(self, values: Array, key: Array | None = None, /) -> tuple[Array, Self]:
        raise NotImplementedError


class Convolution(Layer):
    """weight [size, size, channels, filters], bias [filters]."""

    weight: Array
    bias: Array
    window: Window = eqx.field(static=True, default=Window())

    def __call__(self, values: Array, _: Array | None = None, /) -> tuple[Array, Self]:
        return add_bias(convolve(values, self.weight, self.window), self.bias), self


class Dense(Layer):
    """weight [inputs, units], bias [units]; acts on the last axis."""

    weight: Array
    bias: Array

    def __call__(self, values: Array, _: Array | None = None, /) -> tuple[Array, Self]:
        flat = values.reshape(-1, values.shape[-1])  # a product of two matrices is twice as fast as one of more axes
        return add_bias(flat @ self.weight, self.bias).reshape(*values.shape[:-1], -1), self


class MaxPool(Layer):
    size: int = eqx.field(static=True)
    stride: int = eqx.field(static=True)

    def __call__(self, values: Array, _: Array | None = None, /) -> tuple[Array, Self]:
        return max_pool(values, self.size, self.stride), self


class MeanPool(Layer):
    size: int = eqx.field(static=True)
    stride: int = eqx.field(static=True)

    def __call__(self, values: Array, _: Array | None = None, /) -> tuple[Array, Self]:
        return mean_pool(values, self.size, self.stride), self


class GlobalMean(Layer):
    """The mean of each map."""

    def __call__(self, values: Array, _: Array | None = None, /) -> tuple[Array, Self]:
        return values.mean(axis=(1, 2)), self


class Flatten(Layer):
    """All values of an image in a row: rows, then columns, then channels."""

    def __call__(self, values: Array, _: Array | None = None, /) -> tuple[Array, Self]:
        return values.reshape(len(values), -1), self


class Activation(Layer):
    """One of `ACTIVATIONS`, value by value."""

    name: str = eqx.field(static=True)

    def __call__(self, values: Array, _: Array | None = None, /) -> tuple[Array, Self]:
        return ACTIVATIONS[self.name](values), self


class Dropout(Layer):
    """While training, each value is 0 with this chance; the others grow, so that the mean stays."""

    chance: float = eqx.field(static=True)

    def __call__(self, values: Array, key: Array | None = None, /) -> tuple[Array, Self]:
        if key is None or self.chance == 0:
            return values, self
        kept = jax.random.bernoulli(key, 1 - self.chance, values.shape)
        return jnp.where(kept, values / (1 - self.chance), 0), self


class BatchNorm(Layer):
    """Each channel to mean 0 and variance 1 over the batch, then scaled and shifted (Ioffe & Szegedy 2015).

    When it is not training, by the running mean and variance of what it saw in training; all four are [channels].
    """

    scale: Array
    shift: Array
    mean: Array
    variance: Array

    def __call__(self, values: Array, key: Array | None = None, /) -> tuple[Array, Self]:
        if key is None:
            mean, variance, noted = jax.lax.stop_gradient(self.mean), jax.lax.stop_gradient(self.variance), self
        else:
            axes = tuple(range(values.ndim - 1))
            mean = values.mean(axes)
            variance = jnp.square(values - mean).mean(axes)
            count = values.size // values.shape[-1]
            unbiased = variance * (count / max(1, count - 1))
            noted = eqx.tree_at(
                lambda layer: (layer.mean, layer.variance),
                self,
                jax.lax.stop_gradient(
                    (
                        MEMORY * self.mean + (1 - MEMORY) * mean,
                        MEMORY * self.variance + (1 - MEMORY) * unbiased,
                    )
                ),
            )
        return (values - mean) * (jax.lax.rsqrt(variance + EPSILON) * self.scale) + self.shift, noted


class LayerNorm(Layer):
    """The channels at each place to mean 0 and variance 1, then scaled and shifted (Ba, Kiros & Hinton 2016)."""

    scale: Array
    shift: Array

    def __call__(self, values: Array, _: Array | None = None, /) -> tuple[Array, Self]:
        centred = values - values.mean(-1, keepdims=True)
        variance = jnp.square(centred).mean(-1, keepdims=True)
        return centred * jax.lax.rsqrt(variance + EPSILON) * self.scale + self.shift, self


def run(network: tuple[Layer, ...], values: Array, key: Array | None = None) -> tuple[list[Array], tuple[Layer, ...]]:
    """All layers one after the other.

    Arguments:
        network: the layers.
        values: what the first one gets.
        key: for what is random in training; None where it is not training.

    Returns:
        the answer of each layer, and the layers with what they noted.
    """
    answers: list[Array] = []
    noted: list[Any] = []
    for number, layer in enumerate(network):
        values, after = layer(values, None if key is None else jax.random.fold_in(key, number))
        answers.append(values)
        noted.append(after)
    return answers, tuple(noted)
