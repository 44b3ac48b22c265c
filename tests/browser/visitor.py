"""A visitor with a browser profile of its own, whose page must neither fail nor ask any other host for anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench._serving import Served
from playwright.sync_api import Browser, Page

# The longest that a condition is waited for, in milliseconds: a worker that starts on a loaded machine takes its time.
PATIENCE = 60_000
WIDE = {"width": 1440, "height": 900}


@contextmanager
def visiting(chromium: Browser, server: Served, **options: Any) -> Iterator[Page]:
    """A fresh visitor with the server's token, speaking English on a wide screen unless `options` say otherwise."""
    context = chromium.new_context(**{"viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce", **options})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{error}\n{error.stack}"))
    page.on("request", lambda request: None if _own(server, request.url) else wrong.append(request.url))
    page.on("websocket", lambda socket: None if _own(server, socket.url) else wrong.append(socket.url))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    try:
        context.request.get(server.address)
        yield page
    finally:
        context.close()
    assert wrong == [], wrong


def _own(server: Served, url: str) -> bool:
    return url.startswith((server.origin, server.origin.replace("http", "ws", 1), "data:", "blob:"))
