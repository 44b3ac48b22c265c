"""A course as the page reads it: everything but the keys."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec

from neurarium.course import markup, references
from neurarium.course.marking import shown_order
from neurarium.course.model import Course, Section, Term
from neurarium.course.question import Blank, Do, Number, Order, Question, kind
from neurarium.lab.text import Language


def course(found: Course) -> dict[str, Any]:
    """The course's tree."""
    return {
        "id": found.id,
        "title": found.title,
        "promise": found.promise,
        "imported": found.imported,
        "parts": [
            {
                "id": chapter.id,
                "title": chapter.title,
                "sections": [_heading(found.sections[own]) for own in chapter.sections],
            }
            for chapter in found.chapters
        ],
        "terms": len(found.terms),
        "problems": len(found.problems),
    }


def _heading(section: Section) -> dict[str, Any]:
    heading = section.heading
    return {
        "id": section.id,
        "title": heading.title,
        "promise": heading.promise,
        "minutes": heading.minutes,
        "rows": heading.rows,
        "labs": heading.labs,
        "lesson": bool(section.lesson),
        "questions": len(section.questions),
    }


def section(found: Course, own: Section, language: Language) -> dict[str, Any]:
    """A section's lesson, the questions that belong to it, and the terms that they name."""
    known = dict(found.questions())
    lesson = own.markdown(language)
    markdown = lesson[0] if lesson else ""
    shown = [
        references.full(own.id, reference.target)
        for reference in markup.references(markdown)
        if reference.kind == "question"
    ]
    names = dict.fromkeys([*(f"{own.id}/{question}" for question in own.questions), *shown])
    questions = {name: known[name] for name in names if name in known}
    named = {*markup.terms(markdown)}
    for one in questions.values():
        named |= {*markup.terms(msgspec.json.encode(one).decode())}
    return {
        "markdown": markdown if lesson else None,
        "language": lesson[1] if lesson else language,
        "questions": [question(found, name, one) for name, one in questions.items()],
        "terms": {term: _term(found.terms[term]) for term in sorted(named) if term in found.terms},
    }


def glossary(found: Course) -> list[dict[str, Any]]:
    """All terms, and in which lessons each occurs."""
    uses = references.uses(found)
    return [{"id": own, **_term(term), "sections": uses[own]} for own, term in found.terms.items()]


def _term(term: Term) -> dict[str, Any]:
    return {"term": term.term, "sentence": term.sentence, "source": term.source, "also": term.also}


def question(found: Course, name: str, one: Question) -> dict[str, Any]:
    """A question without its key."""
    own_section = name.partition("/")[0]
    image = f"/api/courses/{found.id}/sections/{own_section}/files/{quote(one.image)}"
    return {
        "id": name,
        "section": own_section,
        "kind": kind(one),
        "difficulty": one.difficulty,
        "knowledge": one.knowledge,
        "text": one.text,
        "source": one.source,
        "live": one.live or None,
        "image": {"address": image, "alt": one.alt} if one.image else None,
        **_by_kind(f"{found.id}/{name}", one),
    }


def _by_kind(full: str, one: Question) -> dict[str, Any]:
    match one:
        case Order():
            return {"items": [one.items[index].text for index in shown_order(one)]}
        case Blank():
            return {"gaps": len(one.gaps), "words": _words(one)}
        case Number():
            return {"unit": one.unit}
        case Do():
            plain = msgspec.json.decode(msgspec.json.encode(one.exercise()))
            return {"exercise": {"id": full, **{key: value for key, value in plain.items() if key != "solution"}}}
        case _:
            return {"answers": [answer.text for answer in one.answers]}


def _words(one: Blank) -> dict[str, list[str]] | None:
    """The words to choose from, in the order of the alphabet, which tells nothing."""
    if one.words is None:
        return None
    return {
        language: sorted(
            {gap.accept.say(language)[0] for gap in one.gaps} | {*one.words.say(language)}, key=str.casefold
        )
        for language in ("en", "de")
    }
