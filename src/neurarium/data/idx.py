"""Files in the format of MNIST: two zero bytes, the type, the number of axes, each axis's length, then the values.

Source: Y. LeCun, C. Cortes, C. Burges, The MNIST database, "File formats for vectors and matrices". All numbers are
big-endian; only bytes (type 8) are read, which is what the picture sets hold.
"""

from __future__ import annotations

import gzip
import struct
import zlib
from pathlib import Path
from typing import IO

import numpy as np

from neurarium.lab.text import Refusal, Text

BYTES = 8  # the type
MOST = 512 * 2**20  # bytes of values in one file
MOST_AXES = 4
GZIP = b"\x1f\x8b"


class FileWrong(Refusal):
    """A file of a data set is damaged, or another one than it should be."""

    def __init__(self, file: str, problem: Text) -> None:
        name = file[-80:]
        super().__init__(Text(f"The file {name} {problem.en}", f"Die Datei {name} {problem.de}"))


def read(path: Path, shape: tuple[int | None, ...] | None = None) -> np.ndarray:
    """The array in a file, packed by gzip or not.

    Arguments:
        shape: that the array must have, None for a length that may be anything.

    Returns:
        uint8 array. Raises `FileWrong` where the file is cut off, damaged, too large or something else.
    """
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP
            file.seek(0)
            if not packed:
                return decode(file, path.name, shape)
            with gzip.GzipFile(fileobj=file) as unpacked:
                return decode(unpacked, path.name, shape)
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise FileWrong(
            path.name,
            Text(
                f"is damaged or was not copied to its end ({problem}). Fetch or copy it again.",
                f"ist beschädigt oder nicht bis zum Ende kopiert ({problem}). Bitte neu holen oder kopieren.",
            ),
        ) from problem
    except OSError as problem:
        raise FileWrong(
            path.name,
            Text(
                f"cannot be read ({problem.strerror or problem}).", f"ist nicht lesbar ({problem.strerror or problem})."
            ),
        ) from problem


def decode(file: IO[bytes] | gzip.GzipFile, name: str, shape: tuple[int | None, ...] | None = None) -> np.ndarray:
    """The array in an open file; reads no more than its header promises, and one byte."""
    start = file.read(4)
    if len(start) < 4 or start[:2] != b"\0\0" or start[2] != BYTES or not 1 <= start[3] <= MOST_AXES:
        raise FileWrong(
            name,
            Text(
                "is no IDX file of bytes, as MNIST has them. Choose the files as they are distributed, plain or .gz.",
                "ist keine IDX-Datei mit Bytes, wie MNIST sie hat. Bitte die Dateien so wählen, wie sie verteilt werden, "
                "entpackt oder als .gz.",
            ),
        )
    sizes = file.read(4 * start[3])
    if len(sizes) < 4 * start[3]:
        raise _cut(name)
    lengths = struct.unpack(f">{start[3]}I", sizes)
    if shape is not None and not _fits(lengths, shape):
        raise FileWrong(
            name,
            Text(
                f"holds {_shown(lengths)} values; expected are {_shown(shape)}. Is it the file of another data set?",
                f"enthält {_shown(lengths)} Werte; erwartet werden {_shown(shape)}. Gehört sie zu anderen Daten?",
            ),
        )
    count = 1
    for length in lengths:
        count *= length
    if count > MOST:
        raise FileWrong(
            name,
            Text(
                f"promises {count:,} values; at most {MOST:,} are read.",
                f"verspricht {_german(count)} Werte; gelesen werden höchstens {_german(MOST)}.",
            ),
        )
    values = file.read(count + 1)
    if len(values) < count:
        raise _cut(name)
    if len(values) > count:
        raise FileWrong(
            name,
            Text(
                "is longer than its own header says, so it is damaged. Fetch or copy it again.",
                "ist länger, als ihr eigener Kopf sagt, also beschädigt. Bitte neu holen oder kopieren.",
            ),
        )
    return np.frombuffer(values, np.uint8).reshape(lengths)


def encode(array: np.ndarray) -> bytes:
    """The file that holds an array of bytes.

    Arguments:
        array: uint8, 1 to 4 axes.
    """
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, BYTES, array.ndim, *array.shape) + array.astype(np.uint8).tobytes()


def _fits(lengths: tuple[int, ...], shape: tuple[int | None, ...]) -> bool:
    return len(lengths) == len(shape) and all(
        wanted in (None, length) for length, wanted in zip(lengths, shape, strict=True)
    )


def _cut(name: str) -> FileWrong:
    return FileWrong(
        name,
        Text(
            "ends too early: it was not fetched or copied to its end. Do that again.",
            "endet zu früh: Sie wurde nicht bis zum Ende geholt oder kopiert. Bitte noch einmal.",
        ),
    )


def _shown(shape: tuple[int | None, ...]) -> str:
    return " x ".join("…" if length is None else str(length) for length in shape)


def _german(number: int) -> str:
    return f"{number:,}".replace(",", ".")
