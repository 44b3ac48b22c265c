"""Snapshots reach the disk in a thread of their own, so that a slow or full disk never stops training."""

from __future__ import annotations

import threading
from collections.abc import Callable

from neurarium.lab.text import Refusal
from neurarium.store import Store, StoredRun

Done = Callable[[Refusal | None], None]


class Saver:
    """Keeps at most one waiting snapshot a run: a newer one takes its place."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[str, tuple[StoredRun, bytes, Done]] = {}
        self._writing: str | None = None
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="saver", daemon=True)
        self._thread.start()

    def save(self, listed: StoredRun, data: bytes, done: Done) -> None:
        """Write it soon; `done` is called in the saver's thread, with what went wrong or None."""
        with self._change:
            self._waiting[listed.id] = (listed, data, done)
            self._change.notify_all()

    def finish(self, run: str | None = None) -> None:
        """Wait until nothing of this run (or of any) waits to be written."""
        with self._change:
            self._change.wait_for(
                lambda: (
                    not self._waiting and self._writing is None
                    if run is None
                    else run not in self._waiting and run != self._writing
                )
            )

    def _work(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting)
                run = next(iter(self._waiting))
                listed, data, done = self._waiting.pop(run)
                self._writing = run
            problem: Refusal | None = None
            try:
                self._store.keep(listed, data)
            except Refusal as refusal:
                problem = refusal
            done(problem)
            with self._change:
                self._writing = None
                self._change.notify_all()
