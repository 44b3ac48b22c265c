"""One tab's look at a session: what it watches, what it was shown, and whether it can take more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from neurarium.app import frames
from neurarium.app.messages import Watch
from neurarium.lab.contract import Arrays
from neurarium.lab.settings import Settings

if TYPE_CHECKING:
    from neurarium.app.session import Session

CREDIT = 2  # frames that may be unacknowledged


class Viewer:
    """Frames are made for one viewer, because each has its own pictures, its own credit and its own past."""

    def __init__(self, number: int, page: str) -> None:
        self.number = number
        self.page = page
        self.watched: dict[str, tuple[str, Settings]] = {}
        self.outdated = True  # something that this viewer must see was done
        self.version = -1  # of the session, when it was last shown
        self._sent = 0
        self._acknowledged = 0
        self._life = -1
        self._steps = np.empty(0, np.int64)
        self._pictures: dict[str, Arrays] = {}

    @property
    def ready(self) -> bool:
        return self._sent - self._acknowledged < CREDIT

    def acknowledge(self, frame: int) -> None:
        self._acknowledged = max(self._acknowledged, min(frame, self._sent))

    def watch(self, message: Watch, pictures: Any) -> None:
        """Watch these pictures from now on; raises `Refusal` and keeps the old ones if one cannot be had."""
        watched = {}
        for key, wanted in message.pictures.items():
            picture = pictures(wanted.picture)
            watched[key] = (wanted.picture, picture.Request.of(**wanted.request))
        kept = {key for key in watched if self.watched.get(key) == watched[key]}
        self._pictures = {key: arrays for key, arrays in self._pictures.items() if key in kept}
        self.watched = watched
        self.outdated = True

    def frame(self, session: Session) -> bytes:
        """The session as it is now, without the pictures and points of curves that this viewer has."""
        self._sent += 1
        self.outdated = False
        self.version = session.scene.version
        first, history = self._news(session)
        pictures = [(key, name, array) for key, arrays in self._changed(session) for name, array in arrays.items()]
        header = {"session": self.page, "frame": self._sent, **session.header(), "from": first}
        return frames.encode(header, [*(("@history", name, array) for name, array in history.items()), *pictures])

    def _news(self, session: Session) -> tuple[int, Arrays]:
        """Index of the first new point, and the points from there on. The last one sent may have been replaced."""
        steps = session.scene.curve_steps()
        known = 0
        if session.scene.life == self._life:
            common = min(len(steps), len(self._steps))
            same = steps[:common] == self._steps[:common]
            known = common if same.all() else int(np.argmin(same))
        first = max(0, known - 1)
        self._life = session.scene.life
        self._steps = steps.copy()
        return first, {"steps": steps[first:], **session.scene.curve_points(first)}

    def _changed(self, session: Session) -> list[tuple[str, Arrays]]:
        changed = []
        for key, wanted in self.watched.items():
            arrays = session.scene.draw(wanted)
            if arrays is not None and not _equal(arrays, self._pictures.get(key)):
                self._pictures[key] = arrays
                changed.append((key, arrays))
        return changed


def _equal(new: Arrays, old: Arrays | None) -> bool:
    if old is None or new.keys() != old.keys():
        return False
    return new is old or all(np.array_equal(new[name], old[name]) for name in new)
