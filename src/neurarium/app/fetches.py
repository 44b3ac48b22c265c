"""Standard sets that are being fetched, each by a thread of its own, so that the page can watch and stop it."""

from __future__ import annotations

import threading
from typing import Any

from neurarium.data import fetching
from neurarium.data.fetching import Progress, Stopped
from neurarium.data.standard import Standard
from neurarium.lab.text import Refusal, Text


class Fetch:
    """One set on its way.

    What has come lies on the disk, so a server that ends in the middle loses nothing.
    """

    def __init__(self, known: Standard) -> None:
        self.known = known
        self.progress = Progress("", "", 0, known.size)
        self.error: Text | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"fetch {known.name}", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        """Stop at the next piece."""
        self._stop.set()

    def _run(self) -> None:
        try:
            fetching.fetch(self.known, self._report, self._stop.is_set)
        except Stopped:
            pass
        except Refusal as refusal:
            self.error = refusal.text

    def _report(self, progress: Progress) -> None:
        self.progress = progress


class Fetches:
    """At most one fetch of each set at a time."""

    def __init__(self) -> None:
        self._all: dict[str, Fetch] = {}

    def start(self, known: Standard) -> None:
        """Start fetching, unless it is running."""
        running = self._all.get(known.name)
        if running is None or not running.running:
            self._all[known.name] = Fetch(known)

    def stop(self, name: str) -> None:
        if name in self._all:
            self._all[name].stop()

    def describe(self, name: str) -> dict[str, Any] | None:
        """How far it is: bytes, the host, whether it runs, and what went wrong; None if it was never begun."""
        fetch = self._all.get(name)
        if fetch is None:
            return None
        progress = fetch.progress
        return {
            "fetched": progress.fetched,
            "size": progress.size,
            "host": progress.host,
            "running": fetch.running,
            "error": fetch.error,
        }
