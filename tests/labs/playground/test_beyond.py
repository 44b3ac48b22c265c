"""Activations, losses, classes, optimisers and dropout: held to the papers' definitions and to finite differences."""

from __future__ import annotations

import dataclasses
import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.labs.playground import bends, dropout, model
from neurarium.labs.playground.features import feature_rows
from neurarium.labs.playground.floors import floor
from neurarium.labs.playground.network import ACTIVATIONS, link_count
from neurarium.labs.playground.options import ACTIVATION_NAMES, OPTIMISERS
from neurarium.labs.playground.settings import PlaygroundSettings
from tests.labs.playground import beyond
from tests.labs.playground.beyond import Layers, Step

KINDS: dict[str, dict[str, Any]] = {
    "two classes, squared": {},
    "two classes, cross-entropy": {"loss": "cross_entropy"},
    "a number": {"problem": "regression"},
    "three classes, squared": {"problem": "classes"},
    "four classes, cross-entropy": {"problem": "classes", "classes": 4, "loss": "cross_entropy"},
}


def layers_of(settings: PlaygroundSettings, weights: np.ndarray, biases: np.ndarray) -> Layers:
    sizes = [len(settings.features), *settings.hidden, settings.classes if settings.problem == "classes" else 1]
    links, neurons = iter(weights.tolist()), iter(biases.tolist())
    rows = [[[next(links) for _ in range(sources)] for _ in range(size)] for sources, size in itertools.pairwise(sizes)]
    shifts = [[next(neurons) for _ in range(size)] for size in sizes[1:]]
    own = list(settings.layer_activations)[: len(settings.hidden)]
    return Layers(rows, shifts, own + [settings.activation] * (len(settings.hidden) - len(own)))


def mean_loss(settings: PlaygroundSettings, layers: Layers, inputs: np.ndarray, labels: np.ndarray) -> float:
    if settings.problem == "regression":
        loss = beyond.straight
    else:
        loss = beyond.cross_entropy if settings.loss == "cross_entropy" else beyond.squared
    return sum(loss(layers.sums(x), t) for x, t in zip(inputs.T.tolist(), labels.tolist(), strict=True)) / len(labels)


def gradients(settings: PlaygroundSettings, weights: np.ndarray, biases: np.ndarray, *data: np.ndarray) -> np.ndarray:
    """float64 [links + neurons]: central differences of the mean loss."""
    both = np.concatenate([weights, biases])
    nudge, slopes = 1e-6, np.empty_like(both)
    for index in range(len(both)):
        losses = []
        for sign in (1, -1):
            moved = both.copy()
            moved[index] += sign * nudge
            losses.append(mean_loss(settings, layers_of(settings, moved[: len(weights)], moved[len(weights) :]), *data))
        slopes[index] = (losses[0] - losses[1]) / (2 * nudge)
    return slopes


def few_points(run: Run, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Leave so many training points to a run, and return what the network sees of them, and their labels."""
    points = run.state.points
    kept = dataclasses.replace(
        points,
        x=np.concatenate([points.x[:count], points.x[-5:]]),
        y=np.concatenate([points.y[:count], points.y[-5:]]),
        label=np.concatenate([points.label[:count], points.label[-5:]]),
        training=count,
    )
    run.state = dataclasses.replace(run.state, points=kept)
    return feature_rows(run.settings.features, kept.x[:count], kept.y[:count]), kept.label[:count]


@settings(max_examples=40, deadline=None)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    activations=st.lists(st.sampled_from(sorted(ACTIVATION_NAMES)), min_size=1, max_size=3),
    hidden=st.lists(st.integers(1, 4), max_size=3),
    optimiser=st.sampled_from(sorted(OPTIMISERS)),
    batch=st.integers(1, 8),
    seed=st.integers(0, 1000),
)
def test_training_follows_the_papers(
    kind: str, activations: list[str], hidden: list[int], optimiser: str, batch: int, seed: int
) -> None:
    """Three batches: the weights are those that finite differences of the loss and the optimiser's definition give."""
    chosen = {"hidden": hidden, "activation": activations[0], "layer_activations": activations[1:], "batch": batch}
    run = nr.run("playground", seed=seed, optimiser=optimiser, learning_rate=0.01, **chosen, **KINDS[kind])
    inputs, labels = few_points(run, 3 * batch)
    net = run.state.network
    links = len(net.weights)
    both = np.concatenate([net.weights, net.biases])
    steps = [Step(optimiser, 0.01) for _ in both]
    for start in range(0, 3 * batch, batch):
        data = inputs[:, start : start + batch], labels[start : start + batch]
        slopes = gradients(run.settings, both[:links], both[links:], *data)
        if np.abs(slopes).min() < 1e-6 and optimiser in ("rmsprop", "adam"):
            return  # the sign of a gradient that is nothing but rounding decides a whole step
        both = both - [step.of(float(slope)) for step, slope in zip(steps, slopes, strict=True)]
    trained = model.advance(run.settings, run.state, 1).network
    np.testing.assert_allclose(
        np.concatenate([trained.weights, trained.biases]), both, atol=2e-4 if "relu" in str(activations) else 2e-6
    )


@pytest.mark.parametrize("kind", KINDS)
def test_losses_and_answers_are_the_definitions(kind: str) -> None:
    run = nr.run("playground", seed=3, hidden=[5, 3], noise=30, activation="mish", **KINDS[kind]).advance(40)
    sample, net = run.state.points, run.state.network
    inputs = feature_rows(run.settings.features, sample.x, sample.y)
    layers = layers_of(run.settings, net.weights, net.biases)
    first = sample.training
    for name, part in (("train_loss", slice(0, first)), ("test_loss", slice(first, None))):
        expected = mean_loss(run.settings, layers, inputs[:, part], sample.label[part])
        assert run.readings[name] == pytest.approx(expected, abs=1e-10)
    outputs = np.array([layers.sums(x) for x in inputs.T.tolist()])
    if kind == "a number":
        held_out = sample.label[first:]
        rest = np.sum((outputs[first:, 0] - held_out) ** 2) / np.sum((held_out - held_out.mean()) ** 2)
        assert run.readings["test_r2"] == pytest.approx(1 - rest, abs=1e-10)
        assert run.picture("answers")["confusion"].tolist() == [[[0]], [[0]]]
        return
    right = (sample.label > 0).astype(int) if outputs.shape[1] == 1 else sample.label.astype(int)
    answered = (outputs[:, 0] > 0).astype(int) if outputs.shape[1] == 1 else outputs.argmax(1)
    assert run.readings["test_accuracy"] == np.mean(right[first:] == answered[first:])
    assert run.readings["train_accuracy"] == np.mean(right[:first] == answered[:first])
    drawn = run.picture("answers")
    assert drawn["count"].tolist() == [first, len(right) - first]
    for split, part in enumerate((slice(0, first), slice(first, None))):
        expected = np.zeros_like(drawn["confusion"][split])
        np.add.at(expected, (right[part], answered[part]), 1)
        assert drawn["confusion"][split].tolist() == expected.tolist()


def test_a_cross_entropy_far_beyond_rounding_is_still_exact() -> None:
    """An answer of tanh(-40) is -1 to the last digit, and yet the surprise at +1 is 80 nats, not infinity."""
    run = nr.run("playground", features=["x"], hidden=[], loss="cross_entropy")
    run.act("load_points", csv="x,y,label\n1,0,1\n1,0,-1\n1,0,1\n1,0,-1\n")
    run.act("set_weight", value=-40).act("set_bias", value=0)
    assert run.readings["test_loss"] == pytest.approx((80 + 0) / 2, rel=1e-15)


@pytest.mark.parametrize("name", ACTIVATION_NAMES)
def test_activations_and_their_slopes(name: str) -> None:
    places = np.concatenate([np.linspace(-30, 30, 3001) + 1e-3, [-1e3, 1e3, -1e-9, 1e-9]])[None]
    rows, gains = places.copy(), np.empty_like(places)
    kind = ACTIVATIONS.index(name)
    bends.activate_with_slopes(rows, gains, 0, 1, places.shape[1], kind)
    alone = places.copy()
    bends.activate(alone, 0, 1, places.shape[1], kind)
    assert alone.tolist() == rows.tolist(), "with and without slopes the answers are the same"
    within = np.abs(places[0]) <= 31
    expected = [beyond.ACTIVATIONS[name](x) for x in places[0, within].tolist()]
    np.testing.assert_allclose(rows[0, within], expected, rtol=2e-14, atol=5e-16 if name != "elu" else 3e-16)
    nudge = 1e-6
    smooth = within & (np.abs(places[0]) > 2 * nudge)
    function = beyond.ACTIVATIONS[name]
    slopes = [(function(x + nudge) - function(x - nudge)) / (2 * nudge) for x in places[0, smooth].tolist()]
    np.testing.assert_allclose(gains[0, smooth], slopes, atol=2e-8)
    assert np.isfinite(rows).all()
    assert np.isfinite(gains).all()


def test_names_and_kernel_agree_on_the_order_of_activations() -> None:
    assert tuple(ACTIVATION_NAMES) == ACTIVATIONS
    assert [getattr(bends, name.upper()) for name in ACTIVATIONS] == list(range(len(ACTIVATIONS)))


def test_dropout_switches_off_that_share_and_leaves_the_mean() -> None:
    chances = np.array([[dropout.chance(7, sample, 6, neuron) for neuron in range(6)] for sample in range(20_000)])
    assert chances.min() >= 0
    assert chances.max() < 1
    for share in (0.1, 0.5, 0.8):
        off = (chances < share).mean(axis=0)
        np.testing.assert_allclose(off, share, atol=4.5 * math.sqrt(share * (1 - share) / 20_000))
    correlation = np.corrcoef(chances.T) - np.eye(6)
    assert np.abs(correlation).max() < 0.035, "neurons are switched off independently"
    answers, gains = np.ones((1, 20_000)), np.full((1, 20_000), 2.0)
    dropout.drop(answers, gains, 0, 20_000, 0.5, 7, 0, 6, 2)
    assert set(answers[0]) == {0.0, 2.0}
    assert gains[0].tolist() == (2 * answers[0]).tolist()
    assert answers.mean() == pytest.approx(1, abs=0.03)


def test_dropout_is_another_for_another_seed_and_the_same_for_the_same() -> None:
    first, again, other = (nr.run("playground", seed=seed, dropout=0.3).advance(5) for seed in (1, 1, 2))
    assert first.readings == again.readings
    assert first.readings != other.readings
    without = nr.run("playground", seed=1).advance(5)
    assert first.readings != without.readings


def test_dropout_can_change_while_it_trains_and_tests_use_all_neurons() -> None:
    run = nr.run("playground", seed=1).advance(50)
    before = run.readings
    run.change(dropout=0.5)
    assert run.steps == 50
    assert run.readings == before


@pytest.mark.parametrize("dataset", ["clouds", "rings", "spirals"])
@pytest.mark.parametrize("classes", [3, 4, 6])
def test_several_classes_are_learned_and_shuffled_ones_are_not(dataset: str, classes: int) -> None:
    chosen = {"problem": "classes", "classes_dataset": dataset, "classes": classes, "hidden": [12, 12]}
    rates = {"loss": "cross_entropy", "optimiser": "adam", "learning_rate": 0.01}
    run = nr.run("playground", seed=1, **chosen, **rates)
    counts = np.bincount(run.picture("points")["label"].astype(int))
    assert counts.sum() == 500
    assert counts.max() - counts.min() <= 1
    assert run.advance(400).readings["test_accuracy"] > 0.9
    drawn = run.picture("output", size=16)
    assert set(drawn["winner"].ravel()) <= set(range(classes))
    assert drawn["map"].min() >= 254 // classes  # the winner's share is never below one of `classes`
    assert run.picture("network", size=8)["maps"].shape[0] == 7 + 24 + classes

    points = run.state.points
    order = np.random.default_rng(1).permutation(500)
    run.state = dataclasses.replace(run.state, points=dataclasses.replace(points, label=points.label[order]))
    run.act("reset", seed=2).advance(100)
    assert run.readings["test_accuracy"] < 1 / classes + 4.5 * math.sqrt(1 / classes / 250)


def test_equal_sums_of_several_classes_are_equal_shares() -> None:
    run = nr.run("playground", problem="classes", classes=5, loss="cross_entropy", init_zero=True, hidden=[2])
    assert run.readings["test_loss"] == pytest.approx(math.log(5), abs=1e-12)
    assert set(run.picture("output", size=8)["map"].ravel()) == {round(254 / 5)}


def test_a_number_of_equal_labels_explains_nothing() -> None:
    run = nr.run("playground", problem="regression").act("load_points", csv="x,y,label\n0,0,1\n1,1,1\n2,2,1\n3,3,1\n")
    assert run.readings["test_r2"] == 0.0


@pytest.mark.parametrize("loss", ["squared", "cross_entropy"])
@pytest.mark.parametrize(("dataset", "noise"), [("xor", 35), ("xor", 80), ("gauss", 0), ("gauss", 25), ("gauss", 50)])
def test_the_best_possible_loss_is_that_of_the_true_probabilities(dataset: str, noise: int, loss: str) -> None:
    """Many points: the answer that knows how they were made has the promised loss, within its standard error."""
    parts = [nr.run("playground", dataset=dataset, noise=noise, seed=seed).picture("points") for seed in range(120)]
    x, y, label = (np.concatenate([part[name] for part in parts]) for name in ("x", "y", "label"))
    if dataset == "gauss":
        variance = 0.5 + 3.5 * noise / 50
        half_odds = 2 * (x + y) / variance
    else:
        reach = 5 * noise / 100
        kept = np.clip(np.abs(x) / reach, 0, 1) * np.clip(np.abs(y) / reach, 0, 1) * np.sign(x * y)
        half_odds = np.arctanh(np.clip(kept, -1 + 1e-12, 1 - 1e-12))
    losses = (np.tanh(half_odds) - label) ** 2 / 2 if loss == "squared" else np.logaddexp(0, -2 * label * half_odds)
    known = floor(dataset, noise, loss)
    assert known == pytest.approx(losses.mean(), abs=4.5 * losses.std() / math.sqrt(len(losses)) + 1e-5)
    assert nr.run("playground", dataset=dataset, noise=max(noise, 10), loss=loss).lab.best is not None


def test_the_best_possible_loss_is_told_only_where_it_is_known() -> None:
    def best(**chosen: Any) -> dict[str, float]:
        run = nr.run("playground", **chosen)
        return dict(run.lab.best(run.settings, run.state))

    assert best(dataset="xor", noise=35) == {"test_loss": pytest.approx(0.159, abs=0.0006)}
    assert best(dataset="xor", noise=35, loss="cross_entropy")["test_loss"] > best(dataset="xor", noise=35)["test_loss"]
    for chosen in ({"dataset": "circle", "noise": 35}, {"problem": "regression", "noise": 35}, {"dataset": "xor"}):
        assert best(**chosen) == {}
    run = nr.run("playground", dataset="xor", noise=35).act("add_points", csv="x,y,label\n0,0,1\n")
    assert run.lab.best(run.settings, run.state) == {}


def test_the_same_weights_again() -> None:
    run = nr.run("playground", seed=4, optimiser="adam", dropout=0.2).advance(30)
    reached = run.readings
    run.act("again")
    assert run.steps == 0
    assert run.advance(30).readings == reached
    run.act("reset", seed=9).advance(3)
    begun = nr.run("playground", seed=4, optimiser="adam", dropout=0.2).act("reset", seed=9)
    run.act("again")
    assert run.picture("network")["weights"].tolist() == begun.picture("network")["weights"].tolist()


def test_links_are_counted_for_every_output() -> None:
    chosen = PlaygroundSettings.of(problem="classes", classes=6, hidden=[3])
    assert link_count(model.layer_sizes(chosen)) == 2 * 3 + 3 * 6
