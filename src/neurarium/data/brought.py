"""What lies in a folder or a zip that a visitor names: the files of a standard set, or pictures of his own."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from neurarium.data import own
from neurarium.data.own import OwnSet
from neurarium.data.places import kept
from neurarium.data.standard import STANDARD, Standard
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Refusal, Text


def bring(
    source: Path,
    name: str | None = None,
    size: int = 32,
    grey: bool = False,
    title: str = "",
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> Standard | OwnSet:
    """Take over what lies there, so that it is known from now on.

    Arguments:
        source: a folder or a zip.
        name: of the standard set whose files lie there; found out where nothing is said.
        size, grey, title: of pictures of one's own, see `own.bring`.

    Raises:
        Refusal: it cannot be used, or it does not say which standard set it is.
    """
    if name is not None and name not in STANDARD:
        raise unknown(name, tuple(STANDARD), Text("data set", "Datensatz"))
    source = source.expanduser()
    if not source.exists():
        raise Refusal(
            Text(
                f"There is no folder and no file {source}.",
                f"Einen Ordner oder eine Datei {source} gibt es nicht.",
            )
        )
    fitting = [known for known in STANDARD.values() if source.is_dir() and known.find(source)]
    if name is not None:
        if STANDARD[name] not in fitting:
            raise _not_all(STANDARD[name], source)
        return _adopt(STANDARD[name], source)
    if not fitting:
        return own.bring(source, title, size, grey, report)
    return _adopt(_recognised(fitting, source), source)


def _recognised(fitting: list[Standard], source: Path) -> Standard:
    """Which set it is, by its checksums or else by the folder's name."""
    if len(fitting) == 1:
        return fitting[0]
    for known in fitting:
        files = known.find(source) or ()
        if any(_sha256(found) == file.sha256 for found, file in zip(files[1::2], known.files[1::2], strict=True)):
            return known
    folder = source.resolve()
    for known in fitting:
        if {folder.name, folder.parent.name} & {known.name, *known.aliases}:
            return known
    names = ", ".join(known.name for known in fitting)
    raise Refusal(
        Text(
            f"The files in {source} could be any of {names}. Say which: 'neurarium data from FOLDER --as {fitting[0].name}'.",
            f"Die Dateien in {source} könnten jeder davon sein: {names}. Bitte sagen, welcher: 'neurarium data from ORDNER "
            f"--as {fitting[0].name}'.",
        )
    )


def _adopt(known: Standard, source: Path) -> Standard:
    """Copy the files of a set that can be read."""
    files = known.find(source) or ()
    known.read(files)
    folder = kept() / known.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            if not (folder / file.name).exists() or not (folder / file.name).samefile(file):
                shutil.copyfile(file, folder / (file.name + ".copy"))
                (folder / (file.name + ".copy")).replace(folder / file.name)
    except OSError as problem:
        raise Refusal(
            Text(
                f"{known.title.en} cannot be copied to {folder} ({problem.strerror or problem}).",
                f"{known.title.de} lässt sich nicht nach {folder} kopieren ({problem.strerror or problem}).",
            )
        ) from problem
    return known


def _not_all(known: Standard, source: Path) -> Refusal:
    files = ", ".join(file.name for file in known.files)
    return Refusal(
        Text(
            f"{source} does not hold all files of {known.title.en}: {files} (unpacked ones do too).",
            f"In {source} liegen nicht alle Dateien von {known.title.de}: {files} (entpackt geht auch).",
        )
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
