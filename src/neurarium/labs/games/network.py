"""The network of AlphaGo Zero and AlphaZero: one trunk, two heads, f(s) = (p, v).

Silver et al. 2017, Methods, "Neural network architecture": a convolution, residual blocks, a policy head and a value head.
Deviations: much smaller; no batch normalisation (the second convolution of a block begins at zero instead, so that a block
begins as the identity), because self-play and training would see different statistics.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from neurarium import nn
from neurarium.labs.games.boards import Board
from neurarium.nn.convolution import Window

Parameters = dict[str, np.ndarray]  # float32, by the name of the layer and of the parameter: "input.weight"
POLICY_MAPS, VALUE_MAPS, VALUE_UNITS = 4, 2, 32
SAME = Window(padding=1)


class Blueprint(NamedTuple):
    """All that a compiled program depends on.

    Attributes:
        board: what is played on.
        kind: "dense" if every unit sees the whole board, which suits tic-tac-toe; any other is convolutional.
        width: maps, or units of a layer.
        blocks: residual blocks of two layers each.
    """

    board: Board
    kind: str
    width: int
    blocks: int

    @property
    def convolutional(self) -> bool:
        return self.kind != "dense"


def first_parameters(blueprint: Blueprint, random: np.random.Generator) -> Parameters:
    """Weights from normal distributions that keep values near 1 behind a ReLU (He et al. 2015); biases 0."""
    parameters: Parameters = {}
    board = blueprint.board
    add_trunk(parameters, blueprint, random, board.planes if blueprint.convolutional else board.cells * board.planes)
    add_heads(parameters, blueprint, random)
    return dict(sorted(parameters.items()))  # as JAX and saved files order them


def add_trunk(
    parameters: Parameters, blueprint: Blueprint, random: np.random.Generator, inputs: int, part: str = ""
) -> None:
    """The first weights of a layer for so many maps (or values) and of the residual blocks; names begin with `part`."""
    window, width = (3, 3) if blueprint.convolutional else (), blueprint.width
    _add(parameters, random, f"{part}input", (*window, inputs, width))
    for number in range(blueprint.blocks):
        _add(parameters, random, f"{part}block{number}a", (*window, width, width))
        _add(parameters, random, f"{part}block{number}b", (*window, width, width), gain=0.0)


def add_heads(parameters: Parameters, blueprint: Blueprint, random: np.random.Generator, part: str = "") -> None:
    """The first weights of the policy's and the value's layers; names begin with `part`."""
    add_policy_head(parameters, blueprint, random, part)
    add_value_head(parameters, blueprint, random, part)


def add_policy_head(parameters: Parameters, blueprint: Blueprint, random: np.random.Generator, part: str = "") -> None:
    """The first weights of the policy's layers."""
    board, width = blueprint.board, blueprint.width
    if blueprint.convolutional:
        _add(parameters, random, f"{part}policy1", (width, POLICY_MAPS))
        width = board.cells * POLICY_MAPS
    _add(parameters, random, f"{part}policy2", (width, board.actions), gain=0.1)


def add_value_head(parameters: Parameters, blueprint: Blueprint, random: np.random.Generator, part: str = "") -> None:
    """The first weights of the value's layers."""
    width = blueprint.width
    if blueprint.convolutional:
        _add(parameters, random, f"{part}value1", (width, VALUE_MAPS))
        _add(parameters, random, f"{part}value2", (blueprint.board.cells * VALUE_MAPS, VALUE_UNITS))
        width = VALUE_UNITS
    _add(parameters, random, f"{part}value3", (width, 1), gain=0.1)


def _add(
    parameters: Parameters, random: np.random.Generator, name: str, shape: tuple[int, ...], gain: float = 2.0
) -> None:
    spread = (gain / np.prod(shape[:-1])) ** 0.5
    parameters[f"{name}.weight"] = (random.standard_normal(shape) * spread).astype(np.float32)
    parameters[f"{name}.bias"] = np.zeros(shape[-1], np.float32)


def predict(blueprint: Blueprint, parameters: dict[str, Array], seen: Array) -> tuple[Array, Array]:
    """What the network thinks of boards.

    Arguments:
        blueprint: what it is made of.
        parameters: by name.
        seen: [batch, rows, columns, planes], as `rules.observe`.

    Returns:
        float32 [batch, actions]: the logarithms of p, but for a constant; illegal moves are not excluded.
        float32 [batch]: v, what the player to move expects, from -1 (lost) to 1 (won).
    """
    return heads(blueprint, parameters, trunk(blueprint, parameters, seen.astype(jnp.float32)))


def trunk(blueprint: Blueprint, parameters: dict[str, Array], values: Array, part: str = "") -> Array:
    """A layer and the residual blocks: [batch, rows, columns, maps] to as many maps as it is wide, or [batch, units]."""
    layer = _convolution
    if not blueprint.convolutional:
        values, layer = values.reshape(len(values), -1), dense
    values = jax.nn.relu(layer(parameters, f"{part}input", values))
    for number in range(blueprint.blocks):
        inner = jax.nn.relu(layer(parameters, f"{part}block{number}a", values))
        values = jax.nn.relu(values + layer(parameters, f"{part}block{number}b", inner))
    return values


def heads(blueprint: Blueprint, parameters: dict[str, Array], values: Array, part: str = "") -> tuple[Array, Array]:
    """Logits of the policy and value of what a trunk made."""
    return policy_head(blueprint, parameters, values, part), value_head(blueprint, parameters, values, part)


def policy_head(blueprint: Blueprint, parameters: dict[str, Array], values: Array, part: str = "") -> Array:
    """Logits of the policy, [batch, actions]."""
    if blueprint.convolutional:
        values = jax.nn.relu(dense(parameters, f"{part}policy1", values)).reshape(len(values), -1)
    return dense(parameters, f"{part}policy2", values)


def value_head(blueprint: Blueprint, parameters: dict[str, Array], values: Array, part: str = "") -> Array:
    """The value, [batch]."""
    if blueprint.convolutional:
        values = jax.nn.relu(dense(parameters, f"{part}value1", values)).reshape(len(values), -1)
        values = jax.nn.relu(dense(parameters, f"{part}value2", values))
    return jnp.tanh(dense(parameters, f"{part}value3", values))[:, 0]


def dense(parameters: dict[str, Array], name: str, values: Array) -> Array:
    """A layer in which every unit sees all values of the last axis."""
    return nn.Dense(parameters[f"{name}.weight"], parameters[f"{name}.bias"])(values)[0]


def _convolution(parameters: dict[str, Array], name: str, values: Array) -> Array:
    return nn.Convolution(parameters[f"{name}.weight"], parameters[f"{name}.bias"], SAME)(values)[0]


@cache
def predicting(blueprint: Blueprint) -> Any:
    """The compiled network: (parameters, seen) -> (logits, value)."""

    def answer(parameters: dict[str, Array], seen: Array) -> tuple[Array, Array]:
        return predict(blueprint, parameters, seen)

    return nn.compiled(answer)


def probabilities(logits: np.ndarray, legal: np.ndarray) -> np.ndarray:
    """float64 [..., actions]: the policy over legal moves, illegal ones excluded and the rest scaled to sum to 1."""
    masked = np.where(legal, np.asarray(logits, np.float64), -np.inf)
    raised = np.exp(masked - masked.max(axis=-1, keepdims=True))
    result: np.ndarray = raised / raised.sum(axis=-1, keepdims=True)
    return result
