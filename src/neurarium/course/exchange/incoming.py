"""Questions from elsewhere become questions of a course: with ids, checked like every other, and told where not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from neurarium.course import question_file
from neurarium.course.exchange import said
from neurarium.course.exchange.bundle import without_words
from neurarium.course.places import as_id
from neurarium.course.question import Question
from neurarium.course.values import PICTURE
from neurarium.lab.text import Text
from neurarium.lab.toml_file import Place

MOST = 20_000  # questions of one file
TOLD = 200  # notices


class Found(NamedTuple):
    """A question as a format gives it: the table of a question file, and what is known about it."""

    line: int
    table: dict[str, Any]
    name: str
    number: str  # what Moodle calls idnumber: `section/id` where it was ours
    category: list[str]
    pictures: dict[str, bytes]


class Passed(NamedTuple):
    """Something that was passed over."""

    line: int
    why: Text


@dataclass
class Group:
    """A section to be."""

    title: str
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Incoming:
    """Sections with their questions as tables, and what there is to say about them."""

    groups: dict[str, Group] = field(default_factory=dict)
    notices: list[Text] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(group.tables) for group in self.groups.values())

    def questions(self) -> Iterator[tuple[str, Question]]:
        """The questions by their names; their pictures are not looked for."""
        for own, group in self.groups.items():
            for name, table in group.tables.items():
                bare = {key: value for key, value in table.items() if key not in ("image", "alt")}
                found = question_file.of_table(bare, Path())
                assert not isinstance(found, list)
                yield f"{own}/{name}", found


def gathered(items: Iterable[Found | Passed], file: str, terms: bool = False) -> Incoming:
    """What a format has read, with ids, defaults and checks; `terms`: there is a glossary, so that terms stay terms."""
    incoming = Incoming()
    missing = dict.fromkeys((said.NO_WHY, said.NO_CELL, said.NO_SOURCE, said.ONE_LANGUAGE), 0)
    for item in items:
        if isinstance(item, Passed):
            _tell(incoming, item.line, item.why)
            continue
        if incoming.count >= MOST:
            _tell(incoming, item.line, Text(f"only {MOST} questions are read", f"nur {MOST} Fragen werden gelesen"))
            break
        table = _with_defaults(item, file, terms, missing)
        group = _group(incoming, item)
        table["id"] = _free_id(item, group.tables)
        bare = {key: value for key, value in table.items() if key not in ("image", "alt")}
        found = question_file.of_table(bare, Path())
        if isinstance(found, list):
            for where, what in found:
                _tell(incoming, item.line, _at(where, what))
        else:
            group.tables[table["id"]] = table
            group.pictures |= {name: data for name, data in item.pictures.items() if PICTURE.fullmatch(name)}
    incoming.groups = {own: group for own, group in incoming.groups.items() if group.tables}
    for text, count in missing.items():
        if count:
            incoming.notices.append(Text(text.en.format(count), text.de.format(count)))
    return incoming


def _tell(incoming: Incoming, line: int, what: Text) -> None:
    if len(incoming.notices) < TOLD:
        incoming.notices.append(Text(f"line {line}: {what.en}", f"Zeile {line}: {what.de}"))


def _at(where: Place, what: Text) -> Text:
    path = ".".join(map(str, where))
    return Text(f"{path}: {what.en}", f"{path}: {what.de}") if path else what


def _with_defaults(item: Found, file: str, terms: bool, missing: dict[Text, int]) -> dict[str, Any]:
    table: dict[str, Any] = without_words(item.table, terms)
    if "image" in table and not PICTURE.fullmatch(table["image"]):
        del table["image"], table["alt"]
    if "difficulty" not in table or "knowledge" not in table:
        missing[said.NO_CELL] += 1
        table = {"difficulty": "medium", "knowledge": "recall", **table}
    if not table.get("source"):
        missing[said.NO_SOURCE] += 1
        table["source"] = file
    parts = [part for key in ("answers", "gaps") for part in table.get(key, ())]
    missing[said.NO_WHY] += sum(said.is_plain(part.get("why")) for part in parts)
    if table["text"]["en"] == table["text"]["de"]:
        missing[said.ONE_LANGUAGE] += 1
    return table


def _group(incoming: Incoming, item: Found) -> Group:
    """The section: where it was ours the same, otherwise one for each category."""
    section, slash, _ = item.number.partition("/")
    title = item.category[1] if len(item.category) > 1 else item.category[0] if item.category else "Questions"
    own = section if slash and re.fullmatch(r"[a-z][a-z0-9-]{0,63}", section) else as_id(title)
    return incoming.groups.setdefault(own, Group(title))


def _free_id(item: Found, taken: Iterable[str]) -> str:
    """An id that the section does not have yet, after the question's number or name."""
    wanted = as_id(item.number.rpartition("/")[2] or item.name or "question")[:56].strip("-")
    used = set(taken)
    if wanted not in used:
        return wanted
    return next(name for number in range(2, MOST + 2) if (name := f"{wanted}-{number}") not in used)


def merged(first: Incoming, second: Incoming) -> Incoming:
    """Two files with the same questions: English from the first, German from the second."""
    result = Incoming(notices=[*first.notices, *second.notices])
    for own, group in first.groups.items():
        other = second.groups.get(own, Group(group.title))
        both = Group(group.title, pictures={**other.pictures, **group.pictures})
        for name, table in group.tables.items():
            both.tables[name] = _merged(table, other.tables.get(name, table))
        result.groups[own] = both
    return result


def _merged(english: Any, german: Any) -> Any:
    if isinstance(english, dict) and isinstance(german, dict):
        if set(english) == {"en", "de"} and "de" in german:
            return {"en": english["en"], "de": german["de"]}
        return {key: _merged(value, german.get(key, value)) for key, value in english.items()}
    if isinstance(english, list) and isinstance(german, list) and len(english) == len(german):
        return [_merged(one, two) for one, two in zip(english, german, strict=True)]
    return english
