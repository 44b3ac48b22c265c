"""Questions carried in and out over HTTP."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from neurarium.app.bodies import body, download, json
from neurarium.course import matrix, places, writing
from neurarium.course.exchange import formats, safe_xml
from neurarium.course.model import Course
from neurarium.course.question import Question
from neurarium.lab.text import LANGUAGES, Language, Refusal, Text


def described() -> list[dict[str, Any]]:
    """The formats as the page reads them."""
    return [
        {
            "name": name,
            "label": form.label,
            "suffix": form.suffix,
            "languages": form.languages,
            "imports": form.read is not None,
            "available": form.missing() is None,
            "missing": form.missing(),
        }
        for name, form in formats.FORMATS.items()
    ]


async def take_out(request: Request) -> Response:
    """`GET .../export`"""
    course = await course_of(request)
    name = request.query_params.get("format", "")
    languages = request.query_params.get("language", "en")
    solutions = bool(request.query_params.get("solutions"))
    chosen = asked(request, course)
    written = await run_in_threadpool(formats.export, course, chosen, name, languages, solutions)
    form = formats.FORMATS[name]
    file = f"{course.id}-{languages}{form.suffix}"
    answer = download(written.data, form.media_type, file, **{"neurarium-left-out": str(written.left_out)})
    if name == "sheet":
        answer.headers["content-disposition"] = "inline"
    return answer


async def bring_in(request: Request) -> Response:
    """`POST /api/courses`"""
    data = await body(request, safe_xml.LARGEST)
    title = re.sub(r"\.(xml|gift|txt)$", "", request.query_params.get("name", "").strip())[:80] or "Questions"

    def kept() -> dict[str, Any]:
        found = formats.bring_in(data, title)
        folder = places.free_folder(title)
        writing.keep(found, folder, title)
        own = next(own for own, place in places.folders().items() if place == folder)
        return {"course": own, "questions": found.count, "notices": found.notices}

    return json(await run_in_threadpool(kept))


async def delete(request: Request) -> Response:
    """`DELETE /api/courses/{course}`"""
    course = await course_of(request)
    if not course.imported:
        raise Refusal(
            Text(
                "Only a course that was imported here can be deleted. Delete the folder of any other yourself.",
                "Löschen lässt sich nur ein hier importierter Kurs. Den Ordner jedes anderen bitte selbst löschen.",
            )
        )
    await run_in_threadpool(shutil.rmtree, course.folder)
    return Response(status_code=204)


def language(request: Request) -> Language:
    """The language that is asked for; English where it is none of ours."""
    wanted = request.query_params.get("language")
    return next((one for one in LANGUAGES if one == wanted), "en")


def asked(request: Request, course: Course) -> dict[str, Question]:
    """The questions that the query asks for."""
    given: Callable[[str], list[str]] = request.query_params.getlist
    return matrix.chosen(course, given("section"), given("difficulty"), given("knowledge"))


async def course_of(request: Request) -> Course:
    """The course that the address names."""
    return await run_in_threadpool(places.find, request.path_params["course"])
