"""The formats in which questions are carried out and in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from neurarium.course.exchange import (
    anki,
    gift_in,
    gift_out,
    incoming,
    jupyterquiz,
    moodle_in,
    moodle_out,
    qti,
    sheet,
    table,
)
from neurarium.course.exchange.bundle import Bundle, Languages, with_words
from neurarium.course.exchange.incoming import Found, Incoming, Passed
from neurarium.course.model import Course
from neurarium.course.question import Question
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Refusal, Text


def _nothing_missing() -> Text | None:
    return None


@dataclass(frozen=True)
class Format:
    """One of them. `holds`: whether a file can hold a question; `read`: where it can be imported."""

    label: Text
    suffix: str
    media_type: str
    languages: tuple[Languages, ...]
    write: Callable[[Bundle], bytes]
    holds: Callable[[Question, Languages], bool]
    read: Callable[[bytes], Iterator[Found | Passed]] | None = None
    missing: Callable[[], Text | None] = _nothing_missing


ONE: tuple[Languages, ...] = ("en", "de")
ZIP, JSON, HTML = "application/zip", "application/json", "text/html; charset=utf-8"
FORMATS: dict[str, Format] = {
    "moodle": Format(
        Text("Moodle XML", "Moodle-XML"),
        ".xml",
        "application/xml",
        (*ONE, "both"),
        moodle_out.write,
        moodle_out.holds,
        moodle_in.read,
    ),
    "gift": Format(
        Text("GIFT", "GIFT"), ".gift", "text/plain; charset=utf-8", ONE, gift_out.write, gift_out.holds, gift_in.read
    ),
    "anki": Format(Text("Anki deck", "Anki-Stapel"), ".apkg", ZIP, ONE, anki.write, anki.holds, missing=anki.missing),
    "jupyterquiz": Format(
        Text("jupyterquiz (notebooks)", "jupyterquiz (Notebooks)"),
        ".json",
        JSON,
        ONE,
        jupyterquiz.write,
        jupyterquiz.holds,
    ),
    "csv": Format(
        Text("Table (CSV)", "Tabelle (CSV)"), ".csv", "text/csv; charset=utf-8", ("both",), table.write, table.holds
    ),
    "sheet": Format(Text("Printable sheet", "Blatt zum Drucken"), ".html", HTML, ONE, sheet.write, sheet.holds),
    "qti": Format(Text("QTI 2.1 package", "QTI-2.1-Paket"), ".zip", ZIP, ONE, qti.write, qti.holds),
}


@dataclass(frozen=True)
class Written:
    """A file, and how many questions it does not hold."""

    data: bytes
    left_out: int


def export(
    course: Course, questions: dict[str, Question], name: str, languages: str = "en", solutions: bool = False
) -> Written:
    """These questions of a course in a format; raises `Refusal` for one that there is not, or whose package is missing.

    `solutions`: of a sheet.
    """
    if name not in FORMATS:
        raise unknown(name, tuple(FORMATS), Text("format", "Format"))
    form = FORMATS[name]
    chosen = next((one for one in form.languages if one == languages), form.languages[0])
    if chosen != languages and languages not in ("en", "de"):
        raise Refusal(
            Text(
                f"{form.label.en} cannot hold '{languages[:20]}'. Expected: {', '.join(form.languages)}.",
                f"{form.label.de} kann »{languages[:20]}« nicht aufnehmen. Erwartet: {', '.join(form.languages)}.",
            )
        )
    kept = with_words({own: one for own, one in questions.items() if form.holds(one, chosen)}, course)
    if not kept:
        raise Refusal(
            Text(
                f"None of the {len(questions)} chosen questions can stand in this format. Choose others.",
                f"Keine der {len(questions)} gewählten Fragen passt in dieses Format. Bitte andere wählen.",
            )
        )
    write = partial(sheet.write, solutions=solutions) if name == "sheet" else form.write
    return Written(write(Bundle(course, kept, chosen)), len(questions) - len(kept))


def bring_in(data: bytes, file: str = "", terms: bool = False) -> Incoming:
    """The questions of a Moodle XML or GIFT file; raises `Refusal` for one without any.

    `file`: its name. `terms`: whether terms stay terms of a glossary.
    """
    read = moodle_in.read if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else gift_in.read
    items: Iterable[Found | Passed] = read(data)
    found = incoming.gathered(items, file or "imported", terms)
    if not found.count and read is gift_in.read and data.strip() and b"{" not in data:
        raise Refusal(
            Text(
                "There is no question in this file: it is no Moodle XML, and GIFT has the answers of each question between "
                "braces { }. Tables (CSV) can only be taken out.",
                "In dieser Datei steht keine Frage: Moodle-XML ist sie nicht, und in GIFT stehen die Antworten jeder Frage in "
                "geschweiften Klammern { }. Tabellen (CSV) lassen sich nur mitnehmen.",
            )
        )
    if not found.count:
        reasons = found.notices[:3]
        raise Refusal(
            Text(
                f"There is no question in this file that can be read. Expected Moodle XML or GIFT. {_listed(reasons, 'en')}",
                "In dieser Datei steht keine Frage, die sich lesen lässt. Erwartet wird Moodle-XML oder GIFT. "
                f"{_listed(reasons, 'de')}",
            )
        )
    return found


def _listed(reasons: list[Text], language: str) -> str:
    return " ".join(f"{getattr(reason, language)}." for reason in reasons).strip()
