"""What the server and a worker process say to each other, over the worker's standard input and output.

A message is 4 bytes of length, little-endian, and a body: JSON to the worker (what a page sends may hold numbers that
MessagePack cannot), MessagePack to the server (frames are binary). A *viewer* is one tab's look at a session; the
server gives it a number. A session is named by the id of its run.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec
from msgspec import Struct

from neurarium.app.messages import Command, Open, StopAt, Watch
from neurarium.lab.text import Text


class Viewer(Struct, frozen=True):
    """One tab's look at a session. `page`: the page's own name for it; `opened`: it has been told so."""

    number: int
    page: str
    opened: bool = False
    watch: Watch | None = None


class Numbered(Struct, frozen=True):
    """A command that changed or may have changed the session, counted by the server."""

    number: int
    viewer: int
    command: Command


class ToWorker(Struct, frozen=True, tag=True):
    pass


class Begin(ToWorker, frozen=True):
    """Start a run, or continue the stored one where `stored`; after a crash with what happened since."""

    run: str
    name: str
    opening: Open
    stored: bool
    viewers: list[Viewer]
    resumed: bool = False
    since: list[Numbered] = []
    playing: bool = False
    speed: float | None = None
    stop: StopAt | None = None


class Attach(ToWorker, frozen=True):
    run: str
    viewer: Viewer


class Detach(ToWorker, frozen=True):
    run: str
    viewer: int


class Obey(ToWorker, frozen=True):
    run: str
    numbered: Numbered


class End(ToWorker, frozen=True):
    run: str
    save: bool


class Rename(ToWorker, frozen=True):
    run: str
    name: str


class Request(ToWorker, frozen=True):
    """A question to be answered by `Answered`: `labs` describes all labs, `inspect` reads the snapshot in `data`
    and answers with its listing and the snapshot as the store keeps it, `link` reads the link in `data`, `save` writes
    the run's snapshot now, `check` says how far the snapshot in `data` has come in an exercise, `problems` what is
    wrong with the files of the course in `data`."""

    number: int
    what: str
    run: str = ""
    data: bytes = b""


class FromWorker(Struct, frozen=True, tag=True):
    pass


class Ready(FromWorker, frozen=True):
    """The worker takes messages."""


class Said(FromWorker, frozen=True):
    """JSON text for a tab."""

    viewer: int
    text: str


class Shown(FromWorker, frozen=True):
    """A frame for a tab."""

    viewer: int
    frame: bytes


class Saved(FromWorker, frozen=True):
    """The snapshot holds the effect of every command up to this number."""

    run: str
    number: int


class Status(FromWorker, frozen=True):
    """`playing` at `speed` steps per second until `stop`: how the session goes on if the worker dies."""

    run: str
    status: str
    playing: bool
    speed: float | None
    stop: StopAt | None


class Ended(FromWorker, frozen=True):
    """The session is over, as asked or because it failed."""

    run: str


class Answered(FromWorker, frozen=True):
    number: int
    data: bytes = b""
    refusal: Text | None = None


ServerMessage: TypeAlias = Begin | Attach | Detach | Obey | End | Rename | Request
WorkerMessage: TypeAlias = Ready | Said | Shown | Saved | Status | Ended | Answered

_FOR_WORKER = msgspec.json.Decoder(ServerMessage)
_FOR_SERVER = msgspec.msgpack.Decoder(WorkerMessage)
LENGTH = 4  # bytes


def pack(message: ToWorker | FromWorker) -> bytes:
    """The message with its length before it."""
    body = msgspec.json.encode(message) if isinstance(message, ToWorker) else msgspec.msgpack.encode(message)
    return len(body).to_bytes(LENGTH, "little") + body


def length(prefix: bytes) -> int:
    return int.from_bytes(prefix, "little")


def for_worker(body: bytes) -> ServerMessage:
    message: ServerMessage = _FOR_WORKER.decode(body)
    return message


def for_server(body: bytes) -> WorkerMessage:
    message: WorkerMessage = _FOR_SERVER.decode(body)
    return message
