"""A real server in a process of its own, for measurements and tests."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

START_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A running server: its address with the start token, its process, and the lines of its terminal so far."""

    address: str
    process: subprocess.Popen[str]
    printed: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return self.address.split("/?", maxsplit=1)[0]


@contextmanager
def serving(data: Path, *words: str, **environment: str) -> Iterator[Served]:
    """A server on a free port of loopback whose runs live in `data`; ended when the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "neurarium", "serve", "--port", "0", "--no-browser", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "LANG": "C.UTF-8", "NEURARIUM_DATA": str(data), **environment},
    )
    lines: queue.Queue[str] = queue.Queue()
    printed: list[str] = []
    assert process.stdout is not None
    output = process.stdout

    def read() -> None:
        for line in output:
            printed.append(line)
            lines.put(line)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        yield Served(_address(lines), process, printed)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=START_SECONDS)
        reader.join()
        output.close()


def _address(lines: queue.Queue[str]) -> str:
    seen = ""
    while True:
        try:
            seen += lines.get(timeout=START_SECONDS)
        except queue.Empty as problem:
            raise AssertionError(f"the server printed no address but: {seen}") from problem
        found = re.search(r"http://\S+token=\S+", seen)
        if found:
            return found.group()
