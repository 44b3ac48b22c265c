"""The public sample of McSnow, the model that Seifert and Rasp took for the truth, beside boxes of this package.

S. Brdar and A. Seifert, J. Adv. Model. Earth Syst. 10, 2018. The sample (`.npz` with `data` of [times, columns, cases,
realisations] and `columns`) notes 1,000 s of each case every 20 s. It does not come along; whoever has it names it.

McSnow's boxes hold 0.1 to 0.5 % less water than their name says (a spectrum in bins has lost it), so both are compared at
shares of the water that is there. How its drops fall is not told with the sample: `collisions.SPHERES` says why it matters.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain import box, dataset, truth
from neurarium.labs.rain.spectra import Case, with_tail

SHARES = truth.SHARES[:3]
EARLY = 10  # notes of 20 s over which the loss of drops is taken
NUMBERS = [box.COLUMNS.index(name) for name in ("cloud_number", "rain_number")]


class Sample(NamedTuple):
    """One case of McSnow's.

    Attributes:
        case: with the water that its boxes hold.
        end: s, of its last note.
        thresholds: float64 [realisations, SHARES], s; infinity where it was not reached.
        losses: float64 [realisations], drops a m3 and s that vanished from the first note on, over EARLY notes.
    """

    case: Case
    end: float
    thresholds: np.ndarray
    losses: np.ndarray

    @property
    def active(self) -> bool:
        """Whether it reached the first share in every realisation."""
        return bool(np.isfinite(self.thresholds[:, 0]).all())


class Beside(NamedTuple):
    """Ours by McSnow's, and how far chance alone lets each mean of McSnow's and of ours wander (standard errors)."""

    quotients: np.ndarray  # float64 [cases, values]
    theirs: np.ndarray
    ours: np.ndarray


def read(path: Path) -> tuple[Sample, ...]:
    """The cases of a sample; raises `Refusal` naming the file where it is not one."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            data, columns = stored["data"].astype(np.float64), [str(name) for name in stored["columns"]]
        place = {name: columns.index(name) for name in ("time", "Lc", "Lr", "Nc", "Nr", "rm", "nu_gam")}
        if data.ndim != 4 or data.shape[1] != len(columns) or len(data) <= EARLY or not np.isfinite(data).all():
            raise ValueError(
                f"data of shape {data.shape}, expected finite [times, {len(columns)}, cases, realisations]"
            )
    except (OSError, KeyError, ValueError, EOFError, BadZipFile) as problem:
        raise Refusal(
            Text(
                f"{path.name} is no sample of McSnow ({problem}).",
                f"{path.name} ist keine Stichprobe von McSnow ({problem}).",
            )
        ) from problem
    return tuple(
        _sample({name: data[:, column, case] for name, column in place.items()}) for case in range(data.shape[2])
    )


def _sample(noted: dict[str, np.ndarray]) -> Sample:
    """From arrays of [times, realisations]."""
    water = float((noted["Lc"] + noted["Lr"]).mean())
    times = np.concatenate([[0.0], noted["time"][:, 0]])
    share = np.vstack([np.zeros(noted["Lr"].shape[1]), noted["Lr"] / water])
    number = noted["Nc"] + noted["Nr"]
    # Single precision on disk: what was meant are tenths of a micrometre and of a shape.
    case = Case(water, round(float(noted["rm"][0, 0]), 8), round(float(noted["nu_gam"][0, 0]), 3))
    return Sample(
        case,
        float(times[-1]),
        np.array([[truth.crossing(column, times, wanted) for wanted in SHARES] for column in share.T]),
        (number[0] - number[EARLY]) / (EARLY * box.EVERY),
    )


def simulate(sample: Sample, kind: int, plan: dataset.Plan, member: int) -> tuple[np.ndarray, float]:
    """A box of ours for as long as McSnow's: thresholds [SHARES] in s, and the early loss of drops."""
    case = sample.case
    random = np.random.default_rng([plan.seed, member, 1])
    drops = box.begin(case, plan.superdroplets, plan.volume(case), plan.seed + member, with_tail)
    rows = [drops.moments]
    notes = round(sample.end / box.EVERY) if sample.active else EARLY + 1
    for _ in range(notes):
        drops, _ = box.advance(drops, box.EVERY, dataset.substep(case), random, kind)
        rows.append(drops.moments)
    number = np.array(rows)[:, NUMBERS].sum(axis=1)
    return (
        truth.thresholds_of(np.array(rows), case.water)[: len(SHARES)],
        float(number[1] - number[1 + EARLY]) / (EARLY * box.EVERY),
    )


def beside(samples: tuple[Sample, ...], kind: int, plan: dataset.Plan) -> tuple[Beside, Beside]:
    """Threshold times [active cases, SHARES] and early losses [cases, 1]; NaN where McSnow's did not come to a share."""
    ours = [[simulate(sample, kind, plan, member) for member in range(plan.members)] for sample in samples]
    times = [
        _compared(sample.thresholds, np.array([thresholds for thresholds, _ in found]))
        for sample, found in zip(samples, ours, strict=True)
        if sample.active
    ]
    losses = [
        _compared(sample.losses[:, None], np.array([[loss] for _, loss in found]))
        for sample, found in zip(samples, ours, strict=True)
    ]
    return Beside(*map(np.array, zip(*times, strict=True))), Beside(*map(np.array, zip(*losses, strict=True)))


def _compared(theirs: np.ndarray, ours: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of [realisations, values] each: quotient and relative standard errors, [values]."""
    there = np.isfinite(theirs).all(axis=0)

    def error(values: np.ndarray) -> np.ndarray:
        values = np.where(there, values, 1.0)
        return np.asarray(values.std(axis=0, ddof=1) / np.sqrt(len(values)) / values.mean(axis=0))

    quotient = np.where(there, ours, np.nan).mean(axis=0) / np.where(there, theirs, 1.0).mean(axis=0)
    return quotient, np.where(there, error(theirs), np.nan), np.where(there, error(ours), np.nan)
