"""The course over HTTP, as docs/course.md describes it."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import segno
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from neurarium.app import exchange, wire
from neurarium.app.bodies import body, download, json
from neurarium.app.exchange import asked, course_of, language
from neurarium.app.limits import Limits
from neurarium.app.supervisor import Supervisor
from neurarium.course import described, marking, matrix, places, values
from neurarium.course.events import Answered, Event, Read, Tried
from neurarium.course.marking import Mark
from neurarium.course.model import Course, Section
from neurarium.course.progress import Progress
from neurarium.course.question import Do, Question
from neurarium.lab.goal import Check
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Refusal, Text

ANSWER = 16_384  # bytes
QR = 1_000  # characters
PROGRESS = 16 * 2**20  # bytes of a file of progress


class CourseApi:
    """Every route of the course, over the visitor's progress; only a worker knows the labs."""

    def __init__(self, supervisor: Supervisor, limits: Limits) -> None:
        self._supervisor = supervisor
        self._limits = limits
        self._progress = Progress(supervisor.store.folder)

    def routes(self) -> list[Route]:
        at = "/api/courses/{course}"
        return [
            Route("/api/courses", self.courses, methods=["GET"]),
            Route("/api/courses", exchange.bring_in, methods=["POST"]),
            Route(at, exchange.delete, methods=["DELETE"]),
            Route(f"{at}/export", exchange.take_out),
            Route(f"{at}/problems", self.problems),
            Route(f"{at}/sections/{{section}}", self.section),
            Route(f"{at}/sections/{{section}}/files/{{name}}", self.picture),
            Route(f"{at}/glossary", self.glossary),
            Route(f"{at}/questions", self.questions),
            Route(f"{at}/matrix", self.matrix),
            Route(f"{at}/questions/{{section}}/{{question}}/answer", self.answer, methods=["POST"]),
            Route("/api/progress", self.standing, methods=["GET"]),
            Route("/api/progress", self.happened, methods=["POST"]),
            Route("/api/progress", self.forget, methods=["DELETE"]),
            Route("/api/progress/file", self.take_home, methods=["GET"]),
            Route("/api/progress/file", self.bring_in, methods=["POST"]),
            Route("/api/qr", self.qr),
        ]

    async def courses(self, _: Request) -> Response:
        def every() -> list[dict[str, Any]]:
            formats = exchange.described()
            return [{**described.course(places.find(own)), "formats": formats} for own in places.folders()]

        return json(await run_in_threadpool(every))

    async def problems(self, request: Request) -> Response:
        course = await course_of(request)
        answer = await self._supervisor.ask(wire.Request(0, "problems", data=course.id.encode()))
        return Response(answer, media_type="application/json")

    async def section(self, request: Request) -> Response:
        course, section = await _section(request)
        return json(await run_in_threadpool(described.section, course, section, language(request)))

    async def picture(self, request: Request) -> Response:
        _, section = await _section(request)
        name = request.path_params["name"]
        file = section.folder / name
        if not values.PICTURE.fullmatch(name) or not file.is_file():
            raise HTTPException(404)
        return FileResponse(file)

    async def glossary(self, request: Request) -> Response:
        return json(await run_in_threadpool(described.glossary, await course_of(request)))

    async def questions(self, request: Request) -> Response:
        course = await course_of(request)

        def listed() -> list[dict[str, Any]]:
            found = asked(request, course)
            if request.query_params.get("due"):
                found = matrix.due(course.id, found, self._progress.standing(), self._progress.now())
            return [described.question(course, name, one) for name, one in found.items()]

        return json(await run_in_threadpool(listed))

    async def matrix(self, request: Request) -> Response:
        course = await course_of(request)

        def made() -> dict[str, Any]:
            standing = self._progress.standing()
            return matrix.matrix(course.id, asked(request, course), standing, self._progress.now())

        return json(await run_in_threadpool(made))

    async def answer(self, request: Request) -> Response:
        course, section = await _section(request)
        own = request.path_params["question"]
        if own not in section.questions:
            raise unknown(own, tuple(section.questions), Text("question", "Frage"))
        question = section.questions[own]
        given = await _object(request)
        mark = await self._mark(f"{course.id}/{section.id}/{own}", question, given.get("answer"))

        def kept() -> Any:
            name = f"{course.id}/{section.id}/{own}"
            if mark.right or not isinstance(question, Do):
                at = self._progress.now()
                self._progress.keep(
                    Answered(at=at, course=course.id, section=section.id, question=own, share=mark.share)
                )
            known = self._progress.standing().questions.get(name)
            return known.due if known else None

        due = await run_in_threadpool(kept)
        return json({**msgspec.structs.asdict(mark), "due": due})

    async def _mark(self, name: str, question: Question, answer: Any) -> Mark:
        if not isinstance(question, Do):
            return marking.mark(question, answer)
        run = answer.get("run") if isinstance(answer, dict) else None
        if not isinstance(run, str):
            raise marking.expected(Text('{"run": id of a run}', '{"run": id eines Laufs}'))
        await self._supervisor.ask(wire.Request(0, "save", run, b"even if nothing has changed"))
        snapshot = await run_in_threadpool(self._supervisor.store.read, run)
        packed = msgspec.msgpack.encode((name, snapshot))
        checked = await self._supervisor.ask(wire.Request(0, "check", data=packed))
        return marking.mark_run(question, msgspec.json.decode(checked, type=Check))

    async def standing(self, _: Request) -> Response:
        return json(await run_in_threadpool(lambda: self._progress.standing().plain()))

    async def happened(self, request: Request) -> Response:
        given = await _object(request)
        try:
            event: Event = msgspec.convert({**given, "at": self._progress.now()}, Read | Tried)
        except msgspec.ValidationError as problem:
            raise Refusal(
                Text(
                    f"This is nothing that is kept ({problem}). Expected 'read' or 'tried' with course and section.",
                    f"Das wird nicht aufgehoben ({problem}). Erwartet wird 'read' oder 'tried' mit Kurs und Abschnitt.",
                )
            ) from problem
        await run_in_threadpool(self._progress.keep, event)
        return Response(status_code=204)

    async def forget(self, request: Request) -> Response:
        await run_in_threadpool(self._progress.forget, request.query_params.get("course"))
        return Response(status_code=204)

    async def take_home(self, _: Request) -> Response:
        data = await run_in_threadpool(self._progress.to_bytes)
        return download(data, "application/x-ndjson", "neurarium-progress.jsonl")

    async def bring_in(self, request: Request) -> Response:
        data = await body(request, PROGRESS)
        return json({"events": await run_in_threadpool(self._progress.merge, data)})

    async def qr(self, request: Request) -> Response:
        text = request.query_params.get("text", "")
        if not 1 <= len(text) <= QR:
            raise Refusal(
                Text(f"A QR code holds 1 to {QR} characters.", f"Ein QR-Code fasst 1 bis {QR} Zeichen."),
            )
        drawn = io.BytesIO()
        segno.make(text, micro=False, error="m").save(drawn, kind="svg", border=4, light="#ffffff", dark="#000000")
        return Response(drawn.getvalue(), media_type="image/svg+xml")


async def _section(request: Request) -> tuple[Course, Section]:
    course = await course_of(request)
    own = request.path_params["section"]
    if own not in course.sections:
        raise unknown(own, tuple(course.sections), Text("section", "Abschnitt"))
    return course, course.sections[own]


async def _object(request: Request) -> dict[str, Any]:
    try:
        given: dict[str, Any] = msgspec.json.decode(await body(request, ANSWER), type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        given = {}
    return given
