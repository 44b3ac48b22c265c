"""One worker process as the server sees it: what goes in, what comes out, and that it is gone."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import platformdirs

from neurarium.app import wire

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
BUFFER = 2**22  # bytes of frames that may wait in the server


class WorkerProcess:
    """A spawned interpreter that runs `neurarium.app.worker`. Use `await WorkerProcess.spawn(...)`."""

    def __init__(self, process: asyncio.subprocess.Process, marker: Path) -> None:
        self._process = process
        self._marker = marker
        self._listening: asyncio.Task[None]
        self.alive = True
        self.ready = asyncio.Event()
        self.gone = asyncio.Event()  # it has ended, and whoever had to know has been told

    @classmethod
    async def spawn(
        cls,
        data: Path,
        heard: Callable[[wire.WorkerMessage], None],
        died: Callable[[WorkerProcess], None],
    ) -> WorkerProcess:
        """Start one; `heard` gets its messages, `died` is called once, when it has ended."""
        handle, marker = tempfile.mkstemp(prefix="neurarium-worker-")
        os.close(handle)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "neurarium.app.worker",
            marker,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=BUFFER,
            start_new_session=True,  # a share of the cores of its own, beside a browser started from the same terminal
            env=_environment(data),
        )
        worker = cls(process, Path(marker))
        worker._listening = asyncio.create_task(worker._listen(heard, died))
        return worker

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def whose_turn(self) -> str:
        """The run that it was working on, when it was last working on one."""
        return self._marker.read_text().strip("\0 ")

    async def send(self, message: wire.ToWorker) -> None:
        """Write a message, and wait while the worker has more than enough to read."""
        assert self._process.stdin is not None
        if self.alive:
            self._process.stdin.write(wire.pack(message))
            with suppress(ConnectionError):  # it is dying; `died` will say so
                await self._process.stdin.drain()

    async def end(self, patience: float) -> None:
        """Let it save and leave; after so many seconds it is killed."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(asyncio.shield(self._listening), patience)
        except TimeoutError:
            self._process.kill()
            await self._listening

    async def _listen(self, heard: Callable[[wire.WorkerMessage], None], died: Callable[[WorkerProcess], None]) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                prefix = await self._process.stdout.readexactly(wire.LENGTH)
                message = wire.for_server(await self._process.stdout.readexactly(wire.length(prefix)))
                if isinstance(message, wire.Ready):
                    self.ready.set()
                heard(message)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.alive = False
        await self._process.wait()
        died(self)
        self.gone.set()
        self._marker.unlink(missing_ok=True)


def _environment(data: Path) -> dict[str, str]:
    cache = Path(platformdirs.user_cache_dir("neurarium", appauthor=False)) / "numba"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache):
            pass
    except OSError:  # compiled code is then kept only until the next restart of the machine
        cache = Path(tempfile.gettempdir()) / "neurarium-numba"
    return {
        "NUMBA_CACHE_DIR": str(cache),
        **os.environ,
        **dict.fromkeys(THREADS, "1"),
        "NEURARIUM_DATA": str(data),
        "PYTHONUNBUFFERED": "1",
    }
