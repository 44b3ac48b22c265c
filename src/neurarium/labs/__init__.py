"""Every folder here that holds a `lab.py` is a lab; nothing is registered anywhere.

Folders named in the environment variable NEURARIUM_LABS (separated like PATH) hold further labs.
"""

from __future__ import annotations

import functools
import importlib
import os
from pathlib import Path
from typing import Any

from neurarium.lab import exercise_file
from neurarium.lab.contract import Lab
from neurarium.lab.exercise import Exercise
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Text

__path__ += [folder for folder in os.environ.get("NEURARIUM_LABS", "").split(os.pathsep) if folder]


def folders() -> dict[str, Path]:
    """Each lab's folder, by the lab's id."""
    return {
        file.parent.name.replace("_", "-"): file.parent
        for place in __path__
        for file in sorted(Path(place).glob("*/lab.py"))
    }


@functools.cache
def find(lab_id: str) -> Lab[Any, Any]:
    """The lab with this id; raises `Refusal` if there is none."""
    known = folders()
    if lab_id not in known:
        raise unknown(lab_id, tuple(known), Text("lab", "Labor"))
    module = importlib.import_module(f"neurarium.labs.{known[lab_id].name}.lab")
    lab: Lab[Any, Any] = module.LAB
    return lab


@functools.cache
def exercises(lab_id: str) -> dict[str, Exercise]:
    """The exercises of a lab's lesson by their ids; raises `FileWrong`, with file and line, if there is a mistake."""
    find(lab_id)
    file = folders()[lab_id] / "exercises.toml"
    return exercise_file.read(file, lab_id, find) if file.is_file() else {}
