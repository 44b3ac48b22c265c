"""A visitor's events on disk: one JSON object a line, in his data folder. Nothing leaves the machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from neurarium.course import events
from neurarium.course.events import Event
from neurarium.course.standing import Standing
from neurarium.lab.files import data_folder, write_whole
from neurarium.lab.text import Refusal, Text
from neurarium.store_trouble import trouble


def moment() -> datetime:
    """Now, in UTC and milliseconds."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class Progress:
    """The events in one folder. Raises `StoreTrouble` where the disk fails.

    What other processes append is read from where this one stopped; a file that was replaced is read anew.
    """

    def __init__(self, folder: Path | None = None, clock: Callable[[], datetime] = moment) -> None:
        self.file = (folder or data_folder()) / "progress.jsonl"
        self.now = clock
        self._lock = threading.RLock()
        self._standing = Standing()
        self._identity: int | None = None
        self._offset = 0

    def keep(self, event: Event) -> None:
        """Add an event."""
        with self._lock:
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                ends = not self.file.exists() or self.file.stat().st_size == 0 or self._ends_a_line()
                with self.file.open("ab") as file:
                    file.write((b"" if ends else b"\n") + events.written(event))
            except OSError as problem:
                raise trouble(problem, self.file.parent) from problem

    def _ends_a_line(self) -> bool:
        with self.file.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def standing(self) -> Standing:
        """How far the visitor has come."""
        with self._lock:
            try:
                about = self.file.stat()
                if about.st_ino != self._identity or about.st_size < self._offset:
                    self._standing, self._offset, self._identity = Standing(), 0, about.st_ino
                if about.st_size > self._offset:
                    self._read_on()
            except FileNotFoundError:
                self._standing, self._offset, self._identity = Standing(), 0, None
            except OSError as problem:
                raise trouble(problem, self.file.parent) from problem
            return self._standing

    def _read_on(self) -> None:
        with self.file.open("rb") as file:
            file.seek(self._offset)
            added = file.read()
        whole = added[: added.rfind(b"\n") + 1]
        self._offset += len(whole)
        for event in _events(whole):
            self._standing.take(event)

    def to_bytes(self) -> bytes:
        """Everything that is kept, to take home."""
        return b"".join(map(events.written, self._all()))

    def merge(self, data: bytes) -> int:
        """Add what is in a file of another machine and not here; returns how many events, raises `Refusal`."""
        given = list(_events(data))
        if data.strip() and not given:
            raise Refusal(
                Text(
                    "This file holds no progress. Choose one that 'Take along as a file' has written.",
                    "Diese Datei enthält keinen Lernstand. Bitte eine wählen, die mit »Als Datei mitnehmen« entstanden ist.",
                )
            )
        with self._lock:
            there = self._all()
            new = set(given) - set(there)
            if new:
                self._replace(sorted([*there, *new], key=lambda event: event.at))
            return len(new)

    def forget(self, course: str | None = None) -> None:
        """Delete everything, or everything of one course."""
        with self._lock:
            self._replace([event for event in self._all() if course is not None and event.course != course])

    def _all(self) -> list[Event]:
        try:
            return list(_events(self.file.read_bytes()))
        except FileNotFoundError:
            return []
        except OSError as problem:
            raise trouble(problem, self.file.parent) from problem

    def _replace(self, kept: Iterable[Event]) -> None:
        data = b"".join(map(events.written, kept))
        try:
            if data:
                write_whole(self.file, data)
            else:
                self.file.unlink(missing_ok=True)
        except OSError as problem:
            raise trouble(problem, self.file.parent) from problem
        self._identity = None


def _events(data: bytes) -> Iterable[Event]:
    return filter(None, map(events.of_line, data.splitlines()))
