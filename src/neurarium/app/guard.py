"""Who may talk to the server: a browser on this machine that was given the token, from the server's own page."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")
SAFE = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
REFUSAL = """<!doctype html><html lang="en"><meta charset="utf-8"><title>403</title>
<body style="font:18px/1.5 system-ui;max-width:36em;margin:15vh auto;padding:0 1em">
<p>This page opens with the address that the terminal printed. Copy it from there, with everything after the question
mark.</p>
<p lang="de">Diese Seite öffnet sich mit der Adresse, die im Terminal steht. Bitte von dort kopieren, mit allem nach dem
Fragezeichen.</p>"""


class Guard:
    """Middleware: checks `Host`, `Origin` and the token before anything else sees a request.

    Arguments:
        hosts: names under which the server may be called; an address in numbers is right where it binds everywhere.
        port: that it listens on.
        token: of the start address; becomes a cookie.
    """

    def __init__(self, app: ASGIApp, host: str, port: int, token: str) -> None:
        self.app = app
        self._everywhere = host in EVERYWHERE
        self._hosts = {*LOCAL, host.lower(), *([socket.gethostname().lower()] if self._everywhere else [])}
        self._port = port
        self._token = token
        self.cookie = f"neurarium-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        answer = self._answer(scope)
        if answer is None:
            return await self.app(scope, receive, _with_headers(send))
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        return await answer(scope, receive, _with_headers(send))

    def _answer(self, scope: Scope) -> Response | None:
        """What is answered instead of the page, or None where all is well."""
        headers = Headers(scope=scope)
        if not self._own(headers.get("host", "")):
            return _refused()
        if not self._same_origin(scope, headers):
            return _refused()
        if self._matches(self._cookies(headers.getlist("cookie"))):
            return None if "token=" not in scope["query_string"].decode("latin-1") else self._redirect(scope)
        if scope["type"] == "http" and scope["method"] == "GET":
            return self._redirect(scope) or _refused()
        return _refused()

    def _own(self, host: str) -> bool:
        """Whether a host with or without a port is this server."""
        try:
            parts = urlsplit(f"//{host}")
            name, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if parts.netloc != host or "@" in host or port not in (None, self._port):
            return False
        return name in self._hosts or (self._everywhere and _is_address(name))

    def _same_origin(self, scope: Scope, headers: Headers) -> bool:
        """Whether a socket or a change comes from the server's own page."""
        if scope["type"] == "http" and scope["method"] in SAFE:
            return True
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return False
        origin = headers.get("origin")
        if origin is None:
            return bool(scope["type"] == "http")  # a browser always names it for a socket
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc == headers["host"]

    def _cookies(self, sent: Iterable[str]) -> list[str]:
        found = []
        for header in sent:
            jar = SimpleCookie()
            try:
                jar.load(header)
            except CookieError:
                continue
            if self.cookie in jar:
                found.append(jar[self.cookie].value)
        return found

    def _matches(self, offered: Iterable[str]) -> bool:
        return any(secrets.compare_digest(value.encode(), self._token.encode()) for value in offered)

    def _redirect(self, scope: Scope) -> Response | None:
        """To the same address without the token, which becomes a cookie."""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not self._matches(value for name, value in asked if name == "token"):
            return None
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        path = "/" + scope["path"].lstrip("/")  # never to another host, as //example.org would
        response = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
        response.set_cookie(self.cookie, self._token, httponly=True, samesite="strict", path="/")
        return response


def _refused() -> Response:
    return HTMLResponse(REFUSAL, status_code=403)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sending
