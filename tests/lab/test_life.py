"""The current life of a run: what was trained since its curves began, and what was done in between."""

from __future__ import annotations

from pathlib import Path

import pytest

import neurarium as nr
from neurarium.lab import journal, life
from neurarium.lab.life import segments
from neurarium.lab.run import Run
from neurarium.lab.state import same


def told(run: Run) -> list[tuple[float, int]]:
    """The rate and the steps of each segment."""
    return [(segment.settings.plain()["rate"], segment.steps) for segment in segments(run)]


def test_training_is_one_segment_however_often_one_pauses() -> None:
    run = nr.run("slope", seed=1)
    assert told(run) == [(0.1, 0)]
    assert told(run.advance(2).advance(300)) == [(0.1, 302)]
    (segment,) = segments(run)
    assert same(segment.begin, nr.run("slope", seed=1).state)
    assert segment.end is run.state


def test_what_is_done_begins_a_segment_and_a_restart_a_life() -> None:
    run = nr.run("slope").advance(2).change(rate=0.2).advance(3).act("set_weight", value=2).advance(4)
    assert told(run) == [(0.1, 2), (0.2, 3), (0.2, 4)]
    lived = segments(run)
    assert lived[0].end is lived[1].begin
    assert lived[2].begin.weight == 2
    assert told(run.act("set_weight", value=3)) == [(0.1, 2), (0.2, 3), (0.2, 4), (0.2, 0)]
    assert told(run.change(points=30).advance(1)) == [(0.2, 1)]


def test_a_run_from_a_file_lives_again_by_its_journal(tmp_path: Path) -> None:
    run = nr.run("slope", seed=3).advance(2).change(rate=0.2).advance(3).act("set_weight", value=2)
    loaded = nr.load(run.save(tmp_path / "run.safetensors"))
    assert isinstance(loaded, Run)
    for known, again in zip(segments(run), segments(loaded), strict=True):
        assert (known.settings, known.steps) == (again.settings, again.steps)
        assert same(known.begin, again.begin)
        assert same(known.end, again.end)


def test_a_life_too_long_to_be_known_by_heart_is_known_to_the_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(life, "LONGEST", 2)
    run = nr.run("slope")
    for rate in (0.2, 0.3, 0.4):
        run.change(rate=rate).advance(5)
    assert run.lived is None
    assert told(run) == [(0.2, 5), (0.3, 5), (0.4, 5)]


def test_a_life_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(journal, "LONGEST", 3)
    run = nr.run("slope")
    for rate in (0.2, 0.3, 0.4):
        run.change(rate=rate).advance(5)
    assert told(run) == [(0.2, 5), (0.3, 5), (0.4, 5)]
    with pytest.raises(nr.Refusal, match="More was done to this run"):
        segments(nr.load(run.save(tmp_path / "run.safetensors")))  # type: ignore[arg-type]


def test_a_script_that_does_not_exist_is_refused() -> None:
    with pytest.raises(nr.Refusal, match=r"no script 'fortran'\. Known are: numpy, pytorch, keras, jax"):
        nr.run("playground").script("fortran")
