"""When a session's next frame and its next snapshot are due. Times are seconds of `time.perf_counter`."""

from __future__ import annotations

import math

from neurarium.app.pace import AT_ONCE, FRAMES, LONGEST_GAP, MOST, SAVING, SHARE, SOON, STEADY

NEVER = math.inf


class FrameClock:
    """Frames come so far apart that drawing takes no more than its share of the time."""

    def __init__(self) -> None:
        self.next = NEVER
        self._last = -NEVER
        self._cost = 0.0

    @property
    def _gap(self) -> float:
        """Seconds between two frames while it trains."""
        fair = min(SHARE * self._cost, max(STEADY, MOST * self._cost))
        return min(LONGEST_GAP, max(FRAMES, fair))

    def soon(self, time: float) -> None:
        """A command was obeyed."""
        self.next = min(self.next, max(time, self._last + AT_ONCE))

    def trained(self, time: float) -> None:
        self.next = min(self.next, max(time, self._last + self._gap))

    def drawn(self, start: float, end: float) -> None:
        """Frames were drawn from `start` to `end`."""
        self._cost = (self._cost + end - start) / 2
        late = start - self.next
        self._last = start - late if late < FRAMES / 2 else start  # a late frame delays no other

    def again(self, waiting: bool) -> None:
        """Whether somebody waits for a further frame."""
        self.next = self._last + self._gap if waiting else NEVER


class SaveClock:
    """Snapshots come soon after a command, and now and then while it trains: seldom where they take long.

    The first come in quick succession, each twice as far from the last: of a run that has only begun, a crash takes
    no more than half.
    """

    def __init__(self) -> None:
        self.next = NEVER
        self._last = -NEVER
        self._gap = SOON / 2
        self._cost = 0.0

    def soon(self, time: float) -> None:
        """A command was obeyed."""
        self.next = min(self.next, time + SOON)

    def trained(self, time: float) -> None:
        self.next = min(self.next, max(self._last + max(self._gap, 20 * self._cost), time + SOON))

    def failed(self, time: float) -> None:
        """The disk did not take it: try again later."""
        self.next = min(self.next, time + SAVING)

    def taken(self, start: float, end: float) -> None:
        """A snapshot was taken from `start` to `end`."""
        self.next = NEVER
        self._last = end
        self._gap = min(SAVING, 2 * self._gap)
        self._cost = end - start
