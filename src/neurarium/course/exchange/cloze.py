"""Moodle's embedded answers: `{1:SHORTANSWER:=right#why}` within a text."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import NamedTuple

from neurarium.course.exchange import hypertext
from neurarium.course.question import Blank
from neurarium.lab.text import Language

GAP = re.compile(r"\{(\d+)\}")
_EMBEDDED = re.compile(
    r"\{\s{0,9}\d{0,9}\s{0,9}:\s{0,9}(?P<kind>[A-Z_]{2,20})\s{0,9}:(?P<answers>(?:\\.|[^\\}])*)\}", re.DOTALL
)
SHORT = ("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC")
CHOICE = re.compile(r"(MULTICHOICE|MC)(_?[VHS]{1,2})?")


class Embedded(NamedTuple):
    """One gap of a foreign text: kind, answers that are right, all others, and what is said to the right one."""

    kind: str
    right: list[str]
    wrong: list[str]
    why: str


def written(question: Blank, said: str, language: Language) -> str:
    """The HTML of a question's text with its gaps filled in Moodle's way."""

    def gap(found: re.Match[str]) -> str:
        one = question.gaps[int(found[1]) - 1]
        why = _entities(hypertext.to_html(one.why.say(language)))
        accepted = one.accept.say(language)
        if question.words is None:
            return "{1:SHORTANSWER:" + "~".join(f"={_entities(word)}#{why}" for word in accepted) + "}"
        others = [other.accept.say(language)[0] for other in question.gaps]
        wrong = [word for word in dict.fromkeys([*others, *question.words.say(language)]) if word != accepted[0]]
        choices = [f"={_entities(escape(accepted[0]))}#{why}", *(_entities(escape(word)) for word in wrong)]
        return "{1:MCS:" + "~".join(choices) + "}"

    return GAP.sub(gap, said)


def _entities(words: str) -> str:
    """Entities for the signs that mean something here; Moodle makes characters of them once."""
    return re.sub(r"[{}#~=%\\\"&]", lambda sign: f"&#{ord(sign[0])};", words)


def read(text: str) -> tuple[str, list[Embedded]]:
    """A text with numbered gaps in place of embedded answers, and these."""
    found: list[Embedded] = []

    def gap(one: re.Match[str]) -> str:
        found.append(_embedded(one["kind"], one["answers"]))
        return f"{{{len(found)}}}"

    return _EMBEDDED.sub(gap, text), found


def _embedded(kind: str, answers: str) -> Embedded:
    right: list[str] = []
    wrong: list[str] = []
    why = ""
    for alternative in re.split(r"(?<!\\)~", answers):
        given = re.match(r"\s*(=|%-?[\d.,]+%)?", alternative)
        share = (given[1] if given else "") or ""
        word, said = _parted(alternative[given.end() if given else 0 :])
        is_right = share == "=" or share.startswith("%100")
        (right if is_right else wrong).append(_bare(word, kind))
        why = why or (unescape(_unslashed(said)) if is_right else "")
    return Embedded(kind, right, wrong, why)


def _parted(words: str) -> tuple[str, str]:
    """The answer and what is said to it, parted at the first `#` that is no part of an entity."""
    place = re.search(r"(?<![\\&])#", words)
    return (words[: place.start()], words[place.end() :]) if place else (words, "")


def _bare(word: str, kind: str) -> str:
    """An answer's characters; one to choose is HTML, one to write is not."""
    written = unescape(_unslashed(word))
    return (written if kind in SHORT else unescape(re.sub("<[^>]*>", "", written))).strip()


def _unslashed(text: str) -> str:
    return re.sub(r"\\([#~{}=/\"\\])", r"\1", text)
