"""What is kept of a visitor: events."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta, Struct

Own: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64)]
Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]


class Happened(Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=True):
    """Something that happened in a section of a course."""

    at: Moment
    course: Own
    section: Own


class Read(Happened, frozen=True, kw_only=True, tag="read"):
    """A lesson was read."""


class Tried(Happened, frozen=True, kw_only=True, tag="tried"):
    """A lab was tried out of a lesson."""

    lab: Own


class Answered(Happened, frozen=True, kw_only=True, tag="answered"):
    """A question was answered; `share`: how much of the answer was right."""

    question: Own
    share: Annotated[float, Meta(ge=0, le=1)]

    @property
    def name(self) -> str:
        return f"{self.course}/{self.section}/{self.question}"


Event: TypeAlias = Read | Tried | Answered
_decoder = msgspec.json.Decoder(Event)


def written(event: Event) -> bytes:
    """The event's line."""
    return msgspec.json.encode(event) + b"\n"


def of_line(line: bytes) -> Event | None:
    """The event in a line; None for a line that holds none, such as one that was cut off when the disk was full."""
    try:
        event: Event = _decoder.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return None
    return event
