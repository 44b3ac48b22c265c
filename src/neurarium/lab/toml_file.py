"""A TOML file that people write: its values, and the line in which each of them stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neurarium.lab.refusals import no_text
from neurarium.lab.text import Refusal, Text

Place = tuple[str | int, ...]  # where a value stands: ("two-neurons", "choices", 0, "low")


class FileWrong(Refusal):
    """A mistake in a file that a lecturer writes; the text names file and line."""


@dataclass(frozen=True)
class Problem:
    """A mistake: in which file and line it stands, and a sentence that names both."""

    file: str
    line: int
    text: Text


@dataclass(frozen=True)
class TomlFile:
    """The values of a file, and the line of each table and key, counted from 1. `name`: as mistakes call it."""

    name: str
    values: dict[str, Any]
    lines: dict[Place, int]

    @classmethod
    def read(cls, file: Path, name: str | None = None) -> TomlFile:
        """The file's values; raises `FileWrong` for one that is no TOML, `OSError` for one that cannot be read."""
        name = name or file.name
        try:
            text = file.read_bytes().decode("utf-8-sig")
            return cls(name, tomllib.loads(text), lines(text))
        except UnicodeDecodeError as problem:
            raise FileWrong(no_text(Text(name, name), problem).text) from problem
        except (tomllib.TOMLDecodeError, RecursionError) as problem:
            raise FileWrong(
                Text(f"{name}: this is no valid TOML: {problem}", f"{name}: Das ist kein gültiges TOML: {problem}")
            ) from problem

    def line(self, where: Place) -> int:
        """The line of a value, or of the next thing around it that has one."""
        return next((self.lines[where[:n]] for n in range(len(where), 0, -1) if where[:n] in self.lines), 1)

    def problem(self, where: Place, what: Text) -> Problem:
        """A mistake at this place."""
        line, path = self.line(where), f" ({'.'.join(map(str, where))})" if where else ""
        text = Text(
            f"{self.name}, line {line}{path}: {what.en}",
            f"{self.name}, Zeile {line}{path}: {what.de}",
        )
        return Problem(self.name, line, text)

    def wrong(self, where: Place, what: Text) -> FileWrong:
        """The same to be raised."""
        return FileWrong(self.problem(where, what).text)


def where_invalid(said: str) -> tuple[str, Place]:
    """What msgspec says of an invalid value, and where it stands: `.choices[0].low` in its parts."""
    words, _, path = said.partition(" - at `$")
    unknown = re.findall("unknown field `(.+)`", words)
    parts = re.findall(r"\.([^.\[]+)|\[(\d+)\]", path.rstrip("`"))
    return words, (*(int(number) if number else name for name, number in parts), *unknown)


def lines(text: str) -> dict[Place, int]:
    """The line of each table and key of a TOML file, counted from 1."""
    found: dict[Place, int] = {}
    table: Place = ()
    seen: dict[Place, int] = {}  # the index of the last table of each list of tables
    inside = ""  # the quotes that end a text of several lines
    for number, line in enumerate(text.splitlines(), 1):
        if not inside and (header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line)):
            table = _table([part.strip().strip("\"'") for part in header[2].split(".")], seen)
            found.setdefault(table, number)
            if header[1] == "[[":
                seen[table] = seen.get(table, -1) + 1
                table = (*table, seen[table])
            found[table] = number
        elif not inside and (key := re.match(r"\s*([\w.-]+)\s*=", line)):
            parts = key[1].split(".")
            for count in range(1, len(parts) + 1):
                found.setdefault((*table, *parts[:count]), number)
        for quotes in re.findall(r'"""|\'\'\'', line):
            inside = "" if inside == quotes else inside or quotes
    return found


def _table(parts: list[str], seen: dict[Place, int]) -> Place:
    """A header's place: in a list of tables its last one is meant."""
    where: Place = ()
    for part in parts[:-1]:
        where = (*where, part)
        if where in seen:
            where = (*where, seen[where])
    return (*where, parts[-1])
