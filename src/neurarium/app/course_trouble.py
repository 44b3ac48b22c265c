"""What is wrong with a lecturer's own courses, told when the server starts; it starts all the same."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import msgspec

from neurarium.app import wire
from neurarium.app.supervisor import Supervisor
from neurarium.course import places
from neurarium.lab.text import Refusal, Text
from neurarium.lab.toml_file import Problem


async def course_trouble(supervisor: Supervisor, say: Callable[[Text], None]) -> None:
    """Say every problem of the courses that were added; a worker looks, because it knows the labs."""
    added = set(places.added())
    for course, folder in places.folders().items():
        if folder not in added:
            continue
        with suppress(Refusal):
            answer = await supervisor.ask(wire.Request(0, "problems", data=course.encode()))
            for problem in msgspec.json.decode(answer, type=list[Problem]):
                say(Text(f"{course}: {problem.text.en}", f"{course}: {problem.text.de}"))
