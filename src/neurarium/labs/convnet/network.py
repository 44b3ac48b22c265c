"""The network: the layers that a visitor wrote, and what is learned on top of them (the heads), as Equinox modules."""

from __future__ import annotations

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from neurarium import nn
from neurarium.labs.convnet.layers import Layer
from neurarium.labs.convnet.state import Parameters
from neurarium.nn.convolution import Window

WIDTH = 32  # maps inside of the heads for boxes and masks
BOX = 5  # numbers of a box apart from its classes: whether there is one, its centre, its width and height
STEADY = 0.01  # weights of the last layer of a head begin so small that it begins undecided
RARE = -4.0  # the logit of there being a box at first: most places have none (Lin et al. 2017, focal loss)


class Blueprint(NamedTuple):
    """All that a compiled program depends on.

    Attributes:
        layers: from the input to the softmax; where classes are not learned, to the last one that is an image.
        heads: some of classes, boxes, masks.
        classes: how many there are.
    """

    layers: tuple[Layer, ...]
    heads: tuple[str, ...]
    classes: int

    @property
    def reach(self) -> int:
        """The last layer that is computed as it stands: the logits, or the last image."""
        return len(self.layers) - 2 if "classes" in self.heads else len(self.layers) - 1

    @property
    def top(self) -> int:
        """The last layer whose answer still is an image: what boxes and masks are learned from."""
        return max(number for number, layer in enumerate(self.layers) if not layer.flat)

    @property
    def levels(self) -> tuple[int, ...]:
        """The last layer of each size of maps, coarsest first: what masks are learned from."""
        last = {(layer.height, layer.width): number for number, layer in enumerate(self.layers) if not layer.flat}
        return tuple(sorted(last.values(), reverse=True))


class Answers(NamedTuple):
    """What a network says about a batch; None for what it does not learn.

    Attributes:
        layers: the answer of each layer up to the logits.
        classes: logits, float32 [batch, classes].
        boxes: float32 [batch, rows, columns, 5 + classes], see `boxes.decode`.
        masks: logits, float32 [batch, height, width, 1 + classes].
        noted: the parameters, with what normalisation saw.
    """

    layers: list[Array]
    classes: Array | None
    boxes: Array | None
    masks: Array | None
    noted: dict[str, Array]


def first_parameters(blueprint: Blueprint, random: np.random.Generator) -> Parameters:
    """Weights from normal distributions that keep values near 1 behind a ReLU (He et al. 2015); biases 0."""
    parameters: Parameters = {}

    def weights(name: str, shape: tuple[int, ...], gain: float = 2.0) -> None:
        spread = (gain / np.prod(shape[:-1])) ** 0.5
        parameters[f"{name}.weight"] = (random.standard_normal(shape) * spread).astype(np.float32)
        parameters[f"{name}.bias"] = np.zeros(shape[-1], np.float32)

    for below, layer in zip(blueprint.layers, blueprint.layers[1:], strict=False):
        match layer.kind:
            case "conv":
                weights(layer.name, (layer.size, layer.size, below.channels, layer.channels))
            case "dense":
                weights(layer.name, (below.channels, layer.channels), 1.0 if layer.name == "classes" else 2.0)
            case "batchnorm" | "layernorm":
                values = {"scale": 1, "shift": 0, "mean": 0, "variance": 1}
                for number, (name, value) in enumerate(values.items()):
                    if layer.kind == "batchnorm" or number < 2:
                        parameters[f"{layer.name}.{name}"] = np.full(layer.channels, value, np.float32)
    if "boxes" in blueprint.heads:
        weights("boxes1", (3, 3, blueprint.layers[blueprint.top].channels, WIDTH))
        weights("boxes2", (1, 1, WIDTH, BOX + blueprint.classes), STEADY)
        parameters["boxes2.bias"][0] = RARE
    if "masks" in blueprint.heads:
        for number, level in enumerate(blueprint.levels):
            weights(f"masks{number + 1}", (3, 3, blueprint.layers[level].channels, WIDTH))
        weights("masks", (1, 1, WIDTH, 1 + blueprint.classes), STEADY)
    return parameters


def assembled(blueprint: Blueprint, parameters: dict[str, Array]) -> tuple[nn.Layer, ...]:
    """The layers above the input, up to the logits."""
    made: list[nn.Layer] = []
    for layer in blueprint.layers[1 : blueprint.reach + 1]:
        own = {
            name.split(".")[1]: value for name, value in parameters.items() if name.split(".")[0] == layer.name != ""
        }
        match layer.kind:
            case "conv":
                made.append(nn.Convolution(**own, window=Window(layer.stride, layer.padding, layer.dilation)))
            case "pool":
                made.append(nn.MaxPool(layer.size, layer.stride))
            case "average":
                made.append(nn.MeanPool(layer.size, layer.stride))
            case "batchnorm":
                made.append(nn.BatchNorm(**own))
            case "layernorm":
                made.append(nn.LayerNorm(**own))
            case "dropout":
                made.append(nn.Dropout(layer.percent / 100))
            case "flatten":
                made.append(nn.Flatten())
            case "global":
                made.append(nn.GlobalMean())
            case "dense":
                made.append(nn.Dense(**own))
            case _:
                made.append(nn.Activation(layer.kind))
    return tuple(made)


def answers(
    blueprint: Blueprint,
    parameters: dict[str, Array],
    inputs: Array,
    key: Array | None = None,
    quick: bool = False,
) -> Answers:
    """The whole network on a batch.

    Arguments:
        blueprint: what it is made of.
        parameters: by name.
        inputs: float32 [batch, height, width, channels], normalised pixels.
        key: for what is random in training; None where it is not training.
        quick: leave out the answers of the single layers. An activation and a pooling behind it then change places:
            the largest of the activations is the activation of the largest, and there are fewer of those.
    """
    network = assembled(blueprint, parameters)
    order = list(range(len(network)))
    if quick and "masks" not in blueprint.heads:
        order = pooled_first(network)
    given, after = nn.run(tuple(network[number] for number in order), inputs, key)
    noted = dict(parameters)
    for number, layer in zip(order, after, strict=True):
        if isinstance(layer, nn.BatchNorm):
            name = blueprint.layers[number + 1].name
            noted |= {f"{name}.mean": layer.mean, f"{name}.variance": layer.variance}
    given = [inputs, *given]
    return Answers(
        given,
        given[-1] if "classes" in blueprint.heads else None,
        _boxes(parameters, given[blueprint.top]) if "boxes" in blueprint.heads else None,
        _masks(blueprint, parameters, given) if "masks" in blueprint.heads else None,
        noted,
    )


def pooled_first(network: tuple[nn.Layer, ...]) -> list[int]:
    """The order of the layers in which each activation comes after the pooling that followed it."""
    order = list(range(len(network)))
    for place in range(len(order) - 1):
        one, other = (network[order[place + step]] for step in (0, 1))
        if isinstance(one, nn.Activation) and isinstance(other, nn.MaxPool):
            order[place], order[place + 1] = order[place + 1], order[place]
    return order


def _part(parameters: dict[str, Array], name: str, values: Array) -> Array:
    weight, bias = parameters[f"{name}.weight"], parameters[f"{name}.bias"]
    size = len(weight)
    found, _ = nn.Convolution(weight, bias, Window(padding=size // 2))(values)
    return found


def _boxes(parameters: dict[str, Array], top: Array) -> Array:
    """For each place of the top maps whether a box has its centre there, and which (as in YOLO, Redmon et al. 2016)."""
    return _part(parameters, "boxes2", jax.nn.relu(_part(parameters, "boxes1", top)))


def _masks(blueprint: Blueprint, parameters: dict[str, Array], given: list[Array]) -> Array:
    """From the coarsest maps to the finest, each made larger and joined with the next (Lin et al. 2017)."""
    _, height, width, _ = given[0].shape
    joined = jnp.zeros(())
    for number, level in enumerate(blueprint.levels):
        part = _part(parameters, f"masks{number + 1}", given[level])
        if number:
            part = part + nn.resized(joined, *part.shape[1:3])
        joined = jax.nn.relu(part)
    found = _part(parameters, "masks", joined)
    return found if joined.shape[1:3] == (height, width) else nn.resized(found, height, width)


def blueprint_of(layers: tuple[Layer, ...], heads: tuple[str, ...]) -> Blueprint:
    """What is built for these layers and heads."""
    kept = layers if "classes" in heads else tuple(layer for layer in layers if not layer.flat)
    return Blueprint(kept, heads, layers[-1].channels)


def normalised(pixels: Array, mean: Array, deviation: Array) -> Array:
    """uint8 pixels as the network gets them."""
    return (pixels.astype(jnp.float32) / 255 - mean) / deviation
