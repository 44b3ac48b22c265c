"""A running Playground: what changes keep, what is drawn, what is refused, and that it learns no more than there is."""

from __future__ import annotations

import dataclasses
import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from bench.engine import compiled_versions
from hypothesis import given, settings
from hypothesis import strategies as st

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.labs.playground import bends, model
from neurarium.labs.playground.lab import LAB
from neurarium.labs.playground.settings import PlaygroundSettings
from tests.labs.playground.nodes import FEATURES, Nodes


def points_of(run: Run) -> list[list[float]]:
    drawn = run.picture("points")
    return [drawn[name].tolist() for name in ("x", "y", "label")]


def weights_of(run: Run) -> list[float]:
    return [float(weight) for weight in run.picture("network", size=8)["weights"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"hidden": [8, 8]},
        {"hidden": []},
        {"features": ["x", "xy"]},
        {"activation": "relu"},
        {"batch": 20},
        {"regularisation": "l2"},
        {"regularisation_rate": 0.1},
        {"init_zero": True},
    ],
    ids=str,
)
def test_another_network_begins_anew_on_the_same_points(changes: dict[str, Any]) -> None:
    run = nr.run("playground", seed=4).advance(7)
    before = points_of(run)
    run.change(**changes)
    assert run.steps == 0
    assert points_of(run) == before
    assert run.readings == nr.run("playground", seed=4, **changes).readings


@pytest.mark.parametrize(
    "changes",
    [
        {"dataset": "spiral"},
        {"noise": 25},
        {"train_share": 80},
        {"problem": "regression"},
        {"problem": "regression", "regression_dataset": "gauss"},
    ],
    ids=str,
)
def test_other_data_begin_anew_with_the_seeds_own_points(changes: dict[str, Any]) -> None:
    run = nr.run("playground", seed=4).advance(7).change(**changes)
    fresh = nr.run("playground", seed=4, **changes)
    assert run.steps == 0
    assert points_of(run) == points_of(fresh)
    assert run.readings == fresh.readings


def test_the_learning_rate_changes_nothing_but_the_speed() -> None:
    run = nr.run("playground").advance(7)
    before = run.readings
    run.change(learning_rate=0.3)
    assert run.steps == 7
    assert run.readings == before


def test_regenerate_keeps_the_weights_and_reset_keeps_the_points() -> None:
    run = nr.run("playground", seed=1).advance(7)
    points, weights = points_of(run), weights_of(run)
    run.act("regenerate", seed=2)
    assert run.steps == 7
    assert weights_of(run) == weights
    assert points_of(run) == points_of(nr.run("playground", seed=2)) != points
    points = points_of(run)
    run.act("reset", seed=3)
    assert run.steps == 0
    assert points_of(run) == points
    assert weights_of(run) == weights_of(nr.run("playground", seed=3)) != weights


def test_own_points_stay_until_another_data_set_is_chosen() -> None:
    run = nr.run("playground").act("load_points", csv="x,y,label\n" + "1,2,1\n0,0,-1\n" * 10)
    own = points_of(run)
    run.change(hidden=[3]).change(batch=7).change(train_share=80)
    assert points_of(run) == own
    assert run.picture("points")["test"].sum() == 4
    run.change(dataset="xor")
    assert run.picture("points")["own"].tolist() == [0]


def test_weights_and_biases_are_set_where_they_are_drawn() -> None:
    """Destination-major: of 2-4-2-1, link 8 + 1 * 4 + 2 leads from neuron 2 of the first layer to 1 of the second."""
    run = nr.run("playground")
    run.act("set_weight", layer=2, neuron=1, source=2, value=0.125)
    run.act("set_bias", layer=3, neuron=0, value=-2)
    picture = run.picture("network")
    assert picture["weights"][14] == 0.125
    assert picture["biases"][6] == -2
    assert len(picture["weights"]) == 18
    assert len(picture["biases"]) == 7


@pytest.mark.parametrize(
    ("action", "arguments", "said"),
    [
        ("set_weight", {"layer": 4}, "no neuron 0 in layer 4"),
        ("set_weight", {"layer": 1, "neuron": 4}, "no neuron 4 in layer 1"),
        ("set_weight", {"layer": 1, "source": 2}, "no source 2"),
        ("set_weight", {"value": 1e7}, "expected a number"),
        ("set_weight", {"value": math.nan}, "expected a number"),
        ("set_bias", {"layer": 3, "neuron": 1}, "no neuron 1 in layer 3"),
        ("set_bias", {"layer": 0}, "expected a whole number from 1"),
        ("reset", {"seed": -1}, "expected a whole number from 0"),
    ],
    ids=str,
)
def test_what_does_not_exist_is_refused(action: str, arguments: dict[str, Any], said: str) -> None:
    run = nr.run("playground")
    before = run.to_bytes()
    with pytest.raises(nr.Refusal, match=said):
        run.act(action, **arguments)
    assert run.to_bytes() == before


@pytest.mark.parametrize(("layer", "index"), [(0, 7), (1, 4), (3, 0)])
def test_a_node_that_does_not_exist_is_not_drawn(layer: int, index: int) -> None:
    with pytest.raises(nr.Refusal, match=f"no neuron {index} in layer {layer}"):
        nr.run("playground").picture("node", layer=layer, index=index)


@settings(max_examples=25, deadline=None)
@given(
    hidden=st.lists(st.integers(1, 5), max_size=3),
    features=st.lists(st.sampled_from(sorted(FEATURES)), min_size=1, unique=True),
    activation=st.sampled_from(["relu", "tanh", "sigmoid", "linear"]),
    size=st.integers(8, 12),
    seed=st.integers(0, 99),
)
def test_maps_show_what_each_node_answers(
    hidden: list[int], features: list[str], activation: str, size: int, seed: int
) -> None:
    run = nr.run("playground", hidden=hidden, features=features, activation=activation, seed=seed)
    drawn = run.picture("network", size=size)
    maps, output = drawn["maps"], run.picture("output", size=size)["map"]
    sizes = [len(run.settings.features), *hidden, 1]
    nodes = Nodes(sizes, activation, "tanh", drawn["weights"].tolist(), drawn["biases"].tolist())
    for row in range(size):
        for column in range(size):
            x, y = ((column + 0.5) / size - 0.5) * 12, (0.5 - (row + 0.5) / size) * 12
            answer = nodes.forward([FEATURES[name](x, y) for name in run.settings.features])
            inside = [node.output for layer in nodes.layers[1:-1] for node in layer]
            expected = [*(feature(x, y) for feature in FEATURES.values()), *inside, answer]
            codes = [(min(max(value, -1), 1) + 1) * 127 for value in expected]
            seen = [*maps[:, row, column].tolist(), int(output[row, column])]
            assert seen == pytest.approx(codes, abs=0.5 + 1e-6)
    for layer, width in enumerate([7, *hidden]):
        for index in range(width):
            node = run.picture("node", layer=layer, index=index, size=size)["map"]
            assert np.array_equal(node, maps[sum([7, *hidden][:layer]) + index])


def test_what_is_no_number_is_drawn_as_zero() -> None:
    """Infinity minus infinity, in a network whose numbers are all finite."""
    run = nr.run("playground", features=["x"], hidden=[2], activation="linear")
    huge = dataclasses.replace(run.state.network, weights=np.array([1e308, 1e308, 1.0, -1.0]))
    state = dataclasses.replace(run.state, network=huge)
    drawn = LAB.pictures["output"].draw(run.settings, state, LAB.pictures["output"].Request())["map"]
    assert set(drawn[:, 0]) == set(drawn[:, -1]) == {127}


def test_activations_are_good_to_the_last_digits() -> None:
    for x in [*np.linspace(-40, 40, 4001), 0.0, 1e-300, 1e300, -1e300, math.inf, -math.inf]:
        assert bends.hyperbolic_tangent(x) == pytest.approx(math.tanh(x), abs=5e-16)
        logistic = 1 / (1 + math.exp(-x)) if x > -700 else 0.0
        assert bends.logistic(x) == pytest.approx(logistic, rel=1e-15, abs=1e-260)
    assert math.isnan(bends.hyperbolic_tangent(math.nan))
    assert math.isnan(bends.logistic(math.nan))


@pytest.mark.parametrize("activation", ["relu", "linear"])
def test_a_rate_that_diverges_is_noticed_and_a_tenth_is_offered(activation: str) -> None:
    run = nr.run("playground", problem="regression", features=["x2", "y2"], activation=activation, learning_rate=10)
    with pytest.raises(nr.Diverged) as trouble:
        run.advance(100)
    assert trouble.value.remedy == {"learning_rate": 1.0}
    assert run.steps == trouble.value.steps - 1
    assert all(math.isfinite(value) for value in run.readings.values())


@pytest.mark.parametrize(
    ("rate", "offered"), [(10, 1), (0.3, 0.03), (0.03, 0.003), (0.001, 0.0001), (0.00001, 0.000001)]
)
def test_the_remedy_is_about_a_tenth(rate: float, offered: float) -> None:
    assert LAB.remedy(PlaygroundSettings.of(learning_rate=rate)) == {"learning_rate": pytest.approx(offered)}


def test_nothing_is_compiled_anew() -> None:
    run = nr.run("playground").advance(1)
    before = compiled_versions()
    for changes in (
        {"hidden": []},
        {"hidden": [32] * 10, "features": sorted(FEATURES)},
        {"activation": "relu", "learning_rate": 0.0001},
        {"batch": 512, "regularisation": "l1"},
        {"problem": "regression", "train_share": 90, "learning_rate": 1e-9},
    ):
        run.change(**changes).advance(1)
    run.act("load_points", csv=run.export("points")).advance(1)
    assert compiled_versions() == before


def test_threads_do_not_change_the_numbers() -> None:
    chosen = PlaygroundSettings.of(dataset="spiral", batch=30)
    states = [model.start(chosen, seed) for seed in range(8)]
    alone = [model.advance(chosen, state, 50).network.weights.tobytes() for state in states]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda state: model.advance(chosen, state, 50).network.weights.tobytes(), states))
    assert alone == together


SPOILED = {
    "points of another count": lambda state: {"points": dataclasses.replace(state.points, x=state.points.x[:-1])},
    "more training points than points": lambda state: {"points": dataclasses.replace(state.points, training=501)},
    "no training points": lambda state: {"points": dataclasses.replace(state.points, training=0)},
    "a negative count": lambda state: {"points": dataclasses.replace(state.points, training=-1)},
    "labels of another kind": lambda state: {
        "points": dataclasses.replace(state.points, label=state.points.label.astype(np.float32))
    },
    "points in a square": lambda state: {"points": dataclasses.replace(state.points, x=state.points.x.reshape(2, -1))},
    "points with gaps": lambda state: {"points": dataclasses.replace(state.points, y=np.zeros(1000)[::2])},
    "too few weights": lambda state: {"network": dataclasses.replace(state.network, weights=np.zeros(17))},
    "too few biases": lambda state: {"network": dataclasses.replace(state.network, biases=np.zeros(6))},
    "too few dead": lambda state: {"network": dataclasses.replace(state.network, dead=np.zeros(0, np.uint8))},
    "too few sums": lambda state: {"network": dataclasses.replace(state.network, weight_sums=np.zeros(1))},
    "too few bias sums": lambda state: {"network": dataclasses.replace(state.network, bias_sums=np.zeros(1))},
    "whole numbers for weights": lambda state: {
        "network": dataclasses.replace(state.network, weights=np.zeros(18, np.int64))
    },
    "a negative batch": lambda state: {"network": dataclasses.replace(state.network, counts=np.array([-1, 0, 0]))},
    "a batch that is full": lambda state: {"network": dataclasses.replace(state.network, counts=np.array([10, 0, 0]))},
    "updates before the first": lambda state: {
        "network": dataclasses.replace(state.network, counts=np.array([0, -1, 0]))
    },
    "too few moments": lambda state: {"network": dataclasses.replace(state.network, first_moments=np.zeros(24))},
    "negative squares": lambda state: {"network": dataclasses.replace(state.network, second_moments=np.full(25, -1.0))},
    "a key beyond all seeds": lambda state: {"network": dataclasses.replace(state.network, key=2**53)},
    "labels that are no class": lambda state: {
        "points": dataclasses.replace(state.points, label=state.points.label / 2)
    },
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_state_that_the_kernel_could_not_run_on_is_refused(spoiled: str) -> None:
    chosen = PlaygroundSettings()
    state = model.start(chosen, 1)
    model.verify(chosen, state)
    with pytest.raises(nr.Refusal, match=r"do not fit|labels other than"):
        model.verify(chosen, dataclasses.replace(state, **SPOILED[spoiled](state)))


def test_shuffled_labels_stay_at_chance() -> None:
    """Negative control: where there is nothing to learn, test loss stays at 0.5 or above, whatever training finds."""
    random = np.random.default_rng(1)
    x, y = random.uniform(-5, 5, (2, 2000))
    label = random.permutation(np.sign(x * y))
    rows = "\n".join(f"{a!r},{b!r},{c!r}" for a, b, c in zip(x.tolist(), y.tolist(), label.tolist(), strict=True))
    run = nr.run("playground", hidden=[8]).act("load_points", csv="x,y,label\n" + rows).advance(300)
    assert run.readings["train_loss"] < 0.5
    assert run.readings["test_loss"] > 0.49  # always 0 gives 0.5; the test set's own imbalance is below 0.01
    told = np.sign(x * y)
    rows = "\n".join(f"{a!r},{b!r},{c!r}" for a, b, c in zip(x.tolist(), y.tolist(), told.tolist(), strict=True))
    run.act("load_points", csv="x,y,label\n" + rows).act("reset", seed=1).advance(300)
    assert run.readings["test_loss"] < 0.05


def test_a_link_of_the_original_does_not_hold_its_points_and_weights_for_ever() -> None:
    run = nr.run("playground", original_seed="0.5")
    points, weights = points_of(run), weights_of(run)
    assert points_of(run.act("regenerate", seed=2)) == points_of(nr.run("playground", seed=2)) != points
    assert weights_of(run.act("reset", seed=3)) == weights_of(nr.run("playground", seed=3)) != weights
