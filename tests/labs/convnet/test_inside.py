"""Every number that can be looked at: against the network itself, and against nudging what it is said to depend on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal

ALL_KINDS = (
    "conv 6 3 stride 1 dilation 2, batchnorm, leaky, average 2, conv 5 3 pad 0, layernorm, tanh, pool 2 stride 1, "
    "conv 4 2 stride 2 pad 1, relu, dropout 20, flatten, dense 7, sigmoid"
)
NUDGE = 3e-2


@pytest.fixture(scope="module")
def run() -> Run:
    return nr.run("convnet", seed=3, layers=ALL_KINDS, batch="32").advance(30)


def layer_maps(run: Run, **image: Any) -> list[np.ndarray]:
    """Each layer's values as the page gets them, [channels, height, width]."""
    drawn = run.picture("maps", **image)
    table = run.picture("layers")["table"]
    maps = []
    for row, reach in zip(table, drawn["reach"], strict=True):
        height, width, channels = row[1:4]
        codes = drawn["codes"][row[12] : row[12] + height * width * channels].astype(float)
        maps.append((codes.reshape(channels, height, width) - 127) / 127 * reach)
    return maps


def loss(run: Run, index: int) -> float:
    drawn = run.picture("probabilities", index=index)
    logits = drawn["logits"]
    return float(np.log(np.exp(logits - logits.max()).sum()) + logits.max() - logits[drawn["label"][0]])


def test_a_units_arithmetic_gives_the_value_in_its_map(run: Run) -> None:
    table = run.picture("layers")["table"]
    random = np.random.default_rng(0)
    maps, reach = layer_maps(run, index=2), run.picture("maps", index=2)["reach"]
    for number in range(len(table)):
        for _ in range(4):
            row, column, channel = (int(random.integers(0, table[number, axis])) for axis in (1, 2, 3))
            unit = run.picture("unit", index=2, layer=number, channel=channel, row=row, column=column)
            # A code is within half a step of 1/127 of the reach.
            assert unit["numbers"][2] == pytest.approx(
                maps[number][channel, row, column], abs=reach[number] / 250 + 1e-5
            )
            assert unit["products"] == pytest.approx(unit["values"] * unit["weights"])
            assert unit["sums"] == pytest.approx(unit["products"].sum((1, 2)))
            assert unit["numbers"][1] + unit["numbers"][0] == pytest.approx(unit["numbers"][2])
            assert unit["index"].tolist() == [number, channel, row, column]


def test_a_window_holds_the_values_below(run: Run) -> None:
    below = layer_maps(run)[0]
    unit = run.picture("unit", layer=1, channel=1, row=4, column=3)
    top, left, size, stride, dilation = unit["window"]
    assert (top, left, size, stride, dilation) == (2, 1, 3, 1, 2)
    assert unit["values"][0] == pytest.approx(below[0, 2:7:2, 1:6:2], abs=0.02)
    corner = run.picture("unit", layer=1, channel=1, row=0, column=0)
    assert corner["window"][:2].tolist() == [-2, -2]
    assert not corner["values"][0, 0].any(), "padding is 0"


@pytest.mark.parametrize(("layer", "name"), [(1, "conv1"), (5, "conv2"), (9, "conv3"), (13, "dense1"), (15, "classes")])
def test_slopes_of_weights_are_what_nudging_finds(run: Run, layer: int, name: str) -> None:
    unit = run.picture("unit", index=1, layer=layer, channel=2)
    weights = run.state.parameters[f"{name}.weight"]
    at = (1, 0, weights.shape[2] - 1, 2) if weights.ndim == 4 else (3, 2)
    slope = unit["all_weights"][at[2], at[0], at[1]] if weights.ndim == 4 else unit["all_weights"][3, 0, 0]
    found = []
    for key, where, expected in (("weight", at, slope), ("bias", (2,), unit["numbers"][5])):
        losses = []
        for sign in (-1, 1):
            array = run.state.parameters[f"{name}.{key}"].copy()
            array[where] += sign * NUDGE
            parameters = {**run.state.parameters, f"{name}.{key}": array}
            losses.append(loss(_with(run, replace(run.state, parameters=parameters)), 1))
        found.append(((losses[1] - losses[0]) / (2 * NUDGE), expected))
    for difference, expected in found:
        # Curvature leaves an error of about the square of the nudge, rounding 1e-6 over it.
        assert difference == pytest.approx(expected, abs=4e-3, rel=2e-2)


def _with(run: Run, state: Any) -> Run:
    other = Run.__new__(Run)
    other.__dict__.update(run.__dict__)
    other.state = state
    return other


def test_slopes_of_pixels_are_what_nudging_finds(run: Run) -> None:
    image = run.picture("image", index=1)
    drawn = run.picture("saliency", index=1, about="label")
    label = image["label"][0]
    assert drawn["answer"].tolist() == [label]
    row, column = np.unravel_index(drawn["gradient"].argmax(), drawn["gradient"].shape)
    shares = []
    for change in (-8, 8):
        pixels = image["pixels"].astype(int)
        middle = min(max(pixels[row, column, 0], 8), 247)
        pixels[row, column, 0] = middle + change
        shares.append(run.picture("probabilities", source="drawn", pixels=pixels.astype(np.uint8).tobytes().hex()))
    change = abs(shares[1]["probabilities"][label] - shares[0]["probabilities"][label]) / (16 / 255)
    assert drawn["gradient"].max() == 255
    assert change == pytest.approx(drawn["reach"][0], rel=0.25, abs=1e-3), "the nudge is large, a whole 16 of 255"


def test_occlusion_is_the_fall_when_the_patch_is_covered(run: Run) -> None:
    image, drawn = run.picture("image", index=4), run.picture("saliency", index=4)
    answer, size = drawn["answer"][0], int(drawn["patch"][0])
    covered = image["pixels"].copy()
    covered[3 - size // 2 : 3 - size // 2 + size, 5 - size // 2 : 5 - size // 2 + size] = np.rint(run.state.mean * 255)
    before, after = (
        run.picture("probabilities", source="drawn", pixels=pixels.tobytes().hex())["probabilities"][answer]
        for pixels in (image["pixels"], covered)
    )
    step = drawn["reach"][1] / 127
    assert (drawn["occlusion"][3, 5] - 127.0) * step == pytest.approx(before - after, abs=step)


def test_a_unit_sees_its_field_and_nothing_else(run: Run) -> None:
    for layer, row, column in ((1, 2, 6), (5, 1, 0), (8, 0, 0), (9, 1, 1)):
        top, left, bottom, right = run.picture("field", layer=layer, row=row, column=column)["rectangle"]
        pixels = np.full((8, 8), 100, np.uint8)
        values = []
        for inside in (None, False, True):
            changed = pixels.copy()
            mask = np.zeros((8, 8), bool)
            mask[top:bottom, left:right] = True
            changed[mask if inside else ~mask] = 100 if inside is None else 250
            unit = run.picture(
                "unit", source="drawn", pixels=changed.tobytes().hex(), layer=layer, channel=1, row=row, column=column
            )
            values.append(unit["numbers"][2])
        assert values[0] == pytest.approx(values[1], abs=1e-6), "what lies outside does not matter"
        assert values[0] != pytest.approx(values[2], abs=1e-4)


def test_field_of_a_flattened_value_and_of_a_class() -> None:
    plain = nr.run("convnet", layers="conv 2 3, pool 2, flatten")
    assert plain.picture("field", layer=3, channel=2 * (4 + 2) + 1)["whole"].tolist() == [1, 3, 5, 7]
    assert plain.picture("field", layer=4, channel=1)["rectangle"].tolist() == [0, 0, 8, 8]
    assert plain.picture("field", layer=2, row=0, column=3)["whole"].tolist() == [-1, 5, 3, 9]


def test_exciting_images_excite_most(run: Run) -> None:
    drawn = run.picture("exciting", layer=6, channel=1)
    assert len(drawn["values"]) == 9
    assert np.all(np.diff(drawn["values"]) <= 0)
    validation = 179
    others = [layer_maps(run, index=index)[6][1].max() for index in range(0, validation, 17)]
    assert drawn["values"][0] >= max(others) - 0.02
    for index, value in zip(drawn["indices"][:2], drawn["values"], strict=False):
        assert layer_maps(run, index=int(index))[6][1].max() == pytest.approx(value, abs=0.02)
        assert np.array_equal(
            drawn["pixels"][list(drawn["indices"]).index(index)], run.picture("image", index=int(index))["pixels"]
        )


def test_a_drawn_picture_runs_through_like_any_other(run: Run) -> None:
    pixels = run.picture("image", source="test", index=7)["pixels"]
    known, drawn = (
        run.picture("maps", source="test", index=7),
        run.picture("maps", source="drawn", pixels=pixels.tobytes().hex()),
    )
    assert np.array_equal(known["codes"], drawn["codes"])
    assert drawn["label"].tolist() == [-1]
    assert drawn["probabilities"].sum() == pytest.approx(1)
    assert not run.picture("image", source="drawn")["pixels"].any(), "nothing drawn is an empty image"
    for wrong in ("zz", "00ff", "0" * 127):
        with pytest.raises(Refusal, match="two hexadecimal digits for each of 8 x 8 x 1"):
            run.picture("maps", source="drawn", pixels=wrong)


def test_filters_and_planes_are_the_networks_own(run: Run) -> None:
    weights = run.state.parameters["conv2.weight"]
    drawn = run.picture("filters", layer=5)
    assert drawn["weights"].shape == (5, 6, 3, 3)
    assert drawn["weights"][4, 2, 0, 1] == weights[0, 1, 2, 4]
    assert drawn["bias"] == pytest.approx(run.state.parameters["conv2.bias"])
    assert len(run.picture("filters", layer=3)["weights"]) == 0
    planes, image = run.picture("planes", index=5), run.picture("image", index=5)
    assert np.array_equal(planes["values"][0], image["pixels"][:, :, 0])
    expected = (image["pixels"][:, :, 0] / 255 - planes["mean"][0]) / planes["deviation"][0]
    assert planes["inputs"][0] == pytest.approx(expected)
    assert layer_maps(run, index=5)[0][0] == pytest.approx(expected, abs=0.02)
