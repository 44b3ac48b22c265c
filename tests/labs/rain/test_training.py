"""Scores and training through the solver, on a truth that is known: another scheme's solution."""

from __future__ import annotations

from collections.abc import Iterator

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from neurarium.labs.rain import networks, scores, solver, training
from neurarium.labs.rain.schemes import Bulk, SeifertBeheng, seifert_beheng
from neurarium.labs.rain.scores import Cases, ratio
from neurarium.labs.rain.spectra import Case
from neurarium.labs.rain.truth import POINTS, SHARES

OTHER = SeifertBeheng(cloud=9.44e9 * 0.5, accretion=7.0)
CASES = [
    Case(water * 1e-3, radius * 1e-6, shape) for water in (0.8, 1.2, 1.8) for radius in (12, 14) for shape in (0.5, 2.0)
]


@pytest.fixture(autouse=True)
def double_precision() -> Iterator[None]:
    with jax.enable_x64(True):
        yield


def known_truth() -> Cases:
    """What Seifert and Beheng's scheme with other constants would call the truth."""

    def other(bulk: Bulk, shape: jax.Array) -> object:
        return seifert_beheng(bulk, shape, OTHER)

    water, number, shape = (jnp.array([getattr(case, name) for case in CASES]) for name in ("water", "number", "shape"))

    @jax.jit
    def solved(end: jax.Array) -> tuple[Bulk, jax.Array]:
        path = solver.solve(other, water, number, shape, end, 8 * (POINTS - 1))  # type: ignore[arg-type]
        times = jnp.linspace(0, 1, 8 * (POINTS - 1) + 1)[:, None] * end
        return path, solver.threshold_times(path.rain_water / water, times, SHARES)

    _, thresholds = solved(jnp.full(len(CASES), 20_000.0))
    end = 1.3 * thresholds[-1]
    path, thresholds = solved(end)
    sparse = Bulk(*(values[::8] for values in path))
    return Cases(water, number, shape, end, thresholds, sparse.rain_water, sparse.rain_number, sparse.cloud_number)


def test_the_truth_itself_has_no_error_and_another_scheme_has() -> None:
    cases = known_truth()
    right = scores.measure(lambda bulk, shape: seifert_beheng(bulk, shape, OTHER), cases)
    wrong = scores.measure(seifert_beheng, cases)
    for name, bound in (("time", 2e-3), ("water", 1e-3), ("rain", 0.02), ("cloud", 0.02)):
        assert right[name].max() < bound, name
        assert wrong[name].mean() > 5 * right[name].mean(), name
    assert right["completed"].all()


def test_a_correction_of_zero_is_the_scheme_itself() -> None:
    layers = networks.first_layers((networks.INPUTS, 8, 4), np.random.default_rng(0), last=0.0)
    state = Bulk(*(jnp.array([value, value / 3]) for value in (8e-4, 1e8, 2e-4, 1e4)))
    shape = jnp.array([1.0, 3.0])
    for corrected, plain in zip(networks.corrected(layers)(state, shape), seifert_beheng(state, shape), strict=True):
        assert np.asarray(corrected) == pytest.approx(np.asarray(plain), rel=1e-12)


def test_constants_are_found_again_through_the_solver() -> None:
    cases = known_truth()

    def scheme_of(model: jax.Array) -> object:
        constants = SeifertBeheng(cloud=9.44e9 * jnp.exp(model[0]), accretion=5.78 * jnp.exp(model[1]))
        return lambda bulk, shape: seifert_beheng(bulk, shape, constants)

    found = training.train(
        scheme_of,  # type: ignore[arg-type]
        jnp.zeros(2),
        cases,
        cases,
        updates=100,
        rate=0.03,
        batch=len(CASES),
        steps=32,
        every=20,
    )
    assert np.exp(np.asarray(found.model)) == pytest.approx([0.5, 7.0 / 5.78], rel=0.05)
    assert found.curve[0, 2] == pytest.approx(4, rel=1e-6), "the scheme itself has an error of 1 in each of four"
    assert found.curve[:, 2].min() < 0.4


def test_a_network_learns_through_the_solver_what_the_constants_hide() -> None:
    cases = known_truth()
    layers = networks.first_layers((networks.INPUTS, 12, 4), np.random.default_rng(1), last=0.0)
    found = training.train(
        networks.corrected, layers, cases, cases, updates=60, rate=0.01, batch=len(CASES), steps=32, every=30
    )
    assert found.curve[0, 2] == pytest.approx(4, rel=1e-6)
    assert found.curve[:, 2].min() < 2


def test_networks_of_their_own_give_rates_that_are_never_negative() -> None:
    random = np.random.default_rng(2)
    sizes = (networks.INPUTS, *networks.HIDDEN, 1)
    one, two, three, four = (networks.first_layers(sizes, random) for _ in range(4))
    model = networks.Scaled((one, two, three, four), jnp.log(jnp.array([1e-9, 1e-8, 1e3, 1.0])), jnp.full(4, 3.0))
    state = Bulk(*(jnp.abs(jnp.asarray(random.normal(0, scale, 200))) for scale in (1e-3, 1e8, 1e-3, 1e4)))
    rates = networks.of_networks(model)(state, jnp.full(200, 1.0))
    for rate in rates:
        assert np.isfinite(rate).all()
        assert (np.asarray(rate) >= 0).all()


def test_the_interval_of_a_ratio_holds_what_is_known() -> None:
    random = np.random.default_rng(3)
    against = random.uniform(0.5, 1.5, 400)
    found = ratio(against * 0.5, against)
    assert found == pytest.approx((0.5, 0.5, 0.5))
    held = 0
    for seed in range(100):
        noisy = ratio(against * random.uniform(0.4, 0.8, 400), against, seed, draws=300)
        held += noisy.low < 0.6 < noisy.high
    assert 87 <= held <= 100, "95 of 100 intervals hold it, give or take chance"
