"""What was done to a run, in order: enough to make the same run again, as a link or as a script."""

from __future__ import annotations

import json
from typing import Any, Protocol, Self

from neurarium.lab.settings import Settings
from neurarium.lab.text import Refusal, Text

LONGEST = 2_000  # events; a slider dragged for minutes must not fill the memory
LARGEST = 8_000_000  # characters of all arguments, such as tables of points


class Journal:
    """First settings and seed, then `["advance", n]`, `["set", {...}]` and `["act", name, {...}]` in order."""

    def __init__(self, settings: dict[str, Any], seed: int) -> None:
        self.settings = settings
        self.seed = seed
        self.events: list[Any] = []
        self.complete = True
        self._size = 0

    def _add(self, event: list[Any]) -> None:
        self._size += len(json.dumps(event))
        if len(self.events) < LONGEST and self._size <= LARGEST:
            self.events.append(event)
        else:
            self.complete = False

    def forget(self, count: int) -> None:
        """Keep only the first `count` events: what came after has left no trace."""
        if self.complete:
            del self.events[count:]

    def advanced(self, steps: int) -> None:
        if self.complete and self.events and self.events[-1][0] == "advance":
            self.events[-1] = ["advance", self.events[-1][1] + steps]
        elif steps:
            self._add(["advance", steps])

    def changed(self, settings: dict[str, Any], restarts: bool) -> None:
        """Note changed settings; a slider that is dragged without a step between is noted once.

        One that restarts is noted each time: what it passed through may have left a trace, such as other data.
        """
        last: list[Any] = self.events[-1] if self.events else ["nothing"]
        if self.complete and not restarts and last[0] == "set" and last[1].keys() == settings.keys():
            self.events[-1] = ["set", settings]
        else:
            self._add(["set", settings])

    def acted(self, name: str, arguments: dict[str, Any]) -> None:
        self._add(["act", name, arguments])

    def events_or_refusal(self) -> list[Any]:
        """The events; raises `Refusal` where there was more than a journal holds."""
        if not self.complete:
            raise Refusal(
                Text(
                    "More was done to this run than a link or a script can hold. Save it as a file instead.",
                    "An diesem Lauf wurde mehr geändert, als ein Link oder ein Skript fasst. Bitte stattdessen als Datei "
                    "speichern.",
                )
            )
        return self.events

    def copy(self) -> Journal:
        """The same events, which stay when more are noted here."""
        copied = Journal(self.settings, self.seed)
        copied.events, copied.complete, copied._size = list(self.events), self.complete, self._size
        return copied

    def plain(self) -> dict[str, Any]:
        return {
            "settings": self.settings,
            "seed": self.seed,
            "events": self.events,
            "complete": self.complete,
        }

    @classmethod
    def of_plain(cls, plain: dict[str, Any]) -> Self:
        journal = cls(dict(plain["settings"]), int(plain["seed"]))
        journal.events = list(plain["events"])
        journal.complete = bool(plain["complete"])
        return journal

    def script(self, lab: str, kind: type[Settings], seeds: int = 1) -> str:
        """Python that makes this run (or the population of so many seeds) again and prints its readings."""
        changed = kind.of(**self.settings).changed()
        given = "".join(f", {name}={value!r}" for name, value in changed.items())
        made = "run" if seeds == 1 else "population"
        given += f", seed={self.seed}" + (f", seeds={seeds}" if seeds > 1 else "")
        lines = ["import neurarium as nr", "", f'run = nr.{made}("{lab}"{given})']
        for event in self.events_or_refusal():
            match event:
                case ["advance", steps]:
                    lines.append(f"run.advance({steps})")
                case ["set", values]:
                    lines.append(f"run.change({_arguments(values)})")
                case ["act", name, arguments]:
                    lines.append(f"run.act({json.dumps(name)}{', ' * bool(arguments)}{_arguments(arguments)})")
        return "\n".join([*lines, "print(run.steps, run.readings)", ""])


def _arguments(values: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in values.items())


class Follower(Protocol):
    """Whoever can do what a journal says: a run, or a population."""

    def advance(self, steps: int) -> object: ...
    def change(self, **values: Any) -> object: ...
    def act(self, name: str, /, **arguments: Any) -> object: ...


def follow(event: object, follower: Follower) -> None:
    """Do what a journal's event says; raises `Refusal` for anything else."""
    match event:
        case ["advance", int(steps)]:
            follower.advance(steps)
        case ["set", dict(values)]:
            follower.change(**values)
        case ["act", str(name), dict(arguments)]:
            follower.act(name, **arguments)
        case _:
            raise Refusal(
                Text(
                    f"The journal holds {str(event)[:60]!r}, which is no event. Copy the link again.",
                    f"Das Protokoll enthält {str(event)[:60]!r}, kein Ereignis. Bitte den Link neu kopieren.",
                )
            )
