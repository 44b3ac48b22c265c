"""The equations of the box, solved for many cases at once, differentiably, and never below zero.

    d cloud water  = - autoconversion - accretion            rain water is what is left, so that no water is lost
    d cloud number = - cloud self-collection - 2 autoconversion / x* - accretion / mean cloud mass
    d rain number  =   autoconversion / x* - rain self-collection

Each line is a gain less a loss in proportion to what there is: y' = P - D y. Over a step in which P and D stand still it
has an exact solution, positive for every step; taking P and D in the middle of a predicted and the present state makes it
second order (the exponential form of Heun's method).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import jax
import jax.numpy as jnp

from neurarium.labs.rain.drops import SEPARATION
from neurarium.labs.rain.schemes import LEAST, Array, Bulk, Rates, Scheme, mean_cloud_mass

EULER_STEP = 5.0  # s: what the paper used


class Paces(NamedTuple):
    """Losses in s-1, and the gain of rain drops in m-3 s-1."""

    cloud_water: Array
    cloud_number: Array
    rain_number: Array
    new_rain: Array


def paces(bulk: Bulk, rates: Rates) -> Paces:
    number_loss = (
        rates.cloud_self_collection + 2 * rates.autoconversion / SEPARATION + rates.accretion / mean_cloud_mass(bulk)
    )
    return Paces(
        (rates.autoconversion + rates.accretion) / jnp.maximum(bulk.cloud_water, LEAST),
        number_loss / jnp.maximum(bulk.cloud_number, LEAST),
        rates.rain_self_collection / jnp.maximum(bulk.rain_number, LEAST),
        rates.autoconversion / SEPARATION,
    )


def exact_step(bulk: Bulk, pace: Paces, water: Array, step: Array) -> Bulk:
    """The bulk after `step` s of unchanging paces; `water` is all there is."""
    cloud_water = bulk.cloud_water * jnp.exp(-pace.cloud_water * step)
    decay = pace.rain_number * step
    share = jnp.where(decay > 1e-6, -jnp.expm1(-decay) / jnp.maximum(decay, LEAST), 1 - decay / 2)
    return Bulk(
        cloud_water,
        bulk.cloud_number * jnp.exp(-pace.cloud_number * step),
        jnp.maximum(water - cloud_water, 0),
        bulk.rain_number * jnp.exp(-decay) + pace.new_rain * step * share,
    )


def heun_step(scheme: Scheme, bulk: Bulk, shape: Array, water: Array, step: Array) -> Bulk:
    now = paces(bulk, scheme(bulk, shape))
    guess = exact_step(bulk, now, water, step)
    then = paces(guess, scheme(guess, shape))
    return exact_step(bulk, Paces(*((a + b) / 2 for a, b in zip(now, then, strict=True))), water, step)


def euler_step(scheme: Scheme, bulk: Bulk, shape: Array, water: Array, step: Array) -> Bulk:
    """As in the paper: may leave the possible, which is why it is not the default."""
    rates = scheme(bulk, shape)
    pace = paces(bulk, rates)
    cloud_water = bulk.cloud_water - step * (rates.autoconversion + rates.accretion)
    return Bulk(
        cloud_water,
        bulk.cloud_number * (1 - step * pace.cloud_number),
        water - cloud_water,
        bulk.rain_number + step * (pace.new_rain - pace.rain_number * bulk.rain_number),
    )


def solve(
    scheme: Scheme, water: Array, number: Array, shape: Array, end: Array, steps: int, method: str = "heun"
) -> Bulk:
    """Every case from the beginning (no rain) to its end, in equal steps of its own.

    Arguments:
        scheme: rates of a bulk.
        water, number, shape, end: [cases], kg m-3, m-3, nu and s.
        steps: how many, for all cases.
        method: `heun` or `euler`.

    Returns:
        Bulk of [steps + 1, cases].
    """
    step = end / steps
    advance = {"heun": heun_step, "euler": euler_step}[method]
    begin = Bulk(water, number, jnp.zeros_like(water), jnp.zeros_like(water))

    def go(bulk: Bulk, _: None) -> tuple[Bulk, Bulk]:
        after = advance(scheme, bulk, shape, water, step)
        return after, after

    _, path = jax.lax.scan(go, begin, None, length=steps)
    return Bulk(*(jnp.concatenate([first[None], rest]) for first, rest in zip(begin, path, strict=True)))


def as_the_paper(scheme: Scheme, water: Array, number: Array, shape: Array, end: float) -> Bulk:
    """What the paper used: explicit Euler in steps of EULER_STEP, Bulk of [steps + 1, cases] until all reach `end` s."""
    steps = math.ceil(end / EULER_STEP)
    return solve(scheme, water, number, shape, jnp.full_like(water, steps * EULER_STEP), steps, "euler")


def threshold_times(rain_share: Array, times: Array, shares: tuple[float, ...]) -> Array:
    """[shares, cases]: when each share of the water is rain, interpolated; infinity where it never is.

    Arguments:
        rain_share, times: [points, cases], the share never falling.
    """

    def one(share: float) -> Array:
        above = rain_share >= share
        after = jnp.clip(jnp.argmax(above, axis=0), 1, len(rain_share) - 1)
        low, high = (jnp.take_along_axis(rain_share, (after + offset)[None], axis=0)[0] for offset in (-1, 0))
        early, late = (jnp.take_along_axis(times, (after + offset)[None], axis=0)[0] for offset in (-1, 0))
        found = early + (share - low) / jnp.maximum(high - low, LEAST) * (late - early)
        return jnp.where(above.any(axis=0), found, jnp.inf)

    return jnp.stack([one(share) for share in shares])
