"""Where files are kept, and how: whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Where a visitor's own things are kept: NEURARIUM_DATA, or the place that the system keeps for a user's data."""
    return Path(os.environ.get("NEURARIUM_DATA") or platformdirs.user_data_dir("neurarium", appauthor=False))


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all: readers see the old one or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:  # with the rights that the system gives to any new file
            file.write(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path
