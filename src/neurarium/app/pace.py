"""How fast a session trains: how many steps are due by the clock, and how many there really were."""

from __future__ import annotations

from collections import deque

PATIENCE = 0.25  # seconds of steps that are caught up at most after the machine was busy
WINDOW = 1.0  # seconds over which the rate is measured

FRAMES = 1 / 31  # seconds between two frames of a training session: a little over 30 a second arrive as 30
AT_ONCE = 1 / 60  # between two frames that answer commands
SHARE = 5  # drawing takes at most one part in five of a training session's time
STEADY = 0.1  # but a frame comes at least so often, as long as
MOST = 3  # drawing takes no more than one part in three
LONGEST_GAP = 0.5  # and whatever drawing takes, so often
SAVING = 2.0  # seconds between two snapshots while it trains, once it has trained for a few
SOON = 0.3  # seconds from a command to the snapshot that holds it


class Pace:
    """Steps due since `now`, at `speed` steps per second; without a speed, as many as there is time for."""

    def __init__(self, speed: float | None, now: float) -> None:
        self.speed = speed
        self.origin = now
        self.done = 0

    def due(self, now: float) -> int | None:
        """Steps to do now; None for as many as there is time for."""
        if self.speed is None:
            return None
        behind = (now - self.origin) * self.speed - self.done
        most = max(1.0, PATIENCE * self.speed)
        if behind > most:
            self.origin += (behind - most) / self.speed
            behind = most
        return int(behind + 1e-9)

    def next(self, now: float) -> float:
        """When the next step is due."""
        return now if self.speed is None else self.origin + (self.done + 1) / self.speed

    def took(self, steps: int) -> None:
        self.done += steps


class Rate:
    """Steps per second over the last second."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()
        self._total = 0

    def took(self, steps: int, now: float) -> None:
        self._total += steps
        self._marks.append((now, self._total))
        while self._marks[0][0] < now - WINDOW and len(self._marks) > 2:
            self._marks.popleft()

    def clear(self) -> None:
        self._marks.clear()

    @property
    def value(self) -> float:
        if len(self._marks) < 2:
            return 0.0
        (first, before), (last, after) = self._marks[0], self._marks[-1]
        return (after - before) / (last - first) if last > first else 0.0
