"""What a text of the course refers to: labs, terms, questions, sections, pictures, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["figure", "lab", "term", "question", "section", "picture", "image", "source", "source text"]
PICTURES = ("nested-sets", "categories")  # interactive pictures of the page

_LINES = {
    "figure": r"^[ \t]*\[figure:\s*([^|\]\n]+?)\s*(?:\|[^\n]*)?\][ \t]*$",
    "question": r"^[ \t]*\[question:\s*([^\]\n]+?)\s*\][ \t]*$",
    "picture": r"^[ \t]*\[picture:\s*([^|\]\n]+?)\s*(?:\|[^\n]*)?\][ \t]*$",
    "source text": r"^\[\^([^\]\s]+)\]:",
    "source": r"\[\^([^\]\s]+)\](?!:)",
    "term": r"\[\[([^\]|\n]+)(?:\|[^\]\n]*)?\]\]",
    "image": r"!\[[^\]\n]*\]\(([^)\s]+)[^)\n]*\)",
    "lab": r"\]\(lab:([^)\s]+)\)",
    "section": r"\]\(section:([^)\s]+)\)",
}
_PATTERNS: dict[Kind, re.Pattern[str]] = {kind: re.compile(words, re.MULTILINE) for kind, words in _LINES.items()}  # type: ignore[misc]


class Reference(NamedTuple):
    """What is referred to, and the line in which, counted from 1."""

    kind: Kind
    target: str
    line: int


def references(text: str) -> list[Reference]:
    """Everything that a text refers to, in its order."""
    bare = without_code(text)
    found = [
        (match.start(), Reference(kind, match[1].strip(), bare[: match.start()].count("\n") + 1))
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(bare)
    ]
    return [reference for _, reference in sorted(found)]


def terms(text: str) -> Iterator[str]:
    """The ids of the terms that a text names."""
    for reference in references(text):
        if reference.kind == "term":
            yield reference.target


def without_code(text: str) -> str:
    """The text with its code blanked out, so that every place and line stays where it is."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found[0])

    fenced = re.compile(r"^[ \t]*(```+|~~~+)[^\n]*\n.*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
    return re.sub(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)", blank, fenced.sub(blank, text))
