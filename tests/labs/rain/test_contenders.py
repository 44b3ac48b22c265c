"""What was trained here: the files, the routines made of them, and that all of them keep water and stay positive."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from neurarium.lab.text import Refusal
from neurarium.labs.rain import contenders, program, routines, scores, splits
from neurarium.labs.rain.schemes import SCHEMES, Bulk, seifert_beheng
from neurarium.labs.rain.solver import solve

RANDOM = np.random.default_rng(7)
COUNT = 200
STATES = np.stack(
    [
        10 ** RANDOM.uniform(-7, -2.7, COUNT),
        10 ** RANDOM.uniform(4, 9, COUNT),
        np.where(RANDOM.random(COUNT) < 0.1, 0, 10 ** RANDOM.uniform(-12, -2.7, COUNT)),
        10 ** RANDOM.uniform(-2, 5, COUNT),
    ],
    axis=1,
)
SHAPES = RANDOM.uniform(0, 4, COUNT)


@pytest.fixture(autouse=True)
def double_precision() -> Iterator[None]:
    with jax.enable_x64(True):
        yield


@pytest.mark.parametrize("kind", contenders.KINDS)
def test_every_scheme_keeps_the_water_and_stays_positive_whatever_it_is_given(kind: str) -> None:
    water = jnp.asarray(10 ** RANDOM.uniform(-4, -2, 64))
    number = jnp.asarray(10 ** RANDOM.uniform(6, 9.5, 64))
    shape, end = jnp.asarray(RANDOM.uniform(0, 6, 64)), jnp.asarray(10 ** RANDOM.uniform(1, 5, 64))
    path = jax.jit(lambda: solve(contenders.find(kind), water, number, shape, end, 400))()
    assert all(bool(jnp.isfinite(values).all() & (values >= 0).all()) for values in path)
    assert float(jnp.abs((path.cloud_water + path.rain_water) / water - 1).max()) < 1e-10


@pytest.mark.parametrize("kind", ["refitted", "corrected"])
def test_training_begins_with_seifert_and_behengs_own_rates(kind: str) -> None:
    bulk = Bulk(*jnp.asarray(STATES.T))
    ours = contenders.SCHEMES_OF[kind](contenders.first_model(kind))(bulk, jnp.asarray(SHAPES))
    for rate, published in zip(ours, seifert_beheng(bulk, jnp.asarray(SHAPES)), strict=True):
        np.testing.assert_allclose(rate, published, rtol=1e-12)


def test_a_file_holds_exactly_what_was_trained_and_nothing_else_is_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = contenders.shipped("corrected")
    path = contenders.write(tmp_path / "one.safetensors", "corrected", model, {"note": "x"})
    again, card = contenders.read(path, "corrected")
    assert card == {"note": "x"}
    assert all(map(np.array_equal, jax.tree.leaves(model), jax.tree.leaves(again)))
    with pytest.raises(
        Refusal, match=r"one\.safetensors cannot be used \(it holds 'corrected' of version 1, expected 'ref"
    ):
        contenders.read(path, "refitted")
    data = path.read_bytes()
    for broken in (data[:-9], b"", b"\0" * 64):
        path.write_bytes(broken)
        with pytest.raises(Refusal, match=r"one\.safetensors cannot be used"):
            contenders.read(path, "corrected")
    path.write_bytes(data)
    monkeypatch.setattr(contenders, "VERSION", 2)
    with pytest.raises(Refusal, match=r"of version 1, expected 'corrected' of 2"):
        contenders.read(path, "corrected")


def routine(kind: str) -> routines.Routine:
    return routines.routine_of(kind, contenders.shipped(kind))


@pytest.mark.parametrize("kind", ["refitted", "solved-networks", "corrected"])
def test_the_numpy_routine_gives_the_same_rates(kind: str, tmp_path: Path) -> None:
    (tmp_path / "rain_scheme.py").write_text(routines.numpy_routine(routine(kind)), encoding="utf-8")
    np.savez(tmp_path / "in.npz", states=STATES, shapes=SHAPES)
    asking = (
        "import numpy as np, rain_scheme; given = np.load('in.npz'); "
        "np.save('out.npy', np.stack(rain_scheme.rates(*given['states'].T, given['shapes']), axis=-1))"
    )
    subprocess.run([sys.executable, "-c", asking], cwd=tmp_path, check=True)
    expected = program.padded_rates(kind, STATES, SHAPES)
    np.testing.assert_allclose(np.load(tmp_path / "out.npy"), expected, rtol=1e-10, atol=1e-22)


@pytest.mark.skipif(shutil.which("gfortran") is None, reason="gfortran is not installed")
@pytest.mark.parametrize("kind", ["refitted", "solved-networks", "corrected"])
def test_the_fortran_routine_gives_the_same_rates(kind: str, tmp_path: Path) -> None:
    (tmp_path / "scheme.f90").write_text(routines.fortran_routine(routine(kind)), encoding="utf-8")
    (tmp_path / "ask.f90").write_text(
        "program ask\n use rain_scheme\n implicit none\n integer :: i\n real(kind(1d0)) :: x(5), y(4)\n"
        f" do i = 1, {COUNT}\n  read(*, *) x\n  call rain_rates(x(1), x(2), x(3), x(4), x(5), y(1), y(2), y(3), y(4))\n"
        "  print '(4es30.17e3)', y\n end do\nend program\n"
    )
    subprocess.run(["gfortran", "-std=f2008", "-Wall", "scheme.f90", "ask.f90", "-o", "ask"], cwd=tmp_path, check=True)
    given = "\n".join(
        " ".join(f"{value:.17e}" for value in (*state, shape)) for state, shape in zip(STATES, SHAPES, strict=True)
    )
    done = subprocess.run(["./ask"], input=given, capture_output=True, text=True, check=True, cwd=tmp_path)
    found = np.array([[float(word) for word in line.split()] for line in done.stdout.splitlines()])
    np.testing.assert_allclose(found, program.padded_rates(kind, STATES, SHAPES), rtol=1e-9, atol=1e-22)


def test_no_case_serves_two_purposes() -> None:
    held_out, validation, training = (set(splits.SETS[name]()) for name in ("held-out", "validation", "training"))
    assert (len(held_out), len(validation), len(training)) == (100, 80, 639)
    assert not held_out & validation | held_out & training | validation & training


def test_the_scores_that_come_along_are_those_of_the_files() -> None:
    """The table is long; here that it is whole, that intervals hold their quotients, and that nothing was left out."""
    table = json.loads((contenders.FOLDER / "scores.json").read_text(encoding="utf-8"))
    assert set(table["sets"]) == {"validation", "held-out", "off-grid", "corner"}
    for told in table["sets"].values():
        assert set(told["contenders"]) == {*SCHEMES, *contenders.KINDS}
        for row in told["contenders"].values():
            assert row["completed"] == 1
            for measure in scores.MEASURES:
                value, low, high = row[measure]["by seifert-beheng"]
                assert low <= value <= high
        assert told["contenders"]["seifert-beheng"]["time"]["by seifert-beheng"] == [1, 1, 1]
