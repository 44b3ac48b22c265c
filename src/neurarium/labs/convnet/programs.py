"""Compiled programs of a network: each is made once for a blueprint and kept as long as the process."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
from jax import Array

from neurarium import nn
from neurarium.labs.convnet.losses import Wanted, loss
from neurarium.labs.convnet.network import Blueprint, answers, assembled, normalised

KEPT = 24  # programs of each sort
MEMORY = 0.98  # of the running mean of the loss for what it was before

Program = Callable[..., Any]


@lru_cache(maxsize=KEPT)
def training(blueprint: Blueprint, optimiser: str) -> Program:
    """(parameters, moments, rates, mean, deviation, pixels, wanted, key) -> (parameters, moments, loss, None)."""

    def objective(
        parameters: dict[str, Array], mean: Array, deviation: Array, pixels: Array, wanted: Wanted, key: Array
    ) -> tuple[Array, tuple[dict[str, Array], None]]:
        inputs = normalised(pixels, mean, deviation)
        found = answers(blueprint, parameters, inputs, jax.random.wrap_key_data(key), quick=True)
        return loss(found, wanted), (found.noted, None)

    return nn.training_step(objective, optimiser)


@lru_cache(maxsize=KEPT)
def answering(blueprint: Blueprint) -> Program:
    """(parameters, mean, deviation, pixels [batch, ...]) -> the logits of each head, by its name."""

    def answer(parameters: dict[str, Array], mean: Array, deviation: Array, pixels: Array) -> dict[str, Array]:
        found = answers(blueprint, parameters, normalised(pixels, mean, deviation), quick=True)
        return {name: getattr(found, name) for name in blueprint.heads}

    return nn.compiled(answer)


@lru_cache(maxsize=KEPT)
def looking(blueprint: Blueprint) -> Program:
    """(parameters, mean, deviation, pixels [batch, ...]) -> (the answer of each layer, the logits of each head)."""

    def look(
        parameters: dict[str, Array], mean: Array, deviation: Array, pixels: Array
    ) -> tuple[list[Array], dict[str, Array]]:
        found = answers(blueprint, parameters, normalised(pixels, mean, deviation))
        return found.layers, {name: getattr(found, name) for name in blueprint.heads}

    return nn.compiled(look)


@lru_cache(maxsize=KEPT)
def reaching(blueprint: Blueprint, number: int) -> Program:
    """(parameters, mean, deviation, pixels [batch, ...]) -> the answer of the layer with this number."""

    def reach(parameters: dict[str, Array], mean: Array, deviation: Array, pixels: Array) -> Array:
        network = assembled(blueprint, parameters)[:number]
        values = normalised(pixels, mean, deviation)
        return nn.run(network, values)[0][-1] if network else values

    return nn.compiled(reach)


@lru_cache(maxsize=KEPT)
def explaining(blueprint: Blueprint) -> Program:
    """(parameters, mean, deviation, pixels [1, ...], label) -> (loss, slopes at each layer's answer, parameters' slopes).

    The slope at a layer's answer is found by adding a zero to it and asking how the loss changes with that zero. The
    slope of the input is that of the normalised pixels.
    """

    def explain(
        parameters: dict[str, Array], mean: Array, deviation: Array, pixels: Array, label: Array
    ) -> tuple[Array, list[Array], dict[str, Array]]:
        inputs = normalised(pixels, mean, deviation)

        def cost(parameters: dict[str, Array], nudges: list[Array]) -> Array:
            return nn.cross_entropy(_nudged(blueprint, parameters, inputs, nudges), label).mean()

        nudges = [jnp.zeros((1, *_shape(layer))) for layer in blueprint.layers[: blueprint.reach + 1]]
        value, (slopes, at_answers) = jax.value_and_grad(cost, (0, 1))(parameters, nudges)
        return value, at_answers, slopes

    return nn.compiled(explain)


def _shape(layer: Any) -> tuple[int, ...]:
    return (layer.channels,) if layer.flat else (layer.height, layer.width, layer.channels)


def _nudged(blueprint: Blueprint, parameters: dict[str, Array], inputs: Array, nudges: list[Array]) -> Array:
    """The logits where each layer's answer is changed by a nudge."""
    values = inputs + nudges[0]
    for layer, nudge in zip(assembled(blueprint, parameters), nudges[1:], strict=True):
        values, _ = layer(values)
        values = values + nudge
    return values
