"""What page and server say to each other: docs/protocol.md as types.

Settings, seeds and arguments stay as they come: the lab's own fields check them, with the same sentence everywhere.
"""

from __future__ import annotations

import base64
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta, Struct

from neurarium.lab.text import Refusal, Text

Name: TypeAlias = Annotated[str, Meta(max_length=80)]
Key: TypeAlias = Annotated[str, Meta(max_length=200)]
Page: TypeAlias = Annotated[str, Meta(pattern="^[A-Za-z0-9-]{1,40}$")]
Values: TypeAlias = Annotated[dict[Name, Any], Meta(max_length=200)]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=2**53 - 1)]


DEEPEST = 16  # levels of lists and objects in one message


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    """A picture that a view watches."""

    picture: Name
    request: Values = {}


class Message(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag=str.lower):
    """From the page; `session` is the page's own name for it."""

    session: Page


class Open(Message, frozen=True):
    lab: Name
    settings: Values = {}
    seed: Any = 0
    seeds: Any = 1
    events: Annotated[list[Any], Meta(max_length=10_000)] = []
    run: Name | None = None
    exercise: Key | None = None
    kept: bool = True  # a figure's run leaves no trace in the store


class Play(Message, frozen=True):
    speed: Annotated[float, Meta(gt=0, le=1e9)] | None = None


class Pause(Message, frozen=True):
    pass


class Step(Message, frozen=True):
    count: Annotated[int, Meta(ge=1, le=1_000_000)] = 1


class StopAt(Message, frozen=True, tag="stop_at"):
    """Pause at this step, and where this reading comes to this value; with neither go on without end."""

    step: Annotated[int, Meta(ge=1, le=2**53 - 1)] | None = None
    reading: Name | None = None
    value: float | None = None


class Set(Message, frozen=True):
    settings: Values


class Act(Message, frozen=True):
    action: Name
    arguments: Values = {}


class Restart(Message, frozen=True):
    seed: Any = None


class Undo(Message, frozen=True):
    """Take back what was done last."""


class Redo(Message, frozen=True):
    """Do again what was taken back last."""


class Watch(Message, frozen=True):
    pictures: Annotated[dict[Key, Wanted], Meta(max_length=64)]


class Ack(Message, frozen=True):
    frame: Count


class Ask(Message, frozen=True):
    ask: Count
    what: Name


class Close(Message, frozen=True):
    pass


Command: TypeAlias = Play | Pause | Step | StopAt | Set | Act | Restart | Undo | Redo | Watch | Ack | Ask
PageMessage: TypeAlias = Open | Command | Close

_READ = msgspec.json.Decoder(PageMessage)


class Addressed(Struct):
    """The least of a message: whose it is."""

    session: Page = ""


def read(text: str | bytes) -> PageMessage:
    """The message in a text from the page; raises `Refusal` for anything else."""
    try:
        message: PageMessage = _READ.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as problem:
        raise _not_understood(str(problem)[:200]) from problem
    if not _shallow(msgspec.structs.asdict(message), DEEPEST):
        raise _not_understood(f"nested more than {DEEPEST} levels deep")
    return message


def _shallow(value: Any, levels: int) -> bool:
    if isinstance(value, dict):
        return levels > 0 and all(_shallow(item, levels - 1) for item in value.values())
    if isinstance(value, list):
        return levels > 0 and all(_shallow(item, levels - 1) for item in value)
    return not isinstance(value, Wanted) or _shallow(value.request, levels)


def _not_understood(detail: str) -> Refusal:
    return Refusal(
        Text(
            f"The server does not understand this message ({detail}). Reload the page.",
            f"Der Server versteht diese Nachricht nicht ({detail}). Bitte die Seite neu laden.",
        )
    )


def session_of(text: str | bytes) -> str:
    """Whose message this is, even if nothing else in it is right; empty where it does not say."""
    try:
        return msgspec.json.decode(text, type=Addressed).session
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return ""


def opened(session: str, run: str, seeds: int) -> str:
    return _write(type="opened", session=session, run=run, seeds=seeds)


def state(session: str, name: str, **more: Any) -> str:
    """`name`: preparing, resumed (with `steps`), full or closed."""
    return _write(type="state", session=session, state=name, **more)


def refused(session: str, text: Text, about: str | None = None) -> str:
    return _write(type="refused", session=session, text=text, about=about)


def notice(session: str, text: Text) -> str:
    return _write(type="notice", session=session, text=text)


def answer(session: str, ask: int, name: str, content: str | bytes) -> str:
    """A file: its text, or its bytes as base64."""
    if isinstance(content, str):
        return _write(type="answer", session=session, ask=ask, name=name, text=content)
    written = base64.b64encode(content).decode("ascii")
    return _write(type="answer", session=session, ask=ask, name=name, text=written, encoding="base64")


def _write(**parts: Any) -> str:
    return msgspec.json.encode(parts).decode()
