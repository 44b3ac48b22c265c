"""What was done to a run or a population, and how it stood before: so that it can be taken back, and done again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Self

from neurarium.lab.observed import Observed
from neurarium.lab.state import weights
from neurarium.lab.text import Refusal, Text

MOST = 20  # deeds that can be taken back
LARGEST = 128 * 2**20  # bytes that only these hold; what a run shares with its past, such as its data, counts nothing


@dataclass(frozen=True)
class Deed:
    """Something that was done: settings were set, an action performed, or the run restarted.

    `names`: the settings, or the action.
    """

    kind: Literal["set", "act", "restart"]
    names: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        return {"type": self.kind, "names": list(self.names)}


class Entry(NamedTuple):
    """How the learner stood on the other side of a deed, and the bytes of each object that this keeps, by identity."""

    deed: Deed
    moment: Any
    holds: dict[int, int]


class Past:
    """Moments before what was done, and after what was taken back. The farthest are forgotten first.

    The nearest one is kept however large it is: it needs no more room than the run itself has just needed.
    """

    def __init__(self) -> None:
        self.done = 0  # how often anything was done, taken back or done again
        self.turns = 0  # how often anything was taken back or done again
        self._before: list[Entry] = []
        self._after: list[Entry] = []

    @property
    def undoable(self) -> Deed | None:
        """What would be taken back."""
        return self._before[-1].deed if self._before else None

    @property
    def redoable(self) -> Deed | None:
        """What was taken back and would be done again."""
        return self._after[-1].deed if self._after else None

    def did(self, deed: Deed, before: Any, now: Any) -> None:
        """This deed has led from one moment to the other."""
        self.done += 1
        self._after.clear()
        self._before.append(Entry(deed, before, weights(before)))
        self._forget(now)

    def join(self) -> None:
        """The last deed belongs to the one before it: both are taken back as one."""
        if len(self._before) > 1:
            self._before.pop()

    def back(self, now: Any) -> Any:
        """The moment before the last deed; raises `Refusal` where none is kept."""
        if not self._before:
            raise Refusal(
                Text(
                    f"There is nothing to take back: only the last {MOST} things that were done since the run was opened "
                    "(or was continued after a crash) can be.",
                    f"Es gibt nichts zurückzunehmen: Das geht nur mit den letzten {MOST} Änderungen, seit der Lauf geöffnet "
                    "(oder nach einem Absturz fortgesetzt) wurde.",
                )
            )
        return self._turn(self._before, self._after, now)

    def forth(self, now: Any) -> Any:
        """The moment at which the last deed was taken back; raises `Refusal` where none was."""
        if not self._after:
            raise Refusal(
                Text(
                    "There is nothing to do again: nothing was taken back since the last change.",
                    "Es gibt nichts zu wiederholen: Seit der letzten Änderung wurde nichts zurückgenommen.",
                )
            )
        return self._turn(self._after, self._before, now)

    def _turn(self, here: list[Entry], there: list[Entry], now: Any) -> Any:
        self.done += 1
        self.turns += 1
        deed, moment, _ = here.pop()
        there.append(Entry(deed, now, weights(now)))
        self._forget(moment)
        return moment

    def _forget(self, now: Any) -> None:
        """Keep no more than may be kept beside the present."""
        known, size = set(weights(now)), 0
        for entries in (self._before, self._after):
            kept = 0
            for entry in reversed(entries[-MOST:]):
                size += sum(count for item, count in entry.holds.items() if item not in known)
                known |= entry.holds.keys()
                if kept and size > LARGEST:
                    break
                kept += 1
            del entries[: len(entries) - kept]


class Undoable(Observed):
    """Whatever is done to it can be taken back; either all of a deed is done or nothing."""

    past: Past | None = None  # a population's members have none of their own

    def _moment(self) -> Any:
        """How it stands, to come back to."""
        raise NotImplementedError

    def _return_to(self, moment: Any) -> None:
        raise NotImplementedError

    @property
    def undoable(self) -> Deed | None:
        """What `undo` would take back; None where there is nothing."""
        return self.past.undoable if self.past else None

    @property
    def redoable(self) -> Deed | None:
        """What `redo` would do again; None where nothing was taken back."""
        return self.past.redoable if self.past else None

    def undo(self) -> Self:
        """Take back the last thing that was done (a change, an action, a restart), and what was trained since.

        It is then exactly as it was before: state, curves, journal. Raises `Refusal` where there is nothing to take
        back: the last 20 things are kept, fewer where their states are large, and none in a file.
        """
        self._return_to((self.past or Past()).back(self._moment()))
        self._tell()
        return self

    def redo(self) -> Self:
        """Do again what was last taken back, with all that was trained after it; raises `Refusal` if nothing was."""
        self._return_to((self.past or Past()).forth(self._moment()))
        self._tell()
        return self

    @contextmanager
    def _doing(self, deed: Deed) -> Iterator[None]:
        """Do something whole or not at all, and tell of it."""
        if self.past is None:  # the population sees to it
            yield
        else:
            before = self._moment()
            try:
                yield
            except BaseException:
                self._return_to(before)
                raise
            self.past.did(deed, before, self._moment())
        self._tell()
