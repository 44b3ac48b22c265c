"""The corrected scheme (E) as a routine that a weather model could call: plain constants and a few lines, in Fortran or NumPy."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from neurarium.labs.rain import contenders
from neurarium.labs.rain.drops import SEPARATION
from neurarium.labs.rain.networks import REACH
from neurarium.labs.rain.schemes import LEAST, PUBLISHED

ABOUT = (
    "Rates of autoconversion and accretion (kg m-3 s-1) and of cloud and rain self-collection (m-3 s-1) from water (kg m-3)",
    "and number (m-3) of cloud and rain and the shape nu of the cloud's gamma distribution in mass.",
    "Seifert and Beheng (2001), each rate times exp(network), trained through the solver on superdroplets. Neurarium, MIT.",
)


def _layers() -> list[tuple[np.ndarray, np.ndarray]]:
    return [(np.asarray(weights), np.asarray(bias)) for weights, bias in contenders.shipped("corrected")]


def numpy_routine() -> str:
    """A Python module with `rates(cloud_water, cloud_number, rain_water, rain_number, shape)` for scalars or arrays."""
    layers = [(weights.tolist(), bias.tolist()) for weights, bias in _layers()]
    about = "\n".join(ABOUT)
    k = PUBLISHED
    return f'''"""{about}"""

import numpy as np

LAYERS = {json.dumps(layers)}


def rates(cloud_water, cloud_number, rain_water, rain_number, shape):
    lc, nc, lr, nr, nu = np.broadcast_arrays(*map(np.asarray, (cloud_water, cloud_number, rain_water, rain_number, shape)))
    share = lr / np.maximum(lc + lr, {LEAST!r})
    mass = np.clip(lc / np.maximum(nc, {LEAST!r}), {LEAST!r}, {SEPARATION!r})
    drop = np.maximum(lr / np.maximum(nr, {LEAST!r}), {SEPARATION!r})
    x = np.stack([
        np.log(np.maximum(lc, 1e-9) / 1e-3) / 2, np.log(mass / 1e-11) / 1.5, np.log(np.clip(share, 1e-9, 1.0)) / 5 + 1,
        np.log(drop / {SEPARATION!r}) / 3, 2 * np.clip(share, 1e-9, 1.0) - 1, nu / 2 - 1,
    ], axis=-1)
    for weights, bias in LAYERS[:-1]:
        x = x @ np.array(weights) + np.array(bias)
        x = x / (1 + np.exp(-x))
    x = x @ np.array(LAYERS[-1][0]) + np.array(LAYERS[-1][1])
    factor = np.exp({REACH!r} * np.tanh(x / {REACH!r}))
    tau = np.clip(share, 1e-12, 1 - 1e-9)
    phi = {k.ageing!r} * tau**{k.ageing_power!r} * (1 - tau**{k.ageing_power!r}) ** {k.ageing_end!r}
    au = {k.cloud!r} / (20 * {SEPARATION!r}) * (nu + 2) * (nu + 4) / (nu + 1) ** 2 * (lc * mass) ** 2 * (1 + phi / (1 - tau) ** 2)
    ac = {k.accretion!r} * lc * lr * (tau / (tau + {k.early!r})) ** {k.early_power!r}
    sc = np.maximum({k.cloud!r} * (nu + 2) / (nu + 1) * lc**2 - 2 * au / {SEPARATION!r}, 0)
    sr = {k.rain!r} * nr * lr
    return au * factor[..., 0], ac * factor[..., 1], sc * factor[..., 2], sr * factor[..., 3]
'''


def fortran_routine() -> str:
    """A Fortran 2008 module with the pure subroutine `rain_rates(lc, nc, lr, nr, nu, au, ac, sc, sr)`, for one cell."""
    layers = _layers()
    widest = max(weights.shape[0] for weights, _ in layers)
    k = PUBLISHED
    constants = "\n".join(
        f"  {_matrix(f'w{index}', weights)}\n  {_vector(f'b{index}', bias)}"
        for index, (weights, bias) in enumerate(layers)
    )
    steps = "\n".join(
        f"    h(1:{weights.shape[1]}) = matmul(w{index}, h(1:{weights.shape[0]})) + b{index}"
        + (
            ""
            if index == len(layers) - 1
            else f"\n    h(1:{weights.shape[1]}) = h(1:{weights.shape[1]}) / (1 + exp(-h(1:{weights.shape[1]})))"
        )
        for index, (weights, _) in enumerate(layers)
    )
    about = "\n".join(f"! {line}" for line in ABOUT)
    return f"""{about}
module rain_scheme
  implicit none
  private
  public :: rain_rates
  integer, parameter :: dp = kind(1.0d0)
  real(dp), parameter :: xs = {_number(SEPARATION)}, least = {_number(LEAST)}, reach = {_number(REACH)}
{constants}
contains
  pure subroutine rain_rates(lc, nc, lr, nr, nu, au, ac, sc, sr)
    real(dp), intent(in) :: lc, nc, lr, nr, nu
    real(dp), intent(out) :: au, ac, sc, sr
    real(dp) :: share, mass, drop, tau, phi, h({widest}), f(4)
    share = lr / max(lc + lr, least)
    mass = min(max(lc / max(nc, least), least), xs)
    drop = max(lr / max(nr, least), xs)
    h = 0
    h(1:6) = [log(max(lc, 1.0e-9_dp) / 1.0e-3_dp) / 2, log(mass / 1.0e-11_dp) / 1.5_dp, &
      log(min(max(share, 1.0e-9_dp), 1.0_dp)) / 5 + 1, log(drop / xs) / 3, &
      2 * min(max(share, 1.0e-9_dp), 1.0_dp) - 1, nu / 2 - 1]
{steps}
    f = exp(reach * tanh(h(1:4) / reach))
    tau = min(max(share, 1.0e-12_dp), 1 - 1.0e-9_dp)
    phi = {_number(k.ageing)} * tau**{_number(k.ageing_power)} * (1 - tau**{_number(k.ageing_power)})**{_number(k.ageing_end)}
    au = {_number(k.cloud)} / (20 * xs) * (nu + 2) * (nu + 4) / (nu + 1)**2 * (lc * mass)**2 * (1 + phi / (1 - tau)**2)
    ac = {_number(k.accretion)} * lc * lr * (tau / (tau + {_number(k.early)}))**{_number(k.early_power)}
    sc = max({_number(k.cloud)} * (nu + 2) / (nu + 1) * lc**2 - 2 * au / xs, 0.0_dp) * f(3)
    sr = {_number(k.rain)} * nr * lr * f(4)
    au = au * f(1)
    ac = ac * f(2)
  end subroutine rain_rates
end module rain_scheme
"""


def _number(value: Any) -> str:
    return f"{float(value)!r}_dp"


def _list(values: np.ndarray) -> str:
    """Lines of three numbers: Fortran's lines end at 132 signs."""
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
