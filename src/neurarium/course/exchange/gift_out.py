"""Questions as GIFT: one language a file, one question a paragraph.

Moodle reads `[id:...]` and `[tag:...]` out of the comment before a question. What GIFT has no place for at all (what is
said to the items of an order, to gaps, a unit) stands in further comments, which others pass over and ours reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from neurarium.course.exchange import hypertext, moodle_out
from neurarium.course.exchange.bundle import Bundle, Languages
from neurarium.course.question import (
    DIFFICULTIES,
    KINDS,
    KNOWLEDGE,
    Blank,
    Choice,
    Do,
    Number,
    Order,
    Question,
    Several,
    kind,
)
from neurarium.lab.text import Text

COMMENT = "// neurarium "


def holds(question: Question, _: Languages) -> bool:
    """Whether a file can hold a question."""
    return not isinstance(question, Do)


def write(bundle: Bundle) -> bytes:
    """The file."""
    lines: list[str] = []
    category = ""
    for name, question in bundle.questions.items():
        path = "/".join(_part(bundle.say(text)) for text in bundle.category(name, question))
        if path != category:
            category = path
            lines += [f"$CATEGORY: $course$/top/{path}", ""]
        lines += [*_about(bundle, name, question), *_question(bundle, question), ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _part(title: str) -> str:
    return re.sub(r"\s+", " ", title).replace("/", "//")


def _about(bundle: Bundle, name: str, question: Question) -> Iterator[str]:
    texts = (DIFFICULTIES[question.difficulty], KNOWLEDGE[question.knowledge], KINDS[kind(question)])
    tags = " ".join(f"[tag:{text.say(bundle.language)}]" for text in texts)
    yield f"// [id:{name}] {tags}"
    language = bundle.language
    match question:
        case Order():
            for number, item in enumerate(question.items, 1):
                if item.why:
                    yield _note(f"why {number}", item.why.say(language))
        case Number(unit=Text() as unit):
            yield _note("unit", unit.say(language))
        case Blank():
            for number, gap in enumerate(question.gaps, 1):
                yield _note(f"why {number}", gap.why.say(language))
                for word in gap.accept.say(language)[1:]:
                    yield _note(f"accept {number}", word)
            if question.words is not None:
                yield _note("choose", "")


def _note(key: str, words: str) -> str:
    return f"{COMMENT}{key}: " + words.replace("\\", "\\\\").replace("\n", "\\n")


def _question(bundle: Bundle, question: Question) -> Iterator[str]:
    def said(text: Text) -> str:
        return escaped(hypertext.to_html(text.say(bundle.language)))

    head = f"::{escaped(moodle_out.name(bundle, question))}::[html]"
    match question:
        case Order():
            yield f"{head}{said(question.text)}{{"
            yield from (f"  ={number} -> {said(item.text)}" for number, item in enumerate(question.items, 1))
        case Blank():
            yield from _blank(bundle, head, question)
        case Number():
            yield f"{head}{said(question.text)}{{#"
            for amount in question.answers:
                share = "" if amount.right else "%0%"
                yield f"  ={share}{amount.number!r}:{amount.tolerance!r}#{said(amount.why)}"
            if question.otherwise:
                yield f"  =%0%*#{said(question.otherwise)}"
        case Do():
            return
        case _:
            yield f"{head}{said(question.text)}{{"
            for sign, answer in zip(_signs(question), question.answers, strict=True):
                yield f"  {sign}{said(answer.text)}#{said(answer.why)}"
    yield f"  ####{escaped(moodle_out.after(bundle, question))}}}"


def _signs(question: Choice) -> list[str]:
    if not isinstance(question, Several):
        return ["=" if answer.right else "~" for answer in question.answers]
    share = moodle_out.share(question)
    return [f"~%{share}%" if answer.right else f"~%-{share}%" for answer in question.answers]


def _blank(bundle: Bundle, head: str, question: Blank) -> Iterator[str]:
    """One gap is a short answer or a choice; several are matched by their numbers."""
    language = bundle.language
    accepted = [gap.accept.say(language) for gap in question.gaps]
    others = question.words.say(language) if question.words else []
    text = hypertext.to_html(question.text.say(language))
    single = len(question.gaps) == 1
    yield head + escaped(re.sub(r"\{(\d+)\}", "_____" if single else r"_____(\1)", text)) + "{"
    why = escaped(hypertext.to_html(question.gaps[0].why.say(language)))
    if single and others:
        yield f"  ={_word(accepted[0][0])}#{why}"
        yield from (f"  ~{_word(word)}#{why}" for word in others)
    elif single:
        yield from (f"  ={_word(word)}#{why}" for word in accepted[0])
    else:
        yield from (f"  =({number}) -> {_word(words[0])}" for number, words in enumerate(accepted, 1))
        yield from (f"  = -> {_word(word)}" for word in others)


def escaped(text: str) -> str:
    """Backslashes before the signs that mean something in GIFT; a line's end is written `\\n`."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", "\\n")


def _word(word: str) -> str:
    """A word as an answer, in which an arrow would mean a pair."""
    return escaped(word.replace("->", "-&gt;"))
