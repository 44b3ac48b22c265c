"""What is wrong with a course's files, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from neurarium.lab.text import Text
from neurarium.lab.toml_file import Problem

_INVALID = (
    (r"Object missing required field `(.+)`", "'{}' is missing", "'{}' fehlt"),
    (
        r"Object contains unknown field `(.+)`",
        "there is no '{}' here; the format is described in docs/course.md",
        "'{}' gibt es hier nicht; das Format beschreibt docs/course.md",
    ),
    (r"Expected `(.+)`, got `(.+)`", "expected {}, not {}", "erwartet wird {}, nicht {}"),
    (r"Expected `array` of length >= (\d+)", "expected {} of them or more", "erwartet werden mindestens {}"),
    (r"Expected `array` of length <= (\d+)", "expected {} of them at most", "erwartet werden höchstens {}"),
    (r"Expected `str` of length >= 1", "the text is empty", "der Text ist leer"),
    (
        r"Expected `str` of length <= (\d+)",
        "the text is longer than {} characters",
        "der Text ist länger als {} Zeichen",
    ),
    (r"Expected `\w+` >= ([\d.]+)", "expected a number of at least {}", "erwartet wird eine Zahl ab {}"),
    (r"Expected `\w+` <= ([\d.]+)", "expected a number of at most {}", "erwartet wird eine Zahl bis {}"),
    (r"Invalid (?:enum )?value '(.*)'", "'{}' is none of those that there are", "'{}' gibt es hier nicht"),
    (
        r"Expected `str` matching regex .*",
        "expected 1 to 64 small letters, digits and hyphens, a letter first",
        "erwartet werden 1 bis 64 Kleinbuchstaben, Ziffern und Bindestriche, vorn ein Buchstabe",
    ),
)
_TYPES = {
    "str": Text("text", "ein Text"),
    "int": Text("a whole number", "eine ganze Zahl"),
    "float": Text("a number", "eine Zahl"),
    "bool": Text("true or false", "true oder false"),
    "array": Text("a list", "eine Liste"),
    "object": Text("a table", "eine Tabelle"),
}


def invalid(words: str, choices: Iterable[str] = ()) -> Text:
    """msgspec's words for an invalid value in both languages; `choices`: what the place may hold, if it is a choice."""
    for pattern, en, de in _INVALID:
        if found := re.fullmatch(pattern, words):
            groups = [_TYPES.get(group, Text(group, group)) for group in found.groups()]
            said = Text(en.format(*(g.en for g in groups)), de.format(*(g.de for g in groups)))
            listed = ", ".join(choices)
            if words.startswith("Invalid") and listed:
                return Text(f"{said.en}; known are: {listed}", f"{said.de}; bekannt sind: {listed}")
            return said
    return Text(words, words)


def no_such(what: Text, name: str, known: Iterable[str] = ()) -> Text:
    """There is no such thing; those with the nearest names are told."""
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1)
    en, de = (f"; did you mean '{near[0]}'?", f"; war '{near[0]}' gemeint?") if near else ("", "")
    return Text(f"there is no {what.en} '{name[:64]}'{en}", f"'{name[:64]}' gibt es nicht ({what.de}){de}")


EMPTY = Text("the text is empty", "der Text ist leer")
NO_RIGHT = Text(
    "no answer is right: write 'right = true' in one of them",
    "keine Antwort ist richtig: bei einer 'right = true' schreiben",
)
MANY_RIGHT = Text(
    "more than one answer is right: keep one, or make the kind 'several'",
    "mehr als eine Antwort ist richtig: nur eine lassen oder die Art 'several' wählen",
)
NO_ALT = Text(
    "a picture needs 'alt.en' and 'alt.de': what it shows", "ein Bild braucht 'alt.en' und 'alt.de': was es zeigt"
)


def language_missing(language: str) -> Text:
    """A text that there is only in the other language."""
    return Text(
        f"the text is missing in {'German' if language == 'de' else 'English'}: write '{language}' as well",
        f"der Text fehlt auf {'Deutsch' if language == 'de' else 'Englisch'}: auch '{language}' schreiben",
    )


def twice(name: str) -> Text:
    """An id that stands there already."""
    return Text(f"'{name}' stands there twice: choose another id", f"'{name}' gibt es schon: eine andere id wählen")


def gaps(expected: int, language: str) -> Text:
    """The text's gaps do not fit the tables."""
    marks = ", ".join(f"{{{number}}}" for number in range(1, expected + 1))
    return Text(
        f"the text in '{language}' must hold each of the gaps {marks} once",
        f"der Text in '{language}' muss jede der Lücken {marks} einmal enthalten",
    )


def formula(text: str, what: Text) -> Text:
    """A formula that cannot be set."""
    return Text(f"the formula '{text[:60]}' is broken: {what.en}", f"die Formel '{text[:60]}' ist kaputt: {what.de}")


def in_text(name: str, line: int, what: Text) -> Problem:
    """A mistake in a file that is no TOML."""
    return Problem(name, line, Text(f"{name}, line {line}: {what.en}", f"{name}, Zeile {line}: {what.de}"))
