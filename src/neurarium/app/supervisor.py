"""Keeps sessions alive: seats tabs before them, passes commands on, and resumes them when their worker dies.

What the page calls a session is a *seat* here, known by a number. The live run behind it has one, several (two tabs
with the same run), or for a minute none (a tab that is being reloaded).
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Protocol

from neurarium import labs
from neurarium.app import messages, sentences, wire
from neurarium.app.limits import Limits
from neurarium.app.messages import Ack, Ask, Command, Open, Watch
from neurarium.app.pool import Pool, WorkerDied
from neurarium.app.process import WorkerProcess
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Refusal, Text
from neurarium.store import Store, StoreTrouble, new_id

log = logging.getLogger("neurarium")
SINCE = 2_000  # commands since the last snapshot that are done again after a crash


class Tab(Protocol):
    """What the supervisor needs of a connection; no call waits."""

    def say(self, text: str) -> None: ...

    def show(self, frame: bytes) -> None: ...

    def seated(self, page: str, seat: int) -> None: ...

    def lost(self, seat: int) -> None: ...


@dataclass
class Seat:
    """A tab before a live run. `page`: the page's own name for the session."""

    live: Live
    tab: Tab
    page: str
    opened: bool = False
    watch: Watch | None = None


@dataclass
class Live:
    """A live run, wherever its worker is."""

    run: str
    name: str
    opening: Open
    stored: bool
    process: WorkerProcess | None = None
    seats: dict[int, Seat] = field(default_factory=dict)
    since: list[wire.Numbered] = field(default_factory=list)  # commands that no snapshot holds yet
    status: wire.Status | None = None
    deaths: list[float] = field(default_factory=list)
    leaving: asyncio.TimerHandle | None = None
    placing: bool = False
    ending: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Supervisor:
    """The live runs by id, and the seats by number."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self.store = store
        self.limits = limits
        self.live: dict[str, Live] = {}
        self.pool = Pool(limits.workers, store.folder, self._hear, self._mourn)
        self._seats: dict[int, Seat] = {}
        self._numbers = itertools.count(1)
        self._labs: asyncio.Task[bytes] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Start the first worker, so that the first session opens quickly."""
        self._labs = asyncio.create_task(self.ask(wire.Request(0, "labs")))

    async def stop(self) -> None:
        """Save every run and end every worker."""
        await self.pool.stop(self.limits.farewell)
        for task in self._tasks:
            task.cancel()

    async def open(self, message: Open, tab: Tab) -> None:
        """Seat a tab before a new, a stored or a live run, or tell it that the house is full.

        Raises `Refusal` where there is no such lab or run.
        """
        if message.run in self.live and self.live[message.run].ending:
            await self.live[message.run].over.wait()
        live = self.live.get(message.run or "")
        if live is None:
            if message.run is None and message.lab not in labs.folders():
                raise unknown(message.lab, tuple(labs.folders()), Text("lab", "Labor"))
            if not self._room():
                tab.say(messages.state(message.session, "full"))
                return
            tab.say(messages.state(message.session, "preparing"))
            run = message.run or new_id(message.lab)
            name = await asyncio.to_thread(self._stored_name, run) if message.run else run
            live = self.live.setdefault(run, Live(run, name, message, stored=message.run is not None))
        number = next(self._numbers)
        seat = self._seats[number] = live.seats[number] = Seat(live, tab, message.session)
        tab.seated(seat.page, number)
        if live.leaving is not None:
            live.leaving.cancel()
            live.leaving = None
        if live.process is not None:
            await live.process.send(wire.Attach(live.run, wire.Viewer(number, seat.page)))
        else:
            await asyncio.shield(self._do(self._place(live)))  # also for others, if this tab should leave

    async def obey(self, number: int, command: Command) -> None:
        """Pass a command on to the seat's session."""
        seat = self._seats[number]
        live = seat.live
        numbered = wire.Numbered(next(self._numbers), number, command)
        if isinstance(command, Watch):
            seat.watch = command
        elif not isinstance(command, Ack | Ask) and len(live.since) < SINCE:
            live.since.append(numbered)
        if live.process is not None:
            await live.process.send(wire.Obey(live.run, numbered))

    async def close(self, number: int) -> None:
        """A tab closes its session: the run ends where nobody else looks at it, and stays in the store."""
        live = self._unseat(number)
        if not live.seats:
            self._do(self.end(live.run))
        elif live.process is not None:
            await live.process.send(wire.Detach(live.run, number))

    async def leave(self, numbers: list[int]) -> None:
        """A tab is gone: its sessions go on for a while, in case it comes back."""
        for number in numbers:
            live = self._unseat(number)
            if live.process is not None:
                await live.process.send(wire.Detach(live.run, number))
            if not live.seats and not live.ending:
                loop = asyncio.get_running_loop()
                live.leaving = loop.call_later(self.limits.grace, self._end_later, live.run)

    async def end(self, run: str, save: bool = True) -> None:
        """End a live run and wait until it is over."""
        live = self.live.get(run)
        if live is None:
            return
        if not live.ending:
            live.ending = True
            if live.process is None:
                self._finish(live)
            else:
                await live.process.send(wire.End(run, save))
        await live.over.wait()

    def _end_later(self, run: str) -> None:
        self._do(self.end(run))

    async def described(self) -> bytes:
        """The description of every lab, as JSON; a worker makes it once."""
        if self._labs is None or (self._labs.done() and (self._labs.cancelled() or self._labs.exception())):
            self._labs = asyncio.create_task(self.ask(wire.Request(0, "labs")))
        return await asyncio.shield(self._labs)

    async def ask(self, request: wire.Request) -> bytes:
        """The answer of the worker that has the request's run, or of any; raises `Refusal`."""
        while True:
            live = self.live.get(request.run)
            process = live.process if live else None
            try:
                return await self.pool.ask(process or await self.pool.any(self._load), request)
            except WorkerDied:
                log.info("a worker died while it was asked for %s", request.what)

    def rename(self, run: str, name: str) -> None:
        """A live run is called otherwise from now on."""
        if live := self.live.get(run):
            live.name = name
            if live.process is not None:
                self._do(live.process.send(wire.Rename(run, name)))

    def _stored_name(self, run: str) -> str:
        try:
            return self.store.get(run).name
        except StoreTrouble:  # the file may be there all the same
            self.store.read(run)
            return run

    def _room(self) -> bool:
        """Whether another run may live; one that nobody looks at makes room."""
        living = [live for live in self.live.values() if not live.ending]
        if len(living) < self.limits.sessions:
            return True
        alone = next((live for live in living if not live.seats and live.process is not None), None)
        if alone is not None:
            self._do(self.end(alone.run))
        return alone is not None

    def _load(self, process: WorkerProcess) -> int:
        return sum(live.process is process for live in self.live.values())

    async def _place(self, live: Live, resumed: bool = False) -> None:
        """Give a live run a worker; all who sit before it by then are told."""
        if live.placing:
            return
        live.placing = True
        try:
            process = await self.pool.take(self._load)
        except Refusal as refusal:
            self._fail(live, refusal.text)
            return
        finally:
            live.placing = False
        if live.over.is_set():
            return
        live.process = process
        viewers = [wire.Viewer(n, seat.page, seat.opened, seat.watch) for n, seat in live.seats.items()]
        status = live.status
        going = (status.playing, status.speed, status.stop) if status else ()
        await process.send(
            wire.Begin(live.run, live.name, live.opening, live.stored, viewers, resumed, list(live.since), *going)
        )

    def _hear(self, message: wire.WorkerMessage) -> None:
        match message:
            case wire.Shown(viewer=number, frame=frame) if number in self._seats:
                self._seats[number].opened = True
                self._seats[number].tab.show(frame)
            case wire.Said(viewer=number, text=text) if number in self._seats:
                self._seats[number].opened = True
                self._seats[number].tab.say(text)
            case wire.Saved(run=run, number=number) if run in self.live:
                live = self.live[run]
                live.stored = True
                live.since = [numbered for numbered in live.since if numbered.number > number]
            case wire.Status(run=run) if run in self.live:
                self.live[run].status = message
            case wire.Ended(run=run) if run in self.live:
                self._finish(self.live[run])

    def _mourn(self, process: WorkerProcess) -> None:
        """A worker has died: its sessions go on elsewhere, but not one that it died of again and again."""
        blamed, time = process.whose_turn, monotonic()
        for live in [live for live in self.live.values() if live.process is process]:
            live.process = None
            if live.run == blamed:
                live.deaths = [death for death in live.deaths if death > time - self.limits.relapse] + [time]
            if live.ending:
                self._finish(live)
            elif len(live.deaths) >= self.limits.deaths:
                self._fail(live, sentences.deadly(self.limits.deaths))
            else:
                for seat in live.seats.values():
                    seat.tab.say(messages.state(seat.page, "preparing"))
                self._do(self._place(live, resumed=True))

    def _fail(self, live: Live, text: Text) -> None:
        for seat in live.seats.values():
            seat.tab.say(messages.notice(seat.page, text))
        self._finish(live)

    def _finish(self, live: Live) -> None:
        self.live.pop(live.run, None)
        for number in list(live.seats):
            seat = live.seats[number]
            seat.tab.say(messages.state(seat.page, "closed"))
            seat.tab.lost(number)
            self._unseat(number)
        live.over.set()

    def _unseat(self, number: int) -> Live:
        live = self._seats.pop(number).live
        del live.seats[number]
        return live

    def _do(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
