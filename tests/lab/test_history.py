"""Curves are dense at first and thin out by the count of steps alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurarium.lab.history import DENSE, History, next_mark


def test_every_step_is_kept_at_first_then_128_a_doubling() -> None:
    assert [next_mark(steps) for steps in (0, 1, 254, 255)] == [1, 2, 255, 256]
    assert [next_mark(steps) for steps in (256, 257, 511, 512)] == [258, 258, 512, 516]
    marks, steps = 0, DENSE
    while steps < 2 * DENSE:
        steps, marks = next_mark(steps), marks + 1
    assert marks == 128


@given(st.integers(0, 10**12), st.integers(0, 10**6))
def test_marks_do_not_depend_on_where_one_stands(steps: int, further: int) -> None:
    mark = next_mark(steps)
    assert mark > steps
    between = min(steps + further, mark - 1)
    assert next_mark(between) == mark


def test_grows_replaces_and_comes_back_from_arrays() -> None:
    history = History(("loss",))
    for step in range(200):
        history.note(step, {"loss": 1 / (step + 1)})
    history.note(199, {"loss": 7.0})
    assert len(history) == 200
    assert history.of("loss")[-1] == 7.0
    again = History.of_arrays(("loss",), history.steps, history.values)
    again.note(200, {"loss": 1.0})
    assert len(again) == 201
    assert len(history) == 200


def test_foreign_arrays_are_refused() -> None:
    for steps, values in [([0, 0], [[1.0], [1.0]]), ([0], [[1.0, 2.0]]), ([[0]], [[1.0]])]:
        with pytest.raises(ValueError, match="curves"):
            History.of_arrays(("loss",), np.array(steps), np.array(values))


def test_takes_the_names_of_today() -> None:
    history = History(("loss", "accuracy"))
    history.note(1, {"loss": 2.0, "accuracy": 0.5})
    today = history.named(("accuracy", "score", "loss"))
    assert today.names == ("accuracy", "score", "loss")
    assert np.array_equal(today.values, [[0.5, np.nan, 2.0]], equal_nan=True)
    with pytest.raises(ValueError, match="accuracy"):
        history.named(("loss",))
