"""The files in a folder or a zip, without unpacking anything, and without trusting what a zip says of itself."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from neurarium.data.decoding import Unusable
from neurarium.lab.text import Refusal, Text

LARGEST = 64 * 2**20  # bytes of one picture file
UNPACKED = 4 * 2**30  # bytes of all files of a zip together
RATIO = 200  # how far a zip may swell on the whole; pictures hardly do at all
ENTRIES = 200_000
LISTED = 200  # characters of a path that are shown


@dataclass(frozen=True)
class Entry:
    """A file: its path with forward slashes, and how its bytes are read (raises `Unusable`)."""

    path: str
    read: Callable[[], bytes]


@contextmanager
def opened(source: Path, called: str = "") -> Iterator[list[Entry]]:
    """The files of a folder or a zip in the order of their paths; raises `Refusal` where it is neither or not to be trusted.

    `called`: what whoever brought it calls it, where the path says nothing to him.
    """
    name = called or source.name
    if source.is_dir():
        yield _of_folder(source)
        return
    try:
        with zipfile.ZipFile(source) as archive:
            yield _of_zip(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as problem:
        raise Refusal(
            Text(
                f"{name} is no folder and no zip that can be read ({problem}). Choose a folder with a folder for each "
                "class in it, or a zip of one.",
                f"{name} ist weder ein Ordner noch ein lesbares Zip ({problem}). Bitte einen Ordner wählen, in dem ein "
                "Ordner je Klasse liegt, oder ein Zip davon.",
            )
        ) from problem
    except OSError as problem:
        raise Refusal(
            Text(
                f"{name} cannot be read ({problem.strerror or problem}).",
                f"{name} ist nicht lesbar ({problem.strerror or problem}).",
            )
        ) from problem


def _of_folder(folder: Path) -> list[Entry]:
    """Files below a folder; links are not followed, so that none leads out."""
    entries = []
    for place, names, files in os.walk(folder):
        names[:] = [name for name in names if not _is_litter(name)]
        for name in files:
            path = Path(place) / name
            if not _is_litter(name):
                shown = path.relative_to(folder).as_posix().encode(errors="replace").decode()
                entries.append(Entry(shown, lambda path=path: _read_file(path)))  # type: ignore[misc]
            if len(entries) > ENTRIES:
                raise _too_many()
    return sorted(entries, key=lambda entry: entry.path)


def _read_file(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Unusable(Text("is a link or no file at all", "ist eine Verknüpfung oder gar keine Datei"))
        with path.open("rb") as file:
            return _bounded(file.read(LARGEST + 1))
    except OSError as problem:
        raise Unusable(Text("cannot be read", "ist nicht lesbar")) from problem


def _of_zip(archive: zipfile.ZipFile) -> list[Entry]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > ENTRIES:
        raise _too_many()
    for member in members:
        _check_path(member.filename)
    swollen = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if swollen > UNPACKED or swollen > RATIO * max(packed, 2**20):
        raise Refusal(
            Text(
                f"The zip would grow from {packed / 1e6:,.1f} to {swollen / 1e6:,.0f} MB, as no pictures do (a zip bomb). It was "
                "not unpacked.",
                f"Das Zip würde von {packed / 1e6:.1f} auf {swollen / 1e6:.0f} MB wachsen, wie es Bilder nie tun (eine "
                "Zip-Bombe). Es wurde nicht entpackt.",
            )
        )
    entries = [
        Entry(member.filename, lambda member=member: _read_member(archive, member))  # type: ignore[misc]
        for member in members
        if not any(_is_litter(part) for part in PurePosixPath(member.filename).parts)
    ]
    return sorted(entries, key=lambda entry: entry.path)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.flag_bits & 1:
        raise Unusable(Text("is encrypted", "ist verschlüsselt"))
    try:
        with archive.open(member) as file:
            return _bounded(file.read(LARGEST + 1))
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as problem:
        raise Unusable(Text("is damaged in the zip", "ist im Zip beschädigt")) from problem


def _check_path(path: str) -> None:
    windows = PureWindowsPath(path)
    if path.startswith(("/", "\\")) or windows.drive or ".." in windows.parts:
        raise Refusal(
            Text(
                f"The zip holds a path that climbs out of it: {path[:LISTED]}. Such a zip is not read at all.",
                f"Das Zip enthält einen Pfad, der aus ihm hinausführt: {path[:LISTED]}. So ein Zip wird gar nicht gelesen.",
            )
        )


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise Unusable(Text(f"is larger than {LARGEST // 2**20} MB", f"ist größer als {LARGEST // 2**20} MB"))
    return data


def _is_litter(name: str) -> bool:
    """What systems leave lying about."""
    return name.startswith(".") or name in ("__MACOSX", "Thumbs.db", "desktop.ini")


def _too_many() -> Refusal:
    return Refusal(Text(f"There are more than {ENTRIES:,} files in it.", f"Es sind mehr als {ENTRIES} Dateien darin."))
