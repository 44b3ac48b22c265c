"""A trained scheme as a routine that a weather model could call: plain constants and a few lines, in Fortran or NumPy.

B and E are Seifert and Beheng's scheme, each rate times exp(network) where there is one; C and D are four networks.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import numpy as np

from neurarium.labs.rain import contenders
from neurarium.labs.rain.drops import SEPARATION
from neurarium.labs.rain.networks import LOWEST, REACH, Scaled
from neurarium.labs.rain.schemes import LEAST, PUBLISHED, SeifertBeheng

ABOUT = (
    "Rates of autoconversion and accretion (kg m-3 s-1) and of cloud and rain self-collection (m-3 s-1) from water (kg m-3)",
    "and number (m-3) of cloud and rain and the shape nu of the cloud's gamma distribution in mass.",
)
SHIPPED = "Seifert and Beheng (2001), each rate times exp(network), trained through the solver on superdroplets. Neurarium, MIT."
Matrices = tuple[tuple[np.ndarray, np.ndarray], ...]  # weights [inputs, outputs] and biases of each layer


class Routine(NamedTuple):
    """A scheme as plain numbers: with one network or none Seifert and Beheng's constants, with four networks their scales."""

    networks: tuple[Matrices, ...]
    constants: SeifertBeheng | None
    middle: tuple[float, ...] = ()
    width: tuple[float, ...] = ()
    told: str = SHIPPED  # the line that says what this scheme is


def routine_of(kind: str, model: Any, told: str = SHIPPED) -> Routine:
    """A model of one of `contenders.KINDS`."""
    if isinstance(model, Scaled):
        return Routine(
            tuple(map(_matrices, model.layers)),
            None,
            tuple(map(float, model.middle)),
            tuple(map(float, model.width)),
            told,
        )
    if kind == "refitted":
        values = (float(value * np.exp(by)) for value, by in zip(PUBLISHED, model, strict=True))
        return Routine((), SeifertBeheng(*values), told=told)
    return Routine((_matrices(model),), PUBLISHED, told=told)


def shipped_routine() -> Routine:
    """The corrected scheme that comes along."""
    return routine_of("corrected", contenders.shipped("corrected"))


def _matrices(layers: Any) -> Matrices:
    return tuple((np.asarray(weights, np.float64), np.asarray(bias, np.float64)) for weights, bias in layers)


def numpy_routine(routine: Routine) -> str:
    """A Python module with `rates(cloud_water, cloud_number, rain_water, rain_number, shape)` for scalars or arrays."""
    networks = [[(weights.tolist(), bias.tolist()) for weights, bias in layers] for layers in routine.networks]
    about = "\n".join((*ABOUT, routine.told))
    return f'''"""{about}"""

import numpy as np

NETWORKS = {json.dumps(networks)}


def answer(layers, x):
    for weights, bias in layers[:-1]:
        x = x @ np.array(weights) + np.array(bias)
        x = x / (1 + np.exp(-x))
    return x @ np.array(layers[-1][0]) + np.array(layers[-1][1])


def rates(cloud_water, cloud_number, rain_water, rain_number, shape):
    lc, nc, lr, nr, nu = np.broadcast_arrays(*map(np.asarray, (cloud_water, cloud_number, rain_water, rain_number, shape)))
    share = lr / np.maximum(lc + lr, {LEAST!r})
    mass = np.clip(lc / np.maximum(nc, {LEAST!r}), {LEAST!r}, {SEPARATION!r})
    drop = np.maximum(lr / np.maximum(nr, {LEAST!r}), {SEPARATION!r})
    x = np.stack([
        np.log(np.maximum(lc, 1e-9) / 1e-3) / 2, np.log(mass / 1e-11) / 1.5, np.log(np.clip(share, 1e-9, 1.0)) / 5 + 1,
        np.log(drop / {SEPARATION!r}) / 3, 2 * np.clip(share, 1e-9, 1.0) - 1, nu / 2 - 1,
    ], axis=-1)
{_numpy_rates(routine)}'''


def _numpy_rates(routine: Routine) -> str:
    k = routine.constants
    if k is None:
        return f"""    y = np.concatenate([answer(layers, x) for layers in NETWORKS], axis=-1) * {list(routine.width)} + {list(routine.middle)}
    au, ac, sc, sr = np.moveaxis(np.maximum(np.exp(np.clip(y, -40, 30)) - {LOWEST.tolist()}, 0), -1, 0)
    there = lr > {LEAST!r}
    return au, np.where(there, ac, 0), sc, np.where(there, sr, 0)
"""
    factor = (
        f"np.exp({REACH!r} * np.tanh(answer(NETWORKS[0], x) / {REACH!r}))"
        if routine.networks
        else "np.ones((*lc.shape, 4))"
    )
    return f"""    factor = {factor}
    tau = np.clip(share, 1e-12, 1 - 1e-9)
    phi = {k.ageing!r} * tau**{k.ageing_power!r} * (1 - tau**{k.ageing_power!r}) ** {k.ageing_end!r}
    au = {k.cloud!r} / (20 * {SEPARATION!r}) * (nu + 2) * (nu + 4) / (nu + 1) ** 2 * (lc * mass) ** 2 * (1 + phi / (1 - tau) ** 2)
    ac = {k.accretion!r} * lc * lr * (tau / (tau + {k.early!r})) ** {k.early_power!r}
    sc = np.maximum({k.cloud!r} * (nu + 2) / (nu + 1) * lc**2 - 2 * au / {SEPARATION!r}, 0)
    sr = {k.rain!r} * nr * lr
    return au * factor[..., 0], ac * factor[..., 1], sc * factor[..., 2], sr * factor[..., 3]
"""


def fortran_routine(routine: Routine) -> str:
    """A Fortran 2008 module with the pure subroutine `rain_rates(lc, nc, lr, nr, nu, au, ac, sc, sr)`, for one cell."""
    constants = "\n".join(
        f"  {_matrix(f'w{which}{index}', weights)}\n  {_vector(f'b{which}{index}', bias)}"
        for which, layers in enumerate(routine.networks)
        for index, (weights, bias) in enumerate(layers)
    )
    widest = max((weights.shape[0] for layers in routine.networks for weights, _ in layers), default=6)
    about = "\n".join(f"! {line}" for line in (*ABOUT, routine.told))
    return f"""{about}
module rain_scheme
  implicit none
  private
  public :: rain_rates
  integer, parameter :: dp = kind(1.0d0)
  real(dp), parameter :: xs = {_number(SEPARATION)}, least = {_number(LEAST)}
{constants}
contains
  pure subroutine rain_rates(lc, nc, lr, nr, nu, au, ac, sc, sr)
    real(dp), intent(in) :: lc, nc, lr, nr, nu
    real(dp), intent(out) :: au, ac, sc, sr
    real(dp) :: share, mass, drop, {"tau, phi, " if routine.constants else ""}x(6), h({widest}), f(4)
    share = lr / max(lc + lr, least)
    mass = min(max(lc / max(nc, least), least), xs)
    drop = max(lr / max(nr, least), xs)
    x = [log(max(lc, 1.0e-9_dp) / 1.0e-3_dp) / 2, log(mass / 1.0e-11_dp) / 1.5_dp, &
      log(min(max(share, 1.0e-9_dp), 1.0_dp)) / 5 + 1, log(drop / xs) / 3, &
      2 * min(max(share, 1.0e-9_dp), 1.0_dp) - 1, nu / 2 - 1]
    h = 0
{_fortran_rates(routine)}  end subroutine rain_rates
end module rain_scheme
"""


def _fortran_rates(routine: Routine) -> str:
    k = routine.constants
    four = len(routine.networks) > 1
    lines = []
    for which, layers in enumerate(routine.networks):
        lines.append("h(1:6) = x")
        for index, (weights, _) in enumerate(layers):
            before, after = weights.shape
            lines.append(f"h(1:{after}) = matmul(w{which}{index}, h(1:{before})) + b{which}{index}")
            if index < len(layers) - 1:
                lines.append(f"h(1:{after}) = h(1:{after}) / (1 + exp(-h(1:{after})))")
        lines.append(f"f({which + 1}) = h(1)" if four else "f = h(1:4)")
    if k is None:
        lines += [
            f"f = f * {_short(routine.width)} &\n      + {_short(routine.middle)}",
            f"f = max(exp(min(max(f, -40.0_dp), 30.0_dp)) &\n      - {_short(LOWEST)}, 0.0_dp)",
            "if (lr <= least) f = [f(1), 0.0_dp, f(3), 0.0_dp]",
            *(f"{name} = f({index + 1})" for index, name in enumerate(("au", "ac", "sc", "sr"))),
        ]
        return "".join(f"    {line}\n" for line in lines)
    reach = _number(REACH)
    ageing = f"tau**{_number(k.ageing_power)}"
    lines += [
        f"f = exp({reach} * tanh(f / {reach}))" if routine.networks else "f = 1",
        "tau = min(max(share, 1.0e-12_dp), 1 - 1.0e-9_dp)",
        f"phi = {_number(k.ageing)} * {ageing} * (1 - {ageing})**{_number(k.ageing_end)}",
        f"au = {_number(k.cloud)} / (20 * xs) * (nu + 2) * (nu + 4) / (nu + 1)**2 * (lc * mass)**2 * (1 + phi / (1 - tau)**2)",
        f"ac = {_number(k.accretion)} * lc * lr * (tau / (tau + {_number(k.early)}))**{_number(k.early_power)}",
        f"sc = max({_number(k.cloud)} * (nu + 2) / (nu + 1) * lc**2 - 2 * au / xs, 0.0_dp) * f(3)",
        f"sr = {_number(k.rain)} * nr * lr * f(4)",
        "au = au * f(1)",
        "ac = ac * f(2)",
    ]
    return "".join(f"    {line}\n" for line in lines)


def _number(value: Any) -> str:
    return f"{float(value)!r}_dp"


def _short(values: Any) -> str:
    """Four numbers; Fortran's lines end at 132 signs."""
    words = [_number(value) for value in values]
    return f"[{', '.join(words[:2])}, &\n      {', '.join(words[2:])}]"


def _list(values: np.ndarray) -> str:
    """Lines of three numbers."""
    words = [_number(value) for value in values.ravel()]
    rows = [", ".join(words[at : at + 3]) for at in range(0, len(words), 3)]
    return ", &\n    ".join(rows)


def _vector(name: str, values: np.ndarray) -> str:
    return f"real(dp), parameter :: {name}({len(values)}) = [ &\n    {_list(values)}]"


def _matrix(name: str, weights: np.ndarray) -> str:
    """[outputs, inputs]: Fortran's columns are the rows of ours, so that matmul takes the inputs from the right."""
    before, after = weights.shape
    return (
        f"real(dp), parameter :: {name}({after}, {before}) = reshape([ &\n    {_list(weights)}], [{after}, {before}])"
    )
