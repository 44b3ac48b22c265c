"""Moodle XML: what is written comes back, and what comes from elsewhere is read or told."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given

from neurarium.course.exchange import incoming, moodle_in, moodle_out
from neurarium.course.exchange.bundle import Bundle, Languages
from neurarium.course.model import Chapter, Course, Heading, Section
from neurarium.course.question import Blank, Question
from neurarium.lab.text import Text
from tests.course import strategies


def course(questions: dict[str, Question]) -> Course:
    heading = Heading(title=Text("One/two – three", "Eins/zwei"))
    section = Section("one", heading, Path(), questions={name.partition("/")[2]: q for name, q in questions.items()})
    chapter = Chapter(id="part", title=Text("Part", "Teil"), sections=["one"])
    return Course("mine", Path(), Text("Mine", "Meins"), chapters=(chapter,), sections={"one": section})


def carried(questions: dict[str, Question], languages: Languages) -> incoming.Incoming:
    data = moodle_out.write(Bundle(course(questions), questions, languages))
    return incoming.gathered(moodle_in.read(data), "a file", terms=True)


@given(questions=strategies.questions())
@strategies.TRIED
def test_two_files_bring_both_languages_back(questions: dict[str, Question]) -> None:
    back = incoming.merged(carried(questions, "en"), carried(questions, "de"))
    assert dict(back.questions()) == questions


@given(questions=strategies.questions())
@strategies.TRIED
def test_one_file_with_multilang_spans_brings_both_back(questions: dict[str, Question]) -> None:
    kept = {name: question for name, question in questions.items() if moodle_out.holds(question, "both")}
    assert all(isinstance(question, Blank) for name, question in questions.items() if name not in kept)
    assert dict(carried(kept, "both").questions()) == kept
