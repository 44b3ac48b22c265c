"""AlphaGo's four networks, in one set of parameters: p_sigma ("sigma."), p_rho ("rho."), v_theta ("theta."), p_pi ("pi.").

Silver et al. 2016. Policies and value are networks apart; the generations after it have one with two outputs.
Deviation: they are built as those later ones are (`network`), each with the one output that it needs.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import Array

from neurarium import nn
from neurarium.labs.games import network, patterns
from neurarium.labs.games.network import Blueprint
from neurarium.labs.games.state import Parameters

IMITATED, IMPROVED, VALUE, ROLLOUT = "sigma.", "rho.", "theta.", "pi."


def first_parameters(blueprint: Blueprint, random: np.random.Generator) -> Parameters:
    """The first weights of all; p_rho begins as p_sigma, p_pi with every move alike."""
    policy: Parameters = {}
    board = blueprint.board
    inputs = board.planes if blueprint.convolutional else board.cells * board.planes
    network.add_trunk(policy, blueprint, random, inputs)
    network.add_policy_head(policy, blueprint, random)
    value: Parameters = {}
    network.add_trunk(value, blueprint, random, inputs)
    network.add_value_head(value, blueprint, random)
    parameters = {**under(IMITATED, policy), **under(IMPROVED, policy), **under(VALUE, value)}
    return dict(sorted({**parameters, **patterns.first_weights(board)}.items()))


def part_of(parameters: Any, part: str) -> Any:
    """One network's parameters, by the names that `policy` and `value` know."""
    return {name.removeprefix(part): array for name, array in parameters.items() if name.startswith(part)}


def under(part: str, parameters: Any) -> Any:
    """One network's parameters, by the names they have among all."""
    return {part + name: array for name, array in parameters.items()}


def policy(blueprint: Blueprint, parameters: Any, seen: Array) -> Array:
    """Logits over the moves, float32 [batch, actions], of one policy's own parameters; illegal moves are not excluded."""
    return network.policy_head(blueprint, parameters, network.trunk(blueprint, parameters, seen.astype(jnp.float32)))


def value(blueprint: Blueprint, parameters: Any, seen: Array) -> Array:
    """What the player to move expects, float32 [batch], of the value network's own parameters."""
    return network.value_head(blueprint, parameters, network.trunk(blueprint, parameters, seen.astype(jnp.float32)))


@cache
def answering(blueprint: Blueprint, part: str = IMPROVED) -> Any:
    """The compiled policy (p_rho, which plays best without a search) and value: (parameters, seen) -> (logits, value)."""

    def answer(parameters: Any, seen: Array) -> tuple[Array, Array]:
        logits = policy(blueprint, part_of(parameters, part), seen)
        return logits, value(blueprint, part_of(parameters, VALUE), seen)

    return nn.compiled(answer)


@cache
def rolling(blueprint: Blueprint) -> Any:
    """The compiled rollout policy, as if it were a network that knows no value: (parameters, seen) -> (logits, zeros)."""

    def answer(parameters: Any, seen: Array) -> tuple[Array, Array]:
        return patterns.policy(blueprint.board, parameters, seen), jnp.zeros(len(seen))

    return nn.compiled(answer)
