"""The architecture as it is written: what it means, exactly, and what is refused in words."""

from __future__ import annotations

import pytest

import neurarium as nr
from neurarium.lab.text import Refusal
from neurarium.labs.convnet.grammar import parse
from neurarium.labs.convnet.layers import plan
from neurarium.labs.convnet.settings import LECTURE

TINY_VGG = "conv 10 3 pad 0, relu, conv 10 3 pad 0, relu, pool 2, conv 10 3 pad 0, relu, conv 10 3 pad 0, relu, pool 2, flatten"


def test_the_network_of_the_lecture() -> None:
    layers = plan(LECTURE, (28, 28, 1), 10)
    assert [(layer.kind, layer.height, layer.width, layer.channels, layer.parameters) for layer in layers] == [
        ("input", 28, 28, 1, 0),
        ("conv", 28, 28, 16, 160),
        ("relu", 28, 28, 16, 0),
        ("pool", 14, 14, 16, 0),
        ("conv", 14, 14, 32, 4640),
        ("relu", 14, 14, 32, 0),
        ("pool", 7, 7, 32, 0),
        ("flatten", 1, 1, 1568, 0),
        ("dense", 1, 1, 10, 15690),
        ("softmax", 1, 1, 10, 0),
    ]
    assert [layer.field for layer in layers[:7]] == [1, 3, 3, 4, 8, 8, 10]
    assert [layer.jump for layer in layers[:7]] == [1, 1, 1, 2, 2, 2, 4]
    assert [layer.first for layer in layers[:7]] == [0, -1, -1, -1, -3, -3, -3]


def test_the_network_of_cnn_explainer_has_its_sizes_and_its_19920_weights() -> None:
    layers = plan(TINY_VGG, (64, 64, 3), 10)
    assert [layer.height for layer in layers if layer.kind in ("input", "conv", "pool")] == [64, 62, 60, 30, 28, 26, 13]
    assert next(layer for layer in layers if layer.kind == "flatten").channels == 1690
    assert sum(layer.parameters for layer in layers) == 19_920


@pytest.mark.parametrize(
    ("text", "size", "parameters"),
    [
        ("conv 4 5", 8, 104),
        ("conv 4 3 stride 2", 4, 40),
        ("conv 4 3 dilation 2", 8, 40),
        ("conv 4 3 dilation 2 pad 0", 4, 40),
        ("CONV 4 3   pad 2", 10, 40),
        ("pool 3", 2, 0),
        ("pool 3 stride 1", 6, 0),
        ("average 2 stride 2", 4, 0),
        ("batchnorm", 8, 2),
        ("dropout 25", 8, 0),
        ("global", 1, 0),
    ],
)
def test_each_item(text: str, size: int, parameters: int) -> None:
    layer = plan(text, (8, 8, 1), 10)[1]
    assert (layer.height, layer.width, layer.parameters) == (size, size, parameters)


def test_what_is_missing_is_added() -> None:
    kinds = [(layer.kind, layer.item) for layer in plan("conv 2 3, dense 5, relu", (8, 8, 1), 3)]
    assert kinds == [
        ("input", -1),
        ("conv", 0),
        ("flatten", -1),
        ("dense", 1),
        ("relu", 2),
        ("dense", -1),
        ("softmax", -1),
    ]
    assert [layer.kind for layer in plan("", (8, 8, 1), 3)] == ["input", "flatten", "dense", "softmax"]
    assert parse("  ") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("conf 4 3", "layers cannot have 'conf 4 3' as item 1: expected one of conv"),
        ("conf 4 3", "Did you mean 'conv'?"),
        ("relu,,relu", "layers cannot have '' as item 2"),
        ("conv 4", "expected conv FILTERS SIZE [stride N] [pad N] [dilation N]."),
        ("conv 4 3 stride", "expected conv FILTERS SIZE"),
        ("pool 2 pad 1", "expected pool SIZE [stride N]."),
        ("conv 4 3 pad 1 pad 2", "expected conv FILTERS SIZE"),
        ("conv 4000 3", "a whole number from 1 to 256 as filters"),
        ("dense ²", "a whole number from 1 to 1024 as units"),
        ("relu, conv 4 11 pad 0", "as item 2: its window of 11 x 11 does not fit into maps of 8 x 8"),
        ("pool 2, pool 2, pool 2, pool 2", "as item 4: its window of 2 x 2 does not fit into maps of 1 x 1"),
        ("flatten, conv 4 3", "after 'flatten', 'global' or 'dense' there is no image"),
        ("global, flatten", "there are no maps any more"),
        (", ".join(["conv 256 11"] * 8), "numbers to learn: expected are at most 3000000"),
        (", ".join(["relu"] * 31), "layers cannot have 31 items: expected are at most 30."),
    ],
)
def test_what_cannot_be_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        plan(text, (8, 8, 1), 10)
    assert said in refusal.value.text.en or said in refusal.value.text.en.replace(",", "")
    assert refusal.value.text.de != refusal.value.text.en


def test_a_run_refuses_it_in_the_same_words() -> None:
    with pytest.raises(Refusal, match="its window of 9 x 9 does not fit into maps of 4 x 4"):
        nr.run("convnet", layers="pool 2, pool 9")
    with pytest.raises(Refusal, match="come without boxes and masks"):
        nr.run("convnet", heads="all")
