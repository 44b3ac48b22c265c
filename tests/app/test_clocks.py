"""How often a session is drawn, by what drawing costs, and how often it is saved."""

from __future__ import annotations

from itertools import pairwise

import pytest

from neurarium.app.clocks import FrameClock, SaveClock
from neurarium.app.pace import FRAMES, SAVING, SOON


@pytest.mark.parametrize(
    ("cost", "gap"),
    [(0.001, FRAMES), (0.01, 0.05), (0.018, 0.09), (0.025, 0.1), (0.03, 0.1), (0.1, 0.3), (5.0, 0.5)],
)
def test_drawing_takes_a_fifth_of_the_time_and_a_third_before_it_falls_below_ten_a_second(
    cost: float, gap: float
) -> None:
    clock = FrameClock()
    time = 0.0
    for _ in range(40):  # until it knows what a frame costs
        clock.trained(time)
        clock.drawn(clock.next, clock.next + cost)
        last = clock.next
        clock.again(waiting=True)
        time = clock.next
    assert clock.next - last == pytest.approx(gap)


def test_nobody_waits_for_what_has_not_changed() -> None:
    clock = FrameClock()
    clock.soon(1.0)
    assert clock.next == 1.0
    clock.drawn(1.0, 1.001)
    clock.again(waiting=False)
    assert clock.next == float("inf")


def saved_while_it_trains(seconds: float, cost: float) -> list[float]:
    """When snapshots end in a run that trains from 0 on; `cost`: seconds that each takes."""
    clock, time, saved = SaveClock(), 0.0, []
    while time < seconds:
        clock.trained(time)
        time = clock.next + cost
        clock.taken(clock.next, time)
        saved.append(time)
    return saved


def test_a_crash_takes_no_more_than_half_of_a_run_that_has_only_begun() -> None:
    saved = saved_while_it_trains(20.0, cost=0.001)
    assert saved[0] == pytest.approx(SOON, abs=0.01)
    gaps = [later - earlier for earlier, later in pairwise(saved)]
    assert all(gap <= earlier + 0.01 for gap, earlier in zip(gaps, saved, strict=False))
    assert gaps[-1] == pytest.approx(SAVING, abs=0.01)


def test_snapshots_that_take_long_are_seldom() -> None:
    first, second = saved_while_it_trains(2.0, cost=1.0)[:2]
    assert second - first == pytest.approx(21.0)
