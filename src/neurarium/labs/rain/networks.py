"""Networks in the place of rates, or on top of them. All see the same: water, mean masses, share of rain, shape.

    C, D   one network a rate, three hidden layers of 20, as the paper has it; C learns rates, D the solution
    E      Seifert and Beheng's rates, each times exp(network); zero at the start, so that it begins as the scheme itself

A network is a list of weights and biases: plain constants that a weather model could hold.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from neurarium.labs.rain.drops import SEPARATION
from neurarium.labs.rain.schemes import (
    LEAST,
    PUBLISHED,
    Array,
    Bulk,
    Rates,
    Scheme,
    SeifertBeheng,
    mean_cloud_mass,
    mean_rain_mass,
    rain_share,
    seifert_beheng,
)

INPUTS = 6
HIDDEN = (20, 20, 20)
REACH = 4.0  # a correction of E stays between exp(-REACH) and exp(REACH)

Layers = tuple[tuple[Array, Array], ...]


def first_layers(sizes: tuple[int, ...], random: np.random.Generator, last: float = 1.0) -> Layers:
    """Normal weights that keep sums near 1, biases 0; the last layer's weights times `last`."""
    layers = []
    for index, (before, after) in enumerate(pairwise(sizes)):
        scale = np.sqrt(2 / before) if index < len(sizes) - 2 else np.sqrt(1 / before) * last
        layers.append((jnp.asarray(random.normal(0, scale, (before, after))), jnp.zeros(after)))
    return tuple(layers)


def apply(layers: Layers, inputs: Array) -> Array:
    """[..., outputs], swish between layers."""
    *hidden, (weights, bias) = layers
    for inner, inner_bias in hidden:
        inputs = jax.nn.swish(inputs @ inner + inner_bias)
    return inputs @ weights + bias


def features(bulk: Bulk, shape: Array) -> Array:
    """[..., INPUTS], all of the order of 1."""
    share = jnp.clip(rain_share(bulk), 1e-9, 1.0)
    return jnp.stack(
        [
            jnp.log(jnp.maximum(bulk.cloud_water, 1e-9) / 1e-3) / 2,
            jnp.log(mean_cloud_mass(bulk) / 1e-11) / 1.5,
            jnp.log(share) / 5 + 1,
            jnp.log(mean_rain_mass(bulk) / SEPARATION) / 3,
            2 * share - 1,
            shape / 2 - 1,
        ],
        axis=-1,
    )


def corrected(layers: Layers, constants: SeifertBeheng = PUBLISHED) -> Scheme:
    """E: a scheme whose rates are Seifert and Beheng's times exp(network)."""

    def scheme(bulk: Bulk, shape: Array) -> Rates:
        factors = jnp.exp(REACH * jnp.tanh(apply(layers, features(bulk, shape)) / REACH))
        rates = seifert_beheng(bulk, shape, constants)
        return Rates(*(rate * factors[..., index] for index, rate in enumerate(rates)))

    return scheme


class Scaled(NamedTuple):
    """C and D: a network for each rate, and the scale of its answer (mean and deviation of the logarithm)."""

    layers: tuple[Layers, Layers, Layers, Layers]
    middle: Array  # [4]
    width: Array  # [4]


LOWEST = np.array([1e-14, 1e-14, 1e-6, 1e-8])  # a rate below counts as none: kg m-3 s-1 twice, m-3 s-1 twice


def of_networks(model: Scaled) -> Scheme:
    """C and D as a scheme; a rate is exp(network) less the lowest, never below zero."""

    def scheme(bulk: Bulk, shape: Array) -> Rates:
        inputs = features(bulk, shape)
        rates = []
        for index, layers in enumerate(model.layers):
            answer = apply(layers, inputs)[..., 0] * model.width[index] + model.middle[index]
            rates.append(jnp.maximum(jnp.exp(jnp.clip(answer, -40.0, 30.0)) - LOWEST[index], 0))
        autoconversion, accretion, cloud_self, rain_self = rates
        there = bulk.rain_water > LEAST
        return Rates(autoconversion, jnp.where(there, accretion, 0), cloud_self, jnp.where(there, rain_self, 0))

    return scheme
