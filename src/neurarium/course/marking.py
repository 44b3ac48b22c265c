"""Marks an answer: what is right of it, and what is said to it."""

from __future__ import annotations

import math
import random
import re
import unicodedata
from typing import Any

from msgspec import Struct

from neurarium.course.question import (
    Blank,
    Choice,
    Do,
    Number,
    Order,
    Question,
    Several,
    Words,
)
from neurarium.lab.goal import Check
from neurarium.lab.text import Refusal, Text


class Reply(Struct, frozen=True):
    """What is said to one answer, item or gap; `of` is its index."""

    of: int
    right: bool
    why: Text | None


class Mark(Struct, frozen=True):
    """`share`: how much of it is right, 0 to 1. `key`: the right answer, in the form of an answer."""

    right: bool
    share: float
    key: Any
    replies: list[Reply]
    because: Text | None
    check: Check | None = None


def mark(question: Question, answer: Any) -> Mark:
    """The mark of an answer as docs/course.md describes it for each kind; raises `Refusal` for one that is none."""
    match question:
        case Several():
            share, key, replies = _several(question, answer)
        case Order():
            share, key, replies = _order(question, answer)
        case Blank():
            share, key, replies = _blank(question, answer)
        case Number():
            share, key, replies = _number(question, answer)
        case Do():
            raise expected(Text("a run that is checked", "ein Lauf, der geprüft wird"))
        case _:
            share, key, replies = _single(question, answer)
    return Mark(share == 1, share, key, replies, question.because)


def mark_run(question: Do, check: Check) -> Mark:
    """The mark of a visitor's own run."""
    return Mark(check.reached, float(check.reached), None, [], question.because, check)


def _single(question: Choice, answer: Any) -> tuple[float, Any, list[Reply]]:
    chosen = _index(answer, len(question.answers))
    key = next(index for index, one in enumerate(question.answers) if one.right)
    return float(chosen == key), key, [Reply(chosen, chosen == key, question.answers[chosen].why)]


def _several(question: Several, answer: Any) -> tuple[float, Any, list[Reply]]:
    ticked = _indices(answer, len(question.answers))
    key = [index for index, one in enumerate(question.answers) if one.right]
    replies = [Reply(i, (i in ticked) == one.right, one.why) for i, one in enumerate(question.answers)]
    hits = sum(index in key for index in ticked)
    return max(0.0, (2 * hits - len(ticked)) / len(key)), key, replies


def shown_order(question: Order) -> list[int]:
    """The items as they are shown: indices of the file, shuffled, the same at all times and never in the right order."""
    indices = list(range(len(question.items)))
    random.Random(question.id).shuffle(indices)
    return indices if indices != sorted(indices) else [*indices[1:], indices[0]]


def _order(question: Order, answer: Any) -> tuple[float, Any, list[Reply]]:
    shown = shown_order(question)
    given = _indices(answer, len(shown))
    if len(given) != len(shown):
        raise expected(Text("every item once", "jedes Element einmal"))
    key = [shown.index(item) for item in range(len(shown))]
    replies = [
        Reply(one, one == wanted, question.items[shown[one]].why) for one, wanted in zip(given, key, strict=True)
    ]
    return sum(reply.right for reply in replies) / len(replies), key, replies


def _blank(question: Blank, answer: Any) -> tuple[float, Any, list[Reply]]:
    if not isinstance(answer, list) or len(answer) != len(question.gaps):
        count = len(question.gaps)
        raise expected(Text(f"a list of {count} words, one a gap", f"eine Liste von {count} Wörtern, eins je Lücke"))
    replies = [
        Reply(index, isinstance(word, str) and fits(word, gap.accept), gap.why)
        for index, (word, gap) in enumerate(zip(answer, question.gaps, strict=True))
    ]
    key = [Text(gap.accept.en[0], gap.accept.de[0]) for gap in question.gaps]
    return sum(reply.right for reply in replies) / len(replies), key, replies


def fits(word: str, accepted: Words) -> bool:
    """Whether a word is one of those accepted in either language; case, spaces and hyphens do not count."""
    return _plain(word) in {_plain(one) for one in (*accepted.en, *accepted.de)}


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKC", word[:400]).casefold()
    return re.sub(r"[\s\u2010-\u2015-]+", "", folded) or folded.strip()


def _number(question: Number, answer: Any) -> tuple[float, Any, list[Reply]]:
    key = next({"number": one.number, "tolerance": one.tolerance} for one in question.answers if one.right)
    found = [
        (not one.right, index)
        for number in readings(answer)
        for index, one in enumerate(question.answers)
        if one.holds(number)
    ]
    if not found:
        return 0.0, key, [Reply(-1, False, question.otherwise)]
    wrong, index = min(found)
    return float(not wrong), key, [Reply(index, not wrong, question.answers[index].why)]


def readings(answer: Any) -> list[float]:
    """The numbers that an answer may mean: `1,204` is 1.204 to one reader and 1204 to another. Raises `Refusal`."""
    if isinstance(answer, int | float) and not isinstance(answer, bool) and math.isfinite(answer):
        return [float(answer)]
    text = re.sub(r"[\s\u2009\u202f']", "", str(answer)[:60]).replace("\u2212", "-") if isinstance(answer, str) else ""
    found = []
    if re.fullmatch(r"[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d{1,3})?%?", text, re.IGNORECASE):
        found.append(_float(text.replace(",", ".")))
    for thousands, point in ((",", "."), (".", ",")):
        if re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}(\{thousands}\d{{3}})+(\{point}\d+)?", text):
            found.append(_float(text.replace(thousands, "").replace(point, ".")))
    finite = [number for number in found if math.isfinite(number)]
    if not finite:
        raise expected(Text("a number, such as 0.177", "eine Zahl, etwa 0,177"))
    return finite


def _float(text: str) -> float:
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def _index(answer: Any, count: int) -> int:
    if isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer < count:
        raise expected(Text(f"the index of an answer, 0 to {count - 1}", f"der Index einer Antwort, 0 bis {count - 1}"))
    return answer


def _indices(answer: Any, count: int) -> list[int]:
    found = [_index(one, count) for one in answer] if isinstance(answer, list) else None
    if found is None or len(set(found)) != len(found):
        raise expected(Text("a list of indices, each once", "eine Liste von Indizes, jeder einmal"))
    return found


def expected(what: Text) -> Refusal:
    """The refusal of an answer that is none."""
    return Refusal(
        Text(
            f"This is no answer to the question. Expected: {what.en}.",
            f"Das ist keine Antwort auf die Frage. Erwartet: {what.de}.",
        )
    )
