"""Links into labs: what they say, and whether the labs know it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from neurarium.course import markup, sentences
from neurarium.course.model import Course, Section
from neurarium.course.question import Do
from neurarium.lab import exercise_file
from neurarium.lab.contract import Lab
from neurarium.lab.refusals import checked_seed
from neurarium.lab.text import Refusal, Text
from neurarium.lab.toml_file import Place, Problem

Find = Callable[[str], Lab[Any, Any]]
MOST_STEPS = 100_000  # that a figure trains before it shows
LAB = Text("lab", "Labor")


class Link(NamedTuple):
    """A lab in a state: `playground?dataset=spiral&hidden=8,8&seed=5&steps=400&plays`."""

    lab: str
    settings: dict[str, str]
    about: dict[str, str]  # what a link says beyond the settings


OWN = ("seed", "seeds", "events", "look", "hide", "lesson", "steps", "plays", "run", "population")


def parsed(link: str) -> Link:
    """The parts of a link, unchecked."""
    lab, _, query = link.partition("?")
    given = dict(parse_qsl(query, keep_blank_values=True))
    settings = {name: value for name, value in given.items() if name not in OWN}
    return Link(lab, settings, {name: value for name, value in given.items() if name in OWN})


def mistakes(link: str, find: Find) -> Iterator[Text]:
    """What a link says that its lab does not know."""
    lab_id, settings, about = parsed(link)
    try:
        lab = find(lab_id)
    except Refusal as refusal:
        yield refusal.text
        return
    for name, value in settings.items():
        try:
            lab.Settings.checked({name: value})
        except Refusal as refusal:
            yield refusal.text
    if about.keys() & {"run", "population"}:
        yield Text("a run of one visitor is there for nobody else", "der Lauf eines Besuchers ist für andere nicht da")
    for name, most in (("seeds", 64), ("steps", MOST_STEPS)):
        if name in about and not (about[name].isdecimal() and int(about[name]) <= most):
            yield Text(f"'{name}' has to be a number up to {most}", f"'{name}' muss eine Zahl bis {most} sein")
    for name in ("events", "look"):
        if name in about and not _is_json(about[name]):
            yield Text(f"'{name}' is no JSON", f"'{name}' ist kein JSON")
    if "seed" in about:
        try:
            checked_seed(about["seed"])
        except Refusal as refusal:
            yield refusal.text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def problems(course: Course, find: Find) -> Iterator[Problem]:
    """What in a course's files leads to a lab, setting, reading or action that there is not."""
    for section in course.sections.values():
        for index, lab in enumerate(section.heading.labs):
            for what in mistakes(lab, find):
                if course.file is not None:
                    yield course.file.problem(("sections", section.id, "labs", index), what)
        for language, text in section.lesson.items():
            name = f"{section.id}/lesson.{language}.md"
            for found in markup.references(text):
                if found.kind in ("figure", "lab"):
                    for what in mistakes(found.target, find):
                        yield sentences.in_text(name, found.line, what)
        yield from _of_questions(section, find)


def _of_questions(section: Section, find: Find) -> Iterator[Problem]:
    for own, question in section.questions.items():
        where: Place = section.places.get(own, ())
        if section.file is None:
            continue
        if question.live:
            for what in mistakes(question.live, find):
                yield section.file.problem((*where, "live"), what)
        if isinstance(question, Do):
            for place, said in exercise_file.problems("task", question.exercise(), find):
                if place[1:2] != ("because",):  # which a question may leave out
                    yield section.file.problem((*where, *place), Text(said, said))
