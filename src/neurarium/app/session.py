"""One session in a worker: a run or a population, how fast it goes, who looks at it, and when it is saved.

Nothing here waits: the worker gives a session turns, each of a few milliseconds, and asks when the next one is due.
All times are seconds of `time.perf_counter`.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

import msgspec

from neurarium.app import messages, sentences
from neurarium.app.agenda import Agenda, Waiting
from neurarium.app.clocks import NEVER, FrameClock, SaveClock
from neurarium.app.gesture import Gesture
from neurarium.app.messages import Ack, Act, Ask, Command, Pause, Play, Redo, Restart, Set, Step, StopAt, Undo, Watch
from neurarium.app.scene import Learner, Scene, json_numbers
from neurarium.app.stop import Stop
from neurarium.app.takeaway import answer
from neurarium.app.viewer import Viewer
from neurarium.lab.contract import Picture
from neurarium.lab.population import Population
from neurarium.lab.refusals import Diverged, unknown
from neurarium.lab.text import Refusal, Text
from neurarium.lab.trial import Trial
from neurarium.store import StoredRun, now


class Session:
    """A learner with its pace, its viewers and its clock. `outbox` collects texts for viewers: (number, text)."""

    def __init__(self, run: str, name: str, learner: Learner, created: str | None = None) -> None:
        self.run = run
        self.name = name
        self.learner = learner
        self.created = created or now()
        self.viewers: dict[int, Viewer] = {}
        self.outbox: list[tuple[int, str]] = []
        self.kept = not isinstance(learner, Trial)  # a trial answers its question and leaves no trace in the store
        self.touched = False  # opened but never changed or trained leaves no trace in the store
        self.unsaved = False
        self.obeyed = 0  # number of the last command that is in the state
        self.agenda = Agenda()
        self.scene = Scene(learner)
        self.stop: Stop | None = None
        self.stopped: Text | None = None  # why it paused by itself
        self._told: set[str] = set()
        self._gesture = Gesture()
        self._frames = FrameClock()
        self._saving = SaveClock()

    @property
    def lab(self) -> Any:
        return self.learner.lab

    @property
    def seeds(self) -> int:
        return len(self.learner.runs) if isinstance(self.learner, Population) else 1

    @property
    def busy(self) -> bool:
        return not self.agenda.empty

    @property
    def status(self) -> str:
        if self.busy:
            return "playing"
        trouble = self.learner.trouble
        lost = len(trouble) == self.seeds if isinstance(trouble, dict) else trouble is not None
        return "diverged" if lost else "paused"

    def obey(self, viewer: int, command: Command) -> None:
        """Do what a viewer asks; raises `Refusal` and changes nothing where it cannot be done."""
        match command:
            case Ack(frame=frame):
                if viewer in self.viewers:
                    self.viewers[viewer].acknowledge(frame)
            case Watch():
                if viewer in self.viewers:
                    self.viewers[viewer].watch(command, self.picture)
                    self._show_soon()
            case Ask(ask=ask, what=what):
                name, content = answer(self.run, self.learner, what)
                self.say(viewer, messages.answer, ask, name, content)
            case Play(speed=speed):
                self.agenda.play(speed, perf_counter())
                self._show_soon()
            case Pause():
                self._stop()
            case StopAt(step=step, reading=reading):
                self.stop = None if step is None and reading is None else Stop(command, self.learner)
                self._show_soon()
            case Restart(seed=seed):
                self.learner.restart(seed)
                self.agenda.begin_anew()
                self._changed()
            case _ if self.agenda.following:
                if not self.agenda.follow([Waiting(viewer, command)]):
                    raise sentences.too_much()
            case _:
                self._do(command)

    def _do(self, command: Command) -> None:
        match command:
            case Step(count=count):
                self.agenda.step(count)
                self._show_soon()
            case Set(settings=settings):
                self._gesture.change(self.learner, settings)
                self._changed()
            case Act(action=action, arguments=arguments):
                self.learner.act(action, **arguments)
                self._changed()
            case Undo() | Redo():
                (self.learner.undo if isinstance(command, Undo) else self.learner.redo)()
                self.agenda.begin_anew()
                self._changed()

    def replay(self, events: list[Any]) -> None:
        """Follow a journal, a few milliseconds at a time; one that would train for hours is left alone."""
        if not self.agenda.follow(events):
            self.tell(messages.notice, sentences.TOO_LONG)
        self._show_soon()

    def attach(self, viewer: Viewer) -> None:
        self.viewers[viewer.number] = viewer
        self._show_soon()

    def detach(self, viewer: int) -> None:
        self.viewers.pop(viewer, None)

    def say(self, viewer: int, kind: Any, *parts: Any, **more: Any) -> None:
        """Write a message to one viewer."""
        if viewer in self.viewers:
            self.outbox.append((viewer, kind(self.viewers[viewer].page, *parts, **more)))

    def tell(self, kind: Any, *parts: Any, **more: Any) -> None:
        """Write a message to every viewer."""
        for viewer in self.viewers:
            self.say(viewer, kind, *parts, **more)

    def picture(self, name: str) -> Picture[Any, Any]:
        """A picture of the lab; raises `Refusal` if it has none of this name."""
        if name not in self.lab.pictures:
            raise unknown(name, tuple(self.lab.pictures), Text("picture", "Bild"))
        picture: Picture[Any, Any] = self.lab.pictures[name]
        return picture

    def due(self, time: float) -> float:
        """When the next turn is due; `NEVER` where there is nothing to do."""
        return min(self.agenda.next(time), self._frame_due(), self._saving.next)

    def train(self, budget: float) -> None:
        """Train for at most about so many seconds, if it is time."""
        time = perf_counter()
        end = time + budget
        while time < end:
            if steps := self.agenda.steps(time, end):
                stop = None if self.agenda.following else self.stop
                self._advance(stop.room(self.learner, steps) if stop else steps)
                if stop and (reason := stop.reason(self.learner)):
                    self.agenda.clear()
                    self.stopped = reason
            elif self.agenda.following:
                self._follow(self.agenda.event())
            else:
                break
            time = perf_counter()
            if not self.busy:
                self._stop()

    def _advance(self, steps: int) -> None:
        before, start = self.learner.steps, perf_counter()
        self.stopped = None
        try:
            self.learner.advance(steps)
        except Diverged:
            self.agenda.clear()
        done, time = self.learner.steps - before, perf_counter()
        if done:
            self.agenda.took(done, time - start, time)
        else:  # every member of a population left the numbers
            self.agenda.clear()
        self.scene.changed()
        self._frames.trained(time)
        if self.kept:
            self.touched = self.unsaved = True
            self._saving.trained(time)

    def _follow(self, event: Any) -> None:
        """Do an event of the journal, or a command that waited for its end."""
        try:
            if isinstance(event, Waiting):
                self._do(event.command)
            else:
                self.learner.replay([event])
                self._changed()
        except Refusal as refusal:
            if isinstance(event, Waiting):
                self.say(event.viewer, messages.refused, refusal.text, getattr(refusal, "name", None))
            else:
                self.agenda.begin_anew()
                self.tell(messages.notice, sentences.cut_short(refusal.text))

    def _stop(self) -> None:
        self.agenda.clear()
        self._show_soon()
        if self.touched:
            self._saving.soon(perf_counter())

    def _changed(self) -> None:
        self.stopped = None
        self.scene.changed()
        self._show_soon()
        if self.kept:
            self.touched = self.unsaved = True
            self._saving.soon(perf_counter())

    def _show_soon(self) -> None:
        for viewer in self.viewers.values():
            viewer.outdated = True
        self._frames.soon(perf_counter())

    def _frame_due(self) -> float:
        return self._frames.next if any(viewer.ready for viewer in self.viewers.values()) else NEVER

    def show(self) -> list[tuple[int, bytes]]:
        """The frames that are due now, each with its viewer's number."""
        start = perf_counter()
        if self._frame_due() > start:
            return []
        shown = []
        for viewer in self.viewers.values():
            if viewer.ready and (viewer.outdated or viewer.version != self.scene.version):
                shown.append((viewer.number, viewer.frame(self)))
        self._tidy()
        if shown:
            self._frames.drawn(start, perf_counter())
        self._frames.again(
            any(viewer.outdated or viewer.version != self.scene.version for viewer in self.viewers.values())
        )
        return shown

    def header(self) -> dict[str, Any]:
        """What every viewer's frame says about the session."""
        return {
            "status": self.status,
            "speed": self.agenda.pace.speed if self.agenda.pace else None,
            "rate": self.agenda.rate.value,
            **self.scene.header(),
            "stop_at": self.stop.plain() if self.stop else None,
            "stopped": self.stopped,
        }

    def _tidy(self) -> None:
        """Forget what nobody watches any more, and say once which picture could not be shown."""
        self.scene.forget_all_but({item for viewer in self.viewers.values() for item in viewer.watched.values()})
        for name in self.scene.unshowable - self._told:
            self.tell(messages.notice, sentences.not_numbers(name))
        self._told |= self.scene.unshowable

    def save_due(self, time: float) -> bool:
        return self._saving.next <= time

    def saved_in_vain(self, time: float) -> None:
        """The disk did not take it: try again later."""
        self.unsaved = True
        self._saving.failed(time)

    def snapshot(self) -> tuple[StoredRun, bytes]:
        """The run as it is listed, and as a file."""
        start = perf_counter()
        listed = self.listed()
        data = self.learner.to_bytes(**msgspec.structs.asdict(listed))
        self.unsaved = False
        self._saving.taken(start, perf_counter())
        return listed, data

    def listed(self) -> StoredRun:
        learner = self.learner
        return StoredRun(
            id=self.run,
            name=self.name,
            lab=self.lab.id,
            seed=learner.seed,
            seeds=self.seeds,
            steps=learner.steps,
            status=self.status,
            created=self.created,
            updated=now(),
            settings=learner.settings.changed(),
            readings=json_numbers(self.scene.readings()),
        )
