"""Missing pixels: exact slopes, holes that fit, and features that are worth something."""

from __future__ import annotations

import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.missing_pixels import lab, network, probe


@pytest.mark.parametrize("size", [1, 4, 7])
def test_every_hole_is_one_square_inside_the_picture(size: int) -> None:
    seen = network.holes(np.random.default_rng(0), 200, size).reshape(-1, 8, 8)
    assert ((1 - seen).sum(axis=(1, 2)) == size * size).all()
    rows, columns = ((1 - seen).max(axis=axis) for axis in (2, 1))
    assert (rows.sum(axis=1) == size).all()
    assert (columns.sum(axis=1) == size).all()
    assert (np.abs(np.diff(rows, axis=1)).sum(axis=1) <= 2).all(), "in one piece"


def test_the_slope_of_every_parameter_agrees_with_a_nudge() -> None:
    random = np.random.default_rng(1)
    hidden = 3
    parameters = network.first_parameters(hidden, random) + random.normal(0, 0.1, network.count(hidden))
    pixels, seen = random.random((4, 64)), network.holes(random, 4, 3)

    def error(at: np.ndarray) -> float:
        return network.error(network.answers(network.weights_of(at, hidden), pixels, seen), pixels, seen)

    slopes = network.gradient(parameters, hidden, pixels, seen)
    for index in random.choice(len(parameters), 60, replace=False):
        nudge = np.zeros_like(parameters)
        nudge[index] = 1e-6
        assert slopes[index] == pytest.approx((error(parameters + nudge) - error(parameters - nudge)) / 2e-6, abs=1e-7)


def test_what_is_learned_without_labels_helps_with_few_of_them() -> None:
    run = nr.run("missing-pixels", seed=1)
    untrained = run.readings
    run.advance(60)
    assert run.readings["test_error"] < 0.65 * lab.guess_error(run.settings), "better than each pixel's mean"
    assert run.readings["probe_accuracy"] > untrained["probe_accuracy"] + 0.05
    assert run.readings["probe_accuracy"] > run.readings["pixel_accuracy"] + 0.05
    assert run.readings["pixel_accuracy"] == untrained["pixel_accuracy"]


def test_with_shuffled_labels_the_probe_finds_nothing() -> None:
    (known, labels), (asked, answers) = lab.pictures("train"), lab.pictures("test")
    shuffled = np.random.default_rng(0).permutation(labels)
    assert abs(probe.accuracy(known, shuffled, asked, answers, 20) - 0.1) < 0.04


def test_the_shown_error_is_that_of_the_shown_pixels() -> None:
    run = nr.run("missing-pixels", seed=1).advance(3)
    shown = run.picture("one", example=5, top=6, left=0)
    missing = shown["seen"] == 0
    assert np.argwhere(missing).min(axis=0).tolist() == [4, 0], "a hole that would stick out is moved inside"
    truth = lab.pictures("test")[0][5].reshape(8, 8)
    assert shown["error"][0] == pytest.approx(((shown["answers"] - truth)[missing] ** 2).mean())
    assert (shown["filled"][~missing] == shown["original"][~missing]).all()
