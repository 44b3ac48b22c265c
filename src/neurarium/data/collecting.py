"""Pictures from a folder or a zip that holds a folder for each class; what cannot be used is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path, PurePosixPath

import msgspec
import numpy as np

from neurarium.data.decoding import Unusable, decode
from neurarium.data.sources import Entry, opened
from neurarium.lab.text import Refusal, Text

SIZES = (8, 128)  # rows and columns of a kept picture
CLASSES = 100
PICTURES = 50_000
FEWEST = 3  # of a class: one each to learn from, to choose by and to test
MOST_BYTES = 512 * 2**20  # of all pixels together
PARTS = {"train", "training", "test", "testing", "val", "valid", "validation"}
LONGEST_NAME = 40


class LeftOut(msgspec.Struct, frozen=True):
    """A file that was not used: its path in the folder or zip, and why."""

    file: str
    reason: Text


class Collected(msgspec.Struct, frozen=True):
    """Usable pictures.

    Attributes:
        pixels: uint8 [pictures, size, size, channels].
        labels: int64 [pictures].
        names: of the classes, in natural order.
    """

    pixels: np.ndarray
    labels: np.ndarray
    names: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def collect(
    source: Path,
    size: int = 32,
    grey: bool = False,
    report: Callable[[int, int], None] = lambda _done, _all: None,
    called: str = "",
) -> Collected:
    """Read every picture of a folder or a zip; raises `Refusal` where that leaves nothing to learn from.

    `called`: as in `sources.opened`.
    """
    if not SIZES[0] <= size <= SIZES[1]:
        raise Refusal(
            Text(
                f"Pictures are brought to {SIZES[0]} to {SIZES[1]} pixels a side, not to {size}.",
                f"Bilder werden auf {SIZES[0]} bis {SIZES[1]} Pixel je Seite gebracht, nicht auf {size}.",
            )
        )
    with opened(source, called) as entries:
        pictures, left_out = _read(entries, size, grey, report)
    names = sorted({label for label, _, _ in pictures}, key=_natural)
    counts = {name: sum(label == name for label, _, _ in pictures) for name in names}
    for name, count in counts.items():
        if count < FEWEST:
            left_out += [LeftOut(file, _too_few(name, count)) for label, file, _ in pictures if label == name]
    names = [name for name in names if counts[name] >= FEWEST]
    _check(names, counts, left_out)
    usable = [(names.index(label), pixels) for label, _, pixels in pictures if label in names]
    return Collected(
        np.stack([pixels for _, pixels in usable]),
        np.array([label for label, _ in usable], np.int64),
        tuple(names),
        tuple(left_out),
    )


Picture = tuple[str, str, np.ndarray]  # class, file, pixels


def _read(
    entries: list[Entry], size: int, grey: bool, report: Callable[[int, int], None]
) -> tuple[list[Picture], list[LeftOut]]:
    if not entries:
        raise Refusal(
            Text(
                "There is nothing in it. Expected is a folder for each class, with pictures (PNG or JPEG) in it.",
                "Es ist nichts darin. Erwartet wird ein Ordner je Klasse mit Bildern darin (PNG oder JPEG).",
            )
        )
    if len(entries) > PICTURES or len(entries) * size**2 * (1 if grey else 3) > MOST_BYTES:
        raise Refusal(
            Text(
                f"{len(entries):,} files are too many for {size} x {size} pixels: at most {PICTURES:,} files and "
                f"{MOST_BYTES // 2**20} MB of pixels are taken. Choose fewer or smaller pictures.",
                f"{len(entries)} Dateien sind zu viele für {size} x {size} Pixel: Genommen werden höchstens {PICTURES} Dateien "
                f"und {MOST_BYTES // 2**20} MB Pixel. Bitte weniger oder kleinere Bilder wählen.",
            )
        )
    pictures: list[Picture] = []
    left_out: list[LeftOut] = []
    seen: dict[bytes, str] = {}
    for number, (label, entry) in enumerate(_labelled(entries)):
        report(number, len(entries))
        try:
            if label is None:
                raise Unusable(Text("lies in no class's folder", "liegt in keinem Ordner einer Klasse"))
            pixels = decode(entry.read(), size, grey)
            first = seen.setdefault(blake2b(pixels.tobytes()).digest(), entry.path)
            if first != entry.path:
                raise Unusable(Text(f"shows the same as {first}", f"zeigt dasselbe wie {first}"))
            pictures.append((label, entry.path, pixels))
        except Unusable as problem:
            left_out.append(LeftOut(entry.path, problem.text))
    report(len(entries), len(entries))
    return pictures, left_out


def _labelled(entries: list[Entry]) -> Iterator[tuple[str | None, Entry]]:
    """Each entry with the name of its class: the outermost folder at which the paths part.

    Folders called train, test and the like hold the classes, and are read as one.
    """
    paths = [PurePosixPath(entry.path).parts[:-1] for entry in entries]
    depth = 0
    while len({path[depth : depth + 1] for path in paths}) == 1 and any(len(path) > depth + 1 for path in paths):
        depth += 1
    if {path[depth].lower() for path in paths if len(path) > depth} <= PARTS and any(
        len(path) > depth + 1 for path in paths
    ):
        depth += 1
    for path, entry in zip(paths, entries, strict=True):
        name = re.sub(r"[\x00-\x1f\x7f]", "", path[depth]).strip()[:LONGEST_NAME] if len(path) > depth else ""
        yield name or None, entry


def _check(names: list[str], counts: dict[str, int], left_out: list[LeftOut]) -> None:
    if len(names) > CLASSES:
        raise Refusal(
            Text(
                f"There are {len(names)} classes; at most {CLASSES} can be told apart here.",
                f"Es sind {len(names)} Klassen; hier lassen sich höchstens {CLASSES} unterscheiden.",
            )
        )
    if len(names) > 1:
        return
    examples = "; ".join(f"{item.file}: {item.reason.en}" for item in left_out[:3])
    beispiele = "; ".join(f"{item.file}: {item.reason.de}" for item in left_out[:3])
    if not counts:
        raise Refusal(
            Text(
                f"No picture could be read ({examples}). Expected is a folder for each class with PNG or JPEG files in it.",
                f"Kein Bild war lesbar ({beispiele}). Erwartet wird ein Ordner je Klasse mit PNG- oder JPEG-Dateien darin.",
            )
        )
    only = names[0] if names else next(iter(counts))
    raise Refusal(
        Text(
            f"There is only one class that can be learned: '{only}'. Expected are at least two folders with {FEWEST} or more "
            f"different pictures each{f' (left out: {examples})' if examples else ''}.",
            f"Es gibt nur eine Klasse, die sich lernen lässt: '{only}'. Erwartet werden mindestens zwei Ordner mit je {FEWEST} "
            f"oder mehr verschiedenen Bildern{f' (ausgelassen: {beispiele})' if beispiele else ''}.",
        )
    )


def _too_few(name: str, count: int) -> Text:
    return Text(
        f"the class '{name}' has only {count} usable {'picture' if count == 1 else 'pictures'}; {FEWEST} are needed",
        f"die Klasse '{name}' hat nur {count} {'brauchbares Bild' if count == 1 else 'brauchbare Bilder'}; {FEWEST} müssen es sein",
    )


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """An order in which 2 comes before 10."""
    return [
        (not part.isdigit(), int(part) if part.isdecimal() else 0, part.lower())
        for part in re.findall(r"\d+|\D+", name)
    ]
