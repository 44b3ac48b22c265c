"""Road scenes: the same from the same seed, and box, mask and picture agree because they are one geometry."""

from __future__ import annotations

import numpy as np
import pytest

from neurarium.data import scenes, vehicles
from neurarium.data.models import models
from neurarium.lab.text import Refusal

COUNT = 96


def scene(**changes: object) -> np.ndarray:
    """Scenes of the test's seed with nothing in front and no noise, some of them otherwise."""
    drawn = scenes.draw(7, 0, COUNT, 1)
    drawn["occluder"], drawn["noise"] = -1, 0
    for name, value in changes.items():
        drawn[name] = value
    return drawn


def test_the_same_seed_paints_the_same_scenes() -> None:
    once, again = (vehicles.paint(scenes.draw(3, 0, COUNT, 2), 32, 2) for _ in range(2))
    assert np.array_equal(once.pixels, again.pixels)
    assert once.boxes is not None
    assert np.array_equal(once.boxes, again.boxes)
    other = vehicles.paint(scenes.draw(4, 0, COUNT, 2), 32, 2)
    assert not np.array_equal(once.pixels, other.pixels)


def test_painting_leaves_the_scenes_alone() -> None:
    drawn = scenes.draw(3, 0, 8, 2)
    before = drawn.copy()
    vehicles.paint(drawn, 32, 2)
    assert drawn.tobytes() == before.tobytes()


def test_a_scene_does_not_depend_on_how_many_there_are() -> None:
    few, many = scenes.draw(3, 1, 5, 1), scenes.draw(3, 1, COUNT, 1)
    assert few.tobytes() == many[:5].tobytes()


def test_the_parts_have_different_scenes() -> None:
    salts = [set(scenes.draw(3, part, COUNT, 1)["salt"]) for part in range(3)]
    assert len(salts[0] | salts[1] | salts[2]) == 3 * COUNT


def test_both_sizes_show_the_same() -> None:
    small, large = vehicles.paint(scene(), 32), vehicles.paint(scene(), 64)
    halved = large.pixels.reshape(COUNT, 32, 2, 32, 2, 3).mean(axis=(2, 4))
    assert np.abs(halved - small.pixels).mean() < 6  # of 255: edges fall on other samples, and the curve is bent
    assert small.boxes is not None
    assert large.boxes is not None
    assert np.abs(2 * small.boxes[..., 1:] - large.boxes[..., 1:]).max() <= 1.5


def test_mask_and_box_are_of_one_geometry() -> None:
    painted = vehicles.paint(scenes.draw(7, 0, 400, 1), 32)
    assert painted.boxes is not None
    assert painted.masks is not None
    for label, box, mask in zip(painted.labels, painted.boxes[:, 0], painted.masks, strict=True):
        assert box[0] == label
        rows, columns = np.nonzero(mask)
        assert set(mask[rows, columns]) == {label + 1}
        left, top, right, bottom = box[1:]
        assert 0 <= left < right <= 32
        assert 0 <= top < bottom <= 32
        # a pixel of the mask is at least half covered, so the box reaches into it
        assert left < columns.min() + 1
        assert right > columns.max()
        assert top < rows.min() + 1
        assert bottom > rows.max()


def test_another_colour_changes_nothing_outside_the_box() -> None:
    drawn = scene()
    recoloured = drawn.copy()
    recoloured["vehicles"]["colours"] = 0.5
    first, second = vehicles.paint(drawn, 32), vehicles.paint(recoloured, 32)
    assert first.boxes is not None
    changed = (first.pixels != second.pixels).any(axis=3)
    for which in range(COUNT):
        rows, columns = np.nonzero(changed[which])
        left, top, right, bottom = first.boxes[which, 0, 1:]
        assert rows.min() + 1 > top
        assert rows.max() < bottom
        assert columns.min() + 1 > left
        assert columns.max() < right


def test_what_stands_in_front_is_taken_from_the_mask() -> None:
    hidden = scene(occluder=models().starts.size - 2, occluder_aside=0.0)  # a box on the pavement
    free, covered = (vehicles.paint(drawn, 32).masks for drawn in (scene(), hidden))
    assert free is not None
    assert covered is not None
    lost = 1 - (covered > 0).sum(axis=(1, 2)) / (free > 0).sum(axis=(1, 2))
    assert lost.min() >= 0
    assert 0.01 < lost.mean() < 0.3


def test_all_classes_come_and_nothing_else_gives_them_away() -> None:
    drawn = scenes.draw(0, 0, 4000, 1)
    labels = drawn["vehicles"]["label"][:, 0]
    assert np.bincount(labels, minlength=4).min() > 900
    for give_away in (
        drawn["vehicles"]["colours"][:, 0, 0].mean(axis=1),
        drawn["ground"],
        drawn["light"][:, 1],
        drawn["fill"],
    ):
        means = [give_away[labels == label].mean() for label in range(4)]
        assert np.ptp(means) < 0.2 * give_away.std()  # four standard errors of a mean of a thousand are 0.13


def test_two_vehicles_stand_in_half_of_the_scenes() -> None:
    painted = vehicles.paint(scenes.draw(1, 0, 400, 2), 32, 2)
    assert painted.boxes is not None
    assert (painted.boxes[:, 0, 0] == painted.labels).all()
    assert 0.35 < (painted.boxes[:, 1, 0] >= 0).mean() < 0.6


@pytest.mark.parametrize("wrong", [{"size": 48}, {"count": 0}, {"most": 3}, {"seed": -1}])
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(Refusal, match="32 or 64 pixels"):
        vehicles.draw(**wrong)
