"""How gradients become steps: plain descent, with momentum, Adam (Kingma & Ba 2015), AdamW (Loshchilov & Hutter 2019).

All four share the same two moments, so that the optimiser can be changed in the middle of a run. The constants are the
papers' and every library's.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

OPTIMISERS = ("sgd", "momentum", "adam", "adamw")
SCHEDULES = ("constant", "cosine", "one-cycle")
MOMENTUM = 0.9
FIRST, SECOND, TINY = 0.9, 0.999, 1e-8
WARMING = 0.3  # share of a one-cycle schedule in which the rate grows, from a 25th
FIRST_PART, LAST_PART = 1 / 25, 1e-4


class Moments(NamedTuple):
    """Running means of the gradients and of their squares, trees like the parameters; how often they were updated."""

    first: Any
    second: Any
    updates: Any  # how many, float32 []


class Rates(NamedTuple):
    """Learning rate and weight decay of one step."""

    learning: Any  # float32 []
    decay: Any = 0.0


def no_moments(parameters: Any) -> Moments:
    """The moments before the first step."""
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    return Moments(zeros, zeros, jnp.zeros((), jnp.float32))


def updated(optimiser: str, parameters: Any, moments: Moments, slopes: Any, rates: Rates) -> tuple[Any, Moments]:
    """One step downhill.

    Weight decay pulls weights (not biases and scales, which have one axis) towards 0: in AdamW apart from the gradient,
    otherwise as a part of it.
    """
    if optimiser != "adamw":
        slopes = jax.tree.map(lambda slope, weight: slope + _decay(rates, weight), slopes, parameters)
    count = moments.updates + 1
    if optimiser == "sgd":
        return _moved(parameters, slopes, rates), moments._replace(updates=count)
    if optimiser == "momentum":
        first = jax.tree.map(lambda mean, slope: MOMENTUM * mean + slope, moments.first, slopes)
        return _moved(parameters, first, rates), Moments(first, moments.second, count)
    first = jax.tree.map(lambda mean, slope: FIRST * mean + (1 - FIRST) * slope, moments.first, slopes)
    second = jax.tree.map(lambda mean, slope: SECOND * mean + (1 - SECOND) * slope**2, moments.second, slopes)
    first_share, second_share = 1 - FIRST**count, 1 - SECOND**count
    steps = jax.tree.map(
        lambda mean, square: (mean / first_share) / (jnp.sqrt(square / second_share) + TINY), first, second
    )
    if optimiser == "adamw":
        steps = jax.tree.map(lambda step, weight: step + _decay(rates, weight), steps, parameters)
    return _moved(parameters, steps, rates), Moments(first, second, count)


def _decay(rates: Rates, weight: Array) -> Any:
    return rates.decay * weight if weight.ndim > 1 else 0.0


def _moved(parameters: Any, steps: Any, rates: Rates) -> Any:
    return jax.tree.map(lambda weight, step: weight - rates.learning * step, parameters, steps)


def scheduled(schedule: str, rate: float, step: int, steps: int) -> float:
    """The learning rate of a step (counted from 0) of a run that is planned to have so many.

    `cosine` falls from the rate to 0. `one-cycle` (Smith 2018) grows from a 25th to the rate for 30 % of the run, then
    falls to nearly 0; both ways along a cosine.
    """
    done = min(1.0, step / max(1, steps))
    if schedule == "cosine":
        return rate * _falling(done)
    if schedule == "one-cycle":
        if done < WARMING:
            return rate * (1 + (FIRST_PART - 1) * _falling(done / WARMING))
        return rate * (LAST_PART + (1 - LAST_PART) * _falling((done - WARMING) / (1 - WARMING)))
    return rate


def _falling(share: float) -> float:
    """From 1 to 0 along half a cosine."""
    return (1 + math.cos(math.pi * share)) / 2
