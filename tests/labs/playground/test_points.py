"""The six data sets: which random number becomes what, where points lie, what noise does and does not do."""

from __future__ import annotations

import math

import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.playground.floors import floor
from neurarium.labs.playground.points import (
    CLASSIFICATION,
    REGRESSION,
    Generator,
    bumps,
    circle,
    gauss,
    plane,
    shuffled,
    spiral,
    xor,
)
from neurarium.labs.playground.stream import Stream

# seedrandom's first numbers for "42" (test_stream.py holds the stream to them).
FIRST, SECOND, THIRD, FOURTH = 0.00701751618236155, 0.17185490054868188, 0.967001069269818, 0.4077816952668805


def drawn(generator: Generator, noise: int = 0, count: int = 2000, seed: str = "1") -> np.ndarray:
    """float64 [3, count]: x, y, label; noise in percent."""
    return np.array(generator(Stream(seed), count, noise / 100)).T


def test_a_circles_point_is_radius_angle_and_two_jitters() -> None:
    x, y, label = circle(Stream("42"), 2, 0.5)[0]
    radius, angle = FIRST * 2.5, SECOND * 2 * math.pi
    assert (x, y) == pytest.approx((radius * math.sin(angle), radius * math.cos(angle)), abs=1e-15)
    seen = (x + (THIRD * 10 - 5) * 0.5, y + (FOURTH * 10 - 5) * 0.5)
    assert label == (1 if math.hypot(*seen) < 2.5 else -1)


def test_a_quadrants_point_is_x_y_and_two_jitters() -> None:
    x, y, label = xor(Stream("42"), 1, 0.8)[0]
    assert (x, y) == pytest.approx((FIRST * 10 - 5 - 0.3, SECOND * 10 - 5 - 0.3), abs=1e-14)
    assert label == (1 if (x + (THIRD * 10 - 5) * 0.8) * (y + (FOURTH * 10 - 5) * 0.8) >= 0 else -1)


def test_a_regressions_point_is_x_y_and_two_jitters() -> None:
    x, y, label = plane(Stream("42"), 1, 0.5)[0]
    assert (x, y) == pytest.approx((FIRST * 12 - 6, SECOND * 12 - 6), abs=1e-14)
    jitter = (THIRD * 12 - 6) * 0.5 + (FOURTH * 12 - 6) * 0.5
    assert label == pytest.approx((x + y + jitter) / 10, abs=1e-14)


def test_a_spirals_point_is_jitters_of_x_and_y_around_its_place_on_the_arm() -> None:
    x, y, label = spiral(Stream("42"), 4, 0.5)[0]
    assert (x, y, label) == pytest.approx(((FIRST * 2 - 1) * 0.5, (SECOND * 2 - 1) * 0.5, 1), abs=1e-15)


def test_a_clouds_point_takes_pairs_until_one_lies_in_the_disc() -> None:
    x, _, label = gauss(Stream("42"), 2, 0.0)[0]
    # The first pair, (-0.99, -0.66), lies outside; the second is (0.93, -0.18).
    first, second = 2 * THIRD - 1, 2 * FOURTH - 1
    square = first**2 + second**2
    assert label == 1
    assert x == pytest.approx(2 + math.sqrt(0.5 * -2 * math.log(square) / square) * first, abs=1e-14)


def test_circle_is_a_disc_inside_a_ring() -> None:
    x, y, label = drawn(circle)
    radius = np.hypot(x, y)
    assert radius[label == 1].max() < 2.5
    assert radius[label == -1].min() >= 3.5
    assert radius.max() < 5
    assert np.sum(label == 1) == 1000
    assert radius[label == 1].mean() == pytest.approx(1.25, abs=0.12)  # uniform in radius: in area it would be 1.67


def test_quadrants_keep_clear_of_the_axes() -> None:
    x, y, label = drawn(xor)
    assert np.all(label == np.sign(x * y))
    assert min(np.abs(x).min(), np.abs(y).min()) >= 0.3
    assert max(np.abs(x).max(), np.abs(y).max()) <= 5.3


def test_clouds_have_their_centres_and_variance() -> None:
    for noise, variance in ((0, 0.5), (25, 2.25), (50, 4.0)):
        x, y, label = drawn(gauss, noise, 8000)
        for axis in (x, y):
            for side in (1, -1):
                cloud = axis[label == side]
                assert cloud.mean() == pytest.approx(2 * side, abs=5 * math.sqrt(variance / 4000))  # 5 standard errors
                assert cloud.var() == pytest.approx(variance, rel=5 * math.sqrt(2 / 4000))


def test_spiral_winds_one_and_three_quarter_turns() -> None:
    x, y, label = drawn(spiral)
    radius = np.hypot(x, y)
    assert radius[:1000] == pytest.approx(np.arange(1000) / 1000 * 5, abs=1e-12)
    assert (x[999], y[999]) == pytest.approx(
        (4.995 * math.sin(3.5 * math.pi * 0.999), 4.995 * math.cos(3.5 * math.pi * 0.999))
    )
    assert np.allclose(x[:1000], -x[1000:])
    assert label.tolist() == [1] * 1000 + [-1] * 1000


def test_spirals_noise_moves_the_points_a_little() -> None:
    still, moved = drawn(spiral), drawn(spiral, 50)
    shift = np.abs(moved[:2] - still[:2])
    assert 0.4 < shift.max() <= 0.5
    assert np.all(still[2] == moved[2])


def test_plane_rises_along_the_diagonal() -> None:
    x, y, label = drawn(plane)
    assert np.abs(x).max() <= 6
    assert label == pytest.approx((x + y) / 10, abs=1e-12)


def test_bumps_are_six_cones() -> None:
    x, y, label = drawn(bumps, count=5000)
    assert np.abs(label).max() <= 1
    at_centre = np.hypot(x - 0, y - 2.5) < 0.3
    assert np.all(label[at_centre] < -0.85)
    assert np.all(label[np.hypot(x - 4, y - 2.5) < 0.3] > 0.85)
    assert np.all(label[np.hypot(x - 0, y + 2.5) < 0.3] > 0.85)
    assert np.all(label[np.abs(y) > 4.5] == 0)


@pytest.mark.parametrize("generator", [circle, xor, plane, bumps])
def test_noise_changes_labels_and_no_place(generator: Generator) -> None:
    still, noisy = drawn(generator), drawn(generator, 50)
    assert np.array_equal(still[:2], noisy[:2])
    assert not np.array_equal(still[2], noisy[2])


def test_a_little_noise_flips_no_quadrant() -> None:
    """At 5 the jitter is at most 0.25, the padding 0.3."""
    assert np.array_equal(drawn(xor, 0), drawn(xor, 5))


@pytest.mark.parametrize(("noise", "known"), [(10, 0.014), (20, 0.072), (35, 0.159), (50, 0.236)])
def test_the_best_answer_to_noisy_quadrants_has_the_irreducible_loss(noise: int, known: float) -> None:
    """The best answer is the expected label, for each axis |x| / h within the reach h of the jitter."""
    assert floor("xor", noise, "squared") == pytest.approx(known, abs=0.0006)
    x, y, label = drawn(xor, noise, 40_000)
    reach = 5 * noise / 100
    best = np.sign(x * y) * np.minimum(np.abs(x) / reach, 1) * np.minimum(np.abs(y) / reach, 1)
    squares = (best - label) ** 2 / 2
    assert squares.mean() == pytest.approx(floor("xor", noise, "squared"), abs=5 * squares.std() / 200)


def test_no_noise_leaves_nothing_irreducible() -> None:
    assert floor("xor", 0, "squared") == floor("xor", 5, "squared") == floor("xor", 5, "cross_entropy") == 0


def test_no_network_goes_below_the_irreducible_loss() -> None:
    """Twelve networks that learn quadrants at noise 35: their mean test loss stays above the floor of 0.159."""
    members = nr.population("playground", seeds=12, dataset="xor", noise=35, hidden=[6], train_share=90).advance(600)
    losses = members.readings["test_loss"]
    assert losses.mean() > floor("xor", 35, "squared") - 3 * losses.std() / math.sqrt(12)
    assert losses.mean() < 0.3


def test_a_shuffle_keeps_every_point() -> None:
    points = [(float(index), 0.0, 1.0) for index in range(100)]
    assert shuffled(points, Stream("1")) != points
    assert sorted(shuffled(points, Stream("1"))) == points
    # From the end, so the last place gets the point that the first number chooses.
    assert shuffled(points, Stream("42"))[99] == points[int(FIRST * 100)]


@pytest.mark.parametrize("share", range(10, 91, 10))
@pytest.mark.parametrize("problem", ["classification", "regression"])
def test_the_first_share_is_for_training(problem: str, share: int) -> None:
    test = nr.run("playground", problem=problem, train_share=share).picture("points")["test"]
    count = 500 if problem == "classification" else 1200
    assert test.tolist() == [0] * (count * share // 100) + [1] * (count - count * share // 100)


@pytest.mark.parametrize("name", [*CLASSIFICATION, *REGRESSION])
def test_the_same_seed_draws_the_same_points(name: str) -> None:
    generator = {**REGRESSION, **CLASSIFICATION}[name]
    assert np.array_equal(drawn(generator, 30), drawn(generator, 30))
    assert not np.array_equal(drawn(generator, 30), drawn(generator, 30, seed="2"))
