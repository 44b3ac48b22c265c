"""A run on the stage of a notebook: its views command it between two cells, and see what the cells do to it.

Everything happens in the notebook's own thread and event loop. A view's command and a turn of training come between
two cells, never during one: a run is never in two hands at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from time import perf_counter
from typing import Any

import msgspec

from neurarium.app import messages
from neurarium.app.clocks import NEVER
from neurarium.app.messages import Close, Open, Pause
from neurarium.app.pace import SHARE
from neurarium.app.scene import Learner
from neurarium.app.session import Session
from neurarium.app.viewer import Viewer
from neurarium.lab.text import Refusal

TURN = 0.02  # seconds of training between two looks at what else the notebook has to do
CELL_GAP = 1 / 20  # seconds between two frames while a cell trains
SILENT = 20  # cells after which a view that never answered is taken for gone

Send = Callable[[dict[str, Any], list[bytes]], None]  # a message, and the frame that comes with it


class Onlooker(Viewer):
    """One place in which a widget is displayed."""

    silent = 0  # cells that were shown to it since it last said anything

    def forgive(self) -> None:
        """Ask for no acknowledgement of what was sent so far."""
        self.acknowledge(self._sent)

    def forget(self) -> None:
        """Send it everything again."""
        self._pictures = {}
        self._steps = self._steps[:0]
        self.outdated = True


class Stage(Session):
    """A session without a server: messages come from the widget's displays, time from the notebook's event loop."""

    def __init__(self, learner: Learner, send: Send) -> None:
        super().__init__("notebook", learner.lab.id, learner)
        self._send = send
        self._numbers = count(1)
        self._onlookers: dict[str, Onlooker] = {}  # by the names that they gave themselves
        self._own = False  # what changes now was asked for by a view
        self._in_cell = False  # a cell has changed something since the last turn
        self._next_in_cell = 0.0
        self._loop = _running_loop()  # of the thread in which the notebook's cells run
        self._coming: asyncio.Handle | None = None
        self._end = learner.observe(self._seen)

    def receive(self, content: Any) -> None:
        """A display of the widget says something (docs/protocol.md).

        JupyterLab says it in a thread of its own while a cell runs: it is heard when the notebook's own thread is free.
        """
        if self._at_home:
            self._hear(content)
        elif self._loop is not None:
            self._loop.call_soon_threadsafe(self._hear, content)

    @property
    def _at_home(self) -> bool:
        return _running_loop() is self._loop

    def _hear(self, content: Any) -> None:
        data = msgspec.json.encode(content)
        name = messages.session_of(data)
        try:
            message = messages.read(data)
            with self._acting():
                self._follow_message(message)
        except Refusal as refusal:
            self._send_text(messages.refused(name, refusal.text, getattr(refusal, "name", None)))
        self._turn()

    def leave(self) -> None:
        """Nobody looks on any more."""
        self._end()
        if self._coming is not None:
            self._coming.cancel()

    def due(self, time: float) -> float:
        """When the next turn is due; a notebook's run is in no store and never saved."""
        return min(self.agenda.next(time), self._frame_due())

    def _follow_message(self, message: messages.PageMessage) -> None:
        if isinstance(message, Open):
            onlooker = Onlooker(next(self._numbers), message.session)
            self._onlookers[message.session] = onlooker
            self.attach(onlooker)
            self.say(onlooker.number, messages.opened, self.run, self.seeds)
            return
        onlooker = self._onlookers.get(message.session) or Onlooker(0, message.session)
        onlooker.silent = 0
        if isinstance(message, Close):
            self._onlookers.pop(message.session, None)
            self.detach(onlooker.number)
            if not self.viewers:
                self.obey(0, Pause(session=message.session))
        else:
            self.obey(onlooker.number, message)

    def _turn(self) -> None:
        """Show what a cell has left, train for a moment if it plays, and come again when there is more to do."""
        if self._in_cell:
            self._in_cell = False
            self._changed()
            for onlooker in self._onlookers.values():
                onlooker.silent += 1
        with self._acting():
            self.train(TURN)
        self._show()
        time = perf_counter()
        self._come(max(0.0, self.due(time) - time))

    def _come(self, delay: float) -> None:
        """Take the next turn, and no other before, after so many seconds."""
        if self._coming is not None:
            self._coming.cancel()
        self._coming = self._loop.call_later(delay, self._turn) if self._loop and delay < NEVER else None

    def _seen(self) -> None:
        """The learner has changed, through a view or through a cell."""
        if self._own:
            return
        first, self._in_cell = not self._in_cell, True
        if not self._at_home:  # another thread trains: the notebook's own one shows it
            if first and self._loop is not None:
                self._loop.call_soon_threadsafe(self._turn)
            return
        if first:
            self._come(0.0)
        start = perf_counter()
        if start < self._next_in_cell:
            self.scene.changed()
            return
        # A cell keeps the notebook from hearing acknowledgements, so time alone limits what is sent.
        for onlooker in self._onlookers.values():
            if onlooker.silent < SILENT:
                onlooker.forgive()
        self._changed()
        self._frames.next = start
        self._show()
        end = perf_counter()
        self._next_in_cell = end + max(CELL_GAP, SHARE * (end - start))

    def _show(self) -> None:
        try:
            for _, text in self.outbox:
                self._send_text(text)
            self.outbox.clear()
            for _, frame in self.show():
                self._send({"type": "frame"}, [frame])
        except BaseException:  # an interrupted cell: nobody knows what was sent, so all of it is sent again
            for onlooker in self._onlookers.values():
                onlooker.forget()
            raise

    def _send_text(self, text: str) -> None:
        self._send(msgspec.json.decode(text), [])

    @contextmanager
    def _acting(self) -> Iterator[None]:
        self._own = True
        try:
            yield
        finally:
            self._own = False


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
