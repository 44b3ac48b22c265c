"""It learns what can be learned, and nothing where there is nothing; what is measured is measured on unseen images."""

from __future__ import annotations

import math

import numpy as np
import pytest

import neurarium as nr
from neurarium import data
from neurarium.labs.convnet import images
from neurarium.labs.convnet.augment import augmented, moved_boxes
from neurarium.labs.convnet.measuring import cross_entropies, measures_at
from neurarium.labs.convnet.settings import AUGMENTATIONS, ConvNetSettings

QUICK = {"epochs": 8, "learning_rate": 0.01}
ROOM = 359  # test images


def test_digits_are_learned_in_eight_epochs() -> None:
    run = nr.run("convnet", seed=1, **QUICK)
    assert run.readings["test_accuracy"] < 0.35, "before anything is learned"
    run.advance(1000)
    assert run.steps == images.planned(run.settings) == 152, "the run stands still at its planned end"
    assert run.readings["test_accuracy"] > 0.9
    assert run.readings["validation_accuracy"] > 0.9
    assert run.readings["train_loss"] < 0.5 < math.log(10)
    run.change(epochs=9)
    assert run.advance(1000).steps == 172, "with more epochs it goes on: 171, and rounded up to an even step"

    counts = run.picture("confusion")["counts"]
    assert counts.sum() == 179
    assert np.trace(counts) / counts.sum() == pytest.approx(run.readings["validation_accuracy"])
    mistakes = run.picture("mistakes")
    assert len(mistakes["labels"]) == min(24, counts.sum() - np.trace(counts))
    assert np.all(mistakes["labels"] != mistakes["answers"])
    assert np.all(np.diff(mistakes["losses"]) <= 0)
    for index, answer in zip(mistakes["indices"], mistakes["answers"], strict=True):
        drawn = run.picture("probabilities", index=int(index))
        assert drawn["probabilities"].argmax() == answer


def test_with_shuffled_labels_it_stays_at_chance() -> None:
    run = nr.run("convnet", seed=1, shuffled=True, **QUICK).advance(1000)
    spread = math.sqrt(0.1 * 0.9 / ROOM)
    assert abs(run.readings["test_accuracy"] - 0.1) < 5 * spread, "five standard deviations around a tenth"
    right = data.load("digits").train.labels
    dealt = images.labels(run.settings, 1)
    assert np.array_equal(np.sort(dealt), np.sort(right))
    assert np.mean(dealt == right) < 0.2


@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "adamw"])
def test_every_optimiser_makes_the_loss_smaller(optimiser: str) -> None:
    rate = {"sgd": 0.1, "momentum": 0.02, "adamw": 0.01}[optimiser]
    run = nr.run("convnet", optimiser=optimiser, learning_rate=rate, schedule="constant", weight_decay=0.001)
    before = run.readings["validation_loss"]
    run.advance(66)
    assert run.state.measured.step == 66
    assert run.readings["validation_loss"] < before / 2


def test_steps_add_up_across_measurements_and_changes() -> None:
    settings = {"augment": ("shift", "turn", "erase"), "layers": "conv 4 3, batchnorm, relu, pool 2, dropout 20"}
    once = nr.run("convnet", seed=2, **settings).advance(70).change(optimiser="sgd").advance(7)
    twice = nr.run("convnet", seed=2, **settings)
    for steps in (1, 15, 1, 40, 13):
        twice.advance(steps)
    assert once.to_bytes() == twice.change(optimiser="sgd").advance(3).advance(4).to_bytes()


def test_an_epoch_sees_every_image_once() -> None:
    settings = ConvNetSettings.of(batch="16")
    count, per_epoch = 1259, 1259 // 16
    assert images.steps_per_epoch(settings) == per_epoch
    seen = np.concatenate([images.batch(settings, 5, step) for step in range(per_epoch)])
    assert len(np.unique(seen)) == len(seen) == per_epoch * 16 > count - 16
    assert not np.array_equal(images.batch(settings, 5, 0), images.batch(settings, 5, per_epoch)), "in another order"
    few = ConvNetSettings.of(images=10)
    assert images.steps_per_epoch(few) == 1
    assert set(images.batch(few, 0, 3)) == set(range(10))


def test_when_is_measured_depends_on_nothing_but_steps() -> None:
    settings = ConvNetSettings()
    marks = [step for step in range(577) if measures_at(settings, step)]
    assert marks[:4] == [16, 33, 66, 99]
    assert marks[-1] == images.planned(settings) == 576


def test_cross_entropies_by_hand() -> None:
    logits = np.log(np.array([[0.2, 0.8], [0.5, 0.5]])) + 700
    assert cross_entropies(logits, np.array([1, 0])) == pytest.approx(-np.log([0.8, 0.5]))


def scenes(count: int = 40) -> data.Images:
    """Grey images with a bright rectangle, its box and its mask."""
    random = np.random.default_rng(0)
    pixels, masks = np.full((count, 20, 24, 1), 60, np.uint8), np.zeros((count, 20, 24), np.uint8)
    boxes = np.full((count, 2, 5), -1.0)
    for number in range(count):
        top, left = random.integers(5, 9, 2)
        bottom, right = top + random.integers(4, 8), left + random.integers(4, 10)
        pixels[number, top:bottom, left:right] = 200
        masks[number, top:bottom, left:right] = 1
        boxes[number, 0] = (0, left, top, right, bottom)
    return data.Images(pixels, np.zeros(count, np.int64), (), boxes, masks)


@pytest.mark.parametrize("kinds", [("flip",), ("shift",), ("scale",), ("flip", "shift", "scale")])
def test_boxes_and_masks_move_with_their_pixels(kinds: tuple[str, ...]) -> None:
    before = scenes()
    after = augmented(before, kinds, np.random.default_rng(1), boxes=True)
    assert after.boxes is not None
    assert after.masks is not None
    assert not np.array_equal(before.pixels, after.pixels)
    for picture, mask, boxes in zip(after.pixels, after.masks, after.boxes, strict=True):
        assert np.mean((picture[:, :, 0] > 130) == (mask == 1)) > 0.97
        rows, columns = np.nonzero(mask)
        edges = (0, columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
        assert boxes[0] == pytest.approx(edges, abs=1.01), "masks have whole pixels, boxes have not"
        assert np.all(boxes[1] == -1)


def test_mirroring_is_exact_and_half_of_the_images_are_mirrored() -> None:
    before = scenes(400)
    after = augmented(before, ("flip",), np.random.default_rng(2), boxes=True)
    mirrored = np.array(
        [np.array_equal(one, other[:, ::-1]) for one, other in zip(before.pixels, after.pixels, strict=True)]
    )
    same = np.array([np.array_equal(one, other) for one, other in zip(before.pixels, after.pixels, strict=True)])
    assert np.all(mirrored | same)
    assert abs(mirrored.mean() - 0.5) < 5 * 0.5 / math.sqrt(400)


def test_a_box_that_leaves_the_image_is_there_no_more() -> None:
    boxes = np.array([[[0, 2.0, 2, 6, 6]], [[1, 2.0, 2, 6, 6]]])
    matrices = np.array([np.eye(2, 3)] * 2)
    matrices[0, :, 2] = (0, 1)  # looks one pixel further right: the box moves left
    matrices[1, :, 2] = (0, 5)
    moved = moved_boxes(boxes, matrices, (8, 8, 1))
    assert moved[0, 0].tolist() == [0, 1, 2, 5, 6]
    assert moved[1, 0].tolist() == [-1] * 5


@pytest.mark.parametrize("kind", sorted(AUGMENTATIONS))
def test_each_change_changes_and_none_changes_nothing(kind: str) -> None:
    before = scenes()
    assert augmented(before, (), np.random.default_rng(0), boxes=False) is before
    after = augmented(before, (kind,), np.random.default_rng(0), boxes=False)
    assert not np.array_equal(before.pixels, after.pixels)
    assert after.pixels.shape == before.pixels.shape
