"""A visitor's own pictures, kept in the data folder under a name made from their content."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from neurarium.data.collecting import Collected, LeftOut, collect
from neurarium.data.images import Images, Split, divide
from neurarium.data.places import kept
from neurarium.lab.files import write_whole
from neurarium.lab.text import Refusal, Text

SHARES = (0.15, 0.15)
ENDING = ".safetensors"
ID = frozenset("0123456789abcdef")
ID_LETTERS = 16
MOST_NAMED = 200  # left out files that are kept in the list
ABOUT = Text(
    "Of each class 70 % train, 15 % decide between networks (validation) and 15 % test, by a fingerprint of the pixels; "
    "equal pictures count once.",
    "Von jeder Klasse dienen 70 % dem Training, 15 % der Wahl zwischen Netzen (Validierung) und 15 % dem Test, nach einem "
    "Fingerabdruck der Pixel; gleiche Bilder zählen einmal.",
)


class OwnSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kept set as it is listed.

    Attributes:
        id: 16 hexadecimal digits made from pictures, labels and names; the same pictures have the same id.
        classes: (name, number of pictures) of each.
        shape: rows, columns, channels.
        left_out: what could not be used, with the reason; at most 200 are named, `left_out_count` counts them all.
    """

    id: str
    title: str
    classes: tuple[tuple[str, int], ...]
    shape: tuple[int, int, int]
    left_out: tuple[LeftOut, ...] = ()
    left_out_count: int = 0


def bring(
    source: Path,
    title: str = "",
    size: int = 32,
    grey: bool = False,
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> OwnSet:
    """Read a folder or a zip with a folder per class, and keep it.

    Arguments:
        title: what the set is called, and the source where it cannot be read.
        size: rows and columns to which every picture is brought.
        grey: one channel instead of three.
        report: told (files read, files in all).

    Raises:
        Refusal: the pictures cannot be used at all; the sentence says why and what to do.
    """
    return keep(collect(source, size, grey, report, title), title or source.stem)


def keep(collected: Collected, title: str) -> OwnSet:
    """Keep what was collected; the same pictures are kept once."""
    names = json.dumps(collected.names, ensure_ascii=False)
    content = blake2b(digest_size=ID_LETTERS // 2)
    content.update(f"{names} {collected.pixels.shape}".encode())
    content.update(collected.labels.tobytes())
    content.update(collected.pixels.tobytes())
    counts = np.bincount(collected.labels, minlength=len(collected.names)).tolist()
    described = OwnSet(
        id=content.hexdigest(),
        title=title[:80].encode(errors="replace").decode(),
        classes=tuple(zip(collected.names, counts, strict=True)),
        shape=collected.pixels.shape[1:],
        left_out=collected.left_out[:MOST_NAMED],
        left_out_count=len(collected.left_out),
    )
    arrays = {"pixels": collected.pixels, "labels": collected.labels}
    data = save(arrays, {"about": msgspec.json.encode(described).decode()})
    try:
        write_whole(_file(described.id), data)
    except OSError as problem:
        raise Refusal(
            Text(
                f"The pictures cannot be written to {_folder()} ({problem.strerror or problem}).",
                f"Die Bilder lassen sich nicht nach {_folder()} schreiben ({problem.strerror or problem}).",
            )
        ) from problem
    return described


def sets() -> list[OwnSet]:
    """Every kept set, the newest first; a damaged file is left out."""
    found = []
    files = _folder().glob(f"*{ENDING}") if _folder().is_dir() else ()
    for file in sorted(files, key=lambda file: -file.stat().st_mtime_ns):
        try:
            found.append(_described(file))
        except Refusal:
            continue
    return found


def read(content: str) -> Split:
    """The kept set with this id in its three parts; raises `Refusal` where there is none or it is damaged."""
    file = _existing(content)
    described = _described(file)
    arrays = _opened(file, lambda opened: {name: opened.get_tensor(name) for name in ("pixels", "labels")})
    names = tuple(Text(name, name) for name, _ in described.classes)
    images = Images(arrays["pixels"], arrays["labels"].astype(np.int64), names)
    return Split(*divide(images, SHARES), about=ABOUT)


def delete(content: str) -> None:
    """Forget a kept set; raises `Refusal` where there is none."""
    _existing(content).unlink(missing_ok=True)


def _described(file: Path) -> OwnSet:
    metadata = _opened(file, lambda opened: opened.metadata() or {})
    try:
        return msgspec.json.decode(metadata.get("about", ""), type=OwnSet)
    except msgspec.DecodeError as problem:
        raise _damaged(file) from problem


def _opened(file: Path, read: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    try:
        with safe_open(file, "np") as opened:
            return read(opened)
    except (SafetensorError, OSError) as problem:
        raise _damaged(file) from problem


def _damaged(file: Path) -> Refusal:
    return Refusal(
        Text(
            f"The kept pictures in {file.name} are damaged. Delete them and bring them again.",
            f"Die aufgehobenen Bilder in {file.name} sind beschädigt. Bitte löschen und neu mitbringen.",
        )
    )


def _existing(content: str) -> Path:
    if len(content) == ID_LETTERS and set(content) <= ID and _file(content).is_file():
        return _file(content)
    raise Refusal(
        Text(
            f"There are no pictures of your own called '{content[:40]}'. Bring some in the data dialog of the page, or with "
            "'neurarium data from FOLDER'.",
            f"Eigene Bilder '{content[:40]}' gibt es nicht. Bitte im Datendialog der Seite mitbringen oder mit 'neurarium "
            "data from ORDNER'.",
        )
    )


def _folder() -> Path:
    return kept() / "own"


def _file(content: str) -> Path:
    return _folder() / (content + ENDING)
