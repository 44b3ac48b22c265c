"""The visitor's runs: one snapshot file a run, and an index of them in SQLite.

The files are the truth. The index only makes the list quick; it is made again from the files whenever it is lost.
Every process opens a store of its own; SQLite's write-ahead log lets them work at once.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from neurarium.lab import state
from neurarium.lab.files import data_folder as data_folder
from neurarium.lab.files import write_whole
from neurarium.lab.text import Refusal, Text
from neurarium.store_trouble import NoSuchRun as NoSuchRun
from neurarium.store_trouble import StoreTrouble as StoreTrouble
from neurarium.store_trouble import trouble

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
LONGEST_NAME = 80
PATIENCE = 1.0  # seconds that a writer waits for another program's lock

COLUMNS = "id, name, lab, seed, seeds, steps, status, created, updated, settings, readings"
TABLE = """CREATE TABLE IF NOT EXISTS runs (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, lab TEXT NOT NULL, seed INTEGER NOT NULL, seeds INTEGER NOT NULL,
    steps INTEGER NOT NULL, status TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL,
    settings TEXT NOT NULL, readings TEXT NOT NULL, written INTEGER NOT NULL)"""
KEEP = f"""INSERT INTO runs ({COLUMNS}, written) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET lab=excluded.lab, seed=excluded.seed, seeds=excluded.seeds, steps=excluded.steps,
    status=excluded.status, updated=excluded.updated, settings=excluded.settings, readings=excluded.readings,
    written=excluded.written"""


class StoredRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A run as it is listed.

    `settings` holds what differs from the defaults, `readings` a number for each name (for a population a list, one
    number a seed), `created` and `updated` are ISO 8601 in UTC. Until it is renamed, a run is called by its id.
    """

    id: str
    name: str
    lab: str
    seed: int
    seeds: int
    steps: int
    status: str
    created: str
    updated: str
    settings: dict[str, Any]
    readings: dict[str, Any]

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError(f"'{self.id[:64]}' is no run's id")


def new_id(lab: str) -> str:
    """An id that no run has: the lab's id and six random letters and digits."""
    return f"{lab[:40]}-" + "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(6))


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Store:
    """The runs in one folder. Raises `NoSuchRun`, and `StoreTrouble` where the disk or the index fails."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder()
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    @property
    def index(self) -> Path:
        return self.folder / "index.sqlite"

    def file(self, run: str) -> Path:
        """The snapshot's path."""
        if not ID.fullmatch(run):
            raise NoSuchRun(run)
        return self.folder / "runs" / f"{run}.safetensors"

    def all(self) -> list[StoredRun]:
        """All runs, the newest first."""
        with self._index() as index:
            rows = index.execute(f"SELECT {COLUMNS} FROM runs ORDER BY updated DESC, id").fetchall()
        return [_of_row(row) for row in rows]

    def get(self, run: str) -> StoredRun:
        """One run as listed."""
        with self._index() as index:
            row = index.execute(f"SELECT {COLUMNS} FROM runs WHERE id = ?", (run,)).fetchone()
        if row is None:
            raise NoSuchRun(run)
        return _of_row(row)

    def read(self, run: str) -> bytes:
        """A run's snapshot."""
        try:
            return self.file(run).read_bytes()
        except FileNotFoundError as problem:
            raise NoSuchRun(run) from problem
        except OSError as problem:
            raise trouble(problem, self.folder) from problem

    def keep(self, run: StoredRun, snapshot: bytes) -> None:
        """Write the file, then the row. The name of a run that is listed already stays."""
        try:
            written = write_whole(self.file(run.id), snapshot).stat().st_mtime_ns
        except OSError as problem:
            raise trouble(problem, self.folder) from problem
        with self._index() as index:
            index.execute(KEEP, _row(run, written))

    def rename(self, run: str, name: str) -> StoredRun:
        """Give a run another name, of 1 to 80 characters."""
        name = checked_name(name)
        with self._index() as index:
            index.execute("UPDATE runs SET name = ? WHERE id = ?", (name, run))
        renamed = self.get(run)
        header, arrays = state.from_bytes(self.read(run))
        header["about"] = msgspec.to_builtins(renamed)
        self.keep(renamed, state.to_bytes(header, arrays))
        return renamed

    def delete(self, run: str) -> None:
        """Remove the file and the row."""
        try:
            self.file(run).unlink(missing_ok=True)
        except OSError as problem:
            raise trouble(problem, self.folder) from problem
        with self._index() as index:
            if index.execute("DELETE FROM runs WHERE id = ?", (run,)).rowcount == 0:
                raise NoSuchRun(run)

    def history(self, run: str) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        """Steps [points] and each reading's curve: [points], for a population [points, seeds] with NaN for gaps."""
        return curves(self.read(run))

    def repair(self) -> None:
        """Make the index agree with the files: put a broken one aside, list what is missing, forget what is gone.

        For the one process that opens the store first. Foreign and half-written files are passed over.
        """
        with self._lock:
            self._close()
            try:
                self._connect().execute("PRAGMA quick_check").fetchone()
            except (OSError, sqlite3.OperationalError) as problem:
                raise trouble(problem, self.folder) from problem
            except sqlite3.DatabaseError:
                self._put_aside()
        self._relist()

    def close(self) -> None:
        with self._lock:
            self._close()

    def _put_aside(self) -> None:
        self._close()
        mark = f"broken-{int(time.time())}"
        for file in self.folder.glob("index.sqlite*"):
            if "broken" not in file.name:
                file.rename(file.with_name(f"{file.name}.{mark}"))

    def _relist(self) -> None:
        with self._index() as index:
            written = dict(index.execute("SELECT id, written FROM runs").fetchall())
        found = {}
        for file in sorted((self.folder / "runs").glob("*.safetensors")):
            with suppress(OSError):
                found[file.stem] = file.stat().st_mtime_ns
        for run in written.keys() - found.keys():
            with self._index() as index:
                index.execute("DELETE FROM runs WHERE id = ?", (run,))
        for run, moment in found.items():
            if written.get(run) != moment:
                with suppress(Refusal):
                    about = described(self.read(run))
                    if about.id == run:
                        with self._index() as index:
                            index.execute(KEEP, _row(about, moment))

    @contextmanager
    def _index(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                connection = self._connection or self._connect()
                with connection:
                    yield connection
            except (sqlite3.Error, OSError) as problem:
                self._close()  # the next call begins with a fresh connection, perhaps to a repaired index
                raise trouble(problem, self.folder) from problem

    def _connect(self) -> sqlite3.Connection:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(self.index, timeout=PATIENCE, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(TABLE)
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def checked_name(name: object) -> str:
    """The name without spaces around it; raises `Refusal` for one that is none."""
    trimmed = name.strip() if isinstance(name, str) else ""
    if not 1 <= len(trimmed) <= LONGEST_NAME or not trimmed.isprintable():
        raise Refusal(
            Text(
                f"A run's name has 1 to {LONGEST_NAME} characters on one line.",
                f"Der Name eines Laufs hat 1 bis {LONGEST_NAME} Zeichen in einer Zeile.",
            )
        )
    return trimmed


def described(snapshot: bytes) -> StoredRun:
    """The listing that a snapshot of the store carries; raises `Unreadable` for a foreign or damaged file."""
    header, _ = state.from_bytes(snapshot)
    try:
        return msgspec.convert(header.get("about"), StoredRun)
    except msgspec.ValidationError as problem:
        raise state.Unreadable(
            Text(
                "This file holds a run, but not one that was in the list. Load it with 'upload'.",
                "Diese Datei enthält einen Lauf, aber keinen aus der Liste. Bitte mit 'Hochladen' laden.",
            )
        ) from problem


def curves(snapshot: bytes) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The curves in a snapshot, without its lab."""
    header, arrays = state.from_bytes(snapshot)
    try:
        if "seeds" not in header:
            values = arrays["history/values"]
            return arrays["history/steps"], {name: values[:, i] for i, name in enumerate(header["readings"])}
        members = [curves(arrays[name].tobytes()) for name in sorted(arrays)]
        steps = np.unique(np.concatenate([member for member, _ in members]))
        spread = {name: np.full((len(steps), len(members)), np.nan) for name in members[0][1]}
        for column, (member, named) in enumerate(members):
            for name, curve in named.items():
                spread[name][np.searchsorted(steps, member), column] = curve
        return steps, spread
    except (KeyError, IndexError, ValueError, TypeError) as problem:
        raise state.Unreadable(
            Text("This saved run has no curves.", "Dieser gespeicherte Lauf hat keine Kurven.")
        ) from problem


def _row(run: StoredRun, written: int) -> tuple[Any, ...]:
    plain = msgspec.to_builtins(run)
    for name in ("settings", "readings"):
        plain[name] = msgspec.json.encode(plain[name]).decode()
    return (*plain.values(), written)


def _of_row(row: tuple[Any, ...]) -> StoredRun:
    plain = dict(zip(COLUMNS.split(", "), row, strict=True))
    for name in ("settings", "readings"):
        plain[name] = msgspec.json.decode(plain[name])
    return StoredRun(**plain)
