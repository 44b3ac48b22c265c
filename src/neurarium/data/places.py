"""Where data sets lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from neurarium.lab.files import data_folder


def kept() -> Path:
    """The folder in which fetched sets and a visitor's own pictures are kept."""
    return data_folder() / "images"


def places() -> list[Path]:
    """Every folder in which data sets are looked for: those that NEURARIUM_IMAGES names, then the kept ones."""
    named = os.environ.get("NEURARIUM_IMAGES", "").split(os.pathsep)
    return [*(Path(folder).expanduser() for folder in named if folder), kept()]


def homes(name: str, aliases: tuple[str, ...] = ()) -> list[Path]:
    """The folders that may hold the set with this name, in the order in which they are looked through.

    In a place a set lies in a folder of its name, or the place is itself that folder. Other libraries' names for the
    folder are known too, with and without the `raw` in which they keep the files.
    """
    names = {name, *aliases}
    found = []
    for place in places():
        candidates = [place, place / "raw"] if place.name in names else []
        candidates += [folder for alias in (name, *aliases) for folder in (place / alias, place / alias / "raw")]
        found += [folder for folder in candidates if folder.is_dir()]
    return found
