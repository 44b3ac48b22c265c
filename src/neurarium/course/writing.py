"""Writes a course's folder: what was imported, or the template to begin with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from neurarium.course.exchange.incoming import Incoming
from neurarium.lab.text import Refusal, Text

TEMPLATE = Path(__file__).parent / "template"


def begin(folder: Path) -> None:
    """Copy the template into a new folder; raises `Refusal` for one that holds something already."""
    _check_new(folder)
    try:
        shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    except OSError as problem:
        raise _unwritable(folder, problem) from problem


def keep(incoming: Incoming, folder: Path, title: str) -> None:
    """Write what was imported as a course of one part; raises `Refusal` for a folder that holds something already."""
    _check_new(folder)
    groups = incoming.groups
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for own, group in groups.items():
            place = folder / own
            place.mkdir()
            text = "\n".join(question(table) for table in group.tables.values())
            (place / "questions.toml").write_text(text, encoding="utf-8")
            for name, data in group.pictures.items():
                (place / name).write_bytes(data)
        (folder / "course.toml").write_text("".join(_course(incoming, title)), encoding="utf-8")
    except OSError as problem:
        raise _unwritable(folder, problem) from problem


def _course(incoming: Incoming, title: str) -> Iterator[str]:
    yield f'title.en = {_value(title)}\ntitle.de = {_value(title)}\n\n[[parts]]\nid = "imported"\n'
    yield 'title.en = "Imported questions"\ntitle.de = "Importierte Fragen"\n'
    yield f"sections = {_value(list(incoming.groups))}\n"
    for own, group in incoming.groups.items():
        yield f"\n[sections.{own}]\ntitle.en = {_value(group.title)}\ntitle.de = {_value(group.title)}\n"


def question(table: dict[str, Any]) -> str:
    """A question's table as it stands in a file."""
    return "\n".join(["[[question]]", *_table(("question",), table)]) + "\n"


ORDER = ("id", "kind", "difficulty", "knowledge", "text", "words", "unit", "otherwise", "because", "source", "live")


def _table(path: tuple[str, ...], table: dict[str, Any]) -> Iterator[str]:
    lists = {key: value for key, value in table.items() if _is_tables(value)}
    flat = [key for key in table if key not in lists]
    for key in sorted(flat, key=lambda key: ORDER.index(key) if key in ORDER else len(ORDER)):
        value = table[key]
        if isinstance(value, dict):
            yield from (f"{key}.{inner} = {_value(one)}" for inner, one in value.items())
        else:
            yield f"{key} = {_value(value)}"
    for key, value in lists.items():
        for one in value:
            yield f"\n[[{'.'.join((*path, key))}]]"
            yield from _table((*path, key), one)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _value(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    return repr(value)


def _check_new(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(
            Text(
                f"{folder} holds something already. Name a new folder.",
                f"In {folder} steht schon etwas. Bitte einen neuen Ordner nennen.",
            )
        )


def _unwritable(folder: Path, problem: OSError) -> Refusal:
    return Refusal(
        Text(
            f"{folder} cannot be written: {problem.strerror}. Name a folder in which you may write.",
            f"In {folder} lässt sich nicht schreiben: {problem.strerror}. Bitte einen Ordner nennen, in dem das geht.",
        )
    )
