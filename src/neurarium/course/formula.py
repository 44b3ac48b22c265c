"""Formulas in a text: where they are, and whether they can be set at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neurarium.course import sentences
from neurarium.lab.text import Text

DOLLARS = Text(
    "a dollar sign has no partner; write \\$ for the sign itself",
    "ein Dollarzeichen ist allein; das Zeichen selbst ist \\$",
)
BRACES = Text("its braces do not match", "die geschweiften Klammern passen nicht zusammen")
DELIMITERS = Text("\\left and \\right do not match", "\\left und \\right passen nicht zusammen")
NOTHING = Text("it is empty", "sie ist leer")


def problems(text: str) -> Iterator[tuple[int, Text]]:
    """Each broken formula of a text without code: index of its line, from 0, and what is wrong with it."""
    for start, paragraph in _paragraphs(text):
        # A backslash takes the next sign with it: in \\$ the dollar is a formula's, in \$ it is a dollar.
        rest = re.sub(r"\\[\\$]", lambda sign: "  " if sign[0] == r"\$" else sign[0], paragraph)
        for found in re.finditer(r"\$\$(.*?)\$\$|\$([^$]+)\$", rest, re.DOTALL):
            tex = paragraph[slice(*found.span(1 if found[1] is not None else 2))]
            if what := _broken(tex):
                yield start + rest[: found.start()].count("\n"), sentences.formula(tex.strip(), what)
        left = re.sub(r"\$\$(.*?)\$\$|\$([^$]+)\$", lambda f: re.sub(r"[^\n]", " ", f[0]), rest, flags=re.DOTALL)
        if "$" in left:
            at = left.index("$")
            yield start + left[:at].count("\n"), sentences.formula(left[at:].split("\n")[0], DOLLARS)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph with the index of its first line: a formula does not reach over an empty line."""
    line = 0
    for part in re.split(r"(\n[ \t]*\n)", text):
        if part.strip():
            yield line, part
        line += part.count("\n")


def _broken(tex: str) -> Text | None:
    if not tex.strip():
        return NOTHING
    depth = 0
    for sign in re.findall(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return BRACES
    if depth:
        return BRACES
    if len(re.findall(r"\\left(?![a-z])", tex)) != len(re.findall(r"\\right(?![a-z])", tex)):
        return DELIMITERS
    open_ones: list[str] = []
    for what, name in re.findall(r"\\(begin|end)\{([^}]*)\}", tex):
        if what == "begin":
            open_ones.append(name)
        elif not open_ones or open_ones.pop() != name:
            return _environment(name)
    return _environment(open_ones[-1]) if open_ones else None


def _environment(name: str) -> Text:
    return Text(f"\\begin and \\end of '{name}' do not match", f"\\begin und \\end von '{name}' passen nicht zusammen")
