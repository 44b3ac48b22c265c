"""The matrix of difficulty by kind of knowledge: how many questions there are, and how many are known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from neurarium.course.model import Course
from neurarium.course.question import DIFFICULTIES, KNOWLEDGE, Question
from neurarium.course.standing import Known, Standing
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Text

KINDS = (Text("section", "Abschnitt"), Text("difficulty", "Schwierigkeit"), Text("kind of knowledge", "Wissensart"))


def chosen(
    course: Course, sections: Iterable[str] = (), difficulties: Iterable[str] = (), knowledge: Iterable[str] = ()
) -> dict[str, Question]:
    """The course's questions by their names; what is not asked for is not a condition.

    Raises `Refusal` for a section, a difficulty or a kind of knowledge that there is not.
    """
    asked = [set(sections), set(difficulties), set(knowledge)]
    there: list[tuple[str, ...]] = [tuple(course.sections), tuple(DIFFICULTIES), tuple(KNOWLEDGE)]
    for wanted, known, kind in zip(asked, there, KINDS, strict=True):
        for name in sorted(wanted.difference(known)):
            raise unknown(name, known, kind)
    return {
        name: question
        for name, question in course.questions()
        if all(
            not wanted or value in wanted
            for wanted, value in zip(
                asked, (name.partition("/")[0], question.difficulty, question.knowledge), strict=True
            )
        )
    }


def matrix(course: str, questions: dict[str, Question], standing: Standing, now: datetime) -> dict[str, Any]:
    """The six cells over these questions, and when the next one is due."""
    known = {name: standing.questions.get(f"{course}/{name}", Known()) for name in questions}
    cells = [
        {
            "difficulty": difficulty,
            "knowledge": kind,
            "questions": len(inside),
            "answered": sum(one.answers > 0 for one in inside),
            "right": sum(one.right for one in inside),
            "due": sum(is_due(one, now) for one in inside),
        }
        for difficulty in DIFFICULTIES
        for kind in KNOWLEDGE
        for inside in [
            [known[name] for name, one in questions.items() if (one.difficulty, one.knowledge) == (difficulty, kind)]
        ]
    ]
    coming = [one.due for one in known.values() if one.due is not None and one.due > now]
    return {
        "cells": cells,
        "due": sum(is_due(one, now) for one in known.values()),
        "next": min(coming, default=None),
    }


def due(course: str, questions: dict[str, Question], standing: Standing, now: datetime) -> dict[str, Question]:
    """Those to be repeated now: first what was wrong, and of these what has waited longest."""
    waiting = []
    for name in questions:
        known = standing.questions.get(f"{course}/{name}")
        if known is not None and known.due is not None and known.due <= now:
            waiting.append((known.right, known.due, name))
    return {name: questions[name] for _, _, name in sorted(waiting)}


def is_due(known: Known, now: datetime) -> bool:
    """Whether a question is to be repeated now."""
    return known.due is not None and known.due <= now
