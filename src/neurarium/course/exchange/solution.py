"""What is right, as words on paper."""

from __future__ import annotations

from neurarium.course.exchange import hypertext
from neurarium.course.question import Blank, Do, Number, Order, Question
from neurarium.lab.text import Language, Text


def lines(question: Question, language: Language) -> list[tuple[str, str]]:
    """Each right answer and what is said to it, as HTML; the second may be empty."""

    def said(text: Text | None) -> str:
        return " ".join(map(hypertext.inline, hypertext.paragraphs(text.say(language)))) if text else ""

    match question:
        case Order():
            return [(said(item.text), said(item.why)) for item in question.items]
        case Blank():
            return [(hypertext.escaped(" / ".join(gap.accept.say(language))), said(gap.why)) for gap in question.gaps]
        case Number():
            unit = f" {question.unit.say(language)}" if question.unit else ""
            return [
                (hypertext.escaped(number(one.number, one.tolerance, language) + unit), said(one.why))
                for one in question.answers
                if one.right
            ]
        case Do():
            return []
        case _:
            return [(said(answer.text), said(answer.why)) for answer in question.answers if answer.right]


def number(value: float, tolerance: float, language: Language) -> str:
    """A number as the language writes it: 0.177 or 0,177."""
    shown = f"{value:.10g}" + (f" ± {tolerance:.10g}" if tolerance else "")
    return shown.replace(".", ",") if language == "de" else shown
