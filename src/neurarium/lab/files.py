"""Where files are kept, and how: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Where a visitor's own things are kept: NEURARIUM_DATA, or the place that the system keeps for a user's data."""
    return Path(os.environ.get("NEURARIUM_DATA") or platformdirs.user_data_dir("neurarium", appauthor=False))


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all: readers see the old one or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
