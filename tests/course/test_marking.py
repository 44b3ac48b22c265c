"""Marks: what is right, how much of it, and what is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurarium.course import marking, reading
from neurarium.course.marking import Mark, shown_order
from neurarium.course.question import Order, Question
from neurarium.lab.text import Refusal
from tests.course import strategies
from tests.course.conftest import TEMPLATE

QUESTIONS: dict[str, Question] = reading.read(TEMPLATE, "template").sections["perceptron"].questions


def mark(own: str, answer: Any) -> Mark:
    return marking.mark(QUESTIONS[own], answer)


def test_a_single_answer() -> None:
    right, wrong = mark("one-line", 1), mark("one-line", 0)
    assert (right.right, right.share, right.key) == (True, 1.0, 1)
    assert (wrong.right, wrong.share, wrong.key) == (False, 0.0, 1)
    assert wrong.replies[0].why is not None
    assert "*squares*" in wrong.replies[0].why.en


@pytest.mark.parametrize(
    ("ticked", "share"), [([0, 2], 1.0), ([0], 0.5), ([0, 1, 2], 0.5), ([1], 0.0), ([], 0.0), ([0, 1], 0.0)]
)
def test_several_answers_count_in_part_and_wrong_ones_against(ticked: list[int], share: float) -> None:
    made = mark("separable", ticked)
    assert made.share == share
    assert [reply.right for reply in made.replies] == [0 in ticked, 1 not in ticked, 2 in ticked]


def test_an_order_is_shown_shuffled_and_marked_by_place() -> None:
    question = QUESTIONS["training-step"]
    assert isinstance(question, Order)
    shown = shown_order(question)
    assert sorted(shown) == [0, 1, 2, 3] != shown
    key = mark("training-step", [0, 1, 2, 3]).key
    assert mark("training-step", key).right
    assert mark("training-step", [key[1], key[0], key[2], key[3]]).share == 0.5
    first = mark("training-step", key).replies[0]
    assert first.why is not None
    assert first.why.en == "Without outputs there is no error."


@pytest.mark.parametrize(
    "words", [["AI", "deep learning"], ["künstliche  intelligenz", "Deep-Learning"], ["ki", "DEEPLEARNING"]]
)
def test_gaps_take_every_accepted_word(words: list[str]) -> None:
    assert mark("nested", words).right
    assert mark("nested", [words[0], "robotics"]).share == 0.5


@pytest.mark.parametrize("answer", [12, 12.0, "12", " 12,0 ", "1200%", "+12"])
def test_a_number_in_every_way_of_writing_it(answer: Any) -> None:
    assert mark("weights", answer).right


def test_a_typical_mistake_and_any_other_number() -> None:
    typical, other = mark("weights", 16), mark("weights", -1)
    assert typical.replies[0].why is not None
    assert "biases" in typical.replies[0].why.en
    assert other.replies[0].of == -1
    assert other.key == {"number": 12.0, "tolerance": 0.0}


def test_a_comma_may_part_thousands_or_decimals() -> None:
    assert marking.readings("1,204") == [1.204, 1204.0]
    assert marking.readings("1.204,5") == [1204.5]
    assert marking.readings("0,177") == [0.177]
    assert marking.readings("−3") == [-3.0]


@given(
    st.text(max_size=20)
    | st.floats()
    | st.none()
    | st.lists(st.integers(), max_size=3)
    | st.dictionaries(st.text(), st.none())
)
@strategies.TRIED
def test_anything_is_marked_or_refused_in_words(answer: Any) -> None:
    for own, question in QUESTIONS.items():
        try:
            made = marking.mark(question, answer)
        except Refusal as refusal:
            assert refusal.text.en
            assert refusal.text.de
        else:
            assert 0 <= made.share <= 1, own
