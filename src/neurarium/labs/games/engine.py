"""A Go engine that somebody else wrote, spoken to over GTP: a process of its own that may hang, die or answer nonsense.

Every answer is waited for so many seconds and no longer. What goes wrong raises `Fault`, which says what it was; the process
is ended and waited for in any case, so that none is left behind.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import IO

from neurarium.lab.text import Refusal, Text

LONGEST = 1 << 16  # characters of an answer
GAMES = "/usr/games"  # where Debian keeps them, which is not in every PATH
QUITS = 2.0  # seconds that an engine has for leaving by itself


class Fault(Refusal):
    """An engine that cannot be used any more."""


class Declined(Refusal):
    """A command that the engine answered with a reason why not; it can be used on."""


class Engine:
    """An engine while it runs; use it in a `with` block.

    Arguments:
        command: the program and its arguments; raises `Refusal` where there is no such program.
        seconds: that it has for an answer.
    """

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        program = shutil.which(command[0]) or shutil.which(command[0], path=GAMES)
        if program is None:
            raise Refusal(
                Text(
                    f"There is no program {command[0]} here; install it (Debian: apt-get install gnugo), or give its path.",
                    f"Das Programm {command[0]} gibt es hier nicht; bitte installieren (Debian: apt-get install gnugo) oder "
                    "seinen Pfad angeben.",
                )
            )
        self.command, self.seconds, self.number = [program, *command[1:]], seconds, 0
        with ExitStack() as open_files:
            self._errors: IO[str] = open_files.enter_context(
                tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
            )
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            self._open = open_files.pop_all()
        self._lines: Queue[str] = Queue(maxsize=1024)  # one that floods has to wait
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    @property
    def process(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, command: str) -> str:
        """The answer to a command, without its mark; raises `Declined` with the engine's reason, or `Fault`."""
        self.number += 1
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{self.number} {command}\n")
            self._process.stdin.flush()
        except OSError as problem:
            raise self._died(command) from problem
        lines: list[str] = []
        while True:
            line = self._line(command).rstrip("\r\n")
            if line:
                lines.append(line)
            elif lines:  # an empty line ends an answer; before one it means nothing
                break
            if sum(map(len, lines)) > LONGEST:
                raise _odd(command, lines[0])
        mark = f"{lines[0]} ".split(" ", 1)
        text = "\n".join([mark[1].strip(), *lines[1:]]).strip()
        if mark[0] == f"={self.number}":
            return text
        if mark[0] == f"?{self.number}":
            raise Declined(
                Text(
                    f"The engine declined '{command}': {text[:200]}.",
                    f"Die Engine lehnte '{command}' ab: {text[:200]}.",
                )
            )
        raise _odd(command, lines[0])

    def close(self) -> None:
        """End it and wait for its end."""
        try:
            assert self._process.stdin is not None
            self._process.stdin.write("quit\n")
            self._process.stdin.close()
        except OSError:
            pass  # it is gone already
        try:
            self._process.wait(QUITS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        while self._reader.is_alive():  # it may be waiting for room
            self._next(0.05)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._open.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while line := self._process.stdout.readline(LONGEST):
            self._lines.put(line)
        self._lines.put("")

    def _next(self, seconds: float) -> str | None:
        try:
            return self._lines.get(timeout=seconds)
        except Empty:
            return None

    def _line(self, command: str) -> str:
        line = self._next(self.seconds)
        if line is None:
            raise Fault(
                Text(
                    f"The engine did not answer '{command}' within {self.seconds:g} seconds; it was ended.",
                    f"Die Engine hat '{command}' nicht innerhalb von {self.seconds:g} Sekunden beantwortet; sie wurde beendet.",
                )
            )
        if not line:
            raise self._died(command)
        return line

    def _died(self, command: str) -> Fault:
        try:
            code: int | str = self._process.wait(QUITS)
        except subprocess.TimeoutExpired:
            code = "-"
        self._errors.seek(0)
        said = (self._errors.read().strip().splitlines() or ["-"])[-1][:200]
        return Fault(
            Text(
                f"The engine ended in the middle of '{command}' (status {code}); its last words: {said}",
                f"Die Engine endete mitten in '{command}' (Status {code}); ihre letzten Worte: {said}",
            )
        )


def _odd(command: str, line: str) -> Fault:
    return Fault(
        Text(
            f"The engine's answer to '{command}' is none of GTP: '{line[:80]}'.",
            f"Die Antwort der Engine auf '{command}' ist keine von GTP: '{line[:80]}'.",
        )
    )
