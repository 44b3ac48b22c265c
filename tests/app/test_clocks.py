"""How often a session is drawn: by what drawing costs."""

from __future__ import annotations

import pytest

from neurarium.app.clocks import FrameClock
from neurarium.app.pace import FRAMES


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
