"""What holds for every exercise of every lesson: the question has one right answer, and the goal can be reached."""

from __future__ import annotations

import re

import pytest

import neurarium as nr
from neurarium import labs
from neurarium.lab.exercise import Do, Exercise, Predict
from neurarium.lab.text import LANGUAGES

ALL = {f"{lab}/{own}": exercise for lab in labs.folders() for own, exercise in labs.exercises(lab).items()}
QUESTIONS = [name for name, exercise in ALL.items() if isinstance(exercise, Predict)]
GOALS = [name for name, exercise in ALL.items() if isinstance(exercise, Do)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_runs_make_one_answer_right(name: str) -> None:
    exercise = nr.exercise(name)
    assert isinstance(exercise, Predict)
    verdict = nr.trial(name).finish()
    assert verdict.quantity is not None
    values = [value for group in verdict.groups for value in group.values]
    assert None not in values, "none of the runs leaves the numbers"
    if exercise.measure.axis is not None:
        low, high = exercise.measure.axis
        assert low <= min(values) <= max(values) <= high, "every run has its place on the axis"
    if exercise.number is None:
        assert verdict.right is not None
        choice = exercise.choices[verdict.right]
        reach = min(abs(verdict.quantity - choice.low), abs(verdict.quantity - choice.high))
        assert reach > 0.02, f"{verdict.quantity} is too close to a border to be clear"
    else:
        assert exercise.number.low <= verdict.quantity * exercise.seeds <= exercise.number.high
        assert exercise.number.tolerance < (exercise.number.high - exercise.number.low) / 3, "guessing is not enough"


@pytest.mark.parametrize("name", GOALS)
def test_the_goal_can_be_reached_but_not_at_once(name: str) -> None:
    exercise = nr.exercise(name)
    assert isinstance(exercise, Do)
    assert not nr.check(name, nr.run(exercise.lab, seed=exercise.seed, **exercise.settings)).reached
    solution = exercise.solution
    run = nr.run(exercise.lab, seed=solution.seed, **solution.settings).replay(solution.events).advance(solution.steps)
    check = nr.check(name, run)
    assert check.reached, check


@pytest.mark.parametrize("lab", sorted(labs.folders()))
def test_every_exercise_has_its_place_in_the_lesson(lab: str) -> None:
    for language in LANGUAGES:
        lesson = (labs.folders()[lab] / f"lesson.{language}.md").read_text(encoding="utf-8")
        shown = re.findall(r"^\[exercise: ([\w-]+)\]$", lesson, re.MULTILINE)
        assert shown == list(labs.exercises(lab)), f"lesson.{language}.md shows each exercise once, in their order"
        assert lesson.count("[exercise:") == len(shown), "an exercise stands on a line of its own"


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_said_can_be_filled_in_and_no_choice_stands_twice(name: str) -> None:
    exercise: Exercise = nr.exercise(name)
    assert isinstance(exercise, Predict)
    known = {"quantity", *(str(number) for number in range(1, len(exercise.groups) + 1))}
    for words in (exercise.because.en, exercise.because.de):
        assert set(re.findall(r"\{(\w+)\}", words)) <= known
    for language in LANGUAGES:
        assert len({choice.words.say(language) for choice in exercise.choices}) == len(exercise.choices)
