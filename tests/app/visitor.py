"""A visitor for tests: what a page does with the server, without a page."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import numpy as np
import psutil
from bench._serving import Served, serving
from websockets.sync.client import ClientConnection, connect

from neurarium.app.frames import decode

PATIENCE = 30.0  # seconds that a test waits for something that must come
LABS = os.pathsep.join(str(Path(__file__).parents[1] / name) for name in ("tiny", "app/labs"))


@contextmanager
def house(data: Path, **limits: float) -> Iterator[Served]:
    """A real server with the tests' labs and these limits."""
    with serving(data, NEURARIUM_LABS=LABS, NEURARIUM_LIMITS=json.dumps(limits)) as served:
        yield served


@contextmanager
def visiting(served: Served) -> Iterator[Visitor]:
    """A browser that came with the right address."""
    with httpx.Client(base_url=served.origin, timeout=PATIENCE) as client, ExitStack() as sockets:
        assert client.get(served.address).status_code == 303
        yield Visitor(served, client, sockets)


class Visitor:
    def __init__(self, served: Served, client: httpx.Client, sockets: ExitStack) -> None:
        self.served = served
        self.http = client
        self._sockets = sockets

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())

    def tab(self) -> Tab:
        """A new tab, with a socket of its own."""
        socket = connect(
            self.served.origin.replace("http", "ws") + "/socket",
            additional_headers={"Cookie": self.cookie},
            origin=self.served.origin,  # type: ignore[arg-type]
            max_size=None,
            proxy=None,
            close_timeout=0.5,  # a server that was killed says no goodbye
        )
        return Tab(self._sockets.enter_context(socket))

    def runs(self) -> list[dict[str, Any]]:
        return list(self.http.get("/api/runs").raise_for_status().json())

    def until_listed(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first run in the list of which this holds, as soon as there is one."""
        end = monotonic() + PATIENCE
        while monotonic() < end:
            for run in self.runs():
                if wanted(run):
                    return run
        raise AssertionError(f"the list holds only {self.runs()}")


class Tab:
    """One socket. Frames are acknowledged as they arrive, unless `acknowledges` is turned off."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.acknowledges = True
        self.sessions: dict[str, Seen] = {}

    def send(self, kind: str, session: str = "s", **more: Any) -> None:
        self.socket.send(json.dumps({"type": kind, "session": session, **more}))

    def open(self, lab: str = "slope", session: str = "s", **more: Any) -> Seen:
        """Open a lab and wait for its first frame."""
        self.sessions[session] = Seen()
        self.send("open", session, lab=lab, **more)
        return self.until(lambda seen: seen.frame is not None, session)

    def next(self, patience: float = PATIENCE) -> tuple[str, dict[str, Any]]:
        """The next message and whose it is; raises `TimeoutError` if none comes in time."""
        message = self.socket.recv(patience)
        if isinstance(message, bytes):
            header, arrays = decode(message)
            seen = self.sessions.setdefault(header["session"], Seen())
            seen.take_frame(header, arrays)
            if self.acknowledges:
                self.send("ack", header["session"], frame=header["frame"])
            return header["session"], header
        told = json.loads(message)
        self.sessions.setdefault(told["session"], Seen()).take(told)
        return told["session"], told

    def until(self, wanted: Callable[[Seen], bool], session: str = "s", patience: float = PATIENCE) -> Seen:
        """Read on until this holds for the session."""
        end = monotonic() + patience
        while session not in self.sessions or not wanted(self.sessions[session]):
            try:
                self.next(end - monotonic())
            except TimeoutError as problem:
                seen = self.sessions.get(session, Seen())
                raise AssertionError(f"waited in vain; newest: {seen.frame}, {seen.told[-3:]}") from problem
        return self.sessions[session]

    def answer(self, kind: str, session: str = "s") -> dict[str, Any]:
        """The next message of this kind for the session."""
        before = len(self.sessions[session].of(kind)) if session in self.sessions else 0
        return self.until(lambda seen: len(seen.of(kind)) > before, session).of(kind)[-1]

    def paused(self, session: str = "s") -> Seen:
        """The session after a pause."""
        self.send("pause", session)
        return self.until(lambda seen: seen.frame["status"] != "playing", session)

    def leave(self) -> None:
        self.socket.close()


class Seen:
    """All that a tab has been told about a session."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.frames: list[dict[str, Any]] = []
        self.pictures: dict[str, dict[str, np.ndarray]] = {}
        self.sent: list[set[str]] = []  # the keys of the pictures in each frame
        self.curves: dict[str, np.ndarray] = {}

    @property
    def frame(self) -> Any:
        return self.frames[-1] if self.frames else None

    @property
    def steps(self) -> int:
        return int(self.frame["steps"])

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.told if message["type"] == kind]

    @property
    def run(self) -> str:
        return str(self.of("opened")[0]["run"])

    def take(self, message: dict[str, Any]) -> None:
        self.told.append(message)

    def take_frame(self, header: dict[str, Any], arrays: dict[str, dict[str, np.ndarray]]) -> None:
        news = arrays.pop("@history", {})
        for name, points in news.items():
            first = header["from"]
            self.curves[name] = np.concatenate([self.curves[name][:first], points]) if first else points
        self.pictures |= arrays
        self.sent.append(set(arrays))
        self.frames.append(header)


def workers(served: Served) -> list[psutil.Process]:
    """The worker processes of a server."""
    children = psutil.Process(served.process.pid).children(recursive=True)
    return [child for child in children if any("neurarium.app.worker" in word for word in child.cmdline())]
