"""How many steps are due, by a clock that the test sets."""

from __future__ import annotations

import math

import pytest

from neurarium.app.agenda import MOST_STEPS, Agenda
from neurarium.app.pace import PATIENCE, Pace, Rate


def test_steps_are_due_by_the_clock() -> None:
    pace = Pace(10, now=100)
    assert pace.due(100) == 0
    assert pace.next(100) == pytest.approx(100.1)
    assert pace.due(100.1) == 1
    pace.took(1)
    assert pace.due(100.1) == 0
    assert pace.due(100.2) == 1


def test_what_a_busy_machine_missed_is_not_caught_up() -> None:
    pace = Pace(100, now=0)
    assert pace.due(60) == 100 * PATIENCE
    pace.took(25)
    assert pace.due(60) == 0
    assert pace.due(60.1) == 10


def test_a_slow_pace_still_steps() -> None:
    pace = Pace(0.1, now=0)
    assert pace.due(9.9) == 0
    assert pace.due(10) == 1


def test_without_a_speed_it_goes_as_fast_as_it_can() -> None:
    assert Pace(None, now=0).due(5) is None
    assert Pace(None, now=0).next(5) == 5


def test_the_rate_is_that_of_the_last_second() -> None:
    rate = Rate()
    assert rate.value == 0
    for tenth in range(50):
        rate.took(100, tenth / 10)
    assert rate.value == pytest.approx(1000)
    rate.clear()
    assert rate.value == 0


def test_an_agenda_follows_the_journal_then_steps_then_plays() -> None:
    agenda = Agenda()
    assert agenda.empty
    assert agenda.next(5) == math.inf
    agenda.play(None, 0)
    agenda.follow([["advance", 7], ["set", {}]])
    assert agenda.steps(0, 1) == 7
    agenda.took(7, 0.007, 0)
    assert agenda.following
    assert agenda.steps(0, 1) == 0
    assert agenda.event() == ["set", {}]
    assert not agenda.following
    assert agenda.steps(0, 1) == pytest.approx(1000, rel=0.1), "at a millisecond a step"
    agenda.step(10**9)
    assert agenda.steps(0, 1e9) == MOST_STEPS


def test_a_long_event_is_done_in_slices() -> None:
    agenda = Agenda()
    agenda.follow([["advance", 10_000]])
    done = 0
    while agenda.following:
        steps = agenda.steps(0, 0.008)
        assert steps <= 10, "8 ms at a millisecond a step, and a little more while it measures"
        agenda.took(steps, steps * 1e-3, 0)
        done += steps
    assert done == 10_000


@pytest.mark.parametrize(
    "event", [["advance", True], ["advance", -3], ["advance"], {"advance": 3}, None, [], "advance"]
)
def test_what_is_no_event_takes_no_steps(event: object) -> None:
    agenda = Agenda()
    agenda.follow([event])
    assert agenda.steps(0, 1) == 0
    assert agenda.event() == event
