"""What was done to a run or a population is taken back, bit for bit, and done again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neurarium as nr
from neurarium.lab import past
from neurarium.lab.past import Deed, Past
from neurarium.lab.state import weights
from neurarium.lab.text import Refusal


def test_a_restart_gives_the_trained_run_back_and_it_goes_on_as_if_nothing_had_happened() -> None:
    run = nr.run("slope", seed=1).advance(300)
    before = run.to_bytes()
    assert run.restart(5).advance(2).undoable == Deed("restart")
    assert run.undo().to_bytes() == before
    assert run.advance(10).to_bytes() == nr.run("slope", seed=1).advance(310).to_bytes()


def test_deeds_are_taken_back_in_turn_and_done_again_in_turn() -> None:
    run = nr.run("slope", seed=1).advance(3)
    stages = [run.to_bytes()]
    for deed in (
        lambda: run.change(rate=0.2),
        lambda: run.act("set_weight", value=1.5),
        lambda: run.change(points=30),
        lambda: run.restart(4),
    ):
        stages.append(deed().advance(4).to_bytes())
    script = run.script()
    for stage in reversed(stages[:-1]):
        assert run.undo().to_bytes() == stage
    assert run.undoable is None
    for stage in stages[1:]:
        assert run.redo().to_bytes() == stage
    assert run.redoable is None
    assert run.script() == script
    run.undo().undo().act("set_weight", value=3)
    with pytest.raises(Refusal, match="nothing was taken back"):
        run.redo()


def test_training_after_undo_is_not_lost_when_the_deed_is_done_again() -> None:
    run = nr.run("slope").advance(5).change(rate=0.3).advance(5)
    after = run.to_bytes()
    onward = run.undo().advance(50).to_bytes()
    assert run.redo().to_bytes() == after
    assert run.undo().to_bytes() == onward


def test_nothing_to_take_back_is_said_in_both_languages(tmp_path: Path) -> None:
    run = nr.run("slope").change(rate=0.2)
    loaded = nr.load(run.save(tmp_path / "run.safetensors"))
    for empty in (nr.run("slope"), loaded, nr.population("slope", seeds=2), run.undo()):
        before = empty.to_bytes()
        with pytest.raises(Refusal) as refusal:
            empty.undo()
        assert refusal.value.text.en.startswith("There is nothing to take back")
        assert refusal.value.text.de.startswith("Es gibt nichts zurückzunehmen")
        assert empty.to_bytes() == before
    before = loaded.to_bytes()
    assert loaded.restart(3).advance(2).undo().to_bytes() == before


def test_what_is_refused_or_changes_nothing_is_no_deed() -> None:
    run = nr.run("slope").advance(1)
    with pytest.raises(Refusal, match="unlucky"):
        run.act("set_weight", value=13)
    with pytest.raises(nr.SettingRefused):
        run.restart(-1)
    assert run.change(rate=0.1).undoable is None


def test_a_run_that_left_the_numbers_is_so_again() -> None:
    run = nr.run("slope", rate=100, seed=1)
    with pytest.raises(nr.Diverged) as trouble:
        run.advance(100_000)
    run.change(**trouble.value.remedy).advance(1)
    assert run.undo().trouble is trouble.value


def test_every_member_of_a_population_is_taken_back() -> None:
    population = nr.population("slope", seeds=3, seed=4).advance(5)
    before = population.to_bytes()
    population.change(rate=0.3).advance(2).act("set_weight", value=2.0).restart(9)
    after = population.to_bytes()
    assert population.undo().undo().undo().to_bytes() == before
    assert population.redo().redo().redo().to_bytes() == after
    assert population.undo().undoable == Deed("act", ("set_weight",))


def test_a_population_is_changed_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    population = nr.population("slope", seeds=3).advance(5)
    before = population.to_bytes()
    with pytest.raises(Refusal, match="unlucky"):
        population.act("set_weight", value=13)

    def refuse(**_: Any) -> None:
        raise nr.SettingRefused("rate", nr.Text("No.", "Nein."))

    monkeypatch.setattr(population.runs[2], "change", refuse)
    with pytest.raises(nr.SettingRefused):
        population.change(rate=0.3)
    assert population.to_bytes() == before
    assert population.undoable is None


def test_a_trial_cannot_be_taken_back() -> None:
    trial = nr.trial("crash-course/one-neuron")
    assert trial.undoable is None
    with pytest.raises(Refusal, match="cannot be changed"):
        trial.undo()


def test_only_the_last_twenty_deeds_are_kept() -> None:
    run = nr.run("slope")
    for value in range(30):
        run.act("set_weight", value=value / 10)
    for value in range(28, 8, -1):
        assert run.undo().state.weight == value / 10
    assert run.undoable is None


def test_the_oldest_large_states_are_forgotten_and_what_is_shared_counts_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(past, "LARGEST", 1000)
    data, kept = np.zeros(10_000), Past()
    for number in range(5):
        kept.did(Deed("set", (str(number),)), (data, np.zeros(50)), (data, None))
    assert kept.undoable == Deed("set", ("4",))
    kept.back((data, None))
    kept.back((data, None))
    assert kept.undoable is None, "two states of 400 bytes each fit, a third does not"
    lone = Past()
    for _ in range(3):
        lone.did(Deed("restart"), np.zeros(10_000), None)
    lone.back(None)
    assert lone.undoable is None, "the newest is kept however large it is, and no other beside it"


def test_views_count_as_what_they_look_at_and_each_object_once() -> None:
    whole = np.zeros(100)
    assert sum(weights({"a": whole[:5], "b": whole[5:], "c": whole}).values()) == 800
