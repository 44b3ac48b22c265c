"""Questions are answered by runs, goals are reached honestly, and a mistake in a file is named with its line."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import neurarium as nr
from neurarium import labs
from neurarium.lab.exercise import Choice, Compare, Group, Measure, Predict, Verdict, judge, measured
from neurarium.lab.exercise_file import FileWrong, read
from neurarium.lab.text import Text
from neurarium.lab.trial import Trial
from tests.conftest import TINY

VALUES = np.array([0.1, 0.4, 0.2, np.nan])
WORDS = Text("words", "Wörter")


@pytest.mark.parametrize(
    ("of", "number"),
    [("share", 0.5), ("median", 0.2), ("lowest", 0.1), ("highest", 0.4), ("spread", 4.0)],
)
def test_a_run_that_left_the_numbers_is_no_success_and_no_value(of: str, number: float) -> None:
    measure = Measure(of, "loss", at_most=0.2)  # type: ignore[arg-type]
    assert measured(measure, VALUES) == pytest.approx(number)


def test_where_all_left_the_numbers_there_is_none() -> None:
    assert measured(Measure("share", "loss", 0.2), np.full(3, np.nan)) == 0
    assert measured(Measure("median", "loss"), np.full(3, np.nan)) == math.inf


def question(compare: Compare | None, *bounds: float) -> Predict:
    choices = [Choice(WORDS, low, high) for low, high in zip((-math.inf, *bounds), (*bounds, math.inf), strict=True)]
    groups = [Group(WORDS), Group(WORDS)]
    return Predict(WORDS, WORDS, WORDS, Measure("median", "loss"), 1, groups, compare=compare, choices=choices)


def test_groups_are_compared() -> None:
    values = [np.array([0.4]), np.array([0.1])]
    assert judge(question(Compare("quotient"), 0.5, 1.0), values).quantity == pytest.approx(0.25)
    assert judge(question(Compare("quotient"), 0.5, 1.0), values).right == 0
    assert judge(question(Compare("first", least=0.3), 1.5, 2.5), values).right == 0
    assert judge(question(Compare("first", least=0.5), 1.5, 2.5), values).quantity == 3


@given(st.floats(0, 2))
def test_a_number_on_the_border_makes_one_choice_right(number: float) -> None:
    right = judge(question(None, 0.5, 1.0), [np.array([0.0]), np.array([number])]).right
    assert right == (0 if number < 0.5 else 1 if number < 1 else 2)


def test_a_trial_is_the_single_runs_however_it_is_cut() -> None:
    trial = nr.trial("slope/faster")
    while not trial.done:
        trial.advance(3)
    alone = [nr.run("slope", seed=3 + index, rate=rate).advance(10) for rate in (0.1, 0.2) for index in range(4)]
    assert [value for group in trial.values for value in group] == [run.readings["loss"] for run in alone]
    assert trial.steps == 10
    assert trial.advance(5).steps == 10, "there is nothing left to do"
    verdict = trial.verdict()
    assert verdict == nr.trial("slope/faster").finish()
    assert isinstance(verdict, Verdict)
    assert verdict.right == 0


def test_runs_that_leave_the_numbers_end_the_trial_and_make_no_choice_right() -> None:
    exercise = nr.exercise("slope/faster")
    assert isinstance(exercise, Predict)
    trial = Trial(labs.find("slope"), msgspec.structs.replace(exercise, settings={"rate": 100.0}, steps=2000))
    verdict = trial.finish()
    assert trial.done
    assert len(trial.trouble) == 4, "those of the first group; the second has a rate of its own"
    assert verdict.groups[0].values == [None] * 4
    assert verdict.groups[0].measured is None
    assert verdict.groups[1].measured is not None


def test_a_trial_has_no_verdict_before_its_end_and_cannot_be_changed() -> None:
    trial = nr.trial("slope/faster").advance(9)
    for ask in (
        trial.verdict,
        lambda: trial.change(rate=1.0),
        lambda: trial.act("set_weight", value=2.0),
        lambda: trial.restart(1),
    ):
        with pytest.raises(nr.Refusal):
            ask()


def test_a_goal_is_reached_once_it_was_and_tells_the_best() -> None:
    run = nr.run("slope", seed=2, rate=0.5)
    check = nr.check("slope/learned", run)
    assert not check.reached
    assert check.best == run.readings["loss"]
    assert nr.check("slope/learned", run.advance(100)).reached
    low = nr.check("slope/learned", run).best
    assert low is not None
    assert low <= 0.05


def test_a_goal_counts_between_two_questions() -> None:
    """Whoever asks late hears of it all the same: the curves are looked at, not only the last value."""
    run = nr.run("slope", seed=2, rate=0.5).advance(100)
    best = nr.check("slope/learned", run).best
    assert best == run.history.of("loss").min()


def test_a_goal_cannot_be_had_by_other_means() -> None:
    by_hand = nr.run("slope", seed=2).act("set_weight", value=2.0)
    assert by_hand.readings["loss"] < 0.05
    assert not nr.check("slope/learned", by_hand).reached
    assert not nr.check("slope/learned", by_hand.advance(10)).reached
    assert nr.check("slope/learned", by_hand.restart().change(rate=0.5).advance(100)).reached
    for other in (
        nr.run("slope", seed=2, rate=0.6).advance(100),
        nr.run("slope", seed=2, rate=0.5, points=30).advance(100),
        nr.run("slope", seed=1, rate=0.5).advance(100),
    ):
        check = nr.check("slope/learned", other)
        assert not check.reached
        assert [condition.text.en for condition in check.conditions if not condition.holds]


def test_a_change_on_the_way_forgets_what_was_reached_before() -> None:
    run = nr.run("slope", seed=2, rate=10.0).advance(1).change(rate=0.5)
    before = nr.check("slope/learned", run).best
    assert before == run.readings["loss"]


def test_wrong_requests_are_refused() -> None:
    for ask in (
        lambda: nr.trial("slope/learned"),
        lambda: nr.trial("slope/no-such"),
        lambda: nr.trial("no-such-lab/faster"),
        lambda: nr.check("slope/faster", nr.run("slope")),
        lambda: nr.check("slope/learned", nr.run("playground")),
    ):
        with pytest.raises(nr.Refusal) as caught:
            ask()
        assert caught.value.text.de


MISTAKES = [  # what is right, what stands there instead, and what is said about it
    ('kind = "predict"', 'kind = "guess"', "guess"),
    ('reading = "loss"', 'reading = "lose"', "there is no 'lose'; known are: loss"),
    ("rate = 0.2", "rat = 0.2", "Did you mean 'rate'?"),
    ("rate = 0.2", "rate = -1.0", "expected a number from 0 to 100"),
    ("low = 0.9", "low = 0.8", "two choices would be right at once"),
    ('words.de = "Weniger"', 'words.de = " "', "the text is empty"),
    ("steps = 10", 'steps = "ten"', "Expected `int`, got `str`"),
    ("seeds = 4", "seeds = 0", ">= 1"),
    ("seeds = 4", "sedes = 4", "sedes"),
    ("holds = { points = 20 }", "holds = { points = 1 }", "expected a whole number from 2 to 100"),
    ("most = { rate = 0.5 }", "most = { speed = 0.5 }", "there is no 'speed'"),
    ("same_seed = true", 'actions = ["reset"]', "there is no 'reset'"),
    ("[learned]", "[learned", "line 34"),
]


def mistaken(folder: Path, right: str, wrong: str) -> tuple[str, str]:
    """What is said about a file with this mistake in it, and its text."""
    text = (TINY / "slope" / "exercises.toml").read_text(encoding="utf-8")
    assert right in text
    text = text.replace(right, wrong, 1)
    file = folder / "exercises.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileWrong) as caught:
        read(file, "slope", labs.find)
    assert "exercises.toml" in str(caught.value)
    return str(caught.value), text


@pytest.mark.parametrize(("right", "wrong", "said"), MISTAKES, ids=[mistake[2] for mistake in MISTAKES])
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    told, text = mistaken(tmp_path, right, wrong)
    assert f"line {text[: text.index(wrong)].count(chr(10)) + 1}" in told
    assert said in told


def test_what_is_missing_is_named_with_the_line_where_it_should_be(tmp_path: Path) -> None:
    told, text = mistaken(tmp_path, 'title.de = "Schneller"\n', "")
    assert f"line {text[: text.index('title.en')].count(chr(10)) + 1} (faster.title)" in told
    assert "missing required field `de`" in told
    told, text = mistaken(tmp_path, 'compare = { how = "quotient" }\n', "")
    assert f"line {text[: text.index('[[faster.groups]]')].count(chr(10)) + 1} (faster.groups)" in told
    assert "several groups need 'compare'" in told
