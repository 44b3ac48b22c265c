"""CIFAR-10 in its binary version: records of one label byte and 3 x 32 x 32 colour bytes, plane by plane.

Source: A. Krizhevsky, The CIFAR-10 dataset, "Binary version". (The version for Python is a pickle, which would run
whatever its author liked.)
"""

from __future__ import annotations

import tarfile
import zlib
from pathlib import Path

import numpy as np

from neurarium.data.idx import FileWrong
from neurarium.lab.text import Text

ARCHIVE = "cifar-10-binary.tar.gz"
BATCHES = (*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin")
PICTURES = 10_000  # in each batch
RECORD = 1 + 3 * 32 * 32
BATCH = PICTURES * RECORD


def find(folder: Path) -> tuple[Path, ...] | None:
    """The six unpacked files, or the archive that holds them."""
    for place in (folder, folder / "cifar-10-batches-bin"):
        files = tuple(place / name for name in BATCHES)
        if all(file.is_file() for file in files):
            return files
    return (folder / ARCHIVE,) if (folder / ARCHIVE).is_file() else None


def read(files: tuple[Path, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Pixels uint8 [n, 32, 32, 3] and labels int64 [n], training then test; raises `FileWrong`."""
    try:
        batches = _unpacked(files[0]) if len(files) == 1 else {file.name: _whole(file) for file in files}
    except (OSError, EOFError, zlib.error, tarfile.TarError) as problem:
        raise FileWrong(
            files[0].name,
            Text(
                f"is damaged or was not copied to its end ({problem}). Fetch or copy it again.",
                f"ist beschädigt oder nicht bis zum Ende kopiert ({problem}). Bitte neu holen oder kopieren.",
            ),
        ) from problem
    parts = [decode(batches.get(name, b""), name) for name in BATCHES]
    pixels, labels = (np.concatenate([part[which] for part in parts[:-1]]) for which in (0, 1))
    return pixels, labels, *parts[-1]


def decode(data: bytes, name: str) -> tuple[np.ndarray, np.ndarray]:
    """The pictures and labels of one batch."""
    if len(data) != BATCH:
        raise FileWrong(
            name,
            Text(
                f"has {len(data):,} bytes; a batch of CIFAR-10 in the binary version has {BATCH:,}.",
                f"hat {len(data)} Bytes; ein Teil von CIFAR-10 in der binären Fassung hat {BATCH}.",
            ),
        )
    records = np.frombuffer(data, np.uint8).reshape(PICTURES, RECORD)
    labels = records[:, 0].astype(np.int64)
    if labels.max() > 9:
        raise FileWrong(
            name,
            Text(
                f"holds the label {labels.max()}; CIFAR-10 has 0 to 9.",
                f"enthält die Klasse {labels.max()}; CIFAR-10 hat 0 bis 9.",
            ),
        )
    planes = records[:, 1:].reshape(PICTURES, 3, 32, 32)
    return np.ascontiguousarray(planes.transpose(0, 2, 3, 1)), labels


def _unpacked(archive: Path) -> dict[str, bytes]:
    """The batches in the archive, by name; nothing is written anywhere, and no more read than a batch has."""
    found = {}
    with tarfile.open(archive, "r|gz") as packed:
        for member in packed:
            name = Path(member.name).name
            if name in BATCHES and member.isfile():
                file = packed.extractfile(member)
                found[name] = file.read(BATCH + 1) if file else b""
    return found


def _whole(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(BATCH + 1)
