"""Fetches the files of a standard set, only when a visitor asks: from several hosts, resumed where it broke off, checked.

What has come so far lies beside the file's place with the ending `.part`, so that a later try goes on from there.
Whatever a host sends, a file is there under its name only once its SHA-256 is right.
"""

from __future__ import annotations

import hashlib
import http.client
import shutil
import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from neurarium.data.places import kept
from neurarium.data.standard import File, Standard
from neurarium.lab.text import Refusal, Text

PIECE = 64 * 1024  # bytes read at a time
PATIENCE = 15.0  # seconds without a byte after which a host counts as gone


@dataclass(frozen=True)
class Progress:
    """How far fetching has come: the file and the host that it comes from, bytes of the whole set so far and in all."""

    file: str
    host: str
    fetched: int
    size: int


class Stopped(Refusal):
    """The visitor stopped it; what has come is kept."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Stopped. What has come so far is kept; fetching again goes on from there.",
                "Angehalten. Was schon da ist, bleibt; neues Holen macht dort weiter.",
            )
        )


class NotFetched(Refusal):
    """No host gave a file that is right."""


class _Gone(Exception):
    """A host did not deliver; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def fetch(
    known: Standard,
    report: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    patience: float = PATIENCE,
) -> Path:
    """Fetch what is missing of a set; asked again, it goes on where it broke off.

    Arguments:
        report: is told of every piece that comes.
        stopped: asked before every piece.
        patience: seconds without a byte after which the next host is tried.

    Returns:
        The folder that holds the files. Raises `Stopped`, `NotFetched`, or `Refusal` where the disk is full.
    """
    folder = kept() / known.name
    before = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_room(known, folder)
        for file in known.files:
            done = before

            def tell(host: str, so_far: int, file: File = file, done: int = done) -> None:
                if stopped():
                    raise Stopped
                report(Progress(file.name, host, done + so_far, known.size))

            _fetch_file(folder / file.name, file, known.mirrors, tell, patience)
            before += file.size
    except OSError as problem:
        raise Refusal(
            Text(
                f"{known.title.en} cannot be written to {folder} ({problem.strerror or problem}). Make room, or name another "
                "folder in NEURARIUM_DATA.",
                f"{known.title.de} lässt sich nicht nach {folder} schreiben ({problem.strerror or problem}). Bitte Platz "
                "schaffen oder mit NEURARIUM_DATA einen anderen Ordner nennen.",
            )
        ) from problem
    return folder


def _check_room(known: Standard, folder: Path) -> None:
    missing = sum(file.size for file in known.files if not (folder / file.name).is_file())
    free = shutil.disk_usage(folder).free
    if free < missing:
        raise Refusal(
            Text(
                f"{known.title.en} needs {missing / 1e6:.0f} MB in {folder}, where only {free / 1e6:.0f} MB are free.",
                f"{known.title.de} braucht {missing / 1e6:.0f} MB in {folder}, dort sind aber nur {free / 1e6:.0f} MB frei.",
            )
        )


def _fetch_file(
    place: Path, file: File, mirrors: tuple[str, ...], tell: Callable[[str, int], None], patience: float
) -> None:
    if place.is_file() and _is_right(place, file):
        tell("", file.size)
        return
    part = place.with_name(place.name + ".part")
    reasons = []
    for mirror in mirrors:
        host = mirror.split("/")[2]
        tell_of_host = partial(tell, host)
        try:
            resumed = _receive(part, mirror + file.name, file, tell_of_host, patience)
            if resumed and not _is_right(part, file):  # what lay there was not the beginning of this file
                part.unlink()
                _receive(part, mirror + file.name, file, tell_of_host, patience)
            if _is_right(part, file):
                part.replace(place)
                return
            part.unlink()
            reasons.append(
                Text(
                    f"{host}: the file is not the right one (SHA-256)",
                    f"{host}: Die Datei ist nicht die richtige (SHA-256)",
                )
            )
        except _Gone as gone:
            reasons.append(Text(f"{host}: {gone.text.en}", f"{host}: {gone.text.de}"))
    raise NotFetched(
        Text(
            f"{file.name} did not come. {'; '.join(reason.en for reason in reasons)}. Try again later (it goes on where it "
            "broke off), or name a folder that holds the files.",
            f"{file.name} ist nicht gekommen. {'; '.join(reason.de for reason in reasons)}. Bitte später noch einmal (es geht "
            "dort weiter, wo es abbrach), oder einen Ordner mit den Dateien nennen.",
        )
    )


def _receive(part: Path, address: str, file: File, tell: Callable[[int], None], patience: float) -> bool:
    """Receive what is missing of a file; whether something lay there that it was put behind. Raises `_Gone`."""
    there = part.stat().st_size if part.is_file() else 0
    if there >= file.size:
        part.unlink()
        there = 0
    tell(there)
    request = urllib.request.Request(address, headers={"User-Agent": "neurarium", "Accept-Encoding": "identity"})
    if there:
        request.add_header("Range", f"bytes={there}-")
    try:
        answer = _opener().open(request, timeout=patience)
    except urllib.error.HTTPError as problem:
        problem.close()
        if problem.code == 416:
            part.unlink(missing_ok=True)
        raise _Gone(Text(f"answers {problem.code}", f"antwortet mit {problem.code}")) from problem
    except (OSError, http.client.HTTPException) as problem:
        raise _gone(getattr(problem, "reason", problem)) from problem
    with answer:
        resumed = there > 0 and answer.status == 206 and _begins_at(answer, there)
        there = there if resumed else 0
        with part.open("ab" if resumed else "wb") as out:
            while there < file.size and (piece := _piece(answer, file.size - there)):
                out.write(piece)
                there += len(piece)
                tell(there)
    if there < file.size:
        raise _Gone(
            Text(f"broke off after {there:,} of {file.size:,} bytes", f"brach nach {there} von {file.size} Bytes ab")
        )
    return resumed


def _piece(answer: Any, most: int) -> bytes:
    """The next bytes of an answer, none at its end; raises `_Gone`."""
    try:
        return bytes(answer.read1(min(PIECE, most)))
    except (OSError, http.client.HTTPException) as problem:
        raise _gone(problem) from problem


def _gone(reason: object) -> _Gone:
    if isinstance(reason, TimeoutError):
        return _Gone(Text("does not answer", "antwortet nicht"))
    if isinstance(reason, socket.gaierror):
        return _Gone(
            Text("cannot be reached (is there a network?)", "ist nicht erreichbar (besteht eine Verbindung zum Netz?)")
        )
    return _Gone(Text(f"cannot be reached ({reason})", f"ist nicht erreichbar ({reason})"))


def _begins_at(answer: Any, there: int) -> bool:
    return str(answer.headers.get("Content-Range", "")).startswith(f"bytes {there}-")


def _is_right(place: Path, file: File) -> bool:
    if place.stat().st_size != file.size:
        return False
    with place.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256


def _opener() -> urllib.request.OpenerDirector:
    """Opens addresses of the web, through the proxy that the environment names; never files or other protocols."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
