"""What a worker is asked beside its sessions: whatever needs the labs."""

from __future__ import annotations

import msgspec

from neurarium import labs, library
from neurarium.app.opening import inspected, read_link
from neurarium.course import lab_links, places


def answer(what: str, data: bytes) -> bytes:
    """The answer to a request of `wire`, as bytes; raises `Refusal`."""
    match what:
        case "inspect":
            return msgspec.msgpack.encode(inspected(data))
        case "check":
            name, snapshot = msgspec.msgpack.decode(data, type=tuple[str, bytes])
            return msgspec.json.encode(library.check(name, library.of_bytes(snapshot)))
        case "problems":
            course = places.find(data.decode())
            return msgspec.json.encode([*course.problems, *lab_links.problems(course, labs.find)])
        case _:
            return read_link(data)
