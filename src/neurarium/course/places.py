"""Where courses stand: the lecture's own, the folders of NEURARIUM_COURSES, and what a visitor has imported."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from neurarium.course import reading
from neurarium.course.model import Course
from neurarium.course.question import Do
from neurarium.lab import exercise
from neurarium.lab.files import data_folder
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Text

LECTURE = "lecture"
VARIABLE = "NEURARIUM_COURSES"  # folders, separated like PATH


def folders() -> dict[str, Path]:
    """Each course's folder by its id: the folder's name in small letters, digits and hyphens."""
    found = {LECTURE: Path(__file__).parents[1] / "lecture"}
    for folder in [*added(), *imported()]:
        own = as_id(folder.resolve().name)
        free = (own if number == 1 else f"{own}-{number}" for number in range(1, 1000))
        found[next(name for name in free if name not in found)] = folder
    return found


def added() -> list[Path]:
    """The folders of a lecturer's own courses."""
    return [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]


def imported() -> list[Path]:
    """The courses in the visitor's data folder."""
    return sorted(file.parent for file in own_folder().glob("*/course.toml"))


def own_folder() -> Path:
    """Where imported courses are kept."""
    return data_folder() / "courses"


def free_folder(title: str) -> Path:
    """A folder for one more imported course."""
    own = as_id(title)
    names = (own if number == 1 else f"{own}-{number}" for number in range(1, 10_000))
    return next(folder for name in names if not (folder := own_folder() / name).exists())


def add(folder: Path) -> None:
    """Let this process and those that it starts know one more folder."""
    known = [name for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]
    if str(folder.resolve()) not in known:
        os.environ[VARIABLE] = os.pathsep.join([*known, str(folder.resolve())])


def find(course_id: str = LECTURE) -> Course:
    """The course with this id, read again where a file has changed; raises `Refusal` if there is none."""
    known = folders()
    if course_id not in known:
        raise unknown(course_id, tuple(known), Text("course", "Kurs"))
    return _read(known[course_id], course_id, tuple(_state(known[course_id])))


def named(name: str | Path) -> Course:
    """A course by its folder or by its id; raises `Refusal`."""
    folder = Path(name)
    return reading.read(folder, as_id(folder.resolve().name)) if folder.is_dir() else find(str(name))


def task(name: str) -> exercise.Do:
    """The task of a question `course/section/id`, as labs know tasks; raises `Refusal`."""
    own, _, _ = name.partition("/")
    found = dict(find(own).questions())
    tasks = {f"{own}/{other}": one for other, one in found.items() if isinstance(one, Do)}
    if name not in tasks:
        raise unknown(name, tuple(tasks), Text("task", "Aufgabe"))
    return tasks[name].exercise()


@functools.lru_cache(maxsize=32)
def _read(folder: Path, course_id: str, _files: object) -> Course:
    return reading.read(folder, course_id, imported=folder.parent == own_folder())


def _state(folder: Path, deeper: bool = True) -> Iterator[tuple[str, int, int]]:
    """What changes whenever a file of the folder, or of a folder in it, does."""
    with suppress(OSError):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.is_file():
                about = entry.stat()
                yield entry.path, about.st_mtime_ns, about.st_size
            elif deeper and entry.is_dir():
                yield from _state(Path(entry.path), deeper=False)


def as_id(name: str) -> str:
    """A folder's name as an id."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower().translate(UMLAUTS)).strip("-")[:60]
    return plain if plain[:1].isalpha() else f"course-{plain}".rstrip("-")


UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
