"""The built page on disk: what is served, and whether it is there and up to date."""

from __future__ import annotations

import html
import re
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

import neurarium
from neurarium import labs
from neurarium.app.stamp import page_stamp
from neurarium.lab.text import Text

PACKAGE = Path(neurarium.__file__).parent
STATIC = PACKAGE / "static"
CHECKOUT = PACKAGE.parents[1]
HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.\w+$")  # a name that changes with its content
NOT_BUILT = Text(
    "The page has not been built: run 'uv sync --reinstall-package neurarium' in the folder of the sources.",
    "Die Seite ist nicht gebaut: 'uv sync --reinstall-package neurarium' im Ordner der Quellen baut sie.",
)
FOREVER = "public, max-age=31536000, immutable"


def trouble(static: Path = STATIC, checkout: Path = CHECKOUT) -> Text | None:
    """What is wrong with the built page, if anything is."""
    if not (static / "index.html").is_file():
        return NOT_BUILT
    stamp = static / "stamp"
    built_from = stamp.read_text().strip() if stamp.is_file() else ""
    in_checkout = (checkout / "hatch_build.py").is_file() and (checkout / "web").is_dir()
    if in_checkout and built_from != page_stamp(checkout):
        return Text(
            "The page is older than its sources: run 'uv sync --reinstall-package neurarium' to build it again.",
            "Die Seite ist älter als ihre Quellen: 'uv sync --reinstall-package neurarium' baut sie neu.",
        )
    return None


def page(request: Request) -> Response:
    """A file of the built page, or the page itself for every address that it knows how to show."""
    path = request.path_params.get("path", "")
    file = (STATIC / path).resolve()
    if path and file.is_relative_to(STATIC.resolve()) and file.is_file() and file.name not in ("index.html", "stamp"):
        return FileResponse(file, headers={"cache-control": FOREVER if HASHED.search(file.name) else "no-cache"})
    if "." in path.rsplit("/", 1)[-1]:
        raise HTTPException(404)
    index = STATIC / "index.html"
    if not index.is_file():
        return HTMLResponse(_plain(trouble() or NOT_BUILT), status_code=503)
    return FileResponse(index, headers={"cache-control": "no-cache"})


def view(request: Request) -> Response:
    """The view of a lab."""
    file = view_file(request.path_params["lab"])
    if file is None:
        raise HTTPException(404)
    return FileResponse(file, media_type="text/javascript", headers={"cache-control": "no-cache"})


def view_file(lab: str) -> Path | None:
    """The module of a lab's view, built into the page or in the lab's own folder; None for a lab without one."""
    folder = labs.folders().get(lab)
    if folder is None:
        return None
    files = (STATIC / "labs" / f"{folder.name}.js", folder / "view.js")
    return next((file for file in files if file.is_file()), None)


def _plain(text: Text) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Neurarium</title>'
        '<body style="font:18px/1.5 system-ui;max-width:36em;margin:15vh auto;padding:0 1em">'
        f'<p>{html.escape(text.en)}</p><p lang="de">{html.escape(text.de)}</p>'
    )
