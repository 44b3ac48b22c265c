"""Warm rain: the two truths beside each other and beside McSnow, and the contenders' numbers with the timing taken out.

NEURARIUM_RAIN names the folders of superdroplets that `neurarium.labs.rain.produce` made, NEURARIUM_RAIN_FLUX that of the
flux method, NEURARIUM_MCSNOW the public McSnow sample (.npz with `data` and `columns`), NEURARIUM_PYSDM a Python that has
PySDM 3; what is not named is not measured.
"""

from __future__ import annotations

import os
import subprocess
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from neurarium.labs.rain import adaptive, box, contenders, dataset, golovin, mcsnow, scores, splits, truth
from neurarium.labs.rain.collisions import KERNELS
from neurarium.labs.rain.drops import mass_of
from neurarium.labs.rain.solver import EULER_STEP, as_the_paper, solve

TITLE = "warm rain, two truths, McSnow and PySDM, and the errors of numbers at equal shares of rain"
SHARES = np.linspace(0.01, 0.99, 50)
BASE = "seifert-beheng"
MEMBERS = 8  # of ours beside McSnow's five
SUPERDROPLETS, BOXES = 2**13, 32  # of Golovin's box
WARM, STEPS, TURNS = 100, 300, 9


def measure() -> dict[str, float | str]:
    folders = [Path(name) for name in os.environ.get("NEURARIUM_RAIN", "").split(os.pathsep) if name]
    bins, sample, pysdm = (os.environ.get(f"NEURARIUM_{name}") for name in ("RAIN_FLUX", "MCSNOW", "PYSDM"))
    results: dict[str, float | str] = {}
    with jax.enable_x64(True):
        results["all 819 cases solved by Seifert and Beheng's scheme, s"] = _solving()
        if folders:
            found = truth.read(folders, splits.held_out())
            results |= _aligned("superdroplets", found) | _steps(scores.arrays_of(found))
        if bins:
            results |= _aligned("flux", truth.read([Path(bins)], splits.held_out()))
        if folders and bins:
            results |= _agreement(folders, Path(bins))
    results |= _golovin()
    if sample:
        results |= _beside_mcsnow(Path(sample))
    if pysdm:
        results |= _beside_pysdm(pysdm)
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


def _steps(cases: scores.Cases) -> dict[str, float | str]:
    """The mean error of the threshold times with each of the three solvers."""
    told: dict[str, float | str] = {}
    last = scores.LATER * float(cases.end.max())
    for name in (BASE, "rate-networks", "corrected"):
        scheme = contenders.find(name)
        told[f"{name}: error of the times, equal steps"] = float(scores.measure(scheme, cases)["time"].mean())
        euler = jax.jit(lambda c, scheme=scheme: as_the_paper(scheme, c.water, c.number, c.shape, last))(cases)
        clock = EULER_STEP * jnp.arange(len(euler.rain_water))[:, None] * jnp.ones_like(cases.water)
        late = scores.time_errors(euler.rain_water / cases.water, clock, cases.thresholds)
        possible = np.all([(np.isfinite(one) & (one >= 0)).all(axis=0) for one in map(np.asarray, euler)], axis=0)
        told[f"{name}: error of the times, explicit Euler at 5 s"] = (
            f"{float(late.mean()):.4f}, {possible.sum()} of {len(possible)} cases without negative or infinite numbers"
        )
        path = jax.jit(
            lambda c, scheme=scheme: adaptive.solve(scheme, c.water, c.number, c.shape, scores.LATER * c.end)
        )(cases)
        late = scores.time_errors(path.bulk.rain_water / cases.water, path.times, cases.thresholds)
        told[f"{name}: error of the times, adaptive steps"] = (
            f"{float(late.mean()):.4f}, {int(path.arrived.sum())} of {len(path.arrived)} cases arrived"
        )
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


def _golovin() -> dict[str, float | str]:
    """Boxes beside the exact solution: number, second moment and the mean spectrum, with standard errors."""
    told: dict[str, float | str] = {}
    times = (1200.0, 2400.0, 3600.0)
    edges = mass_of(np.geomspace(5e-6, 5e-3, 25))
    boxes = [golovin.simulate(SUPERDROPLETS, times, seed) for seed in range(BOXES)]
    for place, moment in enumerate(times):
        grown, case = golovin.growth(moment), golovin.CASE
        number, second, water = [], [], []
        for drops in (one[place] for one in boxes):
            held = drops.mass * drops.multiplicity / golovin.VOLUME
            number.append(drops.multiplicity.sum() / golovin.VOLUME / case.number * grown)
            second.append((held * drops.mass).sum() / (2 * case.number * case.mean_mass**2 * grown**2))
            water.append(np.histogram(drops.mass, edges, weights=held)[0])
        exact = np.array([golovin.water_between(np.geomspace(*pair, 9), moment).sum() for pair in pairwise(edges)])
        seen = exact > 0.01 * case.water
        error = np.std(water, axis=0, ddof=1)[seen] / np.sqrt(BOXES)
        apart = np.abs(np.mean(water, axis=0) - exact)
        told[f"Golovin, {moment:.0f} s, number, second moment by the exact ones"] = " ".join(
            f"{np.mean(found):.4f}+-{np.std(found, ddof=1) / np.sqrt(BOXES):.4f}" for found in (number, second)
        )
        told[f"Golovin, {moment:.0f} s, water in another size than the exact spectrum's, %"] = (
            f"{50 * apart.sum() / case.water:.1f}, sizes within two standard errors: {(apart[seen] < 2 * error).sum()} of {seen.sum()}"
        )
    return told


def _beside_mcsnow(path: Path) -> dict[str, float | str]:
    """With the drops' speeds as they were measured (Beard), and as McSnow's drops seem to fall."""
    samples, told = mcsnow.read(path), dict[str, float | str]()
    for kind in ("hydrodynamic", "spheres"):
        times, losses = mcsnow.beside(samples, KERNELS[kind], dataset.Plan(MEMBERS, 2**14, seed=5))
        apart = np.abs(times.quotients - 1)
        for what, values in (("", apart), (", its own standard error", times.theirs), (", ours", times.ours)):
            told[f"McSnow, {kind}, 1, 10, 50 % rain, mean over 6, 3, 2 cases, %{what}"] = " ".join(
                f"{value:.1f}" for value in 100 * np.nanmean(values, axis=0)
            )
        errors = np.hypot(losses.theirs, losses.ours)
        told[f"McSnow, {kind}, early loss of drops, ours by theirs, mean of {len(errors)} cases"] = (
            f"{losses.quotients.mean():.3f}, within two standard errors in {(np.abs(losses.quotients - 1) < 2 * errors).sum()}"
        )
    return told


def _beside_pysdm(python: str) -> dict[str, float | str]:
    """Processor microseconds a step of Golovin's box, one thread each, in turns."""
    told: dict[str, float | str] = {}
    for mode in ("fixed", "adaptive"):
        drops, random = box.begin(golovin.CASE, SUPERDROPLETS, golovin.VOLUME, 1), np.random.default_rng(1)
        program = Path(__file__).with_name("_rain_pysdm.py")
        command = [python, str(program), str(SUPERDROPLETS), mode]
        environment = {**os.environ, "NUMBA_NUM_THREADS": "1"}
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        ) as peer:
            assert peer.stdin is not None
            assert peer.stdout is not None
            name, turns = peer.stdout.readline().strip(), []
            for steps in (WARM, *[STEPS] * TURNS):
                begun = time.process_time()
                drops, _ = box.advance(drops, float(steps), 1.0, random, KERNELS["golovin"])
                ours = time.process_time() - begun
                print(steps, file=peer.stdin, flush=True)
                turns.append((ours, float(peer.stdout.readline().split()[1])))
            peer.stdin.close()
        seconds = np.array(turns[1:])
        ours, theirs = np.median(seconds, axis=0) / STEPS * 1e6
        told[f"Golovin, {SUPERDROPLETS} superdroplets, {name} ({mode} steps), microseconds a step"] = float(theirs)
        told[f"Golovin, {SUPERDROPLETS} superdroplets, ours (adaptive), beside {mode}"] = float(ours)
        told[f"times as quick as {name} ({mode} steps)"] = float(np.median(seconds[:, 1] / seconds[:, 0]))
    return told
