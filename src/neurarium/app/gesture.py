"""A slider that is dragged sends many changes; taken back, they are one."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from neurarium.app.scene import Learner

PAUSE = 0.7  # seconds without a change that end a gesture


class Gesture:
    """The changes of the same settings in quick succession, with nothing done between them."""

    def __init__(self) -> None:
        self._settings: set[str] = set()
        self._end = 0.0
        self._done = -1

    def change(self, learner: Learner, settings: dict[str, Any]) -> None:
        """Change these settings of the learner."""
        start = perf_counter()
        done = learner.past.done if learner.past else 0
        learner.change(**settings)
        if learner.past is None or learner.past.done == done:
            return  # everything was so already
        if settings.keys() == self._settings and done == self._done and start - self._end < PAUSE:
            learner.past.join()
        self._settings, self._done, self._end = set(settings), learner.past.done, perf_counter()
