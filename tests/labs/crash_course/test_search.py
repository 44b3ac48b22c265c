"""The search finds what theory says: one neuron in front never succeeds, and the chance rises with width."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import neurarium as nr
from neurarium.labs.crash_course.search import numbers, shapes, wilson


def test_shapes_are_in_order_of_size() -> None:
    assert shapes(2) == [(1,), (2,), (1, 1), (1, 2), (2, 1), (2, 2)]
    assert len(shapes(4)) == 20
    assert numbers(2, (3,)) == 3 * 3 + 4
    assert numbers(2, (3, 2)) == 3 * 3 + 2 * 4 + 3


def test_wilson_interval_is_the_published_one() -> None:
    """Ten successes of ten and five of ten, as in Brown, Cai and DasGupta (2001)."""
    low, high = wilson(np.array([10, 5, 0, 0]), np.array([10, 10, 10, 0]))
    np.testing.assert_allclose(low, [0.7225, 0.2366, 0.0, 0.0], atol=5e-5)
    np.testing.assert_allclose(high, [1.0, 0.7634, 0.2775, 1.0], atol=5e-5)


@given(st.integers(0, 200), st.integers(0, 200))
def test_wilson_interval_holds_the_share(first: int, second: int) -> None:
    successes, trials = sorted((first, second))
    low, high = wilson(np.array([successes]), np.array([trials]))
    share = successes / trials if trials else 0.5
    assert 0 <= low[0] <= share <= high[0] <= 1


def test_width_decides() -> None:
    run = nr.run("crash-course", beginnings=12, widest=4).advance(12 * 20)
    shown = run.picture("chances")
    chance = {
        tuple(shape[shape > 0].tolist()): share
        for shape, share in zip(shown["shapes"], shown["succeeded"] / shown["trained"], strict=True)
    }
    assert all(share == 0 for shape, share in chance.items() if shape[0] == 1)
    assert chance[(2,)] == 0 < chance[(3,)] < chance[(4,)]
    assert chance[(4,)] >= 0.75
    assert shown["trained"].sum() == shown["total"][0] == 240
    assert run.advance(5).steps == 240, "there is nothing left to do"


def test_another_target_counts_anew_without_training() -> None:
    run = nr.run("crash-course", beginnings=2, widest=2, epochs=10).advance(12)
    assert run.change(target=2.0).picture("chances")["succeeded"].sum() == 12
    assert run.change(target=0.0).picture("chances")["succeeded"].sum() == 0
    assert run.steps == 12


def test_each_network_is_one_of_the_playground() -> None:
    run = nr.run("crash-course", beginnings=1, widest=1, epochs=50, seed=5, points_seed=5, noise=0).advance(1)
    alone = nr.run("playground", dataset="xor", hidden=[1], activation="relu", seed=5).advance(50)
    assert run.readings["best_loss"] == alone.readings["test_loss"]


def test_nothing_is_said_of_networks_before_one_was_trained() -> None:
    run = nr.run("crash-course", beginnings=2, widest=1, epochs=10)
    assert run.readings == {}
    run.advance(1)
    assert set(run.readings) == {"best_chance", "best_loss"}
    first, second = run.history.of("best_loss")
    assert np.isnan(first), "the curve begins with the first network"
    assert second == run.readings["best_loss"]


@pytest.mark.parametrize("seeds", [0, -1, 129, "many"])
def test_a_search_needs_beginnings(seeds: object) -> None:
    with pytest.raises(nr.SettingRefused, match="expected a whole number from 1 to 128"):
        nr.run("crash-course", beginnings=seeds)
