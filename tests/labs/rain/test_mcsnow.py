"""McSnow's public sample: read, refused where it is damaged, and agreed with where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.rain import collisions, dataset, mcsnow

COLUMNS = ("time", "Lc", "Nc", "Lr", "Nr", "lwc0", "rm", "nu_gam")
AT_HAND = os.environ.get("NEURARIUM_MCSNOW")


def written(path: Path, water: float = 1e-3) -> np.ndarray:
    """A sample of one case and two realisations: rain grows by 1 % of the water in each note, faster in the second."""
    notes = 20.0 * np.arange(1, 16)
    data = np.zeros((15, len(COLUMNS), 1, 2), np.float32)
    for realisation, pace in enumerate((0.01, 0.02)):
        share = pace * np.arange(1, 16)
        for name, values in {
            "time": notes,
            "Lc": water * (1 - share),
            "Lr": water * share,
            "Nc": 1e8 - 1e5 * notes * (realisation + 1),
            "Nr": 10.0,
            "lwc0": 1.1 * water,
            "rm": 13e-6,
            "nu_gam": 1.5,
        }.items():
            data[:, COLUMNS.index(name), 0, realisation] = values
    np.savez(path, data=data, columns=np.array(COLUMNS))
    return data


def test_a_sample_is_read_as_cases_with_their_own_water(tmp_path: Path) -> None:
    written(tmp_path / "sample.npz")
    (one,) = mcsnow.read(tmp_path / "sample.npz")
    assert one.case.water == pytest.approx(1e-3, rel=1e-6), "not the tenth more that its name says"
    assert (one.case.radius, one.case.shape, one.end) == (13e-6, 1.5, 300.0)
    assert one.thresholds == pytest.approx(np.array([[20, 200, np.inf], [10, 100, np.inf]]), rel=1e-5)
    assert one.losses == pytest.approx([1e5, 2e5], rel=1e-3)
    assert one.active


def test_what_is_no_sample_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "sample.npz"
    data = written(path)
    whole = path.read_bytes()
    for broken in (b"", b"no archive", whole[: len(whole) // 2]):
        path.write_bytes(broken)
        with pytest.raises(nr.Refusal, match=r"sample\.npz is no sample"):
            mcsnow.read(path)
    data[3, 1, 0, 0] = np.nan
    np.savez(path, data=data, columns=np.array(COLUMNS))
    with pytest.raises(nr.Refusal, match="finite"):
        mcsnow.read(path)
    np.savez(path, data=data, columns=np.array([*COLUMNS[:-1], "other"]))
    with pytest.raises(nr.Refusal, match="nu_gam"):
        mcsnow.read(path)
    with pytest.raises(nr.Refusal, match=r"nowhere\.npz"):
        mcsnow.read(tmp_path / "nowhere.npz")


@pytest.mark.skipif(AT_HAND is None, reason="NEURARIUM_MCSNOW names no sample")
def test_boxes_with_mcsnows_fall_speeds_agree_with_it() -> None:
    """3 % at each threshold, over the cases that come to it; the early loss of drops within the noise of both."""
    samples = mcsnow.read(Path(str(AT_HAND)))
    times, losses = mcsnow.beside(samples, collisions.SPHERES, dataset.Plan(members=4, seed=5))
    assert np.isfinite(times.quotients).sum(axis=0).min() >= 2
    assert (np.nanmean(np.abs(times.quotients - 1), axis=0) < 0.03).all()
    apart = np.abs(losses.quotients - 1) / np.hypot(losses.theirs, losses.ours)
    assert (apart < 3).mean() > 0.9
