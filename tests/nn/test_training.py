"""Layers, losses, optimisers and the training step: against formulas, against optax, and on a task with a known answer."""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from neurarium import nn
from neurarium.nn.layers import EPSILON, MEMORY


def random(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def test_dense_is_a_product_on_the_last_axis() -> None:
    values, weight, bias = random(2, 3, 4), random(4, 5, seed=1), random(5, seed=2)
    found, _ = nn.Dense(weight, bias)(values)
    assert np.asarray(found) == pytest.approx(values @ weight + bias, abs=1e-5)


@pytest.mark.parametrize("shape", [(6, 3, 3, 4), (8, 4)])
def test_batch_normalisation_as_the_paper_has_it(shape: tuple[int, ...]) -> None:
    values, scale, shift = random(*shape) * 3 + 1, random(4, seed=1), random(4, seed=2)
    layer = nn.BatchNorm(scale, shift, jnp.zeros(4), jnp.ones(4))
    axes = tuple(range(len(shape) - 1))
    mean, variance = values.mean(axes), values.var(axes)
    found, noted = layer(values, jax.random.key(0))
    assert np.asarray(found) == pytest.approx((values - mean) / np.sqrt(variance + EPSILON) * scale + shift, abs=1e-4)
    count = values.size // 4
    assert np.asarray(noted.mean) == pytest.approx((1 - MEMORY) * mean, abs=1e-5)
    expected = MEMORY + (1 - MEMORY) * variance * count / (count - 1)
    assert np.asarray(noted.variance) == pytest.approx(expected, abs=1e-4)
    found, same = noted(values)
    mean, variance = np.asarray(noted.mean), np.asarray(noted.variance)
    expected = (values - mean) / np.sqrt(variance + EPSILON) * scale + shift
    assert np.asarray(found) == pytest.approx(expected, abs=1e-4)
    assert same is noted


def test_layer_normalisation_makes_each_place_even() -> None:
    values = random(3, 2, 2, 8) * 5 + 2
    found, _ = nn.LayerNorm(jnp.ones(8), jnp.zeros(8))(values)
    assert np.asarray(found).mean(-1) == pytest.approx(0, abs=1e-5)
    assert np.asarray(found).std(-1) == pytest.approx(1, abs=1e-3)


def test_dropout_drops_its_share_and_keeps_the_mean() -> None:
    values = jnp.ones((100, 100))
    layer = nn.Dropout(0.3)
    found = np.asarray(layer(values, jax.random.key(1))[0])
    kept = np.mean(found > 0)
    assert abs(kept - 0.7) < 5 * np.sqrt(0.3 * 0.7 / found.size), "five standard deviations"
    assert np.unique(found).tolist() == pytest.approx([0, 1 / 0.7])
    assert np.array_equal(layer(values)[0], values), "when it does not train, nothing is dropped"


@pytest.mark.parametrize("name", ["relu", "leaky", "tanh", "sigmoid"])
def test_activations(name: str) -> None:
    expected = {"relu": [0, 2], "leaky": [-0.03, 2], "tanh": np.tanh([-3, 2]), "sigmoid": 1 / (1 + np.exp([3, -2]))}
    found, _ = nn.Activation(name)(jnp.array([-3.0, 2.0]))
    assert np.asarray(found) == pytest.approx(np.array(expected[name]), abs=1e-6)


def test_losses_by_hand() -> None:
    logits = jnp.log(jnp.array([[0.2, 0.5, 0.3], [0.9, 0.05, 0.05]]))
    found = nn.cross_entropy(logits, jnp.array([1, 2]))
    assert np.asarray(found) == pytest.approx(-np.log([0.5, 0.05]), abs=1e-6)
    assert float(nn.logistic_loss(jnp.zeros(()), jnp.ones(()))) == pytest.approx(np.log(2))
    assert float(nn.logistic_loss(jnp.array(-200.0), jnp.ones(()))) == pytest.approx(200)


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("sgd", optax.chain(optax.add_decayed_weights(0.1, mask={"w": True, "b": False}), optax.sgd(0.05))),
        ("momentum", optax.chain(optax.add_decayed_weights(0.1, mask={"w": True, "b": False}), optax.sgd(0.05, 0.9))),
        ("adam", optax.chain(optax.add_decayed_weights(0.1, mask={"w": True, "b": False}), optax.adam(0.05))),
        ("adamw", optax.adamw(0.05, weight_decay=0.1, mask={"w": True, "b": False})),
    ],
)
def test_optimisers_are_those_of_optax(name: str, theirs: Any) -> None:
    ours = other = {"w": jnp.asarray(random(3, 2)), "b": jnp.asarray(random(2, seed=1))}
    moments, known = nn.no_moments(ours), theirs.init(other)
    for step in range(4):
        slopes = {"w": jnp.asarray(random(3, 2, seed=10 + step)), "b": jnp.asarray(random(2, seed=20 + step))}
        ours, moments = nn.updated(name, ours, moments, slopes, nn.Rates(0.05, 0.1))
        moves, known = theirs.update(slopes, known, other)
        other = optax.apply_updates(other, moves)
    for key in ours:
        assert np.asarray(ours[key]) == pytest.approx(np.asarray(other[key]), abs=1e-5)


def test_schedules_begin_and_end_where_they_should() -> None:
    assert nn.scheduled("constant", 0.1, 70, 100) == 0.1
    assert [nn.scheduled("cosine", 0.1, step, 100) for step in (0, 50, 100, 150)] == pytest.approx([0.1, 0.05, 0, 0])
    cycle = [nn.scheduled("one-cycle", 0.1, step, 100) for step in (0, 15, 30, 65, 100)]
    assert cycle == pytest.approx([0.004, 0.052, 0.1, 0.05, 1e-5], rel=1e-3)


def test_a_network_of_modules_learns_what_a_line_cannot() -> None:
    """Exclusive or: with the module tree itself as parameters, and normalisation that notes what it saw."""
    network = (
        nn.Dense(jnp.asarray(random(2, 16)), jnp.zeros(16)),
        nn.BatchNorm(jnp.ones(16), jnp.zeros(16), jnp.zeros(16), jnp.ones(16)),
        nn.Activation("relu"),
        nn.Dense(jnp.asarray(random(16, 2, seed=1)) / 4, jnp.zeros(2)),
    )
    inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
    labels = np.array([0, 1, 1, 0])

    def loss(network: Any, inputs: Any, labels: Any) -> tuple[jax.Array, tuple[Any, None]]:
        answers, noted = nn.run(network, inputs, jax.random.key(0))
        return nn.cross_entropy(answers[-1], labels).mean(), (noted, None)

    step = nn.training_step(loss, "adam")

    moments = nn.no_moments(eqx.filter(network, eqx.is_inexact_array))
    losses = []
    for _ in range(150):
        network, moments, value, _ = step(network, moments, nn.Rates(0.02), inputs, labels)
        losses.append(float(value))
    assert losses[-1] < 0.02 < losses[0]
    answers, _ = nn.run(network, inputs)
    assert np.asarray(answers[-1]).argmax(1).tolist() == labels.tolist()
    assert not np.array_equal(network[1].mean, np.zeros(16)), "normalisation noted what it saw"
