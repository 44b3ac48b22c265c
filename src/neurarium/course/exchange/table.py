"""Questions as a table (CSV), both languages beside each other: to be read, counted and sorted in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from neurarium.course.exchange import hypertext
from neurarium.course.exchange.bundle import Bundle, Languages
from neurarium.course.question import Amount, Blank, Do, Number, Order, Question, kind
from neurarium.lab.text import LANGUAGES, Language, Text

MOST = 8  # answers
HEAD = ["id", "section", "kind", "difficulty", "knowledge"]


def holds(_question: Question, _languages: Languages) -> bool:
    """A table holds every question."""
    return True


def columns() -> list[str]:
    """The table's first line."""
    answers = [f"answer_{number}_{language}" for number in range(1, MOST + 1) for language in LANGUAGES]
    return [*HEAD, "question_en", "question_de", "right", *answers, "source", "live"]


def write(bundle: Bundle) -> bytes:
    """The file, in UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns())
    for name, question in bundle.questions.items():
        about = [name, bundle.section(name).say(bundle.language), kind(question)]
        answers = [list(_answers(question, language)) for language in LANGUAGES]
        pairs = [
            cell for number in range(MOST) for column in answers for cell in [*column[number : number + 1], ""][:1]
        ]
        row = [
            *about,
            question.difficulty,
            question.knowledge,
            *(_plain(question.text, language) for language in LANGUAGES),
            _right(question),
            *pairs,
            question.source,
            question.live,
        ]
        writer.writerow(map(_harmless, row))
    return text.getvalue().encode("utf-8-sig")


def _answers(question: Question, language: Language) -> Iterator[str]:
    match question:
        case Order():
            yield from (_plain(item.text, language) for item in question.items)
        case Blank():
            yield from (" | ".join(gap.accept.say(language)) for gap in question.gaps)
        case Number():
            yield from (_amount(one, question.unit, language) for one in question.answers)
        case Do():
            yield question.task.lab
        case _:
            yield from (_plain(answer.text, language) for answer in question.answers)


def _plain(text: Text, language: Language) -> str:
    """A text without marks but for the dollars of its formulas."""
    return re.sub(r"\\[()\[\]]", "$", hypertext.plain(text.say(language)))


def _amount(amount: Amount, unit: Text | None, language: Language) -> str:
    tolerance = f" ± {amount.tolerance:g}" if amount.tolerance else ""
    return f"{amount.number!r}{tolerance}{f' {unit.say(language)}' if unit else ''}"


def _right(question: Question) -> str:
    """The numbers of the right answers; of an order all, as they stand."""
    match question:
        case Order():
            return " ".join(str(number) for number in range(1, len(question.items) + 1))
        case Blank() | Do():
            return ""
        case _:
            marks = [answer.right for answer in question.answers]
            return " ".join(str(number) for number, right in enumerate(marks, 1) if right)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
