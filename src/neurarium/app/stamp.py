"""Whether the built page belongs to the sources beside it. Needs nothing but Python, so that the build can use it."""

from __future__ import annotations

import hashlib
from pathlib import Path

BUILT = ("node_modules", "test-results")


def page_sources(root: Path) -> list[Path]:
    """Every file that the built page depends on, in a stable order; `root`: of the source checkout."""
    web = root / "web"
    inside = (path for path in web.rglob("*") if path.is_file() and not {*BUILT} & {*path.relative_to(web).parts})
    labs = root / "src" / "neurarium" / "labs"
    views = [*labs.glob("*/view.svelte"), *(path for path in labs.glob("*/view/**/*") if path.is_file())]
    return sorted([*inside, *views])


def page_stamp(root: Path) -> str:
    """A hash over the page's sources: equal stamps mean an up-to-date build."""
    digest = hashlib.sha256()
    for path in page_sources(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
