"""A scheme trained through the solver on the small truth that comes along."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import neurarium as nr
from neurarium.lab.state import from_bytes, to_bytes
from neurarium.labs.rain import box, flux, splits, truth
from neurarium.labs.rain_training import cases, learning, model, pictures
from neurarium.labs.rain_training.cases import CASES, POINTS, TRAINING, VALIDATION

FOUR = ("time", "water", "rain", "cloud")


def trained(**settings: Any) -> nr.Run:
    return nr.run("rain-training", seed=1, **settings)


@pytest.fixture(scope="module")
def corrected() -> nr.Run:
    return trained().advance(70)


def test_the_truth_is_what_its_command_makes() -> None:
    """One cloud is made again, the quickest; the others by their checksum."""
    truths = cases.shipped()
    assert cases.FILE.stat().st_size < 200_000
    assert truths.card["command"] == "python -m neurarium.labs.rain_training.make"
    chosen = [*splits.validation()[:VALIDATION], *splits.training()[:TRAINING]]
    wanted = [[case.water * 1e3, case.radius * 1e6, case.shape] for case in chosen]
    np.testing.assert_allclose(truths.begin, wanted, rtol=1e-6)
    np.testing.assert_allclose(truths.number, [case.number for case in chosen], rtol=1e-6)
    quickest = int(truths.end.argmin())
    found = truth.together(chosen[quickest], [flux.run(chosen[quickest], flux.grid())])
    assert found is not None
    thresholds, _, end, curves = found
    assert truths.end[quickest] == pytest.approx(end, rel=1e-6)
    np.testing.assert_allclose(truths.thresholds[quickest], thresholds, rtol=1e-5)
    columns = [box.COLUMNS.index(name) for name in cases.COLUMNS]
    again = curves[:: (truth.POINTS - 1) // (POINTS - 1)][:, columns]
    np.testing.assert_allclose(truths.curves[quickest], again, rtol=2e-4, atol=1e-12)


def test_no_cloud_that_is_reported_elsewhere_teaches_or_judges_here() -> None:
    begin = {tuple(row) for row in cases.shipped().begin.round(3)}
    assert len(begin) == CASES
    held_out = {(round(c.water * 1e3, 3), round(c.radius * 1e6, 3), c.shape) for c in splits.held_out()}
    assert not begin & held_out


def test_the_truth_keeps_the_water_and_rises() -> None:
    truths = cases.shipped()
    cloud, _, rain, _ = (truths.curves[..., place] for place in range(4))
    np.testing.assert_allclose(cloud + rain, np.broadcast_to(truths.water[:, None], cloud.shape), rtol=1e-5)
    assert (np.diff(rain, axis=1) >= -1e-9).all()
    assert (np.diff(truths.thresholds, axis=1) > 0).all()
    times = np.linspace(0, 1, POINTS)
    for case in range(CASES):
        at = np.interp(truths.thresholds[case] / truths.end[case], times, rain[case] / truths.water[case])
        np.testing.assert_allclose(at, truth.SHARES, atol=0.02)


@given(st.data())
def test_a_file_that_was_changed_is_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = cases.FILE.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    broken = data.draw(st.sampled_from(["cut", "changed"]))
    path = tmp_path_factory.mktemp("truth") / "truth.safetensors"
    path.write_bytes(
        whole[:place] if broken == "cut" else whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :]
    )
    with pytest.raises(nr.Refusal, match=r"truth\.safetensors cannot be used .*rain_training\.make"):
        cases.read(path)


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    about, arrays = from_bytes(cases.FILE.read_bytes())
    path = tmp_path / "truth.safetensors"
    path.write_bytes(to_bytes({"version": 2, "card": about["card"]}, arrays))
    with pytest.raises(nr.Refusal, match="version 2, expected 1"):
        cases.read(path)


@pytest.mark.parametrize("contender", ["corrected", "refitted"])
def test_training_begins_as_seifert_and_behengs_scheme(contender: str) -> None:
    run = trained(contender=contender)
    assert run.readings == pytest.approx(dict.fromkeys((*FOUR, "training"), 1), rel=1e-9)
    curves = run.picture("curves", case=3)
    np.testing.assert_allclose(curves["now"], curves["base"], rtol=1e-9)
    np.testing.assert_allclose(curves["thresholds"][1], curves["thresholds"][2], rtol=1e-9)
    learned = run.picture("factors", case=3)["learned"]
    np.testing.assert_allclose(learned[learned > 0], 1, rtol=1e-12)


def test_a_correction_halves_every_error_on_clouds_that_did_not_teach(corrected: nr.Run) -> None:
    assert max(corrected.readings[name] for name in FOUR) < 0.5
    assert corrected.readings["training"] < 0.3


def test_a_correction_beats_new_constants(corrected: nr.Run) -> None:
    constants = trained(contender="refitted", learning_rate=0.02).advance(70)
    for name in ("time", "water", "rain"):
        assert corrected.readings[name] < 0.5 * constants.readings[name]


def test_with_shuffled_truths_no_time_is_learned() -> None:
    """The droplets' error falls all the same: those of Seifert and Beheng die out too fast in any cloud."""
    run = trained(shuffled=True).advance(70)
    assert min(run.readings[name] for name in ("time", "water", "rain")) > 1


def test_networks_trained_on_the_solution_get_better_from_where_rates_left_them() -> None:
    run = trained(contender="solved-networks", learning_rate=0.003)
    before = run.readings
    assert before["training"] > 2, "good rates do not make a good solution"
    assert run.advance(25).readings["training"] < 0.8 * before["training"]


def test_networks_learn_rates_and_are_shown_nothing_else() -> None:
    truths = cases.taught(False, 1)
    states, shapes, rates = (values.reshape(-1, *values.shape[2:]) for values in learning.samples(truths))
    wanted = np.log(rates[::61] + learning.networks.LOWEST).T

    def apart(run: nr.Run) -> float:
        found = learning.rates_of("rate-networks", run.state.numbers, states[::61], shapes[::61])[0]
        return float(np.abs(np.log(found + learning.networks.LOWEST[:, None]) - wanted).mean())

    run = trained(contender="rate-networks")
    before = apart(run)
    assert apart(run.advance(150)) < 0.25 * before


def test_shuffling_gives_every_training_cloud_another_ones_course_and_spares_validation() -> None:
    right, wrong = cases.taught(False, 5), cases.taught(True, 5)
    assert np.array_equal(wrong.curves[:VALIDATION], right.curves[:VALIDATION])
    assert sorted(wrong.end) == sorted(right.end)
    assert (wrong.end[VALIDATION:] == right.end[VALIDATION:]).mean() < 0.2
    cloud, rain = wrong.curves[..., 0], wrong.curves[..., 2]
    np.testing.assert_allclose(cloud + rain, np.broadcast_to(right.water[:, None], cloud.shape), rtol=1e-5)
    np.testing.assert_allclose(wrong.curves[:, 0, 1], right.number, rtol=2e-3)  # bins are a little off


def test_the_errors_are_those_of_the_study_on_the_same_clouds() -> None:
    """Twenty clouds by `rain.scores.measure`, eight times as fine: within five per cent of what is shown while training."""
    from neurarium.labs.rain import scores

    fine = cases.shipped()
    some = learning.arrays_of(fine, np.arange(VALIDATION))
    with jax.enable_x64(True):
        path = learning.solve(learning.seifert_beheng, *map(np.asarray, some[:4]), 8 * (POINTS - 1))
        bulk = type(path)(*(values[::8] for values in path))
        exact = [np.asarray(values).mean() for values in scores.curve_errors(bulk, some)]
    np.testing.assert_allclose(learning.base_errors()[1:, :VALIDATION].mean(axis=1), exact, rtol=0.05)


def test_what_is_remembered_are_powers_of_two(corrected: nr.Run) -> None:
    assert list(corrected.state.ages) == [2, 4, 8, 16, 32, 64]
    trace = corrected.picture("trace")
    assert list(trace["updates"]) == [*range(64), *range(64, 71, 2)]
    assert trace["shares"][0] == pytest.approx(np.ones(4))
    assert trace["shares"][-1] == pytest.approx([corrected.readings[name] for name in FOUR])
    between = trained().advance(69)
    assert list(between.state.trace[-2:, 0]) == [66, 68]
    assert list(between.picture("trace")["updates"][-2:]) == [68, 69], "and where it stands now"
    assert between.picture("trace")["shares"][-1] == pytest.approx([between.readings[name] for name in FOUR])
    curves = corrected.picture("curves", case=7)
    earlier = trained().advance(32).picture("curves", case=7)
    np.testing.assert_allclose(curves["past"][-2], earlier["now"], rtol=1e-12)


def test_thresholds_and_curves_say_the_same(corrected: nr.Run) -> None:
    drawn = corrected.picture("curves", case=0)
    for row, times, share in (
        (0, drawn["truth_time"], drawn["truth"][0]),
        (1, drawn["time"], drawn["base"][0]),
        (2, drawn["time"], drawn["now"][0]),
    ):
        at = np.interp(drawn["thresholds"][row], times, share)
        np.testing.assert_allclose(at, truth.SHARES, atol=0.02)
    np.testing.assert_allclose(drawn["thresholds"][0], cases.shipped().thresholds[0])


def test_needed_factors_are_the_truths_rates_over_seifert_and_behengs() -> None:
    """By hand for one state: accretion is kcr Lc Lr (tau / (tau + 5e-4))^4."""
    row = cases.shipped().curves[4, 40]
    cloud, _, rain, _, _, accretion, _, _ = row
    tau = rain / (cloud + rain)
    wanted = accretion / (5.78 * cloud * rain * (tau / (tau + 5e-4)) ** 4)
    drawn = trained().picture("factors", case=4)
    assert drawn["needed"][1, 39] == pytest.approx(wanted, rel=1e-9)
    assert drawn["share"][39] == pytest.approx(tau)


@pytest.mark.parametrize(("layer", "neuron"), [(1, 0), (2, 19), (3, 2)])
def test_inside_adds_up_to_the_correction(corrected: nr.Run, layer: int, neuron: int) -> None:
    drawn = corrected.picture("inside", case=6, point=20, rate=2, layer=layer, neuron=neuron)
    assert list(drawn["sizes"]) == [6, 20, 20, 4]
    assert list(drawn["asked"]) == [layer, neuron]
    np.testing.assert_allclose(drawn["products"], drawn["sources"] * drawn["weights"])
    total = drawn["products"].sum() + drawn["bias"][0]
    assert drawn["sum"][0] == pytest.approx(total)
    answer = total if layer == 3 else total / (1 + np.exp(-total))
    assert drawn["answer"][0] == pytest.approx(answer)
    start = int(drawn["sizes"][:layer].sum())
    assert drawn["answers"][start + neuron] == drawn["answer"][0]
    output = drawn["answers"][-4:][2]
    assert drawn["output"][0] == output
    factor = np.exp(4 * np.tanh(output / 4))
    assert drawn["rate"][0] == pytest.approx(drawn["base"][0] * factor)
    assert factor == pytest.approx(corrected.picture("factors", case=6)["learned"][2, 19])


def test_inside_of_four_networks_shows_the_network_of_the_rate() -> None:
    run = trained(contender="solved-networks")
    drawn = run.picture("inside", case=1, point=30, rate=1, layer=4)
    assert list(drawn["sizes"]) == [6, 20, 20, 20, 1]
    scaled = learning.model_of("solved-networks", run.state.numbers)
    wanted = np.exp(drawn["output"][0] * scaled.width[1] + scaled.middle[1]) - learning.networks.LOWEST[1]
    assert drawn["rate"][0] == pytest.approx(wanted)


def test_constants_have_no_inside_but_a_rate() -> None:
    drawn = trained(contender="refitted").picture("inside", case=2, point=40, rate=1)
    assert len(drawn["sizes"]) == len(drawn["answers"]) == 0
    assert drawn["rate"][0] == pytest.approx(drawn["base"][0])
    assert drawn["base"][0] > 0


def test_the_routine_has_the_weights_of_this_run(corrected: nr.Run, tmp_path: Path) -> None:
    (tmp_path / "rain_scheme.py").write_text(str(corrected.export("numpy")), encoding="utf-8")
    states = np.maximum(cases.shipped().curves[9, 1:, :4], 0)
    np.save(tmp_path / "in.npy", states)
    asking = (
        "import numpy as np, rain_scheme; given = np.load('in.npy'); "
        f"np.save('out.npy', np.stack(rain_scheme.rates(*given.T, {cases.shipped().shape[9]})))"
    )
    subprocess.run([sys.executable, "-c", asking], cwd=tmp_path, check=True)
    shapes = np.full(len(states), cases.shipped().shape[9])
    wanted = learning.rates_of("corrected", corrected.state.numbers, states, shapes)[0]
    np.testing.assert_allclose(np.load(tmp_path / "out.npy"), wanted, rtol=1e-10)
    assert "after 70 updates on 60 clouds (seed 1)" in str(corrected.export("fortran"))


def test_a_state_that_does_not_fit_is_refused(corrected: nr.Run) -> None:
    with pytest.raises(nr.Refusal, match="do not fit"):
        model.verify(trained(contender="refitted").settings, corrected.state)


def test_shown_units_are_shares_litres_and_cubic_centimetres() -> None:
    drawn = pictures.shown(np.array([[[3e-4], [2e8], [1e-4], [5e3]]]))
    np.testing.assert_allclose(drawn, [[[0.25], [5.0], [200.0]]])


def test_the_card_names_the_numbers() -> None:
    about, arrays = from_bytes(cases.FILE.read_bytes())
    total = hashlib.sha256()
    for name in sorted(arrays):
        total.update(name.encode() + arrays[name].tobytes())
    assert json.loads(json.dumps(about["card"]))["sha256"] == total.hexdigest()
