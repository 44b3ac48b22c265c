"""One trunk, three applications: class, boxes and masks on the same layers."""

from __future__ import annotations

import jax
import numpy as np
import pytest

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.labs.convnet import programs
from neurarium.labs.convnet.layers import plan
from neurarium.labs.convnet.losses import Wanted, wanted
from neurarium.labs.convnet.measuring import scores
from neurarium.labs.convnet.network import answers, assembled, blueprint_of, first_parameters, pooled_first
from neurarium.nn.optimisers import Moments, Rates
from tests.labs.convnet.test_learning import scenes

HEADS = ("classes", "boxes", "masks")


def test_a_pooling_before_its_activation_gives_the_same_answers() -> None:
    made = blueprint_of(
        plan("conv 4 3, relu, pool 2, conv 4 3, tanh, pool 2 stride 1, sigmoid", (8, 8, 1), 3), ("classes",)
    )
    random = np.random.default_rng(0)
    parameters = first_parameters(made, random)
    assert pooled_first(assembled(made, parameters)) == [0, 2, 1, 3, 5, 4, 6, 7, 8]
    inputs = random.standard_normal((5, 8, 8, 1)).astype(np.float32)
    plain, quick = (answers(made, parameters, inputs, quick=quick).classes for quick in (False, True))
    assert np.asarray(plain) == pytest.approx(np.asarray(quick), abs=1e-5)


@pytest.mark.parametrize("heads", [("boxes",), ("masks",), HEADS])
def test_shapes_of_the_heads(heads: tuple[str, ...]) -> None:
    made = blueprint_of(
        plan("conv 4 3 pad 0, relu, pool 2, conv 4 3 stride 2, flatten, dense 9", (20, 24, 1), 3), heads
    )
    parameters = first_parameters(made, np.random.default_rng(0))
    inputs = np.zeros((2, 20, 24, 1), np.float32)
    found = jax.eval_shape(lambda parameters, inputs: answers(made, parameters, inputs), parameters, inputs)
    shapes = {"classes": (2, 3), "boxes": (2, 5, 6, 8), "masks": (2, 20, 24, 4)}
    for head, shape in shapes.items():
        answer = getattr(found, head)
        assert (answer.shape == shape) if head in heads else answer is None
    assert ("dense1.weight" in parameters) == ("classes" in heads), "what nothing is learned from is not there"


def test_all_three_are_learned_together() -> None:
    """On forty grey scenes with one bright rectangle, which it may as well learn by heart."""
    examples = scenes()
    labels = (examples.boxes[:, 0, 3] - examples.boxes[:, 0, 1] > 6).astype(np.int64)  # narrow or wide
    made = blueprint_of(plan("conv 8 3, relu, pool 2, conv 16 3, relu, pool 2", examples.shape, 2), HEADS)
    parameters = first_parameters(made, np.random.default_rng(1))
    zeros = {name: np.zeros_like(value) for name, value in parameters.items()}
    moments, right = Moments(zeros, zeros, np.float32(0)), wanted(made, examples, labels)
    assert isinstance(right, Wanted)
    mean, deviation, key = np.full(1, 0.3, np.float32), np.full(1, 0.2, np.float32), np.zeros(2, np.uint32)
    step, losses = programs.training(made, "adam"), []
    for _ in range(100):
        parameters, moments, loss, _ = step(
            parameters, moments, Rates(np.float32(0.01), np.float32(0)), mean, deviation, examples.pixels, right, key
        )
        losses.append(float(loss))
    assert losses[-1] < losses[0] / 5
    found = programs.answering(made)(parameters, mean, deviation, examples.pixels)
    measured = scores(made, examples, {name: np.asarray(value) for name, value in found.items()})
    assert measured["overlap"] > 0.9, "a mask of grey and white is easy"
    assert measured["precision"] > 0.2, "boxes begin to fit"


@pytest.fixture(scope="module")
def vehicles() -> Run:
    return nr.run("convnet", data="vehicles", heads="all", images=64, batch="16", layers="conv 4 3, pool 4").advance(3)


def test_vehicles_are_measured_in_all_three_ways(vehicles: Run) -> None:
    names = {"accuracy", "loss", "precision", "overlap"}
    assert set(vehicles.readings) == {f"{part}_{name}" for part in ("test", "validation") for name in names} | {
        "train_loss"
    }
    assert all(0 <= value <= 1 for name, value in vehicles.readings.items() if "loss" not in name)
    table = vehicles.picture("layers")["table"]
    assert table[-2:, 0].tolist() == [15, 16]
    assert table[-2:, 1:4].tolist() == [[8, 8, 9], [32, 32, 5]]
    assert vehicles.picture("progress")["numbers"].tolist() == [3, 4, 120, 64, 1000, 2000, 0]


def test_true_boxes_and_masks_are_those_of_the_image(vehicles: Run) -> None:
    boxes, mask = vehicles.picture("boxes", index=3)["truth"], vehicles.picture("mask", index=3)["truth"]
    label = vehicles.picture("image", index=3)["label"][0]
    assert boxes[0, 0] == label
    rows, columns = np.nonzero(mask)
    assert set(np.unique(mask)) == {0, label + 1}
    assert boxes[0, 1] - 1 <= columns.min() <= columns.max() + 1 <= boxes[0, 3] + 1
    assert boxes[0, 2] - 1 <= rows.min() <= rows.max() + 1 <= boxes[0, 4] + 1
    drawn = vehicles.picture("boxes", source="drawn")
    assert drawn["truth"].shape == (0, 5)
