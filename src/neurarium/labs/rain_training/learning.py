"""One update through the solver, and what a scheme's solutions are worth: compiled programs over one vector of numbers.

All numbers of a contender lie in one vector, in the order in which JAX's trees have them. The loss is that of
`rain.training`: the sum of four errors of the solution, each as a share of what Seifert and Beheng's scheme makes of the
training clouds. Only C is shown rates instead, as in the paper.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax.flatten_util import ravel_pytree

from neurarium import nn
from neurarium.labs.rain import contenders, networks, training
from neurarium.labs.rain.schemes import Bulk, Scheme, seifert_beheng
from neurarium.labs.rain.scores import Cases
from neurarium.labs.rain.solver import solve, threshold_times
from neurarium.labs.rain.truth import SHARES
from neurarium.labs.rain_training import cases
from neurarium.labs.rain_training.cases import POINTS, RATES, VALIDATION, Truths

STEPS = POINTS - 1  # of the solver while it trains: one for each point of the truth
BATCH = 32  # clouds an update
SAMPLES = 512  # states an update, for C
LONGEST = 1.0  # of a gradient
FINE = 160  # steps of a solution that is shown
REACH = 1.25  # times the end of the truth up to which a solution is shown
VERSIONS = 7  # of a contender that are solved at once
BASE = "seifert-beheng"
ON_RATES = "rate-networks"
Array = jax.Array


class Adam(NamedTuple):
    """float64 [numbers] each: what is trained, and the running means of gradients and of their squares."""

    numbers: np.ndarray
    first: np.ndarray
    second: np.ndarray


def first_numbers(contender: str, seed: int) -> np.ndarray:
    """D goes on from the networks that come with the lab of warm rain; B and E are Seifert and Beheng's scheme."""
    with jax.enable_x64(True):
        if contender == "solved-networks":
            model = jax.tree.map(jnp.asarray, contenders.shipped(ON_RATES))
        elif contender == ON_RATES:
            middle, width = _scales()
            model = contenders.first_model(contender, seed)._replace(
                middle=jnp.asarray(middle), width=jnp.asarray(width)
            )
        else:
            model = contenders.first_model(contender, seed)
        return np.asarray(ravel_pytree(model)[0], np.float64)


@functools.cache
def _model_of(contender: str) -> Callable[[Array], Any]:
    with jax.enable_x64(True):
        unravel: Callable[[Array], Any] = ravel_pytree(contenders.first_model(contender))[1]
    return unravel


def model_of(contender: str, numbers: np.ndarray) -> Any:
    """The contender's numbers in the tree that `rain.contenders` knows."""
    with jax.enable_x64(True):
        return jax.tree.map(np.asarray, _model_of(contender)(jnp.asarray(numbers)))


def scheme_of(contender: str, numbers: Array) -> Scheme:
    if contender == BASE:
        return seifert_beheng
    return contenders.SCHEMES_OF[contender](_model_of(contender)(numbers))


def arrays_of(truths: Truths, which: np.ndarray) -> Cases:
    """The chosen clouds as the solver takes them."""
    column: dict[str, Any] = {name: truths.curves[which, :, place].T for place, name in enumerate(cases.COLUMNS)}
    return Cases(  # NumPy's arrays will do
        truths.water[which],
        truths.number[which],
        truths.shape[which],
        truths.end[which],
        truths.thresholds[which].T,
        column["rain_water"],
        column["rain_number"],
        column["cloud_number"],
    )


def samples(truths: Truths) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of all training clouds: states [TRAINING, POINTS - 1, 4], shapes [TRAINING, POINTS - 1], rates [.., 4]; nothing negative."""
    curves = truths.curves[VALIDATION:, 1:]
    shapes = np.broadcast_to(truths.shape[VALIDATION:, None], curves.shape[:2])
    return np.maximum(curves[..., cases.BULK], 0), shapes, np.maximum(curves[..., RATES], 0)


def _scales() -> tuple[np.ndarray, np.ndarray]:
    targets = np.log(samples(cases.shipped())[2] + networks.LOWEST).reshape(-1, 4)
    return targets.mean(axis=0), targets.std(axis=0)


@functools.cache
def base_errors() -> np.ndarray:
    """float64 [4, CASES]: time, water, rain and cloud of Seifert and Beheng's scheme."""
    return errors(BASE, np.zeros(0))


@functools.cache
def _errors_of(contender: str) -> Callable[..., Array]:
    return nn.compiled(lambda numbers, some: training.errors(scheme_of(contender, numbers), some, STEPS))


def errors(contender: str, numbers: np.ndarray) -> np.ndarray:
    """float64 [4, CASES]: time, water, rain and cloud of each cloud, held against the right truth."""
    with jax.enable_x64(True):
        return np.asarray(_errors_of(contender)(numbers, arrays_of(cases.shipped(), np.arange(cases.CASES))))


def _of_rates(contender: str, numbers: Array, states: Array, shapes: Array, rates: Array) -> Array:
    """The mean absolute error of the four rates' logarithms, in units of how far these spread."""
    model = _model_of(contender)(numbers)
    seen = networks.features(Bulk(*states.T), shapes)
    answers = jnp.stack([networks.apply(layers, seen)[..., 0] for layers in model.layers], axis=-1)
    middle, width = (jax.lax.stop_gradient(scale) for scale in (model.middle, model.width))
    return jnp.abs(answers - (jnp.log(rates + networks.LOWEST) - middle) / width).mean()


@functools.cache
def _update_of(contender: str) -> Callable[..., tuple[Array, Array, Array]]:
    def loss(numbers: Array, *given: Any) -> Array:
        if contender == ON_RATES:
            return _of_rates(contender, numbers, *given)
        some, shares = given
        apart = training.errors(scheme_of(contender, numbers), some, STEPS)
        return jnp.mean(jnp.sum(apart / shares, axis=0))

    def update(numbers: Array, first: Array, second: Array, count: Array, rate: Array, *given: Any) -> Any:
        slopes = jax.grad(loss)(numbers, *given)
        slopes, _ = optax.clip_by_global_norm(LONGEST).update(slopes, optax.EmptyState())
        state = optax.ScaleByAdamState(count, first, second)
        moves, state = optax.scale_by_adam().update(slopes, state)
        return numbers - rate * moves, state.mu, state.nu

    return nn.compiled(update)


def update(contender: str, adam: Adam, truths: Truths, taught: int, rate: float, seed: int, number: int) -> Adam:
    """One step of Adam, the `number`-th from 0, on clouds drawn from the first `taught` training ones."""
    random = np.random.default_rng([seed, 1, number])
    given: tuple[Any, ...]
    if contender == ON_RATES:
        states, shapes, rates = samples(truths)
        which = random.integers(0, taught, SAMPLES), random.integers(0, POINTS - 1, SAMPLES)
        given = states[which], shapes[which], rates[which]
    else:
        drawn = random.choice(taught, BATCH, replace=taught < BATCH)
        shares = base_errors()[:, VALIDATION:].mean(axis=1, keepdims=True)
        given = arrays_of(truths, VALIDATION + drawn), shares
    with jax.enable_x64(True):
        found = _update_of(contender)(*adam, np.int32(number), np.float64(rate), *given)
        return Adam(*(np.asarray(values) for values in found))


@functools.cache
def _paths_of(contender: str) -> Callable[..., Any]:
    def paths(versions: Array, water: Array, number: Array, shape: Array, end: Array) -> Any:
        def one(numbers: Array) -> Any:
            path = solve(scheme_of(contender, numbers), water, number, shape, REACH * end, FINE)
            times = jnp.linspace(0, REACH, FINE + 1)[:, None] * end
            return path, threshold_times(path.rain_water / water, times, SHARES)

        return jax.vmap(one)(versions)

    return nn.compiled(paths)


def solutions(contender: str, versions: np.ndarray, case: int) -> tuple[np.ndarray, np.ndarray]:
    """One cloud as several versions of a contender solve it, up to REACH times the end of the truth.

    Returns:
        float64 [versions, 4, FINE + 1], the bulk in SI units; float64 [versions, 4], s, infinity where a threshold is not met.
    """
    truths, which = cases.shipped(), np.array([case])
    with jax.enable_x64(True):
        begin = (values[which] for values in (truths.water, truths.number, truths.shape, truths.end))
        path, times = _paths_of(contender)(versions, *begin)
        return np.stack([np.asarray(values)[..., 0] for values in path], axis=1), np.asarray(times)[..., 0]


@functools.cache
def _rates_of(contender: str) -> Callable[..., Array]:
    def rates(numbers: Array, states: Array, shapes: Array) -> Array:
        bulk = Bulk(*states.T)
        return jnp.stack([jnp.stack(scheme_of(name, numbers)(bulk, shapes)) for name in (contender, BASE)])

    return nn.compiled(rates)


def rates_of(
    contender: str, numbers: np.ndarray, states: np.ndarray, shapes: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """float64 [4, states] each: a contender's rates and Seifert and Beheng's, for POINTS - 1 states or fewer."""
    room = POINTS - 1 - len(states)  # one length, one program
    padded = np.pad(states, ((0, room), (0, 0)), mode="edge"), np.pad(shapes, (0, room), mode="edge")
    with jax.enable_x64(True):
        rates, base = np.asarray(_rates_of(contender)(numbers, *padded))[..., : len(states)]
    return rates, base


def inputs_of(bulk: np.ndarray, shape: float) -> np.ndarray:
    """float64 [INPUTS]: what the networks see of one state [4]."""
    with jax.enable_x64(True):
        return np.asarray(networks.features(Bulk(*jnp.asarray(bulk)), jnp.asarray(shape)))
