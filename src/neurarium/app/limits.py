"""What one server puts up with, in one place."""

from __future__ import annotations

import os

import msgspec

from neurarium.lab.text import Refusal, Text


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Counts, bytes and seconds. NEURARIUM_LIMITS changes some."""

    sessions: int = 64  # live runs at once
    workers: int = min(4, os.cpu_count() or 1)
    pictures: int = 64  # watched at once by one session
    message: int = 2 * 2**20  # bytes of one message from the page: a table of 20,000 points fits
    upload: int = 64 * 2**20  # bytes of an uploaded snapshot
    images: int = 500 * 10**6  # bytes of an uploaded zip of pictures
    messages: int = 2_000  # a second and connection; more wait
    outgoing: int = 24 * 2**20  # bytes, beside the newest frames, that a slow tab may leave unread before it is cut off
    steps: int = 1_000_000  # of one `step`
    grace: float = 60.0  # seconds that a session goes on without a tab
    deaths: int = 3  # of its worker within `relapse` seconds end a session
    relapse: float = 30.0
    farewell: float = 5.0  # seconds that a worker has to save its runs at the end

    @classmethod
    def of_environment(cls) -> Limits:
        """The limits, some of them as NEURARIUM_LIMITS says: `{"sessions": 100}`; raises `Refusal`."""
        given = os.environ.get("NEURARIUM_LIMITS", "{}")
        try:
            return msgspec.json.decode(given, type=cls)
        except msgspec.DecodeError as problem:
            known = ", ".join(cls.__struct_fields__)
            raise Refusal(
                Text(
                    f"NEURARIUM_LIMITS is not understood ({problem}). Expected JSON with some of: {known}.",
                    f"NEURARIUM_LIMITS ist nicht verständlich ({problem}). Erwartet wird JSON mit einigen von: {known}.",
                )
            ) from problem
