"""Clusters: Lloyd's two steps, and what they lead to."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans

import neurarium as nr
from neurarium.labs.clusters import means
from neurarium.labs.clusters.lab import LAB


def test_two_steps_by_hand() -> None:
    points = np.array([[0.0], [1.0], [5.0], [6.0]])
    centres = np.array([[0.0], [1.0]])
    members = means.nearest(points, centres)
    assert members.tolist() == [0, 1, 1, 1]
    centres = means.means(points, members, centres)
    assert centres.tolist() == [[0.0], [4.0]]
    members = means.nearest(points, centres)
    assert members.tolist() == [0, 0, 1, 1]
    assert means.spread(points, members, means.means(points, members, centres)) == 0.25


def test_a_centre_that_nobody_joins_stays() -> None:
    points = np.array([[0.0], [1.0]])
    centres = np.array([[0.5], [9.0]])
    assert means.means(points, means.nearest(points, centres), centres).tolist() == [[0.5], [9.0]]


def test_the_spread_never_rises_and_comes_to_rest() -> None:
    run = nr.run("clusters", seed=1).advance(1000)
    assert (np.diff(run.history.of("spread")) <= 1e-12).all()
    assert run.readings["moved"] == 0
    assert run.steps < 100


@pytest.mark.parametrize("space", ["pixels", "plane"])
def test_scikit_learn_comes_to_rest_at_the_same_place(space: str) -> None:
    run = nr.run("clusters", space=space, seed=1)
    points = means.digits().pixels if space == "pixels" else means.digits().plane
    peer = KMeans(10, init=run.state.centres, n_init=1, tol=0, max_iter=1000, algorithm="lloyd").fit(points)
    run.advance(1000)
    assert run.readings["spread"] == pytest.approx(peer.inertia_ / len(points), rel=1e-6)


def test_the_groups_are_mostly_digits_and_by_chance_they_are_not() -> None:
    found = nr.run("clusters", seed=0).advance(1000)
    assert found.readings["agreement"] > 0.5
    shuffled = np.random.default_rng(0).permutation(found.state.members)
    by_chance = LAB.measure(found.settings, nr.run("clusters").state.__class__(found.state.centres, shuffled, 0))
    assert abs(by_chance["agreement"]) < 0.02


def test_a_centre_is_put_on_an_example() -> None:
    run = nr.run("clusters", seed=0).advance(1000).act("put_centre", cluster=3, example=12)
    assert run.readings["moved"] == 1, "it goes on"
    assert run.state.members[12] == 3
    assert run.picture("example", example=12)["distances"][3] == 0
    with pytest.raises(nr.Refusal, match="10 clusters"):
        run.act("put_centre", cluster=10, example=12)
