"""Questions as jupyterquiz JSON, for notebooks. It knows no order and no text with several gaps."""

from __future__ import annotations

import json
from typing import Any

from neurarium.course.exchange import cloze, hypertext
from neurarium.course.exchange.bundle import Bundle, Languages
from neurarium.course.question import Blank, Do, Number, Order, Question, Several
from neurarium.lab.text import Language, Text


def holds(question: Question, _: Languages) -> bool:
    """Whether a file can hold a question."""
    return not isinstance(question, Do | Order) and not (isinstance(question, Blank) and len(question.gaps) > 1)


def write(bundle: Bundle) -> bytes:
    """The file."""
    listed = [_question(question, bundle.language) for question in bundle.questions.values()]
    return json.dumps(listed, ensure_ascii=False, indent=2).encode() + b"\n"


def _question(question: Question, language: Language) -> dict[str, Any]:
    text = _said(question.text, language)
    match question:
        case Blank():
            gap = question.gaps[0]
            answers: list[dict[str, Any]] = [
                {"answer": word, "correct": True, "feedback": _said(gap.why, language), "match_case": False}
                for word in gap.accept.say(language)
            ]
            return {"question": cloze.GAP.sub("_____", text), "type": "string", "answers": answers}
        case Number():
            answers = [
                {
                    "type": "range",
                    "range": [one.number - one.tolerance, one.number + one.tolerance],
                    "correct": one.right,
                    "feedback": _said(one.why, language),
                }
                if one.tolerance
                else {
                    "type": "value",
                    "value": one.number,
                    "correct": one.right,
                    "feedback": _said(one.why, language),
                }
                for one in question.answers
            ]
            if question.otherwise:
                answers.append({"type": "default", "feedback": _said(question.otherwise, language)})
            return {"question": text, "type": "numeric", "answers": answers}
        case _:
            kind = "many_choice" if isinstance(question, Several) else "multiple_choice"
            answers = [
                {
                    "answer": _said(answer.text, language),
                    "correct": answer.right,
                    "feedback": _said(answer.why, language),
                }
                for answer in question.answers  # type: ignore[union-attr]
            ]
            return {"question": text, "type": kind, "answers": answers}


def _said(text: Text, language: Language) -> str:
    """HTML in which formulas stand between dollars, as in a notebook."""
    said = "<br>".join(map(hypertext.inline, hypertext.paragraphs(text.say(language))))
    for sign, dollars in (("\\(", "$"), ("\\)", "$"), ("\\[", "$$"), ("\\]", "$$")):
        said = said.replace(sign, dollars)
    return said
