"""What is no cloud, no box and no state is refused by name; whatever is one has finite rates."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurarium as nr
from neurarium.labs.rain import box, contenders, dataset, program
from neurarium.labs.rain.collisions import HYDRODYNAMIC
from neurarium.labs.rain.dataset import Plan
from neurarium.labs.rain.schemes import SCHEMES
from neurarium.labs.rain.spectra import Case, equal_multiplicities, with_tail

NONE = (math.nan, math.inf, -math.inf, -1.0)
FAST = Case(2e-3, 15e-6, 1.0)


@pytest.mark.parametrize("value", [*NONE, 0.0, 1.0, "1", None, True])
def test_water_that_no_cloud_holds(value: object) -> None:
    with pytest.raises(nr.Refusal, match=r"water was .*; expected is a number above 0 to 0\.1 kg m-3"):
        Case(value, 13e-6, 1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [*NONE, 0.0, 13.0, 60e-6, 1e-9, "13"])
def test_droplets_that_are_none(value: object) -> None:
    with pytest.raises(nr.Refusal, match=r"radius was .* from 1e-06 to 3\.96e-05 m"):
        Case(1e-3, value, 1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [*NONE, 51.0, "1"])
def test_shapes_that_no_spectrum_has(value: object) -> None:
    with pytest.raises(nr.Refusal, match=r"shape was .* from 0 to 50\."):
        Case(1e-3, 13e-6, value)  # type: ignore[arg-type]


@pytest.mark.parametrize("sampling", [equal_multiplicities, with_tail])
@pytest.mark.parametrize(("count", "volume"), [(0, 1.0), (-3, 1.0), (64, 0.0), (64, -1.0), (64, math.nan), (64, 1e20)])
def test_boxes_without_superdroplets_or_with_more_drops_than_can_be_counted(
    sampling: object, count: int, volume: float
) -> None:
    with pytest.raises(nr.Refusal, match="at least one superdroplet"):
        box.begin(FAST, count, volume, 0, sampling)  # type: ignore[arg-type]


@pytest.mark.parametrize("sampling", [equal_multiplicities, with_tail])
@pytest.mark.parametrize("count", [1, 2, 50])
def test_a_box_of_a_single_drop_still_holds_its_water(sampling: object, count: int) -> None:
    drops = box.begin(FAST, count, 1 / FAST.number, 0, sampling)  # type: ignore[arg-type]
    assert drops.multiplicity.sum() >= 1
    assert (drops.mass * drops.multiplicity).sum() * FAST.number == pytest.approx(FAST.water, rel=1e-12)
    after, counts = box.advance(drops, 20.0, 1.0, np.random.default_rng(0), HYDRODYNAMIC)
    assert after.moments == pytest.approx(drops.moments) or counts.any()


@pytest.mark.parametrize(
    ("duration", "longest"), [(20.0, 0.0), (20.0, -1.0), (20.0, math.nan), (-1.0, 1.0), (math.inf, 1.0)]
)
def test_steps_that_lead_nowhere(duration: float, longest: float) -> None:
    drops = box.begin(FAST, 64, 1e-3, 0)
    with pytest.raises(nr.Refusal, match="steps of at most"):
        box.advance(drops, duration, longest, np.random.default_rng(0))


def test_a_cloud_that_never_rains_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve minutes are too few for small droplets: the box ends there, dry, and no threshold is made up."""
    monkeypatch.setattr(box, "LONGEST_RUN", 720.0)
    case = Case(0.2e-3, 6e-6, 4.0)
    rows = box.run(case, 64, 64 * 2048 / case.number, 1, 20.0)
    assert len(rows) == 37
    assert rows[-1, 3] == 0
    bulk, times = program.solution("seifert-beheng", 0.2, 6.0, 4.0, 720.0, 36, (0.01, 0.5))
    assert times.tolist() == [program.NEVER, program.NEVER]
    assert np.isfinite(bulk).all()


@pytest.mark.parametrize(
    "wrong",
    [{"members": 0}, {"superdroplets": 1}, {"superdroplets": 0}, {"stands": 0}, {"seed": -1}, {"method": "dice"}],
)
def test_plans_that_simulate_nothing(wrong: dict[str, object]) -> None:
    with pytest.raises(nr.Refusal, match="cannot be simulated"):
        Plan(**wrong)  # type: ignore[arg-type]


def test_every_published_case_and_plan_is_one() -> None:
    assert len(dataset.grid()) == 819
    assert Plan().volume(FAST) > 0


def test_a_scheme_that_is_none() -> None:
    with pytest.raises(nr.Refusal, match="no scheme 'seifert'; there are seifert-beheng"):
        contenders.find("seifert")


@pytest.mark.parametrize("value", NONE)
@pytest.mark.parametrize("place", range(4))
def test_states_that_are_none(place: int, value: float) -> None:
    state = np.array([[8e-4, 1e8, 2e-4, 1e3]])
    state[0, place] = value
    with pytest.raises(nr.Refusal, match="none of them negative or infinite"):
        program.rates_of("seifert-beheng", state, 1.0)
    with pytest.raises(nr.Refusal, match="none of them negative"):
        program.rates_of("seifert-beheng", np.ones((1, 4)), value)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([*SCHEMES, *contenders.KINDS]),
    st.lists(
        st.tuples(*[st.just(0.0) | st.floats(1e-12, high) for high in (1e-1, 1e10, 1e-1, 1e8)]), min_size=1, max_size=40
    ),
    st.floats(0, 50),
)
def test_every_state_has_finite_rates_and_none_below_zero(
    name: str, states: list[tuple[float, ...]], shape: float
) -> None:
    rates = program.rates_of(name, np.array(states), shape)
    assert np.isfinite(rates).all()
    assert (rates >= 0).all()
