"""The solver of `solver`, with steps that each case chooses for itself.

The predicted state (first order) and the corrected one (second order) of a step lie apart by what the first order leaves
out. Where that is more than tolerated, the step is taken again, shorter; where it is less, the next one is longer. All
cases go on together, in a fixed number of steps, so that the whole is one compiled program with gradients; the lengths of
the steps are taken as given by them.
"""

from __future__ import annotations

from typing import NamedTuple

import jax
import jax.numpy as jnp

from neurarium.labs.rain.schemes import LEAST, Array, Bulk, Scheme
from neurarium.labs.rain.solver import Paces, exact_step, paces

TOLERANCE = 3e-3  # threshold times then are right to 0.2 %, in some 180 to 320 steps
MOST = 512  # steps
FIRST = 1e-4  # of the time: the first step
SAFETY, SHORTEN, LENGTHEN = 0.9, 0.2, 4.0  # of the length of the next step
SEEN = 1e-4  # rain below this share of the water, and of the drops that as much water makes, may be as inexact as there


class Path(NamedTuple):
    """Every case in steps of its own.

    Attributes:
        times: [steps + 1, cases], s, never falling; a step that was taken again stays where it is.
        bulk: Bulk of [steps + 1, cases].
        arrived: bool [cases], whether the end was reached in so many steps; if not, `times` says how far it came.
    """

    times: Array
    bulk: Bulk
    arrived: Array


def _apart(guess: Bulk, found: Bulk, water: Array, number: Array) -> Array:
    """[cases]: how far the two orders lie apart, the largest over the four, each relative to itself."""
    little = SEEN * water
    floors = Bulk(little, SEEN * number, little, SEEN**2 * number)
    return jnp.stack(
        [
            jnp.abs(one - other) / (jnp.maximum(one, other) + floor)
            for one, other, floor in zip(guess, found, floors, strict=True)
        ]
    ).max(axis=0)


def solve(
    scheme: Scheme,
    water: Array,
    number: Array,
    shape: Array,
    end: Array,
    tolerance: float = TOLERANCE,
    most: int = MOST,
) -> Path:
    """Every case from the beginning (no rain) to its end.

    Arguments:
        scheme: rates of a bulk.
        water, number, shape, end: [cases], kg m-3, m-3, nu and s.
        tolerance: how far the two orders may lie apart in a step, relative; the error of the solution goes with it.
        most: steps that any case may take, those taken again among them.
    """
    begin = Bulk(water, number, jnp.zeros_like(water), jnp.zeros_like(water))

    def go(state: tuple[Array, Array, Bulk], _: None) -> tuple[tuple[Array, Array, Bulk], tuple[Array, Bulk]]:
        time, length, bulk = state
        step = jnp.minimum(length, end - time)
        now = paces(bulk, scheme(bulk, shape))
        guess = exact_step(bulk, now, water, step)
        then = paces(guess, scheme(guess, shape))
        middle = Paces(*((a + b) / 2 for a, b in zip(now, then, strict=True)))
        found = exact_step(bulk, middle, water, step)
        error = jax.lax.stop_gradient(_apart(guess, found, water, number)) / tolerance
        taken = error <= 1
        factor = jnp.clip(SAFETY / jnp.sqrt(jnp.maximum(error, LEAST)), SHORTEN, LENGTHEN)
        length = jnp.maximum(step * factor, LEAST)
        time = jnp.where(taken, time + step, time)
        bulk = Bulk(*(jnp.where(taken, after, before) for after, before in zip(found, bulk, strict=True)))
        return (time, length, bulk), (time, bulk)

    first = (jnp.zeros_like(end), FIRST * end, begin)
    (last, _, _), (times, path) = jax.lax.scan(go, first, None, length=most)
    return Path(
        jnp.concatenate([jnp.zeros_like(end)[None], times]),
        Bulk(*(jnp.concatenate([start[None], rest]) for start, rest in zip(begin, path, strict=True))),
        last >= end * (1 - 1e-9),
    )
