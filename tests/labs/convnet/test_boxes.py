"""Boxes: worked examples with exact numbers, and what must hold for any."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from neurarium.labs.convnet import boxes

NONE = [-1.0] * 5


def test_the_overlap_of_two_squares_that_share_a_quarter() -> None:
    squares = np.array([[0.0, 0, 2, 2], [1, 1, 3, 3], [5, 5, 6, 6], [4, 4, 4, 4]])
    table = boxes.intersection_over_union(squares, squares)
    assert table[0].tolist() == [1, 1 / 7, 0, 0]
    assert table[3].tolist() == [0, 0, 0, 0]
    assert np.array_equal(table, table.T)


def test_a_box_is_encoded_in_the_cell_of_its_centre() -> None:
    target = boxes.encode(np.array([[[2.0, 8, 4, 24, 12], NONE]]), rows=4, columns=4, height=32, width=32)
    assert np.argwhere(target[0, ..., 0]).tolist() == [[1, 2]]  # the centre (16, 8) begins cell (1, 2)
    assert target[0, 1, 2].tolist() == pytest.approx([1, 2, 0, 0, np.log(2), 0])


def test_of_two_centres_in_one_cell_the_first_counts() -> None:
    target = boxes.encode(np.array([[[0.0, 0, 0, 8, 8], [1, 1, 1, 8, 8]]]), 4, 4, 32, 32)
    assert target[..., 0].sum() == 1
    assert target[0, 0, 0, 1] == 0


cells = some.tuples(some.integers(1, 6), some.integers(1, 6))


@settings(max_examples=60, deadline=None)
@given(cells=cells, data=some.data())
def test_what_is_encoded_is_decoded(cells: tuple[int, int], data: some.DataObject) -> None:
    rows, columns = cells
    left, top = data.draw(some.floats(0, 20)), data.draw(some.floats(0, 20))
    right, bottom = left + data.draw(some.floats(1, 11)), top + data.draw(some.floats(1, 11))
    label = data.draw(some.integers(0, 3))
    target = boxes.encode(np.array([[[label, left, top, right, bottom]]], float), rows, columns, 32, 32)[0]
    raw = np.full((1, rows, columns, 9), -20.0)
    there = target[..., 0] > 0
    inside = np.clip(target[there][:, 2:4], 1e-9, 1 - 1e-6)
    raw[0, there, 0] = 20
    raw[0, there, 1:3] = np.log(inside / (1 - inside))
    raw[0, there, 3:5] = target[there][:, 4:6]
    raw[0, there, 5 + label] = 20
    (found,) = boxes.decode(raw, 32, 32)
    assert found.shape == (1, 6)
    assert found[0, 0] == label
    assert found[0, 1:5] == pytest.approx([left, top, right, bottom], abs=1e-4)
    assert found[0, 5] == pytest.approx(1, abs=1e-6)


def test_a_score_is_the_chance_of_a_centre_times_that_of_the_class() -> None:
    raw = np.zeros((1, 1, 1, 7))
    raw[0, 0, 0, 5] = np.log(3)  # the classes are 3 to 1
    (found,) = boxes.decode(raw, 8, 8)
    assert found.tolist() == [[0, 0, 0, 8, 8, pytest.approx(0.5 * 0.75)]]
    assert len(boxes.decode(raw, 8, 8, threshold=0.4)[0]) == 0


def test_a_less_sure_rival_is_dropped_another_class_stays() -> None:
    found = np.array([[0, 0, 0, 10, 10, 0.6], [0, 1, 0, 11, 10, 0.9], [1, 0, 0, 10, 10, 0.5], [0, 20, 20, 30, 30, 0.1]])
    assert boxes.suppress(found)[:, 5].tolist() == [0.9, 0.5, 0.1]


answers = some.lists(some.tuples(some.integers(0, 2), *[some.integers(0, 12)] * 4, some.integers(1, 1000)), max_size=15)


@settings(max_examples=60, deadline=None)
@given(answers)
def test_after_suppression_no_two_of_a_class_overlap_much(drawn: list[tuple[int, ...]]) -> None:
    found = np.array(drawn, float).reshape(-1, 6)
    found[:, 3:5] += found[:, 1:3]
    kept = boxes.suppress(found)
    assert (np.diff(kept[:, 5]) <= 0).all()
    table = boxes.intersection_over_union(kept[:, 1:5], kept[:, 1:5])
    same = kept[:, :1] == kept[None, :, 0]
    np.fill_diagonal(table, 0)
    assert table[same].max(initial=0) <= boxes.OVERLAP
    assert np.array_equal(boxes.suppress(kept), kept)


def test_average_precision_of_a_worked_example() -> None:
    """Right, wrong, right, right, wrong of 4: the best precisions at the three hits are 1, 3/4, 3/4."""
    assert boxes.average_precision(np.array([True, False, True, True, False]), 4) == pytest.approx(
        (1 + 0.75 + 0.75) / 4
    )
    assert boxes.average_precision(np.zeros(0, bool), 4) == 0


def test_mean_precision_counts_each_box_once_and_only_its_class() -> None:
    truth = np.array([[[0.0, 0, 0, 10, 10], NONE], [[1, 0, 0, 10, 10], NONE]])
    exact, twice = [0, 0, 0, 10, 10, 0.9], [0, 0, 0, 10, 9, 0.8]
    assert boxes.mean_precision([np.array([exact, twice]), np.zeros((0, 6))], truth, 3) == 0.5
    assert boxes.mean_precision([np.array([twice, exact]), np.array([[1, 0, 0, 10, 10, 0.2]])], truth, 3) == 1
    assert boxes.mean_precision([np.array([[1, 0, 0, 10, 10, 0.9]]), np.array([[0, 0, 0, 10, 10, 0.2]])], truth, 3) == 0
    half = [0, 0, 0, 10, 5, 0.9]  # intersection over union exactly one half
    assert boxes.mean_precision([np.array([half]), np.zeros((0, 6))], truth, 3) == 0.5
    assert boxes.mean_precision([np.array([half]), np.zeros((0, 6))], truth, 3, overlap=0.51) == 0
    assert np.isnan(boxes.mean_precision([np.zeros((0, 6))] * 2, np.full((2, 1, 5), -1.0), 3))


@settings(max_examples=60, deadline=None)
@given(some.integers(0, 2**32 - 1))
def test_the_truth_as_answer_has_mean_precision_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    truth = np.full((5, 2, 5), -1.0)
    for picture in range(5):
        for place in range(random.integers(1, 3)):
            left, top = random.uniform(16 * place, 16 * place + 3, 2)
            truth[picture, place] = (
                random.integers(3),
                left,
                top,
                left + random.uniform(2, 12),
                top + random.uniform(2, 12),
            )
    found = [np.column_stack([of[of[:, 0] >= 0], random.random((of[:, 0] >= 0).sum())]) for of in truth]
    assert boxes.mean_precision(found, truth, 3) == 1


def test_mean_overlap_of_a_worked_example() -> None:
    truth = np.array([[[0, 0, 1, 1]]], np.uint8)
    found = np.array([[[0, 1, 1, 1]]], np.uint8)
    assert boxes.mean_overlap(found, truth, classes=3) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert boxes.mean_overlap(truth, truth, classes=3) == 1
