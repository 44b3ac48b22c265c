"""What the lesson promises happens."""

from __future__ import annotations

from typing import Any

import numpy as np

import neurarium as nr


def test_loss(epochs: int, **settings: Any) -> float:
    return nr.run("playground", **settings).advance(epochs).readings["test_loss"]


test_loss.__test__ = False  # type: ignore[attr-defined]


def test_a_straight_line_parts_two_clouds_but_not_four_quadrants() -> None:
    assert test_loss(500, dataset="gauss", hidden=[], seed=1) < 0.001
    assert test_loss(5000, dataset="xor", hidden=[], seed=1) > 0.45


def test_the_product_makes_one_neuron_enough() -> None:
    assert test_loss(500, dataset="xor", hidden=[], features=["xy"], seed=1) < 0.01


def test_the_spiral_is_learned() -> None:
    assert test_loss(2000, dataset="spiral", hidden=[8, 8], learning_rate=0.1, seed=5) < 0.03


def test_few_noisy_points_are_learned_by_heart() -> None:
    run = nr.run("playground", dataset="circle", noise=50, train_share=10, hidden=[8, 8], learning_rate=0.1, seed=1)
    early = run.advance(300).readings
    late = run.advance(9700).readings
    assert late["train_loss"] < 0.05 < early["train_loss"]
    assert late["test_loss"] > early["test_loss"] + 0.1


def test_too_large_a_rate_is_worse_than_answering_zero() -> None:
    assert test_loss(50, dataset="circle", hidden=[4, 2], learning_rate=3, seed=1) > 0.5


def test_the_chance_of_success_rises_with_width() -> None:
    solved = {
        width: np.mean(
            nr.population("playground", seeds=16, seed=1, dataset="xor", hidden=[width])
            .advance(3000)
            .readings["test_loss"]
            < 0.05
        )
        for width in (1, 2, 3, 6)
    }
    assert solved[1] == solved[2] == 0
    assert 0 < solved[3] < 1
    assert solved[6] == 1
