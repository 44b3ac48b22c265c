"""The engine computes what the original computes: held to an object for every node, and to sums done by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from bench.engine import advance_plainly
from hypothesis import given, settings
from hypothesis import strategies as st

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.lab.state import same
from neurarium.labs.playground import model
from neurarium.labs.playground.options import OPTIMISERS
from neurarium.labs.playground.settings import PlaygroundSettings
from tests.labs.playground.nodes import FEATURES, Nodes

Sample = tuple[list[float], float]


def samples(run: Run) -> tuple[list[Sample], list[Sample]]:
    """Training and test points of a run as the original sees them."""
    drawn = run.picture("points")
    seen = [
        ([FEATURES[name](x, y) for name in run.settings.features], label)
        for x, y, label in zip(drawn["x"].tolist(), drawn["y"].tolist(), drawn["label"].tolist(), strict=True)
    ]
    test = drawn["test"].tolist()
    return (
        [sample for sample, held_out in zip(seen, test, strict=True) if not held_out],
        [sample for sample, held_out in zip(seen, test, strict=True) if held_out],
    )


def nodes_of(run: Run) -> Nodes:
    picture = run.picture("network", size=8)
    output = "tanh" if run.settings.problem == "classification" else "linear"
    sizes = [len(run.settings.features), *run.settings.hidden, 1]
    weights, biases = picture["weights"].tolist(), picture["biases"].tolist()
    return Nodes(sizes, run.settings.activation, output, weights, biases)


def follow(run: Run, epochs: int) -> None:
    """Train the run and the nodes side by side and hold their losses to each other after each epoch.

    A loss above 5 explodes: then the last digit of a sum decides where it goes, and there is nothing to compare.
    """
    ours, nodes = run.settings, nodes_of(run)
    train, test = samples(run)
    for _ in range(epochs):
        batch = min(ours.batch, len(train))
        nodes.epoch(train, batch, ours.learning_rate, ours.regularisation, ours.regularisation_rate)
        if nodes.loss(train) > 5:
            return
        run.advance(1)
        assert run.readings["train_loss"] == pytest.approx(nodes.loss(train), abs=1e-6)
        assert run.readings["test_loss"] == pytest.approx(nodes.loss(test), abs=1e-6)
    picture = run.picture("network", size=8)
    assert picture["dead"].tolist() == [link.dead for link in nodes.links]
    np.testing.assert_allclose(picture["weights"], [link.weight for link in nodes.links], atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(
    hidden=st.lists(st.integers(1, 6), max_size=3),
    features=st.lists(st.sampled_from(sorted(FEATURES)), min_size=1, max_size=7, unique=True),
    activation=st.sampled_from(["relu", "tanh", "sigmoid", "linear"]),
    problem=st.sampled_from(["classification", "regression"]),
    dataset=st.sampled_from(["circle", "xor", "gauss", "spiral"]),
    batch=st.integers(1, 64) | st.sampled_from([30, 50, 512]),
    regularisation=st.sampled_from(["none", "l1", "l2"]),
    regularisation_rate=st.sampled_from([0.0, 0.01, 0.3, 3.0]),
    learning_rate=st.sampled_from([0.00001, 0.0001, 0.001]),
    seed=st.integers(0, 1000),
)
def test_loss_curves_are_the_originals(seed: int, **chosen: Any) -> None:
    follow(nr.run("playground", seed=seed, train_share=10, **chosen), 8)


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"batch": 30, "dataset": "spiral"},
        {"batch": 1, "activation": "relu", "learning_rate": 0.003},
        {"regularisation": "l1", "regularisation_rate": 0.01},
        {"problem": "regression", "regression_dataset": "gauss", "train_share": 20},
    ],
    ids=str,
)
def test_loss_curves_are_the_originals_over_hundreds_of_epochs(chosen: dict[str, Any]) -> None:
    follow(nr.run("playground", seed=1, **chosen), 200)


def test_one_neuron_and_two_points_by_hand() -> None:
    run = nr.run("playground", problem="regression", features=["x"], hidden=[], batch=1, learning_rate=0.1)
    run.act("load_points", csv="x,y,label,split\n2,0,1,train\n-1,0,0,train\n1,0,1,test\n")
    run.act("set_weight", value=0.5)
    run.act("set_bias", value=0.1)
    # o = 0.5 x + 0.1: errors 0.1 and -0.4, squares halved and averaged; the test point gives 0.6, error -0.4.
    assert run.readings["train_loss"] == pytest.approx(0.0425, abs=1e-15)
    assert run.readings["test_loss"] == pytest.approx(0.08, abs=1e-15)
    run.advance(1)
    # First point: w = 0.5 - 0.1 * 0.1 * 2 = 0.48, b = 0.1 - 0.1 * 0.1 = 0.09.
    # Second: o = -0.39, w = 0.48 - 0.1 * (-0.39) * (-1) = 0.441, b = 0.09 + 0.039 = 0.129.
    picture = run.picture("network")
    assert picture["weights"].tolist() == pytest.approx([0.441], abs=1e-15)
    assert picture["biases"].tolist() == pytest.approx([0.129], abs=1e-15)
    # Errors 0.011 and -0.312; the test point gives 0.57, error -0.43.
    assert run.readings["train_loss"] == pytest.approx((0.011**2 + 0.312**2) / 4, abs=1e-15)
    assert run.readings["test_loss"] == pytest.approx(0.43**2 / 2, abs=1e-15)


def test_a_trailing_partial_batch_waits_for_the_next_epoch() -> None:
    run = nr.run("playground", problem="regression", features=["x"], hidden=[], batch=2, learning_rate=0.3)
    run.act("load_points", csv="x,y,label,split\n1,0,0,train\n0,0,0,train\n0,0,1,train\n1,0,1,test\n")
    run.act("set_weight", value=0)
    run.act("set_bias", value=0)
    run.advance(1)
    assert run.picture("network")["biases"].tolist() == [0.0]  # the two applied points have no error yet
    run.advance(1)
    # The third point's -1 of the first epoch, and two points without error: the mean is -1/3, the bias rises by 0.1.
    assert run.picture("network")["biases"].tolist() == pytest.approx([0.1], abs=1e-15)
    assert run.picture("network")["weights"].tolist() == [0.0]


def test_one_tanh_neuron_by_hand() -> None:
    run = nr.run("playground", features=["x"], hidden=[], batch=2, learning_rate=1)
    run.act("load_points", csv="x,y,label,split\n1,0,1,train\n-1,0,-1,train\n1,0,1,test\n-1,0,-1,test\n")
    run.act("set_weight", value=0)
    run.act("set_bias", value=0)
    chance = {"train_accuracy": 0.5, "test_accuracy": 0.5}  # 0 is taken for the class of -1
    assert run.readings == {"train_loss": 0.5, "test_loss": 0.5} | chance
    run.advance(1)
    # Both gradients of the weight are (0 - 1) * (1 - 0) * 1 = -1, those of the bias cancel.
    assert run.picture("network")["weights"].tolist() == [1.0]
    assert run.picture("network")["biases"].tolist() == [0.0]
    assert run.readings["train_loss"] == pytest.approx((1 - math.tanh(1)) ** 2 / 2, abs=1e-15)


def test_l1_kills_a_link_that_it_pulls_across_zero_and_a_hand_does_not_wake_it() -> None:
    run = nr.run("playground", hidden=[], regularisation="l1", regularisation_rate=0.1, learning_rate=0.1)
    run.act("load_points", csv="x,y,label,split\n1,0,1,train\n-1,0,-1,train\n1,0,1,test\n-1,0,-1,test\n")
    run.act("set_weight", source=1, value=0.001)
    run.advance(1)  # y is 0 everywhere, so its weight feels nothing but the pull of 0.1 * 0.1
    picture = run.picture("network")
    assert picture["weights"].tolist()[1] == 0.0
    assert picture["dead"].tolist() == [0, 1]
    run.act("set_weight", source=1, value=0.75)
    run.advance(20)
    assert run.picture("network")["weights"].tolist()[1] == 0.75
    assert run.picture("network")["dead"].tolist() == [0, 1]
    run.act("reset", seed=1)
    assert not run.picture("network")["dead"].any()


def test_l2_shrinks_a_useless_weight_geometrically_and_leaves_the_bias() -> None:
    chosen = {"regularisation": "l2", "regularisation_rate": 1, "learning_rate": 0.1, "batch": 1}
    run = nr.run("playground", problem="regression", features=["x"], hidden=[], **chosen)
    run.act("load_points", csv="x,y,label,split\n0,0,0.5,train\n0,0,0.5,test\n")  # at x = 0 a weight has no gradient
    run.act("set_weight", value=1)
    run.act("set_bias", value=0.5)
    run.advance(10)
    assert run.picture("network")["weights"].tolist() == pytest.approx([0.9**10], rel=1e-14)
    assert run.picture("network")["biases"].tolist() == [0.5]


def test_a_network_of_zeros_keeps_its_neurons_alike() -> None:
    run = nr.run("playground", init_zero=True, activation="sigmoid", hidden=[3], dataset="gauss").advance(50)
    weights = run.picture("network")["weights"]
    assert weights[0] != 0
    assert weights[0] == weights[2] == weights[4]
    assert weights[6] == weights[7] == weights[8]


@settings(max_examples=20, deadline=None)
@given(
    first=st.integers(0, 30),
    second=st.integers(0, 30),
    batch=st.integers(1, 300),
    hidden=st.lists(st.integers(1, 32), max_size=10),
    optimiser=st.sampled_from(sorted(OPTIMISERS)),
    dropout=st.sampled_from([0.0, 0.3]),
)
def test_steps_add_up_bit_for_bit(
    first: int, second: int, batch: int, hidden: list[int], optimiser: str, dropout: float
) -> None:
    rates = {"optimiser": optimiser, "learning_rate": 0.003, "dropout": dropout}
    chosen = PlaygroundSettings.of(batch=batch, hidden=hidden, regularisation="l1", regularisation_rate=0.01, **rates)
    begun = model.start(chosen, 1)
    once = model.advance(chosen, begun, first + second)
    twice = model.advance(chosen, model.advance(chosen, begun, first), second)
    assert same(once, twice)


@pytest.mark.parametrize("batch", [1, 10, 30, 250])
@pytest.mark.parametrize("hidden", [(), (4, 2), (8, 8, 8, 8, 8, 8), (32,)], ids=str)
@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "linear"])
def test_the_plain_loop_of_the_measurement_gives_the_same_weights(
    activation: str, hidden: tuple[int, ...], batch: int
) -> None:
    chosen = PlaygroundSettings.of(activation=activation, hidden=hidden, batch=batch, learning_rate=0.001)
    begun = model.start(chosen, 3)
    ours = model.advance(chosen, begun, 20).network.weights
    np.testing.assert_allclose(ours, advance_plainly(chosen, begun, 20), atol=1e-10)
