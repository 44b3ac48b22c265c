"""The host of a worker's sessions: shares its time among them, a few milliseconds at a time.

Commands are obeyed between two slices of training, and what they changed is shown at once.
"""

from __future__ import annotations

import math
import queue
import threading
import traceback
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any

import msgspec

from neurarium import library
from neurarium.app import messages, requests, sentences, wire
from neurarium.app.opening import described_labs, opening, warm
from neurarium.app.saver import Saver
from neurarium.app.session import Session
from neurarium.app.viewer import Viewer
from neurarium.lab.text import Refusal, Text
from neurarium.store import Store, described

SLICE = 0.008  # seconds of training at a time
ROUND = 0.25  # seconds of training until every playing session has had its turn
COMMANDS = 0.008  # seconds of commands between two slices
WARM_AFTER = 1.0  # seconds without a message until labs warm up
INBOX = 1_000  # messages that wait in the worker; the rest waits in the pipe


class Host:
    """The loop over sessions. `send` writes a message to the server, `mark` notes whose turn it is."""

    def __init__(self, send: Callable[[wire.FromWorker], None], mark: Callable[[str], None], store: Store) -> None:
        self.inbox: queue.SimpleQueue[wire.ServerMessage | Callable[[], None] | None] = queue.SimpleQueue()
        self.room = threading.Semaphore(INBOX)
        self._send = send
        self._mark = mark
        self._store = store
        self._saver = Saver(store)
        self._sessions: dict[str, Session] = {}
        self._status: dict[str, tuple[Any, ...]] = {}
        self._failing: set[str] = set()
        self._last_message = perf_counter()
        self._cold: list[str] = []  # labs that could be warmed up while there is nothing else to do

    def work(self) -> None:
        """Until the input ends: obey, then give every session whose time has come a turn."""
        self._send(wire.Ready())
        while self._obey_all(self._patience()):
            time = perf_counter()
            if self._idle and time >= self._last_message + WARM_AFTER:
                warm(self._cold.pop(0))
            due = [session for session in self._sessions.values() if session.due(time) <= time]
            budget = min(SLICE, ROUND / max(1, sum(session.busy for session in due)))
            for session in due:
                if self._sessions.get(session.run) is session:
                    self._guarded(session, partial(self._turn, budget=budget))
                if not self._obey_all(0.0):
                    return

    def _patience(self) -> float | None:
        """Seconds until a session is due; None for as long as it takes."""
        time = perf_counter()
        if self._idle:
            return max(0.0, self._last_message + WARM_AFTER - time)
        next_due = min((session.due(time) for session in self._sessions.values()), default=math.inf)
        return None if math.isinf(next_due) else max(0.0, next_due - time)

    @property
    def _idle(self) -> bool:
        """Whether there is nothing to do but to warm up labs."""
        return bool(self._cold) and not self._sessions

    def _obey_all(self, patience: float | None) -> bool:
        """Obey what has arrived, waiting so long for the first; False where the input ended."""
        end = perf_counter() + COMMANDS
        block = patience is None or patience > 0
        while True:
            try:
                message = self.inbox.get(block, patience if block else None)
            except queue.Empty:
                return True
            if message is None:
                return False
            if callable(message):
                message()
            else:
                self.room.release()
                self._obey(message)
            block = False
            if perf_counter() > end:
                return True

    def _turn(self, session: Session, budget: float) -> None:
        session.train(budget)
        self._show(session)
        if session.save_due(perf_counter()):
            self._save(session)

    def _show(self, session: Session) -> None:
        self._pass_on(session)
        for viewer, frame in session.show():
            self._send(wire.Shown(viewer, frame))

    def _pass_on(self, session: Session) -> None:
        self._pass_on_rest(session)
        pace, stop = session.agenda.pace, session.stop
        status = (session.status, pace is not None, pace.speed if pace else None, stop.wanted if stop else None)
        if self._status.get(session.run) != status:
            self._status[session.run] = status
            self._send(wire.Status(session.run, *status))

    def _guarded(self, session: Session, do: Callable[[Session], None]) -> None:
        """An error in a lab ends its session, and no other."""
        self._mark(session.run)
        try:
            do(session)
        except Exception as error:  # a lab's mistake can be of any kind
            traceback.print_exc()
            session.tell(messages.notice, sentences.broken(error, session.lab.title))
            self._close(session.run)
        self._mark("")

    def _obey(self, message: wire.ServerMessage) -> None:
        self._last_message = perf_counter()
        match message:
            case wire.Begin():
                self._mark(message.run)
                self._begin(message)
                self._mark("")
            case wire.Obey(run=run, numbered=numbered) if run in self._sessions:
                session = self._sessions[run]
                self._guarded(session, lambda session: self._command(session, numbered))
            case wire.Attach(run=run, viewer=viewer) if run in self._sessions:
                session = self._sessions[run]
                self._guarded(session, lambda session: self._attach(session, viewer))
            case wire.Detach(run=run, viewer=number) if run in self._sessions:
                self._sessions[run].detach(number)
            case wire.Rename(run=run, name=name) if run in self._sessions:
                self._sessions[run].name = name
            case wire.End(run=run, save=save) if run in self._sessions:
                session = self._sessions[run]
                session.obey(0, messages.Pause(session=""))
                session.unsaved = session.unsaved and save
                if not save:
                    self._saver.finish(run)
                self._close(run)
            case wire.Request():
                self._answer(message)

    def _begin(self, message: wire.Begin) -> None:
        viewers = [Viewer(viewer.number, viewer.page) for viewer in message.viewers]
        notices: list[Text] = []
        try:
            if message.stored:
                self._saver.finish(message.run)
                data = self._store.read(message.run)
                session = Session(message.run, message.name, library.of_bytes(data), described(data).created)
            else:
                learner, notices = opening(message.opening)
                session = Session(message.run, message.name, learner)
                session.kept &= message.opening.kept
        except Refusal as refusal:
            return self._refuse_to_begin(message, refusal)
        except Exception as error:  # a lab's mistake can be of any kind
            traceback.print_exc()
            lab = Text(message.opening.lab, message.opening.lab)
            return self._refuse_to_begin(message, Refusal(sentences.broken(error, lab)))
        self._sessions[message.run] = session
        for viewer, asked in zip(viewers, message.viewers, strict=True):
            session.attach(viewer)
            if not asked.opened:
                session.say(viewer.number, messages.opened, message.run, session.seeds)
            if asked.watch is not None:
                self._command(session, wire.Numbered(0, viewer.number, asked.watch))
        for notice in notices:
            session.tell(messages.notice, notice)
        if not message.stored:
            session.replay(message.opening.events)
        if message.resumed:
            session.tell(messages.state, "resumed", steps=session.learner.steps)
        if message.stop is not None:
            self._command(session, wire.Numbered(0, 0, message.stop))
        if message.playing:
            session.obey(0, messages.Play(session="-", speed=message.speed))
        for numbered in message.since:
            self._command(session, numbered)
        return self._guarded(session, self._show)

    def _refuse_to_begin(self, message: wire.Begin, refusal: Refusal) -> None:
        for viewer in message.viewers:
            about = getattr(refusal, "name", None)
            self._send(wire.Said(viewer.number, messages.refused(viewer.page, refusal.text, about)))
        self._send(wire.Ended(message.run))

    def _attach(self, session: Session, viewer: wire.Viewer) -> None:
        session.attach(Viewer(viewer.number, viewer.page))
        session.say(viewer.number, messages.opened, session.run, session.seeds)
        self._show(session)

    def _command(self, session: Session, numbered: wire.Numbered) -> None:
        try:
            session.obey(numbered.viewer, numbered.command)
        except Refusal as refusal:
            about = getattr(refusal, "name", None)
            session.say(numbered.viewer, messages.refused, refusal.text, about)
        session.obeyed = max(session.obeyed, numbered.number)
        self._show(session)

    def _close(self, run: str) -> None:
        """End a session: what is unsaved is written before the server hears of it."""
        session = self._sessions.pop(run)
        self._status.pop(run, None)
        self._failing.discard(run)
        self._pass_on_rest(session)
        if session.unsaved:
            try:
                self._saver.save(*session.snapshot(), lambda _: self.inbox.put(lambda: self._send(wire.Ended(run))))
                return
            except Exception:  # the lab's mistake that ended the session may also keep it from being saved
                traceback.print_exc()
        self._send(wire.Ended(run))

    def _pass_on_rest(self, session: Session) -> None:
        for viewer, text in session.outbox:
            self._send(wire.Said(viewer, text))
        session.outbox.clear()

    def _save(self, session: Session, then: Callable[[Refusal | None], None] | None = None) -> None:
        number = session.obeyed

        def done(problem: Refusal | None) -> None:
            self.inbox.put(lambda: self._saved(session, number, problem, then))

        self._saver.save(*session.snapshot(), done)

    def _saved(
        self,
        session: Session,
        number: int,
        problem: Refusal | None,
        then: Callable[[Refusal | None], None] | None,
    ) -> None:
        """Tell once that nothing can be saved, and once that it works again."""
        if problem is None:
            self._send(wire.Saved(session.run, number))
            if session.run in self._failing:
                self._failing.discard(session.run)
                session.tell(messages.notice, sentences.SAVED_AGAIN)
        else:
            session.saved_in_vain(perf_counter())
            if session.run not in self._failing:
                self._failing.add(session.run)
                session.tell(messages.notice, problem.text)
        if then is not None:
            then(problem)
        self._pass_on_rest(session)

    def _answer(self, message: wire.Request) -> None:
        try:
            match message.what:
                case "labs":
                    self._cold += (shown := described_labs())
                    data = msgspec.json.encode(list(shown.values()))
                case "save":
                    return self._save_now(message)
                case what:
                    data = requests.answer(what, message.data)
            self._send(wire.Answered(message.number, data))
        except Refusal as refusal:
            self._send(wire.Answered(message.number, refusal=refusal.text))
        except Exception as error:  # a lab's mistake can be of any kind
            traceback.print_exc()
            self._send(wire.Answered(message.number, refusal=sentences.broken(error, Text("?", "?"))))
        return None

    def _save_now(self, message: wire.Request) -> None:
        session = self._sessions.get(message.run)
        if session is None or not (session.unsaved or message.data):
            self._saver.finish(message.run)
            self._send(wire.Answered(message.number))
            return

        def then(problem: Refusal | None) -> None:
            self._send(wire.Answered(message.number, refusal=problem.text if problem else None))

        self._save(session, then)

    def leave(self) -> None:
        """Save what is unsaved."""
        for session in self._sessions.values():
            if session.unsaved:
                self._saver.save(*session.snapshot(), lambda _: None)
        self._saver.finish()
