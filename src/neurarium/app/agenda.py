"""What a session has to do: a journal to follow, then steps to take, then steps at a pace."""

from __future__ import annotations

import math
from collections import deque
from typing import Any, NamedTuple

from neurarium.app.messages import Command
from neurarium.app.pace import Pace, Rate

MOST_STEPS = 1_000_000  # that `step` may still have to do
LONGEST_REPLAY = 10_000_000  # steps of a link's journal
BACKLOG = 20_000  # events and commands that may wait for a journal to be followed


class Waiting(NamedTuple):
    """A viewer's command that waits until the journal has been followed."""

    viewer: int
    command: Command


class Agenda:
    """Says how many steps to take now, so that a turn lasts about as long as it may."""

    def __init__(self) -> None:
        self.pace: Pace | None = None
        self.rate = Rate()
        self._remaining = 0
        self._journal: deque[Any] = deque()
        self._step_time = 1e-3

    @property
    def empty(self) -> bool:
        return self.pace is None and self._remaining == 0 and not self._journal

    @property
    def following(self) -> bool:
        """Whether a journal is not done yet."""
        return bool(self._journal)

    def clear(self) -> None:
        self.pace = None
        self._remaining = 0
        self._journal.clear()
        self.rate.clear()

    def play(self, speed: float | None, time: float) -> None:
        self.pace = Pace(speed, time)
        self._remaining = 0

    def step(self, count: int) -> None:
        self.pace = None
        self._remaining = min(MOST_STEPS, self._remaining + count)

    def begin_anew(self) -> None:
        """Forget the journal and the steps, but not the pace."""
        self._journal.clear()
        self._remaining = 0

    def follow(self, events: list[Any]) -> bool:
        """Add events or waiting commands to the journal; False where it is full or would train for hours."""
        if len(self._journal) + len(events) > BACKLOG or sum(map(steps_of, events)) > LONGEST_REPLAY:
            return False
        self._journal.extend(events)
        return True

    def next(self, time: float) -> float:
        """When there is something to do; infinity for never."""
        if self._journal or self._remaining:
            return time
        return self.pace.next(time) if self.pace else math.inf

    def steps(self, time: float, end: float) -> int:
        """Steps to take at once: those that are due, as far as there is time for them."""
        fitting = max(1, int((end - time) / self._step_time))
        if self._journal:
            return min(fitting, steps_of(self._journal[0]))
        if self._remaining:
            return min(fitting, self._remaining)
        due = self.pace.due(time) if self.pace else 0
        return fitting if due is None else min(fitting, due)

    def took(self, steps: int, seconds: float, time: float) -> None:
        """So many steps were taken in so many seconds, until `time`."""
        self._step_time = max(1e-7, (self._step_time + seconds / steps) / 2)
        self.rate.took(steps, time)
        if self._journal:
            left = steps_of(self._journal[0]) - steps
            self._journal[0] = ["advance", left]
            if left <= 0:
                self._journal.popleft()
        elif self._remaining:
            self._remaining = max(0, self._remaining - steps)
        elif self.pace is not None:
            self.pace.took(steps)

    def event(self) -> Any:
        """The journal's next event, taken off."""
        return self._journal.popleft()


def steps_of(event: Any) -> int:
    """The steps of a journal's event, 0 where it is another."""
    match event:
        case ["advance", int(steps)] if isinstance(event, list) and not isinstance(steps, bool):
            return max(0, steps)
    return 0
