"""The HTTP half of docs/protocol.md."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

import neurarium
from neurarium import labs
from neurarium.app import page, wire
from neurarium.app.bodies import TooLarge, body, json
from neurarium.app.course import CourseApi
from neurarium.app.images import ImagesApi
from neurarium.app.limits import Limits
from neurarium.app.socket import Connection
from neurarium.app.supervisor import Supervisor
from neurarium.lab.refusals import unknown
from neurarium.lab.text import LANGUAGES, Refusal, Text
from neurarium.store import NoSuchRun, Store, StoredRun, StoreTrouble, checked_name

NAME_BODY = 4096  # bytes
LINK_BODY = 16_384
LISTING = 1.0  # seconds that a list of runs waits for those being saved


class Api:
    """Every route, over one supervisor and its store."""

    def __init__(self, supervisor: Supervisor, limits: Limits) -> None:
        self._supervisor = supervisor
        self._store: Store = supervisor.store
        self._limits = limits

    def routes(self) -> list[Any]:
        return [
            Route("/api/house", self.house),
            Route("/api/labs/{lab}/lesson", self.lesson),
            Route("/api/labs/{lab}/source", self.source),
            Route("/api/runs", self.runs, methods=["GET"]),
            Route("/api/runs", self.upload, methods=["POST"]),
            Route("/api/runs/{run}", self.rename, methods=["PATCH"]),
            Route("/api/runs/{run}", self.delete, methods=["DELETE"]),
            Route("/api/runs/{run}/history", self.history),
            Route("/api/runs/{run}/file", self.file),
            Route("/api/link", self.link, methods=["POST"]),
            *CourseApi(self._supervisor, self._limits).routes(),
            *ImagesApi(self._limits).routes(),
            Route("/api/{rest:path}", self.nothing),
            Route("/labs/{lab}/view.js", page.view),
            WebSocketRoute("/socket", self.socket),
            Route("/{path:path}", page.page),
        ]

    async def house(self, _: Request) -> Response:
        described = msgspec.Raw(await self._supervisor.described())
        return json({"version": neurarium.__version__, "labs": described, "sessions": self._limits.sessions})

    async def lesson(self, request: Request) -> Response:
        language = request.query_params.get("language", "en")
        file = _folder(request) / f"lesson.{language if language in LANGUAGES else 'en'}.md"
        if not file.is_file():
            raise HTTPException(404)
        return json({"markdown": file.read_text(encoding="utf-8")})

    async def source(self, request: Request) -> Response:
        files = sorted(_folder(request).glob("*.py"), key=lambda file: (file.name == "lab.py", file.name))
        texts = [{"file": file.name, "text": file.read_text(encoding="utf-8")} for file in files]
        return json([item for item in texts if item["text"].strip()])

    async def link(self, request: Request) -> Response:
        text = (await body(request, LINK_BODY)).decode(errors="replace")
        answer = await self._supervisor.ask(wire.Request(0, "link", data=text.encode()))
        return Response(answer, media_type="application/json")

    async def runs(self, _: Request) -> Response:
        await self._save_all()
        return json([self._now(run) for run in await run_in_threadpool(self._store.all)])

    async def upload(self, request: Request) -> Response:
        data = await body(request, self._limits.upload)
        try:
            answer = await self._supervisor.ask(wire.Request(0, "inspect", data=data))
        except Refusal as refusal:
            return _refusal(refusal, 400)
        listed, snapshot = msgspec.msgpack.decode(answer, type=tuple[StoredRun, bytes])
        await run_in_threadpool(self._store.keep, listed, snapshot)
        return json(listed)

    async def rename(self, request: Request) -> Response:
        try:
            name = checked_name(msgspec.json.decode(await body(request, NAME_BODY), type=dict[str, Any]).get("name"))
        except (msgspec.DecodeError, RecursionError):
            name = checked_name(None)
        run = request.path_params["run"]
        await self._supervisor.ask(wire.Request(0, "save", run))
        renamed = await run_in_threadpool(self._store.rename, run, name)
        self._supervisor.rename(run, name)
        return json(self._now(renamed))

    async def delete(self, request: Request) -> Response:
        run = request.path_params["run"]
        await run_in_threadpool(self._store.get, run)
        await self._supervisor.end(run, save=False)
        await run_in_threadpool(self._store.delete, run)
        return Response(status_code=204)

    async def history(self, request: Request) -> Response:
        run = request.path_params["run"]
        await self._supervisor.ask(wire.Request(0, "save", run))
        steps, curves = await run_in_threadpool(self._store.history, run)
        return json({"steps": steps.tolist(), "readings": {name: curve.tolist() for name, curve in curves.items()}})

    async def file(self, request: Request) -> Response:
        run = request.path_params["run"]
        await self._supervisor.ask(wire.Request(0, "save", run, b"even if nothing has changed"))
        data = await run_in_threadpool(self._store.read, run)
        headers = {"content-disposition": f'attachment; filename="{run}.safetensors"'}
        return Response(data, media_type="application/octet-stream", headers=headers)

    async def nothing(self, _: Request) -> Response:
        raise HTTPException(404)

    async def socket(self, socket: WebSocket) -> None:
        await Connection(socket, self._supervisor, self._limits).serve()

    async def _save_all(self) -> None:
        """So that the list holds what is on screen; a busy worker or a full disk delays it no longer than a moment."""

        async def save(run: str) -> None:
            with suppress(Refusal):
                await self._supervisor.ask(wire.Request(0, "save", run))

        saving = [asyncio.create_task(save(run)) for run in self._supervisor.live]
        if saving:
            await asyncio.wait(saving, timeout=LISTING)

    def _now(self, run: StoredRun) -> StoredRun:
        """A run as listed, with the status that it has now: one that nobody runs does not play."""
        live = self._supervisor.live.get(run.id)
        if live is not None and live.status is not None:
            return msgspec.structs.replace(run, status=live.status.status)
        return run if run.status != "playing" else msgspec.structs.replace(run, status="paused")


def _folder(request: Request) -> Any:
    lab = request.path_params["lab"]
    if lab not in labs.folders():
        raise unknown(lab, tuple(labs.folders()), Text("lab", "Labor"))
    return labs.folders()[lab]


STATUS: dict[type[Refusal], int] = {NoSuchRun: 404, StoreTrouble: 503, TooLarge: 413, Refusal: 400}


def _refusal(refusal: Refusal, status: int) -> Response:
    return json({"error": refusal.text}, status)


async def refused(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, Refusal)
    return _refusal(problem, next(status for kind, status in STATUS.items() if isinstance(problem, kind)))


async def _missing(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    text = Text("There is nothing at this address.", "Unter dieser Adresse gibt es nichts.")
    return json({"error": text}, problem.status_code)


def create_app(supervisor: Supervisor, limits: Limits, lifespan: Callable[[Any], Any] | None = None) -> Starlette:
    """The application without its guard."""
    return Starlette(
        routes=Api(supervisor, limits).routes(),
        exception_handlers={Refusal: refused, HTTPException: _missing},
        lifespan=lifespan,
    )
