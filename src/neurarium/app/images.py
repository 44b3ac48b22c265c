"""Pictures over HTTP: which there are, fetching a standard set, a visitor's own as a zip or from a folder."""

from __future__ import annotations

import asyncio
import ipaddress
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from neurarium.app.bodies import TooLarge, body, json
from neurarium.app.fetches import Fetches
from neurarium.app.limits import Limits
from neurarium.data import brought, own, standard
from neurarium.data.own import OwnSet
from neurarium.data.places import kept
from neurarium.data.sheet import sheet
from neurarium.data.standard import Standard
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Refusal, Text

ORDER = 16_384  # bytes of a request that names a folder
PIECE = 2**20  # bytes written to the disk at a time


class Folder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A folder or zip on the server's machine; `name` of a standard set, None to find it out."""

    folder: str
    name: str | None = None
    title: str = ""
    size: int = 32
    grey: bool = False


class ImagesApi:
    """Every route about pictures."""

    def __init__(self, limits: Limits, known: Mapping[str, Standard] = standard.STANDARD) -> None:
        self._limits = limits
        self._standard = known
        self._fetches = Fetches()
        self._reading = asyncio.Semaphore(2)  # zips that are unpacked at once

    def routes(self) -> list[Route]:
        return [
            Route("/api/images", self.everything),
            Route("/api/images/standard/{name}", self.fetch, methods=["POST"]),
            Route("/api/images/standard/{name}", self.stop, methods=["DELETE"]),
            Route("/api/images/own", self.upload, methods=["POST"]),
            Route("/api/images/own/{id}", self.forget, methods=["DELETE"]),
            Route("/api/images/own/{id}/sheet.png", self.sheet),
            Route("/api/images/folder", self.folder, methods=["POST"]),
        ]

    async def everything(self, _: Request) -> Response:
        return json(await run_in_threadpool(self._listed))

    def _listed(self) -> dict[str, Any]:
        return {
            "standard": [self._described(known) for known in self._standard.values()],
            "own": own.sets(),
            "most": self._limits.images,
        }

    def _described(self, known: Standard) -> dict[str, Any]:
        return {
            "name": known.name,
            "title": known.title,
            "size": known.size,
            "there": known.found() is not None,
            "fetch": self._fetches.describe(known.name),
        }

    async def fetch(self, request: Request) -> Response:
        known = self._known(request)
        self._fetches.start(known)
        return json(await run_in_threadpool(self._described, known), 202)

    async def stop(self, request: Request) -> Response:
        known = self._known(request)
        self._fetches.stop(known.name)
        return json(await run_in_threadpool(self._described, known))

    async def upload(self, request: Request) -> Response:
        title = request.query_params.get("title", "")
        size, grey = _size(request.query_params.get("size", "32")), request.query_params.get("grey") == "true"
        async with self._reading:
            file = await run_in_threadpool(_incoming)
            try:
                await _receive(request, file, self._limits.images)
                return json(await run_in_threadpool(own.bring, file, title or "zip", size, grey))
            finally:
                await run_in_threadpool(file.unlink, missing_ok=True)

    async def folder(self, request: Request) -> Response:
        if not _is_here(request):
            raise Refusal(
                Text(
                    "A folder can only be named on the machine on which Neurarium runs. Send a zip instead.",
                    "Einen Ordner nennen geht nur an dem Rechner, auf dem Neurarium läuft. Bitte ein Zip schicken.",
                )
            )
        try:
            wanted = msgspec.json.decode(await body(request, ORDER), type=Folder)
        except (msgspec.DecodeError, RecursionError) as problem:
            raise Refusal(
                Text(
                    f"This names no folder ({problem}).",
                    f"Das nennt keinen Ordner ({problem}).",
                )
            ) from problem
        async with self._reading:
            taken = await run_in_threadpool(
                brought.bring, _path(wanted.folder), wanted.name, wanted.size, wanted.grey, wanted.title
            )
        return json({"own": taken} if isinstance(taken, OwnSet) else {"standard": taken.name})

    async def forget(self, request: Request) -> Response:
        await run_in_threadpool(own.delete, request.path_params["id"])
        return Response(status_code=204)

    async def sheet(self, request: Request) -> Response:
        def drawn() -> bytes:
            return sheet(own.read(request.path_params["id"]).train)

        return Response(await run_in_threadpool(drawn), media_type="image/png")

    def _known(self, request: Request) -> Standard:
        name = request.path_params["name"]
        if name not in self._standard:
            raise unknown(name, tuple(self._standard), Text("data set", "Datensatz"))
        return self._standard[name]


async def _receive(request: Request, file: Path, most: int) -> None:
    """Write a body to the disk as it comes; raises `TooLarge` as soon as it is more than this many bytes."""
    length, waiting = 0, bytearray()
    with await run_in_threadpool(file.open, "wb") as out:
        async for part in request.stream():
            length += len(part)
            if length > most:
                raise TooLarge(
                    Text(
                        f"The zip is larger than {most / 1e6:.0f} MB. Choose fewer or smaller pictures.",
                        f"Das Zip ist größer als {most / 1e6:.0f} MB. Bitte weniger oder kleinere Bilder wählen.",
                    )
                )
            waiting += part
            if len(waiting) >= PIECE:
                await run_in_threadpool(out.write, bytes(waiting))
                waiting.clear()
        await run_in_threadpool(out.write, bytes(waiting))


def _incoming() -> Path:
    """A new file on the disk on which pictures are kept."""
    try:
        kept().mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept(), prefix="incoming-", suffix=".zip", delete=False) as file:
            return Path(file.name)
    except OSError as problem:
        raise Refusal(
            Text(
                f"Nothing can be written to {kept()} ({problem.strerror or problem}).",
                f"Nach {kept()} lässt sich nichts schreiben ({problem.strerror or problem}).",
            )
        ) from problem


def _path(written: str) -> Path:
    """The path that a visitor wrote; raises `Refusal` for what can be none."""
    if not written.strip() or "\0" in written or not Path(written).expanduser().is_absolute():
        raise Refusal(
            Text(
                f"'{written[:80]}' is no full path of a folder. Expected is something like /home/ada/pictures.",
                f"'{written[:80]}' ist kein vollständiger Pfad eines Ordners. Erwartet wird etwas wie /home/ada/bilder.",
            )
        )
    return Path(written.strip())


def _size(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0


def _is_here(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
