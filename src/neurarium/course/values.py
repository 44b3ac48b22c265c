"""What holds for every text in a course's files, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from neurarium.course import formula, markup, sentences
from neurarium.lab.text import LANGUAGES, Text
from neurarium.lab.toml_file import Place

LONGEST = 10_000  # characters of a text
PICTURE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,100}\.(png|jpg|jpeg|gif|webp|svg)")


def mistakes(where: Place, value: Any) -> Iterator[tuple[Place, Text]]:
    """Each text that lacks a language, is empty or has a broken formula, in a value as TOML gives it."""
    if isinstance(value, dict):
        given = [language for language in LANGUAGES if language in value]
        if given:
            for language in LANGUAGES:
                if language not in value:
                    yield where, sentences.language_missing(language)
            for language in given:
                yield from _of_text((*where, language), value[language])
            for key in value.keys() - set(LANGUAGES):
                yield (*where, key), sentences.invalid(f"Object contains unknown field `{key}`")
        else:
            for key, item in value.items():
                yield from mistakes((*where, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from mistakes((*where, index), item)


def _of_text(where: Place, value: Any) -> Iterator[tuple[Place, Text]]:
    if isinstance(value, str):
        if not value.strip():
            yield where, sentences.EMPTY
        if len(value) > LONGEST:
            yield where, sentences.invalid(f"Expected `str` of length <= {LONGEST}")
            return
        if "$" in value and "unit" not in where:  # a unit is shown as it stands, and may be the dollar
            for _, problem in formula.problems(markup.without_code(value)):
                yield where, problem
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str) and not item.strip():
                yield (*where, index), sentences.EMPTY


def texts(where: Place, value: Any) -> Iterator[tuple[Place, str]]:
    """Each text in a value as TOML gives it, and where it stands."""
    if isinstance(value, str):
        if where and where[-1] in LANGUAGES:
            yield where, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts((*where, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts((*where, index), item)
