"""The data set: pieces that a kill cannot spoil, checksums, and what the members say together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.rain import box, dataset, produce, splits, spread, truth
from neurarium.labs.rain.dataset import Plan
from neurarium.labs.rain.spectra import Case

FAST = (Case(2e-3, 15e-6, 1.0), Case(2e-3, 15e-6, 4.0), Case(1.6e-3, 15e-6, 0.0))
SMALL = Plan(members=2, superdroplets=256)


def test_a_case_is_the_same_whoever_makes_it(tmp_path: Path) -> None:
    dataset.generate(tmp_path / "one", FAST, SMALL, 2)
    dataset.generate(tmp_path / "other", FAST[::-1], SMALL, 1)
    for case in FAST:
        assert (
            dataset.file_of(tmp_path / "one", case).read_bytes()
            == dataset.file_of(tmp_path / "other", case).read_bytes()
        )
    first, second = dataset.read_case(dataset.file_of(tmp_path / "one", FAST[0]))[1]
    assert not np.array_equal(first[:10], second[:10]), "members differ"


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    dataset.generate(tmp_path, FAST[:2], SMALL, 1)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.safetensors")}
    heard: list[tuple[int, int]] = []
    dataset.generate(tmp_path, FAST, SMALL, 1, lambda done, all_of: heard.append((done, all_of)))
    assert heard == [(2, 3), (3, 3)]
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_killed_production_goes_on_where_it_was(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "neurarium.labs.rain.produce", str(tmp_path), "--cases", "819"]
    command += ["--members", "1", "--superdroplets", "64", "--threads", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while len(list(tmp_path.glob("*.safetensors"))) < 3:
        assert process.poll() is None
    process.kill()
    process.wait()
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.glob("*.safetensors")}
    assert len(before) >= 3
    plan, cases = Plan(members=1, superdroplets=64), splits.chosen(16)
    dataset.generate(tmp_path, cases, plan, 2)
    assert list(dataset.check(tmp_path)) == []
    for path, (written, data) in before.items():
        assert path.stat().st_mtime_ns == written, "nothing is done twice"
        assert path.read_bytes() == data
        case, (rows,) = dataset.read_case(path)
        assert np.array_equal(rows, dataset.simulate(case, plan, 0)), "what was there is what would have been made"
    assert all(dataset.file_of(tmp_path, case).is_file() for case in cases), "nothing is lost"


def test_two_plans_are_not_mixed_in_one_folder(tmp_path: Path) -> None:
    dataset.generate(tmp_path, FAST[:1], SMALL, 1)
    manifest = (tmp_path / dataset.MANIFEST).read_bytes()
    with pytest.raises(nr.Refusal, match=r"radius15.*seed=1.*seed=2"):
        dataset.generate(tmp_path, FAST, Plan(members=2, superdroplets=256, seed=2), 1)
    assert (tmp_path / dataset.MANIFEST).read_bytes() == manifest
    assert len(list(tmp_path.glob("*.safetensors"))) == 1


def test_a_damaged_file_is_named_when_production_goes_on(tmp_path: Path) -> None:
    dataset.generate(tmp_path, FAST[:1], SMALL, 1)
    path = dataset.file_of(tmp_path, FAST[0])
    path.write_bytes(path.read_bytes()[:-50])
    with pytest.raises(nr.Refusal, match=path.name):
        dataset.generate(tmp_path, FAST, SMALL, 1)


def test_a_file_with_numbers_that_are_none_or_of_another_version_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = np.zeros((5, len(box.COLUMNS)), np.float32)
    for wrong in (np.full_like(rows, np.nan), rows[:, :4], rows[:1]):
        path = dataset.write_case(tmp_path, FAST[0], SMALL, [wrong])
        with pytest.raises(nr.Refusal, match="shape"):
            dataset.read_case(path)
    path = dataset.write_case(tmp_path, FAST[0], SMALL, [rows])
    monkeypatch.setattr(dataset, "VERSION", dataset.VERSION + 1)
    with pytest.raises(nr.Refusal, match=f"version {dataset.VERSION - 1}, expected {dataset.VERSION}"):
        dataset.read_case(path)


def test_an_edited_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset.generate(tmp_path, FAST[:1], SMALL, 1)
    path = dataset.file_of(tmp_path, FAST[0])
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert list(dataset.check(tmp_path)) == [path.name]
    assert produce.main([str(tmp_path), "--check"]) == 1
    assert path.name in capsys.readouterr().out
    path.write_bytes(data[:100])
    with pytest.raises(nr.Refusal, match=path.name):
        dataset.read_case(path)
    with pytest.raises(nr.Refusal, match="generate"):
        list(dataset.check(tmp_path / "nowhere"))


def test_thresholds_are_averaged_and_curves_are_stretched(tmp_path: Path) -> None:
    dataset.generate(tmp_path, FAST, Plan(members=4, superdroplets=1024), 2)
    found = truth.read([tmp_path], FAST)
    assert found.cases == FAST
    assert found.dry == ()
    assert found.members.tolist() == [4, 4, 4]
    assert (np.diff(found.thresholds, axis=1) > 0).all(), "1, 10, 50 and 90 % come one after the other"
    _, members = dataset.read_case(dataset.file_of(tmp_path, FAST[0]))
    one = np.array([truth.thresholds_of(rows, FAST[0].water) for rows in members])
    assert found.thresholds[0] == pytest.approx(one.mean(axis=0))
    # The stretched mean curve passes its half exactly when the members do on average.
    times = np.linspace(0, found.end[0], truth.POINTS)
    share = found.curves[0, :, truth.RAIN_WATER] / FAST[0].water
    assert truth.crossing(share, times, 0.5) == pytest.approx(found.thresholds[0, truth.MIDDLE], rel=0.01)
    assert found.curves[0, :, 0] + found.curves[0, :, truth.RAIN_WATER] == pytest.approx(
        np.full(truth.POINTS, FAST[0].water), rel=1e-4
    )


def test_a_case_that_does_not_rain_out_is_listed(tmp_path: Path) -> None:
    rows = np.zeros((5, len(box.COLUMNS)), np.float32)
    rows[:, 0] = FAST[0].water
    dataset.write_case(tmp_path, FAST[0], SMALL, [rows])
    dataset.generate(tmp_path, FAST[1:2], SMALL, 1)
    assert truth.read([tmp_path], FAST).dry == FAST[:1]
    alone = truth.read([tmp_path], FAST[:1])
    assert (alone.cases, alone.dry, alone.thresholds.shape) == ((), FAST[:1], (0, 4))


def test_a_folder_without_the_cases_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(nr.Refusal, match=f"None of the 3 cases asked for is in {tmp_path}"):
        truth.read([tmp_path], FAST)
    assert spread.main([str(tmp_path / "out"), str(tmp_path)]) == 2
    assert "produce" in capsys.readouterr().err
