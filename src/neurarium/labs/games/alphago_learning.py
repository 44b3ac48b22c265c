"""What AlphaGo's four networks are taught: three losses, and the step that all of them share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from neurarium import nn
from neurarium.labs.games import patterns
from neurarium.labs.games.alphago_network import IMITATED, VALUE, part_of, policy, value
from neurarium.labs.games.network import Blueprint
from neurarium.labs.games.patterns import NEVER
from neurarium.labs.games.state import Learner
from neurarium.nn.optimisers import Moments, Rates


@cache
def imitating(blueprint: Blueprint) -> Any:
    """Cross-entropy of the expert's move, of p_sigma and of p_pi: the step takes (seen, the move as ones and zeros)."""

    def loss(parameters: Any, seen: Array, played: Array) -> tuple[Array, tuple[Any, Any]]:
        losses = [
            -(played * jax.nn.log_softmax(logits)).sum(-1).mean()
            for logits in (
                policy(blueprint, part_of(parameters, IMITATED), seen),
                patterns.policy(blueprint.board, parameters, seen),
            )
        ]
        return sum(losses, jnp.zeros(())), (parameters, losses[0])

    return nn.training_step(loss, "adamw")


@cache
def reinforcing(blueprint: Blueprint, part: str) -> Any:
    """REINFORCE (Williams 1992): the step takes (seen, legal, actions, advantages z - b, games that they come from)."""

    def loss(parameters: Any, *batch: Array) -> tuple[Array, tuple[Any, Any]]:
        seen, legal, actions, advantages, games = batch
        logits = policy(blueprint, part_of(parameters, part), seen)
        surprise = reinforced(logits, legal, actions, advantages, games)
        return surprise, (parameters, surprise)

    return nn.training_step(loss, "adamw")


def reinforced(logits: Array, legal: Array, actions: Array, advantages: Array, games: Array) -> Array:
    """-(1/n) sum over games i and moves t of log p(a_t | s_t) (z_t - b): its slope, turned round, is AlphaGo's step of rho."""
    logs = jax.nn.log_softmax(jnp.where(legal, logits, NEVER))
    return -(jnp.take_along_axis(logs, actions[:, None], axis=1)[:, 0] * advantages).sum() / games


@cache
def judging(blueprint: Blueprint) -> Any:
    """(z - v)^2 on the mean: the step takes (seen, z)."""

    def loss(parameters: Any, seen: Array, z: Array) -> tuple[Array, tuple[Any, Any]]:
        error = jnp.square(z - value(blueprint, part_of(parameters, VALUE), seen)).mean()
        return error, (parameters, error)

    return nn.training_step(loss, "adamw")


def taught(
    learner: Learner, parts: tuple[str, ...], step: Any, rates: Rates, batches: Iterable[Any], updates: int
) -> tuple[Learner, list[float]]:
    """The learner after a step for each batch, and what each step's loss was.

    Arguments:
        learner: all networks, of which only some learn.
        parts: how the names of their parameters begin.
        step: one of the above.
        rates: of learning.
        batches: what the steps take.
        updates: steps of these parts before.
    """

    def chosen(tree: Any) -> Any:
        return {name: array for name, array in tree.items() if name.startswith(parts)}

    parameters: Any = chosen(learner.parameters)
    moments = Moments(chosen(learner.first), chosen(learner.second), np.float32(updates))
    losses = []
    for batch in batches:
        parameters, moments, _, loss = step(parameters, moments, rates, *batch)
        losses.append(loss)

    def all_of(old: Any, new: Any) -> Any:
        return {**old, **{name: np.asarray(array) for name, array in new.items()}}

    return Learner(
        all_of(learner.parameters, parameters),
        all_of(learner.first, moments.first),
        all_of(learner.second, moments.second),
        learner.updates + len(losses),
        learner.policy_loss,
        learner.value_loss,
    ), [float(loss) for loss in losses]
