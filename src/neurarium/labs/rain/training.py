"""Training through the solver: what is compared with the truth is the solution, not the rate.

The loss adds up the four errors of `scores`, each as a share of what Seifert and Beheng's scheme makes of the training
cases, so that 4 is as good as the scheme itself. Cases for the choice of the best network are never trained on, and those
for the report decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax

from neurarium.labs.rain.schemes import Array, Scheme, seifert_beheng
from neurarium.labs.rain.scores import Cases, curve_errors, time_errors
from neurarium.labs.rain.solver import solve

Model = Any  # a tree of arrays
SLACK = 1.25  # the solution is followed so much beyond the end of the truth, so that late thresholds are seen


class Weights(NamedTuple):
    """What each error is divided by."""

    time: float
    water: float
    rain: float
    cloud: float


def errors(scheme: Scheme, cases: Cases, steps: int) -> Array:
    """[4, cases]: time, water, rain and cloud, with gradients."""
    long = int(steps * SLACK)
    path = solve(scheme, cases.water, cases.number, cases.shape, SLACK * cases.end, long)
    times = jnp.linspace(0, 1, long + 1)[:, None] * SLACK * cases.end
    late = time_errors(path.rain_water / cases.water, times, cases.thresholds).mean(axis=0)
    sparse = np.rint(np.linspace(0, len(cases.rain_water) - 1, steps + 1)).astype(int)
    there = cases._replace(
        **{name: getattr(cases, name)[sparse] for name in ("rain_water", "rain_number", "cloud_number")}
    )
    return jnp.stack([late, *curve_errors(jax.tree.map(lambda values: values[: steps + 1], path), there)])


def weights_of(cases: Cases, steps: int) -> Weights:
    return Weights(*(float(value) for value in jax.jit(lambda: errors(seifert_beheng, cases, steps).mean(axis=1))()))


class Trained(NamedTuple):
    model: Model  # the best on the validation cases
    curve: np.ndarray  # float64 [notes, 3]: update, training loss, validation loss


def train(
    scheme_of: Callable[[Model], Scheme],
    model: Model,
    cases: Cases,
    validation: Cases,
    *,
    updates: int,
    rate: float,
    batch: int = 128,
    steps: int = 128,
    seed: int = 0,
    every: int = 50,
    told: Callable[[int, float, float], None] = lambda *_: None,
) -> Trained:
    """Adam with a cosine schedule over random batches of cases; `told` hears update, training and validation loss."""
    weights = jnp.array(weights_of(cases, steps))[:, None]
    schedule = optax.cosine_decay_schedule(rate, updates)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(schedule))

    def loss(model: Model, some: Cases) -> Array:
        return (errors(scheme_of(model), some, steps) / weights).sum(axis=0).mean()

    def taken(which: Array) -> Cases:
        return Cases(*(values[..., which] for values in cases))

    @jax.jit
    def update(model: Model, state: Any, which: Array) -> tuple[Model, Any, Array]:
        value, slopes = jax.value_and_grad(loss)(model, taken(which))
        moves, state = optimiser.update(slopes, state, model)
        return optax.apply_updates(model, moves), state, value

    judge = jax.jit(loss)
    random = np.random.default_rng(seed)
    state = optimiser.init(model)
    best, lowest = model, float(judge(model, validation))
    notes, running = [(0, lowest, lowest)], []
    for number in range(1, updates + 1):
        which = jnp.asarray(random.choice(len(cases.water), min(batch, len(cases.water)), replace=False))
        model, state, value = update(model, state, which)
        running.append(float(value))
        if number % every == 0 or number == updates:
            judged = float(judge(model, validation))
            notes.append((number, float(np.mean(running)), judged))
            told(*notes[-1])
            running = []
            if judged < lowest:
                best, lowest = model, judged
    return Trained(best, np.array(notes))
