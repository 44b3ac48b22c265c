"""Starts the house: the store, the workers, the page on a port of this machine."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn

from neurarium.app import page
from neurarium.app.course_trouble import course_trouble
from neurarium.app.guard import EVERYWHERE, Guard
from neurarium.app.limits import Limits
from neurarium.app.routes import create_app
from neurarium.app.supervisor import Supervisor
from neurarium.lab.text import Refusal, Text
from neurarium.store import Store

PORT = 8765
TOKEN_LETTERS = 32  # of 24 random bytes
NEIGHBOURS = 20  # ports after a busy one that are tried


def serve(host: str = "127.0.0.1", port: int = PORT, browser: bool = True) -> int:
    """Serve until Ctrl-C: prints the address with its token once it listens, and opens the browser if wished.

    Arguments:
        host: name or address to listen on.
        port: 0 for any free one; a busy one gives way to the next.

    Returns:
        The exit code, 0. Raises `Refusal` where it cannot listen.
    """
    limits = Limits.of_environment()
    listening = listen(host, port)
    bound = listening.getsockname()[1]
    if port not in (0, bound):
        _say(Text(f"Port {port} is busy, so it is {bound}.", f"Port {port} ist belegt, also {bound}."))
    store = Store()
    token = _token(store.folder)
    address = f"http://{_shown(host)}:{bound}/?token={token}"
    for problem in (page.trouble(), _repaired(store)):
        if problem is not None:
            _say(problem)

    supervisor = Supervisor(store, limits)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        await supervisor.start()
        checking = asyncio.create_task(course_trouble(supervisor, _say))
        yield
        checking.cancel()
        await supervisor.stop()

    def announce() -> None:
        print(address, flush=True)
        if browser:
            with suppress(webbrowser.Error):
                webbrowser.open(address)

    guarded = Guard(create_app(supervisor, limits, lifespan), host, bound, token)
    with suppress(KeyboardInterrupt):
        _Server(guarded, limits, announce).run(sockets=[listening])
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on this port or, where it is busy, on one of the next; raises `Refusal`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    problem: OSError | None = None
    for candidate in range(port, min(port + NEIGHBOURS, 65535) + 1) if port else [0]:
        listening = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, candidate))
            listening.listen(128)
        except OSError as error:
            listening.close()
            problem = error
        else:
            return listening
    raise Refusal(
        Text(
            f"Cannot listen on {host}, port {port} ({problem}). Choose another with --host or --port.",
            f"Auf {host}, Port {port} geht es nicht ({problem}). Bitte mit --host oder --port anders wählen.",
        )
    )


class _Server(uvicorn.Server):
    """uvicorn that says when it really listens."""

    def __init__(self, app: Any, limits: Limits, announce: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                ws="websockets-sansio",
                ws_max_size=limits.message,
                ws_per_message_deflate=False,
                ws_ping_timeout=60.0,
                timeout_graceful_shutdown=2,
                lifespan="on",
            )
        )
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()


def _token(folder: Path) -> str:
    """The token of this data folder, readable by its owner alone: a page left open finds its way back after a restart."""
    file = folder / "token"
    try:
        kept = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        kept = ""
    if len(kept) >= TOKEN_LETTERS:
        return kept
    token = secrets.token_urlsafe(24)
    with suppress(OSError):  # a folder that cannot be written keeps no token; each start then has its own
        folder.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept_file:
            kept_file.write(token)
    return token


def _repaired(store: Store) -> Text | None:
    try:
        store.repair()
    except Refusal as refusal:
        return refusal.text
    return None


def _shown(host: str) -> str:
    """The host as a browser on this machine writes it."""
    if host in EVERYWHERE:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _say(text: Text) -> None:
    print(f"{text.en}\n{text.de}", file=sys.stderr, flush=True)
