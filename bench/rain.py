"""Warm rain: the two truths beside each other and beside McSnow, and the contenders' numbers with the timing taken out.

NEURARIUM_RAIN names the folders of superdroplets that `neurarium.labs.rain.produce` made, NEURARIUM_RAIN_FLUX that of the
flux method, NEURARIUM_MCSNOW the public McSnow sample (.npz with `data` and `columns`); what is not named is not measured.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from neurarium.labs.rain import box, contenders, dataset, scores, splits, truth
from neurarium.labs.rain.solver import solve
from neurarium.labs.rain.spectra import Case

TITLE = "warm rain, two truths and McSnow, and the errors of numbers at equal shares of rain"
SHARES = np.linspace(0.01, 0.99, 50)
BASE = "seifert-beheng"
MEMBERS = 2  # of ours beside McSnow's five
EARLY = 5  # notes of twenty seconds: the loss of droplets before there is rain


def measure() -> dict[str, float | str]:
    folders = [Path(name) for name in os.environ.get("NEURARIUM_RAIN", "").split(os.pathsep) if name]
    bins, sample = os.environ.get("NEURARIUM_RAIN_FLUX"), os.environ.get("NEURARIUM_MCSNOW")
    results: dict[str, float | str] = {}
    with jax.enable_x64(True):
        results["all 819 cases solved by Seifert and Beheng's scheme, s"] = _solving()
        if folders:
            results |= _aligned("superdroplets", truth.read(folders, splits.held_out()))
        if bins:
            results |= _aligned("flux", truth.read([Path(bins)], splits.held_out()))
        if folders and bins:
            results |= _agreement(folders, Path(bins))
    if sample:
        results |= _beside_mcsnow(Path(sample))
    return results


def _solving() -> float:
    cases = dataset.grid()
    water, number, shape = (jnp.array([getattr(case, name) for case in cases]) for name in ("water", "number", "shape"))
    run = jax.jit(lambda end: solve(contenders.find(BASE), water, number, shape, end, 2000))
    jax.block_until_ready(run(jnp.full(len(cases), 72_000.0)))
    begun = time.perf_counter()
    jax.block_until_ready(run(jnp.full(len(cases), 72_000.0)))
    return time.perf_counter() - begun


def _at_shares(share: Any, number: Any) -> np.ndarray:
    """ln of a number where each of SHARES of the water is rain: [SHARES, cases], NaN where it never is."""
    found = np.full((len(SHARES), share.shape[1]), np.nan)
    for case in range(share.shape[1]):
        rising = np.maximum.accumulate(share[:, case])
        found[:, case] = np.interp(SHARES, rising, np.log(np.maximum(number[:, case], 1e-3)), right=np.nan)
    return found


def _aligned(label: str, found: truth.Truth) -> dict[str, float | str]:
    cases = scores.arrays_of(found)
    share = np.asarray(cases.rain_water / cases.water)
    right = [_at_shares(share, np.asarray(number)) for number in (cases.rain_number, cases.cloud_number)]
    told: dict[str, float | str] = {}
    errors: dict[str, list[np.ndarray]] = {}
    for name in (BASE, *contenders.KINDS):
        scheme = contenders.find(name)
        steps = scores.LATER * (truth.POINTS - 1)
        path = jax.jit(
            lambda c, scheme=scheme, steps=steps: solve(scheme, c.water, c.number, c.shape, scores.LATER * c.end, steps)
        )(cases)
        rain = np.asarray(path.rain_water / cases.water)
        apart = [
            np.abs(_at_shares(rain, np.asarray(number)) - wanted)
            for number, wanted in zip((path.rain_number, path.cloud_number), right, strict=True)
        ]
        never = int((rain.max(axis=0) < SHARES[0]).sum())
        errors[name] = [np.nanmean(one[:, np.isfinite(one).any(axis=0)], axis=0) for one in apart]
        for number, error, base in zip(("rain", "cloud"), errors[name], errors[BASE], strict=True):
            words = f"{error.mean():.3f}"
            if len(error) == len(base):
                words += " by {}: {:.2f} ({:.2f}-{:.2f})".format(BASE, *scores.ratio(error, base))
            told[f"{label}, {name}: {number} number at equal shares, mean |ln|"] = words
        told[f"{label}, {name}: cases that never reach 1 % rain"] = f"{never} of {len(found.cases)}"
    return told


def _agreement(folders: list[Path], bins: Path) -> dict[str, float | str]:
    ours, theirs = (truth.read(where, splits.held_out()) for where in (folders, [bins]))
    assert ours.cases == theirs.cases
    apart = np.abs(theirs.thresholds / ours.thresholds - 1).mean(axis=0)
    spread = (ours.spread / ours.thresholds).mean(axis=0)
    return {
        "flux against superdroplets, 1, 10, 50, 90 % rain, mean, %": " ".join(f"{100 * value:.1f}" for value in apart),
        "spread of the superdroplets' members, %": " ".join(f"{100 * value:.1f}" for value in spread),
    }


def _beside_mcsnow(path: Path) -> dict[str, float | str]:
    """Over the cases that reach 1 % rain within the sample's 1,000 s."""
    with np.load(path) as sample:
        data, columns = sample["data"].astype(float), [str(name) for name in sample["columns"]]
    wanted = truth.SHARES[:3]
    apart, losses = [], []
    for one in np.moveaxis(data, 2, 0):
        water, radius, shape = (one[0, columns.index(name), 0] for name in ("lwc0", "rm", "nu_gam"))
        case = Case(float(water), float(radius), float(shape))
        times = np.concatenate([[0], one[:, 0, 0]])
        share = np.vstack([np.zeros(one.shape[2]), one[:, columns.index("Lr")] / water])
        theirs = np.array([[truth.crossing(column, times, value) for value in wanted] for column in share.T])
        if not np.isfinite(theirs[:, 0]).all():
            continue
        rows = [dataset.simulate(case, dataset.Plan(seed=5), member) for member in range(MEMBERS)]
        ours = np.mean([truth.thresholds_of(each, case.water)[:3] for each in rows], axis=0)
        there = np.isfinite(theirs).all(axis=0)
        apart.append(np.where(there, ours / np.where(there, theirs, 1).mean(axis=0) - 1, np.nan))
        droplets, cloud = one[:, columns.index("Nc")], box.COLUMNS.index("cloud_number")
        lost = np.mean([each[1, cloud] - each[1 + EARLY, cloud] for each in rows])
        losses.append(lost / (droplets[0] - droplets[EARLY]).mean())
    count = np.isfinite(apart).sum(axis=0)
    mean = 100 * np.nanmean(np.abs(apart), axis=0)
    return {
        "beside McSnow, 1, 10, 50 % rain, mean, % (cases)": " ".join(
            f"{value:.1f} ({cases})" for value, cases in zip(mean, count, strict=True)
        ),
        "beside McSnow, early loss of droplets, quotients": " ".join(f"{value:.2f}" for value in losses),
    }
