"""A session pauses where it was asked to: exactly at a step, and at the first point of the curves with the value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neurarium as nr
from tests.app.visitor import Seen, Tab, house, visiting, workers


def stopped(seen: Seen) -> bool:
    return seen.frame["status"] == "paused" and seen.frame["stopped"] is not None


@pytest.mark.parametrize("step", [1, 37, 5_000])
def test_stops_exactly_at_a_step(tab: Tab, step: int) -> None:
    tab.open(seed=3)
    tab.send("stop_at", step=step)
    tab.send("play", speed=None)
    seen = tab.until(stopped)
    assert seen.steps == step
    assert max(frame["steps"] for frame in seen.frames) == step
    assert seen.frame["stop_at"] == {"step": step, "reading": None, "value": None}
    assert f"{step:,}" in seen.frame["stopped"]["en"]
    assert f"{step:,}".replace(",", ".") in seen.frame["stopped"]["de"]
    assert seen.frame["readings"] == nr.run("slope", seed=3).advance(step).readings


def test_many_steps_stop_there_too_and_play_goes_on_from_there(tab: Tab) -> None:
    tab.open()
    tab.send("stop_at", step=100)
    tab.send("step", count=1_000)
    assert tab.until(stopped).steps == 100
    tab.send("play", speed=None)
    seen = tab.until(lambda seen: seen.steps > 300)
    assert seen.frame["stopped"] is None
    tab.send("restart")
    assert tab.until(stopped).steps == 100, "what was left behind is waited for again"


def test_stops_at_the_first_point_of_the_curves_with_the_value(tab: Tab) -> None:
    run = nr.run("slope", seed=3).advance(5_000)
    losses = run.history.of("loss")
    value = float(losses[40] * 0.4 + losses[41] * 0.6)
    tab.open(seed=3)
    tab.send("stop_at", reading="loss", value=value)
    tab.send("play", speed=None)
    seen = tab.until(stopped)
    assert seen.steps == run.history.steps[np.argmax(losses <= value)]
    assert seen.frame["readings"]["loss"] <= value
    assert "loss" in seen.frame["stopped"]["en"].lower()


def test_a_population_stops_when_all_its_members_have_the_value(tab: Tab) -> None:
    population = nr.population("slope", seed=3, seeds=4).advance(400)
    steps, curves = population.curves
    value = 0.5 * float(curves["loss"][0].min())
    first = int(steps[np.argmax((curves["loss"] <= value).all(axis=1))])
    assert 0 < first < 400
    tab.open(seed=3, seeds=4)
    tab.send("stop_at", step=400, reading="loss", value=value)
    tab.send("play", speed=None)
    assert tab.until(stopped).steps == first
    tab.send("play", speed=None)
    assert tab.until(lambda seen: stopped(seen) and seen.steps > first).steps == 400


def test_what_is_left_out_is_no_longer_waited_for(tab: Tab) -> None:
    tab.open()
    tab.send("stop_at", step=100)
    tab.until(lambda seen: seen.frame["stop_at"] is not None)
    tab.send("stop_at")
    tab.until(lambda seen: seen.frame["stop_at"] is None)
    tab.send("play", speed=None)
    tab.until(lambda seen: seen.steps > 200)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reading": "lost", "value": 0.1},
        {"reading": "loss"},
        {"reading": "loss", "value": "low"},
        {"step": 0},
        {"step": -5},
        {"step": 1.5},
        {"step": 2**60},
        {"steps": 5},
    ],
)
def test_what_cannot_be_waited_for_is_refused(tab: Tab, wrong: dict[str, Any]) -> None:
    tab.open()
    tab.send("stop_at", **wrong)
    text = tab.answer("refused")["text"]
    assert text["en"]
    assert text["de"]
    tab.send("step")
    assert tab.until(lambda seen: seen.steps == 1).frame["stop_at"] is None


def test_a_killed_worker_does_not_forget_where_to_stop(data: Path) -> None:
    with house(data) as served, visiting(served) as visitor:
        tab = visitor.tab()
        seen = tab.open(seed=3)
        tab.send("stop_at", step=2_500)
        tab.send("play", speed=1_000)
        visitor.until_listed(lambda run: run["id"] == seen.run and run["steps"] > 0)
        for worker in workers(served):
            worker.kill()
        tab.until(lambda seen: seen.of("state")[-1]["state"] == "resumed")
        seen = tab.until(stopped)
        assert seen.steps == 2_500
        assert max(frame["steps"] for frame in seen.frames) == 2_500
