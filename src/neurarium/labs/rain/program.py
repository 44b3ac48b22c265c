"""The schemes as compiled programs: one case at a time for the page, in double precision.

JAX keeps single precision unless told otherwise; the other labs want it so, so precision is raised only in here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from neurarium import nn
from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain.contenders import find
from neurarium.labs.rain.schemes import Bulk
from neurarium.labs.rain.solver import solve, threshold_times
from neurarium.labs.rain.spectra import Case

NEVER = -1.0  # a threshold that is not reached


@functools.cache
def _solver(name: str, steps: int) -> Callable[..., Any]:
    return nn.compiled(lambda water, number, shape, end: solve(find(name), water, number, shape, end, steps))


def solution(
    name: str, water: float, radius: float, shape: float, end: float, steps: int, shares: tuple[float, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """A scheme's solution of one case.

    Arguments:
        water, radius: in g m-3 and micrometres; `end` in s.

    Returns:
        float64 [4, steps + 1], the bulk; and float64 [shares], s, NEVER where a share of rain is not reached.
    """
    case = Case(water * 1e-3, radius * 1e-6, shape)
    with jax.enable_x64(True):
        inputs = [jnp.array([value], jnp.float64) for value in (case.water, case.number, case.shape, end)]
        path = _solver(name, steps)(*inputs)
        times = jnp.linspace(0, end, steps + 1)[:, None]
        found = np.asarray(threshold_times(path.rain_water / case.water, times, shares))[:, 0]
        bulk = np.array([np.asarray(values)[:, 0] for values in path])
    return bulk, np.where(np.isfinite(found), found, NEVER)


@functools.cache
def _rates(name: str) -> Callable[..., Any]:
    return nn.compiled(lambda bulk, shape: find(name)(bulk, shape))


def rates_of(name: str, bulk: np.ndarray, shape: float) -> np.ndarray:
    """float64 [states, 4]: a scheme's rates for states [states, 4] of cloud water, number, rain water, number."""
    return padded_rates(name, bulk, np.full(len(bulk), shape))


def padded_rates(name: str, bulk: np.ndarray, shapes: np.ndarray) -> np.ndarray:
    """The same for a shape of its own for each state. Raises `Refusal` where a state is negative or no number."""
    bulk, shapes = np.asarray(bulk, np.float64), np.asarray(shapes, np.float64)
    right = bulk.ndim == 2 and bulk.shape[1:] == (4,) and shapes.shape == (len(bulk),)
    if not (
        right and np.isfinite(bulk).all() and np.isfinite(shapes).all() and (bulk >= 0).all() and (shapes >= 0).all()
    ):
        raise Refusal(
            Text(
                "A scheme was asked for the rates of states that are none: expected are cloud water, cloud number, rain water, "
                "rain number and a shape for each, none of them negative or infinite.",
                "Ein Schema wurde nach den Raten von Zuständen gefragt, die keine sind: erwartet werden Wolkenwasser, "
                "Wolkenanzahl, Regenwasser, Regenanzahl und je eine Form, nichts davon negativ oder unendlich.",
            )
        )
    room = 1 << max(6, len(bulk).bit_length())  # few lengths, so that few programs are compiled
    padded = np.zeros((room, 4))
    padded[: len(bulk)] = bulk
    with jax.enable_x64(True):
        state = Bulk(*(jnp.asarray(column) for column in padded.T))
        shape = jnp.asarray(np.pad(shapes, (0, room - len(shapes))))
        found = np.stack([np.asarray(rate) for rate in _rates(name)(state, shape)], axis=-1)
    return found[: len(bulk)]
