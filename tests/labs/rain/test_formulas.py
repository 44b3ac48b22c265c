"""Formulas against numbers worked out by hand or by quadrature, where the other files do not have them."""

from __future__ import annotations

import math
from collections.abc import Iterator

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from neurarium.labs.rain import box, collisions, dataset, flux, networks, scores, solver, superdroplets
from neurarium.labs.rain.collisions import CONSTANT, EVEN, HYDRODYNAMIC, LONG, efficiency, of_masses
from neurarium.labs.rain.drops import SEPARATION, fall_speed, mass_of
from neurarium.labs.rain.schemes import Bulk, seifert_beheng
from neurarium.labs.rain.spectra import Case
from neurarium.labs.rain.superdroplets import (
    ACCRETION_MASS,
    ACCRETION_NUMBER,
    AUTO_NUMBER,
    CLOUD_SELF,
    COUNTS,
    RAIN_SELF,
)

CLOUD = Case(1e-3, 10e-6, 1.0)


@pytest.fixture(autouse=True)
def double_precision() -> Iterator[None]:
    with jax.enable_x64(True):
        yield


def test_beards_middle_and_large_regime_by_hand() -> None:
    # 0.2 mm: Davies number 4 rho (rho_w - rho) g d3 / (3 eta2) = 379.8.
    davies = 4 * 1.2 * (1000 - 1.2) * 9.81 * 8e-12 / (3 * 1.818e-5**2)
    assert math.log(davies) == pytest.approx(5.9396, abs=1e-3)
    x = math.log(davies)
    polynomial = (
        -3.18657 + 0.992696 * x - 0.00153193 * x**2 - 0.000987059 * x**3 - 0.000578878 * x**4 + 8.55176e-5 * x**5
    ) - 3.27815e-6 * x**6
    middle = (1 + 2.51 * 6.62e-8 / 2e-4) * math.exp(polynomial) * 1.818e-5 / (1.2 * 2e-4)
    assert fall_speed(mass_of(1e-4)) == pytest.approx(middle, rel=1e-9)
    # 2 mm: Bond number 4 (rho_w - rho) g d2 / (3 sigma), physical property number sigma3 rho2 / (eta4 (rho_w - rho) g).
    bond = 4 * (1000 - 1.2) * 9.81 * 4e-6 / (3 * 0.0728)
    root = (0.0728**3 * 1.2**2 / (1.818e-5**4 * (1000 - 1.2) * 9.81)) ** (1 / 6)
    y = math.log(bond * root)
    polynomial = -5.00015 + 5.23778 * y - 2.04914 * y**2 + 0.475294 * y**3 - 0.0542819 * y**4 + 0.00238449 * y**5
    assert fall_speed(mass_of(1e-3)) == pytest.approx(1.818e-5 * root * math.exp(polynomial) / (1.2 * 2e-3), rel=1e-6)
    assert fall_speed(mass_of(5e-3)) == fall_speed(mass_of(4e-3)), "his fit ends at 7 mm"


def test_efficiencies_beyond_the_table_are_its_border_and_at_most_one() -> None:
    table, ratios = collisions.EFFICIENCIES, collisions.RATIOS
    assert efficiency(3e-6, 1.5e-6) == pytest.approx(table[list(ratios).index(0.5), 0])
    last = table[:, -1]
    for row, ratio in enumerate(ratios[:-1]):
        assert efficiency(2e-3, ratio * 2e-3 * (1 + 1e-12)) == pytest.approx(min(1.0, last[row]), abs=1e-9)
    assert efficiency(0.0, 0.0) == pytest.approx(table[0, 0])


def double_integral(kind: int, case: Case, power: int) -> float:
    """Half the integral of K(x, y) (x y)^power f(x) f(y): meetings a m3 and s for power 0."""
    mass = mass_of(np.geomspace(1e-6, 38e-6, 300))
    weight = case.density(mass) * np.gradient(mass) * mass**power
    kernels = np.array([[of_masses(kind, x, y) for y in mass] for x in mass])
    return float(weight @ kernels @ weight) / 2


@pytest.mark.parametrize("kind", [LONG, HYDRODYNAMIC])
def test_the_first_loss_of_droplets_is_the_double_integral(kind: int) -> None:
    wanted = double_integral(kind, CLOUD, 0)
    if (
        kind == LONG
    ):  # 9.44e9 (x2 + y2) over a gamma distribution: 9.44e9 (nu + 2) / (nu + 1) L2, as in Seifert and Beheng
        assert wanted == pytest.approx(9.44e9 * 3 / 2 * CLOUD.water**2, rel=1e-3)
    losses = []
    for seed in range(200):
        drops = box.begin(CLOUD, 2**14, 2**14 * 2**18 / CLOUD.number, seed)
        _, counts = box.advance(drops, 20.0, 5.0, np.random.default_rng(seed), kind)
        losses.append(counts[CLOUD_SELF] / drops.volume / 20)
    error = np.std(losses, ddof=1) / math.sqrt(len(losses))
    assert error < 0.03 * wanted
    assert abs(np.mean(losses) - wanted) < 3 * error + 0.01 * wanted
    bins = flux.grid(kind)
    _, binned = flux.advance(flux.begin(CLOUD, bins), 20.0, 5.0, bins)
    assert binned[CLOUD_SELF] / 20 == pytest.approx(wanted, rel=0.05)


def test_seifert_and_behengs_loss_of_droplets_is_that_of_longs_kernel() -> None:
    bulk = Bulk(*(jnp.array(value) for value in (CLOUD.water, CLOUD.number, 0.0, 0.0)))
    rates = seifert_beheng(bulk, jnp.array(CLOUD.shape))
    all_cloud = float(rates.cloud_self_collection + 2 * rates.autoconversion / SEPARATION)
    assert all_cloud == pytest.approx(double_integral(LONG, CLOUD, 0), rel=1e-3)


def test_counted_rates_of_two_sizes_by_hand() -> None:
    """Droplets of 10 and drops of 100 micrometres with Long's kernel: every rate is a product."""
    small, large, volume, duration = float(mass_of(10e-6)), float(mass_of(100e-6)), 1e-2, 1.0
    counts = np.zeros(COUNTS)
    seeds, each, drops_each, rain_each = 400, 40, 20_000, 10
    for seed in range(seeds):
        mass = np.repeat([small, large], each)
        multiplicity = np.repeat([drops_each, rain_each], each)
        drops = box.Drops(mass, multiplicity, volume, 0.0)
        counts += box.advance(drops, duration, duration, np.random.default_rng(seed), LONG)[1]
    found = counts / seeds / duration
    cloud, rain = each * drops_each, each * rain_each
    wanted = {
        ACCRETION_NUMBER: 5.78 * (small + large) * cloud * rain / volume,
        ACCRETION_MASS: 5.78 * (small + large) * cloud * rain * small / volume,
        # Superdroplets meet others, not themselves: (n - 1) / n of all pairs of equal drops.
        RAIN_SELF: 5.78 * large * rain**2 * (each - 1) / each / volume,
        CLOUD_SELF: 9.44e9 * small**2 * cloud**2 * (each - 1) / each / volume,
    }
    for place, value in wanted.items():
        chances = value * seeds * duration / (rain_each if place != CLOUD_SELF else drops_each)
        if place == ACCRETION_MASS:
            chances /= small
        assert found[place] == pytest.approx(value, rel=4 / math.sqrt(chances) + 0.01), place
    assert found[AUTO_NUMBER] == 0


@pytest.mark.parametrize("count", [1001, 2**10])
def test_smoluchowskis_solution_of_the_constant_kernel(count: int) -> None:
    """N = N0 / (1 + K N0 t / 2), and the second moment grows by K L2 t; an odd superdroplet waits a turn."""
    case = Case(1e-3, 15e-6, 0.0)
    duration = 2 / (EVEN * case.number)
    numbers, seconds = [], []
    for seed in range(12):
        drops = box.begin(case, count, count * 2.0**20 / case.number, seed)
        first = float(drops.moments[2] + drops.moments[5])
        drops, _ = box.advance(drops, duration, duration / 400, np.random.default_rng([seed, 1]), CONSTANT)
        numbers.append(drops.multiplicity.sum() / drops.volume / case.number)
        seconds.append((drops.moments[2] + drops.moments[5] - first) / (EVEN * case.water**2 * duration))
    for found, wanted in ((numbers, 0.5), (seconds, 1.0)):
        error = np.std(found, ddof=1) / math.sqrt(len(found))
        assert abs(np.mean(found) - wanted) < 3.5 * error + 0.003
        assert error < 0.05


def test_the_flux_method_has_smoluchowskis_solution_too() -> None:
    case = Case(1e-3, 15e-6, 0.0)
    bins = flux.grid(CONSTANT)
    water = flux.begin(case, bins)
    number = flux.moments(water, bins)[1]
    duration = 2 / (EVEN * number)
    after, _ = flux.advance(water, duration, duration / 200, bins)
    moments = flux.moments(after, bins)
    assert (moments[1] + moments[4]) / number == pytest.approx(0.5, rel=0.02)


def test_moments_by_hand() -> None:
    mass = np.array([1.0, 2.0, 0.5]) * SEPARATION
    found = superdroplets.moments(mass, np.array([3, 4, 10]), 2.0)
    s = SEPARATION
    assert found == pytest.approx([5 * s / 2, 5, 2.5 * s**2 / 2, 11 * s / 2, 3.5, 19 * s**2 / 2])


def test_boxes_and_steps_of_the_plan_by_hand() -> None:
    case = Case(1e-3, 13e-6, 1.0)
    plan = dataset.Plan(superdroplets=1000, stands=50)
    assert plan.volume(case) * case.number == pytest.approx(50_000)
    assert dataset.substep(case) == pytest.approx(4.0)
    assert dataset.substep(Case(2e-3, 15e-6, 1.0)) == pytest.approx(2 * (13 / 15) ** 4)
    assert dataset.substep(Case(5e-3, 15e-6, 1.0)) == 1.0
    assert dataset.substep(Case(0.2e-3, 9e-6, 1.0)) == 20.0
    assert flux.substep(case) == pytest.approx(0.04 / (5.78 * 1e-3))


def test_a_step_of_unchanging_paces_is_its_exact_solution() -> None:
    bulk = Bulk(*(jnp.array([value]) for value in (8e-4, 1e8, 2e-4, 1e3)))
    pace = solver.Paces(*(jnp.array([value]) for value in (1e-2, 2e-2, 3e-2, 50.0)))
    after = solver.exact_step(bulk, pace, jnp.array([1e-3]), jnp.array([7.0]))
    assert float(after.cloud_water[0]) == pytest.approx(8e-4 * math.exp(-0.07))
    assert float(after.rain_water[0]) == pytest.approx(1e-3 - 8e-4 * math.exp(-0.07))
    assert float(after.cloud_number[0]) == pytest.approx(1e8 * math.exp(-0.14))
    settled = 50 / 3e-2
    assert float(after.rain_number[0]) == pytest.approx(settled + (1e3 - settled) * math.exp(-0.21))
    slow = pace._replace(rain_number=jnp.array([1e-12]))
    assert float(solver.exact_step(bulk, slow, jnp.array([1e-3]), jnp.array([7.0])).rain_number[0]) == pytest.approx(
        1350
    )


def test_what_a_network_sees_by_hand() -> None:
    state = Bulk(*(jnp.array(value) for value in (4e-4, 2e7, 1e-4, 1e5)))
    found = networks.features(state, jnp.array(3.0))
    wanted = [
        math.log(0.4) / 2,
        math.log(2.0) / 1.5,
        math.log(0.2) / 5 + 1,
        math.log(1e-9 / 2.6e-10) / 3,
        -0.6,
        0.5,
    ]
    assert np.asarray(found) == pytest.approx(wanted)


def test_errors_by_hand() -> None:
    share = jnp.linspace(0.05, 0.95, scores.POINTS)[:, None]
    water = jnp.array([2e-3])
    number = jnp.full_like(share, 1e4)
    cases = scores.Cases(
        water,
        jnp.array([1e8]),
        jnp.array([1.0]),
        jnp.array([100.0]),
        jnp.ones((4, 1)),
        share * water,
        number,
        number * 1e3,
    )
    path = Bulk(jnp.zeros_like(share), number * 1e3 / math.e, (share + 0.02) * water, number * math.e**2)
    apart, rain, cloud = scores.curve_errors(path, cases)
    assert [float(value[0]) for value in (apart, rain, cloud)] == pytest.approx([0.02, 2.0, 1.0])
    times = jnp.array([[0.0], [100.0], [200.0]])
    late = scores.time_errors(jnp.array([[0.0], [0.5], [0.6]]), times, jnp.array([[2.5], [10.0], [80.0], [100.0]]))
    assert np.asarray(late)[:, 0] == pytest.approx([0.2, 1.0, 0.25, scores.MISSED]), "what is never reached counts as 1"
