"""GIFT: what is written comes back, and what comes from elsewhere is read or told."""

from __future__ import annotations

from hypothesis import given

from neurarium.course.exchange import gift_in, gift_out, incoming
from neurarium.course.exchange.bundle import Bundle, Languages
from neurarium.course.question import Question
from tests.course import strategies
from tests.course.test_moodle import course


def carried(questions: dict[str, Question], languages: Languages) -> incoming.Incoming:
    data = gift_out.write(Bundle(course(questions), questions, languages))
    return incoming.gathered(gift_in.read(data), "a file", terms=True)


@given(questions=strategies.questions())
@strategies.TRIED
def test_two_files_bring_both_languages_back(questions: dict[str, Question]) -> None:
    back = incoming.merged(carried(questions, "en"), carried(questions, "de"))
    assert dict(back.questions()) == questions
