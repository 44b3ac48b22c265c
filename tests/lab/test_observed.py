"""Observers of runs and populations are told of every change, and change nothing."""

from __future__ import annotations

import pytest

import neurarium as nr


def test_an_observer_hears_of_every_change_and_sees_what_has_become() -> None:
    run = nr.run("slope")
    seen: list[tuple[int, float]] = []
    run.observe(lambda: seen.append((run.steps, run.settings.plain()["rate"])))
    run.advance(3)
    run.change(rate=0.2)
    run.act("set_weight", value=1.0)
    run.restart(seed=4)
    assert seen == [(1, 0.1), (2, 0.1), (3, 0.1), (3, 0.2), (3, 0.2), (0, 0.2)]


def test_nothing_is_told_of_what_was_refused_or_after_the_end() -> None:
    run = nr.run("slope")
    seen: list[int] = []
    end = run.observe(lambda: seen.append(run.steps))
    with pytest.raises(nr.Refusal, match="unlucky"):
        run.act("set_weight", value=13)
    with pytest.raises(nr.SettingRefused):
        run.change(rate=-1)
    run.change(rate=0.1)  # as it was
    assert seen == []
    end()
    run.advance(1)
    assert seen == []


def test_an_observer_hears_that_a_run_left_the_numbers() -> None:
    run = nr.run("slope", rate=100.0)
    seen: list[bool] = []
    run.observe(lambda: seen.append(run.trouble is not None))
    with pytest.raises(nr.Diverged):
        run.advance(100_000)
    assert seen[-1]


def test_a_population_that_is_observed_trains_in_parts_to_the_same_numbers() -> None:
    watched, alone = (nr.population("slope", seeds=3) for _ in range(2))
    seen: list[int] = []
    watched.observe(lambda: seen.append(watched.steps))
    watched.advance(100).change(rate=0.2).act("set_weight", value=1.0).advance(5).restart(seed=2)
    alone.advance(100).change(rate=0.2).act("set_weight", value=1.0).advance(5).restart(seed=2)
    assert seen[0] == 16
    assert seen[-5:] == [100, 100, 100, 105, 0]
    assert watched.to_bytes() == alone.to_bytes()
