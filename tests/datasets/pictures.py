"""Made up pictures and archives for tests."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image


def picture(number: int, size: tuple[int, int] = (40, 30), kind: str = "PNG", mode: str = "RGB", **save: Any) -> bytes:
    """A picture that differs from every other number's."""
    noise = np.random.default_rng(number).integers(0, 256, (size[1], size[0], 4), np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise, "RGBA").convert(mode).save(out, kind, **save)
    return out.getvalue()


def classes(**counts: int) -> dict[str, bytes]:
    """Files by path, so many pictures in each class's folder."""
    return {
        f"{name}/{number}.png": picture(1000 * which + number)
        for which, (name, count) in enumerate(counts.items())
        for number in range(count)
    }


def in_folder(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def in_zip(file: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return file
