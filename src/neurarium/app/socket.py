"""One connection of a tab: reads its messages, writes what the sessions say, and never holds more than a little."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import suppress
from time import monotonic

from starlette.websockets import WebSocket, WebSocketDisconnect

from neurarium.app import messages
from neurarium.app.limits import Limits
from neurarium.app.messages import Close, Open
from neurarium.app.supervisor import Supervisor
from neurarium.lab.text import Refusal, Text

log = logging.getLogger("neurarium")
TOO_SLOW = 1013  # close code: try again later


class Connection:
    """A tab, as the supervisor sees it; `serve` runs until either side leaves."""

    def __init__(self, socket: WebSocket, supervisor: Supervisor, limits: Limits) -> None:
        self._socket = socket
        self._supervisor = supervisor
        self._limits = limits
        self._seats: dict[str, int] = {}
        self._outgoing: deque[str | bytes] = deque()
        self._waiting = 0  # bytes of text that wait; frames are counted by the sessions' credit
        self._news = asyncio.Event()

    def say(self, text: str) -> None:
        self._waiting += len(text)
        self._put(text)

    def show(self, frame: bytes) -> None:
        self._put(frame)

    def seated(self, page: str, seat: int) -> None:
        self._seats[page] = seat

    def lost(self, seat: int) -> None:
        self._seats = {page: number for page, number in self._seats.items() if number != seat}

    def _put(self, content: str | bytes) -> None:
        self._outgoing.append(content)
        self._news.set()

    async def serve(self) -> None:
        await self._socket.accept()
        writing = asyncio.create_task(self._write())
        reading = asyncio.create_task(self._read())
        try:
            await asyncio.wait([writing, reading], return_when=asyncio.FIRST_COMPLETED)
        finally:
            writing.cancel()
            reading.cancel()
            for problem in await asyncio.gather(writing, reading, return_exceptions=True):
                if isinstance(problem, Exception) and not isinstance(problem, WebSocketDisconnect | OSError):
                    log.error("a connection ended with an error of the server's own", exc_info=problem)
            await self._supervisor.leave(list(self._seats.values()))
            with suppress(RuntimeError, OSError, WebSocketDisconnect):  # gone already
                await self._socket.close(TOO_SLOW)

    async def _write(self) -> None:
        while self._waiting <= self._limits.outgoing:
            await self._news.wait()
            while self._outgoing:
                content = self._outgoing.popleft()
                if isinstance(content, bytes):
                    await self._socket.send_bytes(content)
                else:
                    self._waiting -= len(content)
                    await self._socket.send_text(content)
                # A send that finds room does not wait, so nobody else would have a turn: here the loop hears that the
                # tab has gone, and the next send says so instead of writing into a closed connection.
                await asyncio.sleep(0)
            self._news.clear()

    async def _read(self) -> None:
        budget, before = float(self._limits.messages), monotonic()
        while True:
            received = await self._socket.receive()
            if received["type"] == "websocket.disconnect":
                return
            budget, before = self._earned(budget, before), monotonic()
            if budget < 1:
                await asyncio.sleep((1 - budget) / self._limits.messages)
            budget -= 1
            text = received.get("text")
            await self._take(text if text is not None else received.get("bytes") or b"")
            while self._waiting > self._limits.outgoing / 2 and self._outgoing:
                await asyncio.sleep(0.01)  # the tab reads too slowly to be given more to answer

    def _earned(self, budget: float, before: float) -> float:
        rate = self._limits.messages
        return min(rate, budget + (monotonic() - before) * rate)

    async def _take(self, content: str | bytes) -> None:
        """Do what a message says, or answer why not."""
        session = messages.session_of(content)
        try:
            message = messages.read(content)
            if isinstance(message, Open):
                await self._open(message)
                return
            number = self._seats.get(session)
            if number is None:
                raise _not_open(session)
            if isinstance(message, Close):
                del self._seats[session]
                await self._supervisor.close(number)
                self.say(messages.state(session, "closed"))
            else:
                await self._supervisor.obey(number, message)
        except Refusal as refusal:
            self.say(messages.refused(session, refusal.text, getattr(refusal, "name", None)))

    async def _open(self, message: Open) -> None:
        if message.session in self._seats:
            await self._supervisor.close(self._seats.pop(message.session))
        if len(self._seats) >= self._limits.sessions:
            self.say(messages.state(message.session, "full"))
            return
        await self._supervisor.open(message, self)


def _not_open(session: str) -> Refusal:
    return Refusal(
        Text(
            f"There is no open session '{session}'. Open the lab again.",
            f"Eine offene Sitzung '{session}' gibt es nicht. Bitte das Labor neu öffnen.",
        )
    )
