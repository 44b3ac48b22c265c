"""A real host on this machine that serves a file well, or badly in a way that hosts do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Host(ThreadingHTTPServer):
    """Serves `content` under every address.

    Attributes:
        manner: `well`, `no-range`, `cut` (breaks off after half of what it promised), `lies` (other bytes), `short`
            (promises less), `long` (sends more), `refuses`, `stalls` (after half, until `release`), `elsewhere` (redirects
            to another protocol), `wrong-range`.
        asked: the Range header of each request, None for one without.
    """

    daemon_threads = True

    def __init__(self, content: bytes, manner: str = "well") -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.content = content
        self.manner = manner
        self.asked: list[str | None] = []
        self.release = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Answer(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        host, wanted = self.server, self.headers.get("Range")
        host.asked.append(wanted)
        content = bytes(255 - byte for byte in host.content) if host.manner == "lies" else host.content
        if host.manner == "refuses":
            return self.send_error(403)
        if host.manner == "elsewhere":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        start = int(wanted[6:-1]) if wanted and host.manner != "no-range" else 0
        self.send_response(206 if start else 200)
        if start:
            told = 0 if host.manner == "wrong-range" else start
            self.send_header("Content-Range", f"bytes {told}-{len(content) - 1}/{len(content)}")
        rest = content[0 if host.manner == "wrong-range" else start :]
        if host.manner == "short":
            rest = rest[: len(rest) // 2]
        if host.manner == "long":
            rest += b"more"
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        try:
            if host.manner in ("cut", "stalls"):
                self.wfile.write(rest[: len(rest) // 2])
                if host.manner == "cut":
                    self.close_connection = True
                    return None
                host.release.wait(30)
                rest = rest[len(rest) // 2 :]
            self.wfile.write(rest)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        return None

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def hosting(content: bytes, manner: str = "well") -> Iterator[Host]:
    host = Host(content, manner)
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield host
    finally:
        host.release.set()
        host.shutdown()
        host.server_close()
        thread.join()
