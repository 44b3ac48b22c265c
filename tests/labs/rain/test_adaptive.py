"""Steps that each case chooses: as exact as asked, positive, no water lost, with gradients; and the paper's own steps."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurarium.labs.rain import adaptive, contenders, dataset, solver
from neurarium.labs.rain.adaptive import Path
from neurarium.labs.rain.schemes import PUBLISHED, Array, Bulk, Rates, seifert_beheng
from neurarium.labs.rain.spectra import Case

SHARES = (0.01, 0.1, 0.5, 0.9)
EVERY_20TH = dataset.grid()[::20]


@pytest.fixture(autouse=True)
def double_precision() -> Iterator[None]:
    with jax.enable_x64(True):
        yield


def columns(cases: tuple[Case, ...]) -> tuple[Array, Array, Array]:
    water, number, shape = (jnp.array([getattr(case, name) for case in cases]) for name in ("water", "number", "shape"))
    return water, number, shape


@functools.cache
def solving(name: str, tolerance: float, most: int) -> Callable[..., Path]:
    return jax.jit(lambda *inputs: adaptive.solve(contenders.find(name), *inputs, tolerance, most))


def thresholds(tolerance: float, most: int) -> tuple[np.ndarray, Path]:
    water, number, shape = columns(EVERY_20TH)
    path = solving("seifert-beheng", tolerance, most)(water, number, shape, jnp.full(len(water), 50_000.0))
    return np.asarray(solver.threshold_times(path.bulk.rain_water / water, path.times, SHARES)), path


def test_as_exact_as_asked_and_better_in_proportion() -> None:
    water, number, shape = columns(EVERY_20TH)
    end = jnp.full(len(water), 50_000.0)
    fine = jax.jit(lambda: solver.solve(seifert_beheng, water, number, shape, end, 20_000))()
    times = jnp.linspace(0, 1, 20_001)[:, None] * end
    right = np.asarray(solver.threshold_times(fine.rain_water / water, times, SHARES))
    assert np.isfinite(right).all()
    errors = []
    for tolerance, most in ((1.2e-2, 512), (adaptive.TOLERANCE, 512)):
        found, path = thresholds(tolerance, most)
        assert np.asarray(path.arrived).all()
        assert np.asarray(path.times[-1]) == pytest.approx(np.asarray(end))
        assert (np.diff(np.asarray(path.times), axis=0) >= 0).all()
        errors.append(np.abs(found / right - 1).max())
    assert errors[1] < 2e-3
    assert errors[0] / errors[1] > 2.5, "four times the tolerance, about four times the error"


def test_a_case_that_did_not_arrive_says_so() -> None:
    _, path = thresholds(adaptive.TOLERANCE, 24)
    assert not np.asarray(path.arrived).any()
    assert (np.asarray(path.times[-1]) < 50_000).all()


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["seifert-beheng", "kessler", "corrected"]),
    st.floats(1e-6, 1e-2),
    st.floats(3e-6, 30e-6),
    st.floats(0, 8),
    st.floats(1, 1e5),
)
def test_nothing_is_ever_negative_and_no_water_is_lost(
    name: str, water: float, radius: float, shape: float, end: float
) -> None:
    case = Case(water, radius, shape)
    path = solving(name, 1e-2, 96)(*(jnp.array([value]) for value in (water, case.number, shape, end)))
    for values in (*path.bulk, path.times):
        assert np.isfinite(values).all()
        assert (np.asarray(values) >= 0).all()
    together = np.asarray(path.bulk.cloud_water + path.bulk.rain_water)
    assert together == pytest.approx(np.full((97, 1), water), rel=1e-12)


def test_gradients_are_those_of_finite_differences() -> None:
    water, number, shape = columns((Case(1e-3, 13e-6, 1.0), Case(2e-3, 15e-6, 3.0)))
    end = jnp.array([3000.0, 1200.0])

    def halves(logarithm: Array) -> Array:
        """Of the sum of the times of half rain, for one constant of the scheme."""

        def scheme(bulk: Bulk, shape: Array) -> Rates:
            return seifert_beheng(bulk, shape, PUBLISHED._replace(cloud=9.44e9 * jnp.exp(logarithm)))

        path = adaptive.solve(scheme, water, number, shape, end, 1e-3, 512)
        return solver.threshold_times(path.bulk.rain_water / water, path.times, (0.5,)).sum()

    value = jax.jit(halves)
    slope = float(jax.jit(jax.grad(halves))(0.0))
    # Differences see the steps change as well, by no more than the tolerance.
    assert slope == pytest.approx(float((value(0.05) - value(-0.05)) / 0.1), rel=0.02)
    assert slope < 0, "quicker collisions, earlier rain"


def test_the_papers_steps_are_of_first_order_and_five_seconds() -> None:
    water, number, shape = columns((Case(1e-3, 13e-6, 1.0),))
    path = jax.jit(lambda: solver.as_the_paper(seifert_beheng, water, number, shape, 1201.0))()
    assert path.rain_water.shape == (242, 1), "241 steps of 5 s are the first to reach 1201 s"

    def rain(steps: int) -> float:
        end = jnp.array([1200.0])
        found = jax.jit(lambda: solver.solve(seifert_beheng, water, number, shape, end, steps, "euler"))()
        return float(found.rain_water[-1, 0])

    assert float(path.rain_water[240, 0]) == pytest.approx(rain(240), rel=1e-12)
    best = rain(7680)
    errors = [abs(rain(steps) - best) for steps in (240, 480)]
    assert errors[0] / errors[1] == pytest.approx(2, rel=0.15)


def test_one_step_of_euler_by_hand() -> None:
    water, number, shape = columns((Case(1e-3, 15e-6, 1.0),))
    begin = Bulk(water, number, jnp.zeros(1), jnp.zeros(1))
    rates = seifert_beheng(begin, shape)
    after = solver.euler_step(seifert_beheng, begin, shape, water, jnp.array([5.0]))
    autoconversion, lost = float(rates.autoconversion[0]), float(rates.cloud_self_collection[0])
    assert float(after.rain_water[0]) == pytest.approx(5 * autoconversion, rel=1e-9)
    assert float(after.rain_number[0]) == pytest.approx(5 * autoconversion / 2.6e-10, rel=1e-9)
    assert float(number[0] - after.cloud_number[0]) == pytest.approx(
        5 * (lost + 2 * autoconversion / 2.6e-10), rel=1e-6
    )
