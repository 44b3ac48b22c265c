"""Whoever shows a run is told when it has changed; a run knows nothing else about who looks on."""

from __future__ import annotations

from collections.abc import Callable


class Observed:
    """Tells its observers after every change, and now and then while it trains."""

    _observers: tuple[Callable[[], None], ...] = ()

    def observe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back after every change, in the thread that made it; the function returned ends this.

        A callback may look at everything and must change nothing.
        """
        self._observers = (*self._observers, callback)

        def end() -> None:
            self._observers = tuple(observer for observer in self._observers if observer is not callback)

        return end

    def _tell(self) -> None:
        for observer in self._observers:
            observer()
