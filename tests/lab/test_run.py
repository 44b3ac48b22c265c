"""Runs, seen through the tiny lab: divergence, refusals, journals, populations, snapshots."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurarium as nr
from neurarium.lab import journal
from neurarium.lab.state import finite, from_bytes, to_bytes


def test_one_step_is_exact() -> None:
    run = nr.run("slope", points=2, rate=0.5, seed=1)
    x, y = run.state.x, run.state.y
    run.advance(1)
    assert run.state.weight == 0.5 * float(np.mean(y * x))
    assert run.readings["loss"] == float(np.mean((run.state.weight * x - y) ** 2) / 2)


def test_divergence_names_the_step_keeps_the_last_finite_state_and_offers_a_remedy() -> None:
    run = nr.run("slope", rate=100, seed=1)
    with pytest.raises(nr.Diverged) as trouble:
        run.advance(100_000)
    assert run.steps == trouble.value.steps - 1
    assert np.isfinite(run.state.weight)
    assert trouble.value.remedy == {"rate": 10.0}
    assert f"step {trouble.value.steps}" in trouble.value.text.en
    with pytest.raises(nr.Diverged):
        run.advance(1)
    exact = nr.run("slope", rate=100, seed=1).advance(run.steps)
    assert exact.readings == run.readings
    assert run.change(rate=0.1).trouble is None
    run.advance(5)


def test_a_refused_action_changes_nothing() -> None:
    run = nr.run("slope", seed=1).advance(2)
    before = run.to_bytes()
    for arguments in ({"value": 13}, {"value": 1e9}, {"value": "x"}, {"no": 1}):
        with pytest.raises(nr.Refusal):
            run.act("set_weight", **arguments)
    assert run.to_bytes() == before


def test_a_restarting_change_begins_anew_and_another_goes_on() -> None:
    run = nr.run("slope", seed=1).advance(5)
    assert run.change(rate=0.2).steps == 5
    assert run.life == 1
    assert run.change(points=30).steps == 0
    assert run.life == 2
    assert len(run.history) == 1


def test_a_dragged_slider_is_noted_once() -> None:
    run = nr.run("slope")
    for rate in (0.2, 0.3, 0.4):
        run.change(rate=rate)
    assert run.advance(3).advance(4).journal.events == [["set", {"rate": 0.4}], ["advance", 7]]


def test_a_journal_forgets_what_left_no_trace() -> None:
    run = nr.run("slope", seed=1).advance(500).act("set_weight", value=3)
    run.change(points=30).advance(2)
    assert run.journal.settings["points"] == 30
    assert run.journal.events == [["advance", 2]]
    own = nr.run("playground", seed=1).advance(500)
    own.act("load_points", csv=own.export("points")).advance(5).act("reset", seed=4).advance(3)
    assert [event[0] for event in own.journal.events] == ["advance", "act", "act", "advance"]
    again = nr.run("playground", seed=1).replay(own.journal.events)
    assert again.readings == own.readings


def test_a_journal_full_of_tables_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    run = nr.run("playground", seed=1)
    monkeypatch.setattr(journal, "LARGEST", 1000)
    run.act("load_points", csv=run.export("points"))
    with pytest.raises(nr.Refusal, match="Save it as a file"):
        run.script()


def test_an_overlong_journal_says_so_and_the_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LONGEST", 3)
    run = nr.run("slope")
    for value in range(5):
        run.act("set_weight", value=value)
    with pytest.raises(nr.Refusal, match="Save it as a file"):
        run.script()
    assert run.advance(1).steps == 1


@pytest.mark.parametrize("events", [["advance"], [["advance", -1]], [["advance", "x"]], [["act"]], [[]], [None], [{}]])
def test_a_foreign_journal_is_refused(events: list[object]) -> None:
    with pytest.raises(nr.Refusal):
        nr.run("slope").replay(events)


def test_a_member_that_diverges_leaves_the_others_alone() -> None:
    population = nr.population("slope", seeds=3, rate=0.5)
    population.runs[1].change(rate=100)
    population.advance(3000)
    assert list(population.trouble) == [1]
    assert np.isnan(population.readings["loss"][1])
    assert population.readings["loss"][0] == nr.run("slope", rate=0.5).advance(3000).readings["loss"]
    assert population.steps == 3000


@pytest.mark.parametrize("seeds", [0, -1, 257])
def test_population_bounds(seeds: int) -> None:
    with pytest.raises(nr.SettingRefused, match=rf"seeds cannot be '{seeds}': expected a whole number from 1 to 256"):
        nr.population("slope", seeds=seeds)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_damaged_files_are_refused_and_never_crash(data: st.DataObject) -> None:
    whole = bytearray(nr.run("slope", seed=1).advance(3).to_bytes())
    match data.draw(st.sampled_from(["cut", "flip", "noise"])):
        case "cut":
            whole = whole[: data.draw(st.integers(0, len(whole) - 1))]
        case "flip":
            for _ in range(data.draw(st.integers(1, 8))):
                whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        case _:
            whole = bytearray(data.draw(st.binary(max_size=300)))
    try:
        loaded = nr.library.of_bytes(bytes(whole))
    except nr.Unreadable as refusal:
        assert refusal.text.de
    else:
        with suppress(nr.Diverged):  # a flipped bit may have made a number enormous
            assert loaded.advance(1).steps >= 0


def test_a_file_of_another_version_lab_or_kind_is_refused(tmp_path: Path) -> None:
    header, arrays = from_bytes(nr.run("slope").to_bytes())
    for change, message in [
        ({"format": 99}, "format 99"),
        ({"lab": "unheard-of"}, "not installed"),
        ({"lab": ["slope"]}, "not installed"),
        ({"settings": {"points": 7}}, "do not fit"),
        ({"steps": -3}, "does not fit"),
        ({"seed": 0.5}, "does not fit"),
        ({"journal": 3}, "does not fit"),
        ({"state": {}}, "damaged"),
        ({"readings": ["other"]}, "does not fit"),
    ]:
        file = tmp_path / "run.safetensors"
        file.write_bytes(to_bytes({**header, **change}, arrays) if "format" not in change else _other_format(99))
        with pytest.raises(nr.Unreadable, match=message):
            nr.load(file)


def test_a_run_that_was_saved_before_the_lab_measured_more_still_opens(tmp_path: Path) -> None:
    """What was not measured then has no number in the curves; from there on it is measured."""
    run = nr.run("slope")
    run.advance(3)
    header, arrays = from_bytes(run.to_bytes())
    kept = 1
    older = {**header, "readings": header["readings"][kept:]}
    file = tmp_path / "run.safetensors"
    file.write_bytes(to_bytes(older, {**arrays, "history/values": arrays["history/values"][:, kept:]}))
    again = nr.load(file)
    assert again.history.names == run.history.names
    assert np.isnan(again.history.values[:, :kept]).all()
    assert again.history.values[:, kept:].tobytes() == run.history.values[:, kept:].tobytes()
    again.advance(1)
    assert np.isfinite(again.history.values[-1]).all()


def _other_format(version: int) -> bytes:
    whole = to_bytes({}, {})
    length = int.from_bytes(whole[:8], "little")
    header = json.loads(whole[8 : 8 + length])
    header["__metadata__"]["neurarium"] = json.dumps({"format": version})
    packed = json.dumps(header).encode()
    return len(packed).to_bytes(8, "little") + packed


def test_a_figure_shows_curves_and_picture() -> None:
    from neurarium.notebook.figures import png

    for trained in (nr.run("slope").advance(20), nr.population("slope", seeds=5).advance(20)):
        assert png(trained).startswith(b"\x89PNG")
        axes = nr.figure(trained).axes
        assert len(axes) == 2
        assert list(axes[0].lines[0].get_xdata()) == list(range(21))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.array([1e200, -1e308]), True),
        (np.array([]), True),
        (np.array([[1.0], [np.nan]]), False),
        (np.array([np.inf, -np.inf]), False),
        (np.array([2**62]), True),
        ({"a": (1, [2.0, "x", None])}, True),
        ({"a": (1, [float("inf")])}, False),
    ],
)
def test_finite_means_every_number(value: object, expected: bool) -> None:
    assert finite(value) is expected


def test_whole_numbers_of_numpy_are_whole_numbers() -> None:
    run = nr.run("playground", seed=np.int64(3)).advance(np.int32(2))  # type: ignore[arg-type]
    assert (run.seed, run.steps, type(run.seed), type(run.steps)) == (3, 2, int, int)


def test_half_a_step_is_refused_and_nothing_is_trained() -> None:
    run = nr.run("playground")
    with pytest.raises(nr.Refusal, match=r"steps cannot be 1.5: expected a whole number from 0"):
        run.advance(1.5)  # type: ignore[arg-type]
    assert run.steps == 0


def test_a_saved_run_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    saved = nr.run("playground").save(tmp_path / "saved")
    assert saved.stat().st_mode == plain.stat().st_mode
    assert sorted(file.name for file in tmp_path.iterdir()) == ["plain", "saved"]
