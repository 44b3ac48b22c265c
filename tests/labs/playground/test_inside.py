"""One neuron's arithmetic adds up, and its gradients are what the loss does when a weight is moved a little."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal
from neurarium.labs.playground.network import ACTIVATIONS

STEP = 1e-5  # of the finite differences
TASKS: list[dict[str, Any]] = [
    {},
    {"loss": "cross_entropy"},
    {"problem": "regression", "regression_dataset": "gauss"},
    {"problem": "classes", "classes": 3},
    {"problem": "classes", "classes": 4, "loss": "cross_entropy"},
]
ALL_FEATURES = ["x", "y", "x2", "y2", "xy", "sin_x", "sin_y"]


def trained(**chosen: Any) -> Run:
    """A network that has learned a little, slowly enough that none leaves the numbers."""
    return nr.run("playground", seed=5, **{"hidden": [4, 3], "learning_rate": 0.003, **chosen}).advance(5)


def loss_with(run: Run, action: str, value: float, place: dict[str, int], point: int) -> float:
    """The loss of a point with one weight or bias set to a value."""
    before = run.picture("inside", layer=place["layer"], neuron=place["neuron"], point=point)
    own = before["bias"][0] if action == "set_bias" else before["weights"][place["source"]]
    run.act(action, **place, value=value)
    loss = run.picture("inside", layer=1, neuron=0, point=point)["loss"][0]
    run.act(action, **place, value=own)
    return float(loss)


def slope(run: Run, action: str, value: float, place: dict[str, int], point: int) -> float:
    """dE/d(value) by central differences."""
    above = loss_with(run, action, value + STEP, place, point)
    below = loss_with(run, action, value - STEP, place, point)
    return (above - below) / (2 * STEP)


def hold_to_differences(run: Run, point: int) -> None:
    """Compare every gradient of every neuron, and each step of the way to it."""
    outputs = len(run.picture("inside")["output"])
    for layer, neurons in enumerate((*run.settings.hidden, outputs), start=1):
        for neuron in range(neurons):
            seen = run.picture("inside", layer=layer, neuron=neuron, point=point)
            place = {"layer": layer, "neuron": neuron}
            by_bias = slope(run, "set_bias", float(seen["bias"][0]), place, point)
            assert seen["bias_gradient"] == pytest.approx(by_bias, abs=2e-8), place
            assert seen["delta"] == pytest.approx(by_bias, abs=2e-8), place
            for source, weight in enumerate(seen["weights"].tolist()):
                by_weight = slope(run, "set_weight", weight, {**place, "source": source}, point)
                assert seen["weight_gradients"][source] == pytest.approx(by_weight, abs=1e-7), (place, source)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_are_those_of_finite_differences_for_every_activation(activation: str) -> None:
    hold_to_differences(trained(activation=activation), point=7)


@pytest.mark.parametrize("task", TASKS, ids=str)
def test_gradients_are_those_of_finite_differences_for_every_loss(task: dict[str, Any]) -> None:
    run = trained(**task, layer_activations=["tanh", "gelu"])
    for point in (0, 499):  # a training point and a test point
        hold_to_differences(run, point)


@pytest.mark.parametrize("task", TASKS, ids=str)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_example_adds_up(task: dict[str, Any], activation: str) -> None:
    run = trained(**task, activation=activation, features=ALL_FEATURES, learning_rate=0.0001)
    points = run.picture("points")
    outputs = len(run.picture("inside")["output"])
    for layer, neuron in ((1, 1), (2, 2), (3, outputs - 1)):
        seen = run.picture("inside", layer=layer, neuron=neuron, point=11)
        assert seen["x"] == points["x"][11]
        assert seen["y"] == points["y"][11]
        assert seen["label"] == points["label"][11]
        np.testing.assert_allclose(seen["products"], seen["weights"] * seen["sources"], rtol=1e-15)
        assert seen["sum"] == pytest.approx(seen["products"].sum() + seen["bias"][0], abs=1e-14)
        assert abs(seen["sum"][0]) <= seen["curve_sums"][-1]
        on_curve = np.interp(seen["sum"], seen["curve_sums"], seen["curve_answers"])
        assert seen["answer"] == pytest.approx(on_curve, abs=np.diff(seen["curve_sums"])[0] / 2)  # between two samples
        np.testing.assert_allclose(seen["weight_gradients"], seen["delta"] * seen["sources"], rtol=1e-12)
        rate = run.settings.learning_rate
        np.testing.assert_allclose(seen["next_weights"], seen["weights"] - rate * seen["weight_gradients"], rtol=1e-12)
        assert seen["next_bias"] == pytest.approx(seen["bias"][0] - rate * seen["delta"][0], abs=1e-15)
        if layer < 3:
            np.testing.assert_allclose(
                seen["onward_products"], seen["onward_weights"] * seen["onward_deltas"], rtol=1e-15
            )
            assert seen["blame"] == pytest.approx(seen["onward_products"].sum(), abs=1e-14)
        else:
            assert len(seen["onward_weights"]) == 0
            assert seen["answer"] == seen["output"][neuron]
            if run.settings.loss == "cross_entropy" and run.settings.problem != "regression":
                assert seen["blame"] == seen["delta"]
                assert seen["delta"] == pytest.approx(seen["answer"][0] - seen["targets"][neuron], abs=1e-15)
                continue
            assert seen["blame"] == pytest.approx(seen["answer"][0] - seen["targets"][neuron], abs=1e-15)
        assert seen["delta"] == pytest.approx(seen["blame"][0] * seen["slope"][0], abs=1e-14)


def test_a_step_with_one_point_is_the_step_that_training_makes() -> None:
    run = nr.run("playground", problem="regression", features=["x"], hidden=[], batch=1, learning_rate=0.1)
    run.act("load_points", csv="x,y,label,split\n2,0,1,train\n1,0,1,test\n")
    run.act("set_weight", value=0.5)
    run.act("set_bias", value=0.1)
    seen = run.picture("inside", layer=1, neuron=0, point=0)
    # 0.5 * 2 + 0.1 = 1.1: an error of 0.1, a loss of 0.005, gradients of 0.2 and 0.1.
    assert seen["answer"].tolist() == pytest.approx([1.1], abs=1e-15)
    assert seen["loss"].tolist() == pytest.approx([0.005], abs=1e-15)
    assert seen["weight_gradients"].tolist() == pytest.approx([0.2], abs=1e-15)
    assert seen["bias_gradient"].tolist() == pytest.approx([0.1], abs=1e-15)
    assert seen["next_weights"].tolist() == pytest.approx([0.48], abs=1e-15)
    run.advance(1)
    assert run.picture("network")["weights"].tolist() == seen["next_weights"].tolist()
    assert run.picture("network")["biases"].tolist() == seen["next_bias"].tolist()
    assert run.readings["train_loss"] == pytest.approx(seen["next_loss"][0], abs=1e-15)


def test_looking_inside_changes_nothing() -> None:
    looked_at, alone = trained(optimiser="adam", dropout=0.2), trained(optimiser="adam", dropout=0.2)
    for point in range(5):
        looked_at.picture("inside", layer=2, neuron=1, point=point)
    assert looked_at.advance(3).readings == alone.advance(3).readings


def test_dropout_and_dead_links() -> None:
    run = trained(regularisation="l1", regularisation_rate=0.3, dropout=0.5, learning_rate=0.03).advance(200)
    seen = run.picture("inside", layer=1, neuron=0, point=0)
    assert seen["dead"].any()
    assert seen["weight_gradients"][seen["dead"] == 1].tolist() == [0.0] * int(seen["dead"].sum())
    assert run.picture("inside", layer=1, neuron=0, point=0)["answer"] == seen["answer"]  # nothing is switched off here


def test_what_is_not_there_is_said() -> None:
    run = nr.run("playground", hidden=[4, 2])
    with pytest.raises(Refusal, match=r"no neuron 2 in layer 2; from layer 1 on there are \[4, 2, 1\]"):
        run.picture("inside", layer=2, neuron=2)
    with pytest.raises(Refusal, match="no neuron 0 in layer 4"):
        run.picture("inside", layer=4)
    with pytest.raises(Refusal, match="no point 500; there are 500"):
        run.picture("inside", point=500)
