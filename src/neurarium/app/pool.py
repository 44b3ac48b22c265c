"""The worker processes: as many as are useful, one of them always warm, and a new one for each that dies."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from pathlib import Path

from neurarium.app import wire
from neurarium.app.process import WorkerProcess
from neurarium.lab.text import Refusal, Text

STARTS = 3  # workers that end before they are ready, in a row, and none is tried any more for this time


class WorkerDied(Exception):
    """The worker that was asked is gone."""


class Pool:
    """`heard` gets what workers say about sessions, `died` a process that has ended by itself."""

    def __init__(
        self,
        most: int,
        data: Path,
        heard: Callable[[wire.WorkerMessage], None],
        died: Callable[[WorkerProcess], None],
    ) -> None:
        self.processes: list[WorkerProcess] = []
        self._most = most
        self._data = data
        self._heard = heard
        self._died = died
        self._failures = 0
        self._stopping = False
        self._numbers = itertools.count(1)
        self._asked: dict[int, tuple[WorkerProcess, asyncio.Future[bytes]]] = {}
        self._spawning = asyncio.Lock()
        self._spare: asyncio.Task[None] | None = None

    async def any(self, load: Callable[[WorkerProcess], int]) -> WorkerProcess:
        """The worker with the least `load`; raises `Refusal` where none can be started."""
        if not self.processes:
            await self._grow(1)
        return min(self.processes, key=lambda process: (load(process), not process.ready.is_set()))

    async def take(self, load: Callable[[WorkerProcess], int]) -> WorkerProcess:
        """The same for a new session: if no worker without one is left, another begins to warm up."""
        chosen = await self.any(load)
        if all(load(process) or process is chosen for process in self.processes):
            self._spare = asyncio.create_task(self._grow_quietly(len(self.processes) + 1))
        return chosen

    async def ask(self, process: WorkerProcess, request: wire.Request) -> bytes:
        """A worker's answer; raises the `Refusal` that it answers with, or `WorkerDied` once that is known everywhere."""
        number = next(self._numbers)
        future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._asked[number] = (process, future)
        if not process.alive:
            self._asked.pop(number)
            await process.gone.wait()
            raise _no_worker() if self._stopping else WorkerDied
        await process.send(wire.Request(number, request.what, request.run, request.data))
        return await future

    async def stop(self, patience: float) -> None:
        """Let every worker save and leave."""
        self._stopping = True
        async with self._spawning:
            await asyncio.gather(*(process.end(patience) for process in list(self.processes)))

    async def _grow(self, count: int) -> None:
        """Have so many processes, as far as they are allowed."""
        async with self._spawning:
            while len(self.processes) < min(count, self._most) and not self._stopping:
                if self._failures >= STARTS:
                    self._failures = 0
                    raise _no_worker()
                try:
                    self.processes.append(await WorkerProcess.spawn(self._data, self._hear, self._bury))
                except OSError as problem:
                    raise _no_worker() from problem
        if not self.processes:
            raise _no_worker()

    async def _grow_quietly(self, count: int) -> None:
        try:
            await self._grow(count)
        except Refusal:
            return  # whoever needs the worker will be told

    def _hear(self, message: wire.WorkerMessage) -> None:
        match message:
            case wire.Ready():
                self._failures = 0
            case wire.Answered(number=number, data=data, refusal=refusal):
                _, future = self._asked.pop(number)
                if future.done():
                    return
                if refusal is None:
                    future.set_result(data)
                else:
                    future.set_exception(Refusal(refusal))
            case _:
                self._heard(message)

    def _bury(self, process: WorkerProcess) -> None:
        if process in self.processes:
            self.processes.remove(process)
        if not process.ready.is_set():
            self._failures += 1
        for number, (asked, future) in list(self._asked.items()):
            if asked is process:
                del self._asked[number]
                if not future.done():
                    future.set_exception(WorkerDied())
        if not self._stopping:
            self._died(process)


def _no_worker() -> Refusal:
    return Refusal(
        Text(
            "The process in which labs run cannot be started. The terminal shows why; start Neurarium again.",
            "Der Prozess, in dem die Labore laufen, lässt sich nicht starten. Das Terminal zeigt, warum; bitte "
            "Neurarium neu starten.",
        )
    )
