"""A worker process: a host of sessions that talks to the server over its standard input and output.

It ends when its input does, however that came about, and saves what is unsaved first.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from neurarium.app import wire
from neurarium.app.host import Host
from neurarium.store import Store


class ServerGone(BaseException):
    """Nobody reads any more what this process writes; no error of a lab's, so nothing that handles those catches it."""


def read_messages(stream: BinaryIO, host: Host) -> None:
    """Put every message of the stream into the host's inbox, as there is room, and None at its end."""
    while prefix := stream.read(wire.LENGTH):
        body = stream.read(wire.length(prefix))
        host.room.acquire()
        host.inbox.put(wire.for_worker(body))
    host.inbox.put(None)


def main(marker: str) -> None:
    """Work until standard input ends; `marker`: the file in which stands whose turn it is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server ends its workers
    output = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # a stray print goes to the log and cannot garble the messages

    def send(message: wire.FromWorker) -> None:
        view = memoryview(wire.pack(message))
        try:
            while view:
                view = view[output.write(view) or 0 :]
        except OSError as problem:
            raise ServerGone from problem

    with Path(marker).open("r+b", buffering=0) as noted:

        def mark(run: str) -> None:
            noted.seek(0)
            noted.write(run.encode().ljust(64))

        host = Host(send, mark, Store())
        reader = threading.Thread(target=read_messages, args=(sys.stdin.buffer, host), daemon=True)
        reader.start()
        with suppress(ServerGone):
            host.work()
        host.leave()


if __name__ == "__main__":
    main(sys.argv[1])
