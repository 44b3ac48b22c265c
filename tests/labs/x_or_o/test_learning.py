"""The generator, both ways to the slopes, and what is learned; with a control that has nothing to learn."""

from __future__ import annotations

import math

import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.x_or_o import chain, learning
from neurarium.labs.x_or_o.letters import (
    DEFORMED_X,
    FILTERS,
    PERFECT_O,
    PERFECT_X,
    SIZE,
    Deformation,
    generate,
)
from neurarium.labs.x_or_o.settings import LECTURE, XOrOSettings

NONE = Deformation(0, 0, 0, 0, 0)


def test_without_deformation_the_generator_draws_the_perfect_letters() -> None:
    pictures, right = generate(np.random.default_rng(0), 20, NONE)
    assert right.sum() == 10, "half of them X"
    for picture, is_x in zip(pictures, right, strict=True):
        assert np.array_equal(picture, PERFECT_X if is_x else PERFECT_O)


@pytest.mark.parametrize(
    ("deformation", "more_ink"),
    [(Deformation(0, 0, 0, 2, 0), True), (Deformation(2, 0, 0, 0, 0), False), (Deformation(0, 0.4, 0, 0, 0), False)],
)
def test_each_deformation_changes_the_letters(deformation: Deformation, more_ink: bool) -> None:
    pictures, _ = generate(np.random.default_rng(1), 400, deformation)
    plain, _ = generate(np.random.default_rng(1), 400, NONE)
    assert len({picture.tobytes() for picture in pictures}) > 10
    assert (np.mean(pictures > 0) > 1.3 * np.mean(plain > 0)) == more_ink


def test_a_quarter_turn_of_x_and_o_is_x_and_o_but_an_eighth_makes_a_plus() -> None:
    turned, right = generate(np.random.default_rng(2), 2000, Deformation(0, 0, 45, 0, 0))
    upright = [picture for picture, is_x in zip(turned, right, strict=True) if is_x and (picture[4, 2:7] > 0).all()]
    assert upright, "some X is turned so far that it is a plus"


def test_noise_turns_over_its_share_of_the_pixels() -> None:
    pictures, right = generate(np.random.default_rng(3), 2000, Deformation(0, 0, 0, 0, 0.1))
    perfect = np.where(right[:, None, None] == 1, PERFECT_X, PERFECT_O)
    share = np.mean(pictures != perfect)
    assert abs(share - 0.1) < 5 * math.sqrt(0.1 * 0.9 / pictures.size)


def test_no_letter_for_the_report_occurs_in_training() -> None:
    learner = nr.run("x-or-o", seed=0).state.learner
    assert len(learner.test.right) == 2000
    for part in (learner.test, learner.validation):
        assert not learning.occurs(part.pictures, learner.training).any()
        assert 0.4 < part.right.mean() < 0.6
    assert nr.run("x-or-o", seed=0).picture("hardest")["counts"][2] == 0


def test_where_there_are_too_few_letters_some_occur_again() -> None:
    plain = {"shift": 0, "scale": 0, "rotation": 0, "thickness": 0, "noise": 0}
    assert nr.run("x-or-o", **plain).picture("hardest")["counts"].tolist()[2] == 2000


@pytest.mark.parametrize(
    "settings",
    [{}, {"filters": 8, "pools": 1}, {"filters": 1, "pools": 3}, {"beginning": "hand"}, {"batch": 1}],
)
@pytest.mark.parametrize("steps", [0, 60])
def test_nudging_and_backpropagation_find_the_same_slopes(settings: dict[str, object], steps: int) -> None:
    drawn = nr.run("x-or-o", seed=3, **settings).advance(steps).picture("gradients")
    assert np.abs(drawn["backpropagated"]).max() > 0
    # A difference of two losses near 1, over 2e-6: rounding leaves about 1e-10, the curvature less.
    assert np.abs(drawn["nudged"] - drawn["backpropagated"]).max() < 1e-8
    assert drawn["difference"][0] == np.abs(drawn["nudged"] - drawn["backpropagated"]).max()


def test_a_nudged_loss_is_the_loss_with_that_weight() -> None:
    run = nr.run("x-or-o", seed=4)
    drawn = run.picture("gradients", parameter=7)
    slope = (drawn["losses"][1] - drawn["losses"][0]) / (2 * drawn["nudge"][0])
    assert slope == drawn["nudged"][7]


def test_both_methods_learn_alike() -> None:
    ways = [nr.run("x-or-o", seed=5, method=method).advance(20) for method in ("backpropagation", "nudging")]
    first, second = (run.state.learner.parameters for run in ways)
    assert np.abs(first - second).max() < 1e-7


def test_the_forward_pass_is_filter_relu_pool_pool_vote() -> None:
    """Against the same network written down with numpy, one letter at a time."""
    settings = XOrOSettings()
    random = np.random.default_rng(6)
    shape = learning.shape_of(settings)
    parameters = random.normal(0, 1, shape.parameters)
    masks = parameters[:27].reshape(3, 3, 3)
    weights = parameters[30:54].reshape(2, 12)
    patches = np.lib.stride_tricks.sliding_window_view(DEFORMED_X, (3, 3))
    filtered = np.einsum("rcij,fij->frc", patches, masks) + parameters[27:30, None, None]
    padded = np.pad(np.maximum(filtered, 0), ((0, 0), (0, 1), (0, 1)))
    pooled = padded.reshape(3, 2, 4, 2, 4).max((2, 4))
    expected = 1 / (1 + np.exp(-(weights @ pooled.ravel() + parameters[54:])))
    assert np.allclose(learning.answers(settings, parameters, DEFORMED_X[None])[0], expected, rtol=1e-12)


def test_the_table_says_right_answer_actual_answer_and_error() -> None:
    run = nr.run("x-or-o", seed=7, letter="o").advance(300)
    drawn = run.picture("table")
    assert drawn["right"].tolist() == [[0, 1], [1, 0], [0, 1], [1, 0]]
    assert np.array_equal(drawn["error"], np.abs(drawn["right"] - drawn["actual"]))
    assert np.array_equal(drawn["actual"][0], drawn["actual"][2]), "the picture on display is the O"
    assert drawn["total"].max() < 0.5, "the perfect letters are learned"


def test_it_learns() -> None:
    run = nr.run("x-or-o", seed=0).advance(600)
    assert run.readings["test_accuracy"] >= 0.99
    wrong = run.picture("hardest")["counts"][1]
    assert run.readings["test_accuracy"] == 1 - wrong / 2000


def test_the_hand_made_network_is_no_match_for_deformed_letters() -> None:
    """The lesson says about 62 of 100; what is learned gets 99 of them (`test_it_learns`)."""
    voting = chain.voters(FILTERS, LECTURE)
    test = nr.run("x-or-o", seed=0).state.learner.test
    right = 0
    for picture, is_x in zip(test.pictures[:1000], test.right, strict=False):
        votes = chain.vote(chain.run(picture, FILTERS, LECTURE)[-1], voting)
        lead = votes["x"].numerator * votes["o"].denominator - votes["o"].numerator * votes["x"].denominator
        right += lead > 0 if is_x else lead < 0
    # Five standard deviations of a share of 1,000 are 8 of 100.
    assert 0.54 < right / 1000 < 0.70


def test_with_shuffled_answers_there_is_nothing_to_learn() -> None:
    """Ten networks: one may lean to a side for most Xs and not for Os, so that a single share says little."""
    found = [nr.run("x-or-o", seed=seed, shuffled=True).advance(150).readings for seed in range(10)]
    assert abs(np.mean([readings["test_accuracy"] for readings in found]) - 0.5) < 0.1
    assert max(readings["test_accuracy"] for readings in found) < 0.8
    assert max(readings["train_accuracy"] for readings in found) < 0.7
    assert np.mean([readings["test_loss"] for readings in found]) > math.log(2) - 0.01


def test_reset_keeps_what_was_painted() -> None:
    run = nr.run("x-or-o", seed=1).act("paint", row=0, column=0, value="1").advance(3)
    run.act("reset", seed=9)
    assert run.steps == 0
    assert run.state.picture[0, 0] == 1
    assert np.array_equal(run.state.learner.parameters, nr.run("x-or-o", seed=9).state.learner.parameters)


def test_a_change_of_the_picture_leaves_what_is_learned() -> None:
    run = nr.run("x-or-o", seed=1).advance(5)
    learned = run.state.learner.parameters
    run.change(letter="o", stages=("convolution",))
    assert run.steps == 5
    assert np.array_equal(run.state.learner.parameters, learned)
    assert np.array_equal(run.state.picture, PERFECT_O)
    run.change(noise=10)
    assert run.steps == 0
    assert np.array_equal(run.state.picture, PERFECT_O)


def test_the_generator_draws_a_picture_to_look_at() -> None:
    run = nr.run("x-or-o", seed=1)
    kinds = set()
    for seed in range(20):
        run.act("draw", seed=seed)
        assert run.state.picture.shape == (SIZE, SIZE)
        kinds.add(run.state.right)
    assert kinds == {0, 1}


def test_filters_begin_random_or_hand_made() -> None:
    drawn = nr.run("x-or-o", beginning="hand").picture("learned")
    assert np.allclose(drawn["weights"] * 3, nr.run("x-or-o").state.filters, atol=0.05)
    assert np.array_equal(drawn["weights"], drawn["first"])
