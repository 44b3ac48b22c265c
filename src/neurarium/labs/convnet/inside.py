"""Into the network: a layer's filters, a unit's products one by one, forwards and backwards, and what it can see."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from neurarium.lab.contract import Arrays
from neurarium.labs.convnet import programs
from neurarium.labs.convnet.layers import Layer
from neurarium.labs.convnet.network import Blueprint
from neurarium.labs.convnet.requests import OfLayer, Place, Unit
from neurarium.labs.convnet.settings import ConvNetSettings
from neurarium.labs.convnet.shown import Seen, Shown, chosen, seen
from neurarium.labs.convnet.state import ConvNet, Parameters
from neurarium.labs.convnet.training import blueprint
from neurarium.nn.layers import EPSILON

UNITS, INPUTS = 64, 4096  # of a dense layer that are shown
LEAK = 0.01  # of leaky ReLU


def filters(settings: ConvNetSettings, state: ConvNet, request: OfLayer) -> Arrays:
    made = blueprint(settings)
    layer = made.layers[min(request.layer, len(made.layers) - 1)]
    weights, bias = state.parameters.get(f"{layer.name}.weight"), state.parameters.get(f"{layer.name}.bias")
    if weights is None or bias is None:
        return {"weights": np.zeros((0, 0, 0, 0)), "bias": np.zeros(0)}
    if layer.kind == "dense":
        weights, bias = weights[None, None, :INPUTS, :UNITS], bias[:UNITS]
    return {"weights": np.moveaxis(weights, (2, 3), (1, 0)).astype(np.float64), "bias": bias.astype(np.float64)}


class Point(NamedTuple):
    """A unit: its layer, map, row and column."""

    layer: int
    channel: int
    row: int
    column: int


def point(made: Blueprint, request: Place | Unit) -> Point:
    """The unit that is meant; beyond the end is the last."""
    number = min(request.layer, len(made.layers) - 1)
    layer = made.layers[number]
    return Point(
        number,
        min(request.channel, layer.channels - 1),
        min(request.row, layer.height - 1),
        min(request.column, layer.width - 1),
    )


class Arithmetic(NamedTuple):
    """What a unit computes: answer = sum(values * weights) + bias. Arrays are float64 [sources, rows, columns]."""

    values: np.ndarray
    weights: np.ndarray
    bias: float
    top: int  # of the window in the layer below; negative in the padding
    left: int


def unit(settings: ConvNetSettings, state: ConvNet, request: Unit) -> Arrays:
    made, shown = blueprint(settings), chosen(settings, request)
    where = point(made, request)
    found = seen(made, state, shown.pixels)
    layer = made.layers[where.layer]
    sums = arithmetic(made, state.parameters, found, where)
    loss, slopes = backwards(made, state, found, shown)
    slope = slopes[where.layer]
    here = slope[where.row, where.column, where.channel] if slope.ndim == 3 else slope[where.channel]
    products = sums.values * sums.weights
    all_weights = here * sums.values
    bias_slope = float(here)
    if layer.kind == "conv":
        all_weights = _all_places(made, found, where, slope)
        bias_slope = float(slope[..., where.channel].sum())
    return {
        "values": sums.values,
        "weights": sums.weights,
        "products": products,
        "backwards_values": here * sums.weights,
        "backwards_weights": here * sums.values,
        "all_weights": all_weights,
        "sums": products.sum((1, 2)),
        "window": np.array([sums.top, sums.left, layer.size, layer.stride, layer.dilation]),
        "numbers": np.array([sums.bias, products.sum(), products.sum() + sums.bias, float(here), loss, bias_slope]),
        "index": np.array(where),
    }


def backwards(made: Blueprint, state: ConvNet, found: Seen, shown: Shown) -> tuple[float, list[np.ndarray]]:
    """The loss of an image, and its slope at every layer's answer; of a drawn image as if its answer were right.

    The last of the slopes are those of the softmax. Without classes there is no loss, and no slope.
    """
    if "classes" not in made.heads:
        return 0.0, [np.zeros(item.shape) for item in found.layers]
    shares = found.probabilities
    label = shown.label if shown.label >= 0 else int(shares.argmax())
    loss, slopes, _ = programs.explaining(made)(
        state.parameters, state.mean, state.deviation, shown.pixels[None], np.array([label], np.int32)
    )
    of_softmax = np.zeros(len(shares))
    of_softmax[label] = -1 / max(shares[label], np.finfo(np.float64).tiny ** 0.5)
    return float(loss), [*(np.asarray(item)[0].astype(np.float64) for item in slopes), of_softmax]


def arithmetic(made: Blueprint, parameters: Parameters, found: Seen, where: Point) -> Arithmetic:
    """What the unit computes from the layer below."""
    layer = made.layers[where.layer]
    if where.layer == 0:
        return _single(found.layers[0][where.row, where.column, where.channel], 1.0, where)
    below = made.layers[where.layer - 1]
    values = found.layers[where.layer - 1].astype(np.float64)
    match layer.kind:
        case "conv":
            weights = parameters[f"{layer.name}.weight"][..., where.channel].astype(np.float64)
            return Arithmetic(
                window(values, layer, where),
                np.moveaxis(weights, 2, 0),
                float(parameters[f"{layer.name}.bias"][where.channel]),
                *_corner(layer, where),
            )
        case "pool" | "average":
            under = window(values[..., where.channel : where.channel + 1], layer, where)
            weights = np.full(under.shape, 1 / under.size)
            if layer.kind == "pool":
                weights = (np.arange(under.size) == under.argmax()).reshape(under.shape).astype(np.float64)
            return Arithmetic(under, weights, 0.0, *_corner(layer, where))
        case "dense":
            weights = parameters[f"{layer.name}.weight"][:, where.channel].astype(np.float64)
            bias = float(parameters[f"{layer.name}.bias"][where.channel])
            return Arithmetic(values[:, None, None], weights[:, None, None], bias, 0, 0)
        case "global":
            whole = values[None, :, :, where.channel]
            return Arithmetic(whole, np.full(whole.shape, 1 / whole.size), 0.0, 0, 0)
        case "flatten":
            row, column, channel = np.unravel_index(where.channel, (below.height, below.width, below.channels))
            return _single(values.ravel()[where.channel], 1.0, Point(0, int(channel), int(row), int(column)))
        case "softmax":
            return _softmax(values, where.channel)
        case "batchnorm" | "layernorm":
            return _normalisation(parameters, layer, values, where)
    value = values[where.row, where.column, where.channel] if values.ndim == 3 else values[where.channel]
    if layer.kind == "dropout":
        return _single(value, 1.0, where)
    answer, slope = _activated(layer.kind, float(value))
    return _single(value, slope, where)._replace(bias=answer - slope * value)


def _single(value: float, weight: float, where: Point) -> Arithmetic:
    return Arithmetic(np.full((1, 1, 1), float(value)), np.full((1, 1, 1), weight), 0.0, where.row, where.column)


def _activated(kind: str, value: float) -> tuple[float, float]:
    """The answer of an activation, and its slope."""
    match kind:
        case "relu":
            return max(value, 0.0), float(value > 0)
        case "leaky":
            return (value, 1.0) if value > 0 else (LEAK * value, LEAK)
        case "tanh":
            return float(np.tanh(value)), float(1 - np.tanh(value) ** 2)
    share = float(1 / (1 + np.exp(-value)))
    return share, share * (1 - share)


def _softmax(logits: np.ndarray, channel: int) -> Arithmetic:
    """Each logit's power as a value, one over their sum as the weight of the own one."""
    powers = np.exp(logits - logits.max())
    weights = (np.arange(len(powers)) == channel) / powers.sum()
    return Arithmetic(powers[:, None, None], weights[:, None, None], 0.0, 0, 0)


def _normalisation(parameters: Parameters, layer: Layer, values: np.ndarray, where: Point) -> Arithmetic:
    """One value, times scale over deviation, plus what is left."""
    place = values[where.row, where.column] if values.ndim == 3 else values
    own = {
        name.split(".")[1]: array.astype(np.float64)
        for name, array in parameters.items()
        if name.split(".")[0] == layer.name
    }
    if layer.kind == "batchnorm":
        mean, variance = own["mean"][where.channel], own["variance"][where.channel]
    else:
        mean, variance = place.mean(), place.var()
    weight = float(own["scale"][where.channel] / np.sqrt(variance + EPSILON))
    bias = float(own["shift"][where.channel] - mean * weight)
    return _single(place[where.channel], weight, where)._replace(bias=bias)


def _corner(layer: Layer, where: Point) -> tuple[int, int]:
    return where.row * layer.stride - layer.padding, where.column * layer.stride - layer.padding


def window(values: np.ndarray, layer: Layer, where: Point) -> np.ndarray:
    """What lies under the filter at this place: [channels, size, size], 0 in the padding."""
    reach = layer.dilation * (layer.size - 1) + 1
    padded = np.pad(values, ((layer.padding, layer.padding), (layer.padding, layer.padding), (0, 0)))
    top, left = where.row * layer.stride, where.column * layer.stride
    under = padded[top : top + reach : layer.dilation, left : left + reach : layer.dilation]
    return np.moveaxis(under, 2, 0)


def _all_places(made: Blueprint, found: Seen, where: Point, slope: np.ndarray) -> np.ndarray:
    """The slope of a filter's weights over all places of its map: [channels, size, size]."""
    layer = made.layers[where.layer]
    values = found.layers[where.layer - 1].astype(np.float64)
    padded = np.pad(values, ((layer.padding, layer.padding), (layer.padding, layer.padding), (0, 0)))
    reach = layer.dilation * (layer.size - 1) + 1
    under = np.lib.stride_tricks.sliding_window_view(padded, (reach, reach), axis=(0, 1))
    under = under[:: layer.stride, :: layer.stride, :, :: layer.dilation, :: layer.dilation]
    total: np.ndarray = np.einsum("rcsij,rc->sij", under, slope[..., where.channel])
    return total


def rectangle(made: Blueprint, where: Point) -> tuple[int, int, int, int]:
    """The part of the image that a unit can see, not clipped: top, left, bottom, right."""
    number, row, column = where.layer, where.row, where.column
    if made.layers[number].kind in ("dense", "softmax", "global") or (
        made.layers[number].flat and any(layer.kind in ("dense", "global") for layer in made.layers[:number])
    ):
        top = made.layers[made.top]
        last_row, last_column = (top.first + (length - 1) * top.jump + top.field for length in (top.height, top.width))
        return top.first, top.first, last_row, last_column
    if made.layers[number].flat:
        top = made.layers[made.top]
        row, column = divmod(where.channel // top.channels, top.width)
    layer = made.layers[min(number, made.top)]
    upper, left = layer.first + row * layer.jump, layer.first + column * layer.jump
    return upper, left, upper + layer.field, left + layer.field


def field(settings: ConvNetSettings, _: ConvNet, request: Place) -> Arrays:
    made = blueprint(settings)
    whole = np.array(rectangle(made, point(made, request)), np.int64)
    return {"rectangle": clipped(made, whole), "whole": whole}


def clipped(made: Blueprint, rectangles: np.ndarray) -> np.ndarray:
    """Rectangles [..., 4] inside of the image."""
    height, width = made.layers[0].height, made.layers[0].width
    inside: np.ndarray = np.clip(rectangles, 0, [height, width, height, width])
    return inside
