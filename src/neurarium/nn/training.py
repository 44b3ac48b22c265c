"""One step of training, for any tree of arrays, Equinox modules among them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import equinox as eqx
import jax

from neurarium.nn.device import compiled
from neurarium.nn.optimisers import Moments, Rates, updated

# (parameters, *of the batch) -> (loss, (parameters with what the layers noted, anything else to hand back))
Loss = Callable[..., tuple[jax.Array, tuple[Any, Any]]]
Step = Callable[..., tuple[Any, Moments, jax.Array, Any]]


def training_step(loss: Loss, optimiser: str) -> Step:
    """The compiled step: (parameters, moments, rates, *batch) -> (parameters, moments, loss, anything else).

    Arguments:
        loss: of the parameters and of what else the step is given; hands back the parameters in which layers noted what
            they saw (running means have no slope, so the optimiser leaves them alone), and anything else.
        optimiser: one of `OPTIMISERS`.
    """

    def step(parameters: Any, moments: Moments, rates: Rates, *batch: Any) -> tuple[Any, Moments, jax.Array, Any]:
        (value, (noted, more)), slopes = eqx.filter_value_and_grad(loss, has_aux=True)(parameters, *batch)
        trained, moments = updated(optimiser, eqx.filter(noted, eqx.is_inexact_array), moments, slopes, rates)
        return eqx.combine(trained, noted), moments, value, more

    return compiled(step)
