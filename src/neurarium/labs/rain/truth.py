"""What the members of a case say together: times at which shares of the water are rain, and curves.

Members differ above all in when rain starts. Averaging them hour by hour would blur every curve, so times are averaged
first, and the curves after each member's time was stretched to the mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain import box, dataset
from neurarium.labs.rain.spectra import Case

SHARES = (0.01, 0.1, 0.5, 0.9)
MIDDLE = SHARES.index(0.5)
POINTS = 257  # of a curve
RAIN_WATER = box.COLUMNS.index("rain_water")
RATES = slice(box.STATES, None)


@dataclass(frozen=True)
class Truth:
    """All cases of a set.

    Attributes:
        cases: those that rained out in every member.
        thresholds, spread: float64 [cases, SHARES], mean and standard deviation of the threshold times in s.
        end: float64 [cases], s, where the curves end.
        curves: float64 [cases, POINTS, box.COLUMNS], at equal steps from 0 to `end`.
        members: int64 [cases].
        dry: cases that did not rain out in the time they were given.
    """

    cases: tuple[Case, ...]
    thresholds: np.ndarray
    spread: np.ndarray
    end: np.ndarray
    curves: np.ndarray
    members: np.ndarray
    dry: tuple[Case, ...]


def times_of(rows: np.ndarray) -> np.ndarray:
    return np.arange(len(rows)) * box.EVERY


def crossing(share: np.ndarray, times: np.ndarray, wanted: float) -> float:
    """When the share first reaches what is wanted, interpolated; infinity where it never does."""
    above = share >= wanted
    if not above.any():
        return float("inf")
    after = int(above.argmax())
    if after == 0:
        return 0.0
    low, high = share[after - 1], share[after]
    return float(times[after - 1] + (wanted - low) / (high - low) * (times[after] - times[after - 1]))


def thresholds_of(rows: np.ndarray, water: float) -> np.ndarray:
    """float64 [SHARES], s."""
    share = rows[:, RAIN_WATER].astype(np.float64) / water
    return np.array([crossing(share, times_of(rows), wanted) for wanted in SHARES])


def together(case: Case, members: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray, float, np.ndarray] | None:
    """Thresholds, their spread, the end and the curves of one case; None if a member did not rain out."""
    crossings = np.array([thresholds_of(rows, case.water) for rows in members])
    if not np.isfinite(crossings).all():
        return None
    mean = crossings.mean(axis=0)
    stretch = crossings[:, MIDDLE] / mean[MIDDLE]
    end = min((len(rows) - 1) * box.EVERY / factor for rows, factor in zip(members, stretch, strict=True))
    wanted = np.linspace(0, end, POINTS)
    curves = np.zeros((POINTS, len(box.COLUMNS)))
    for rows, factor in zip(members, stretch, strict=True):
        times = times_of(rows)
        for column in range(len(box.COLUMNS)):
            # A rate is the mean over the time before its stamp, so it belongs to the middle of that time.
            stamps = times - box.EVERY / 2 if column >= box.STATES else times
            curves[:, column] += np.interp(wanted * factor, stamps, rows[:, column])
    return (
        mean,
        crossings.std(axis=0, ddof=1) if len(members) > 1 else np.zeros(len(SHARES)),
        end,
        curves / len(members),
    )


def read(folders: list[Path], cases: tuple[Case, ...]) -> Truth:
    """The truth of these cases from all members that the folders hold; cases without a file are left out.

    Raises `Refusal` where no case has one.
    """
    kept, rows, dry = [], [], []
    for case in cases:
        files = [dataset.file_of(folder, case) for folder in folders]
        members = [member for file in files if file.exists() for member in dataset.read_case(file)[1]]
        if not members:
            continue
        found = together(case, members)
        if found is None:
            dry.append(case)
        else:
            kept.append(case)
            rows.append((*found, len(members)))
    if not rows and not dry:
        names = ", ".join(map(str, folders)) or "no folder"
        raise Refusal(
            Text(
                f"None of the {len(cases)} cases asked for is in {names}; make them with `python -m neurarium.labs.rain.produce`.",
                f"Keiner der {len(cases)} verlangten Fälle liegt in {names}; bitte mit `python -m neurarium.labs.rain.produce` "
                "erzeugen.",
            )
        )
    if not rows:
        empty = np.zeros((0, len(SHARES)))
        return Truth(
            (), empty, empty, np.zeros(0), np.zeros((0, POINTS, len(box.COLUMNS))), np.zeros(0, int), tuple(dry)
        )
    mean, spread, end, curves, members = zip(*rows, strict=True)
    return Truth(
        tuple(kept), np.array(mean), np.array(spread), np.array(end), np.array(curves), np.array(members), tuple(dry)
    )
