"""Draws what is on the page all the time: the network with all its maps, the images, the answers."""

from __future__ import annotations

import dataclasses
import json
from typing import NamedTuple

import numpy as np

from neurarium import data, nn
from neurarium.lab.contract import Arrays
from neurarium.lab.settings import Settings
from neurarium.lab.text import Refusal, Text
from neurarium.labs.convnet import images, programs
from neurarium.labs.convnet.augment import augmented
from neurarium.labs.convnet.boxes import decode
from neurarium.labs.convnet.layers import ADDED, KINDS
from neurarium.labs.convnet.network import Blueprint
from neurarium.labs.convnet.requests import Explained, Sample, Unit, Which
from neurarium.labs.convnet.settings import ConvNetSettings
from neurarium.labs.convnet.state import ConvNet
from neurarium.labs.convnet.training import blueprint

ZERO = 127  # the code of 0; 254 is the reach, 0 its negative
TILES = 4  # maps in a row of the poster


class Shown(NamedTuple):
    """The image that is meant: its place in its part (-1 for a drawn one), pixels uint8 [height, width, channels],
    and its label, -1 where nobody knows."""

    place: int
    pixels: np.ndarray
    label: int


def chosen(settings: ConvNetSettings, request: Which | Explained | Unit) -> Shown:
    """The image of a request; beyond the end is the last."""
    split = images.split(settings)
    if request.source == "drawn":
        return Shown(-1, drawn(request.pixels, split.shape), -1)
    part = {"validation": split.validation, "test": split.test, "train": split.train}[request.source]
    index = min(request.index, len(part) - 1)
    return Shown(index, part.pixels[index], int(part.labels[index]))


def drawn(pixels: str, shape: tuple[int, int, int]) -> np.ndarray:
    """An image from hexadecimal digits; none is an empty one. Raises `Refusal` where they are none, or too few."""
    count = int(np.prod(shape))
    try:
        data = bytes.fromhex(pixels) if pixels else bytes(count)
    except ValueError:
        data = b""
    if len(data) != count:
        rows, columns, channels = shape
        raise Refusal(
            Text(
                f"pixels cannot be read: expected two hexadecimal digits for each of {rows} x {columns} x {channels} "
                f"numbers, {2 * count} digits.",
                f"pixels ist nicht lesbar: erwartet werden zwei hexadezimale Ziffern für jede von {rows} x {columns} x "
                f"{channels} Zahlen, {2 * count} Ziffern.",
            )
        )
    return np.frombuffer(data, np.uint8).reshape(shape)


class Seen(NamedTuple):
    """What the network makes of an image: float32 answers of each layer with a place, [height, width, channels] or
    [values], and of each head, [...]."""

    layers: list[np.ndarray]
    heads: dict[str, np.ndarray]

    @property
    def probabilities(self) -> np.ndarray:
        """float64 [classes]; none where classes are not learned."""
        return softmax(self.heads["classes"]) if "classes" in self.heads else np.zeros(0)


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits.astype(np.float64) - logits.max())
    shares: np.ndarray = powers / powers.sum()
    return shares


def seen(made: Blueprint, state: ConvNet, pixels: np.ndarray) -> Seen:
    found, heads = programs.looking(made)(state.parameters, state.mean, state.deviation, pixels[None])
    return Seen([np.asarray(item)[0] for item in found], {name: np.asarray(item)[0] for name, item in heads.items()})


def layers(settings: ConvNetSettings, state: ConvNet, __: Settings) -> Arrays:
    made = blueprint(settings)
    rows: list[tuple[int, ...]] = []
    offset = 0
    for layer in made.layers:
        window = (layer.size, layer.stride, layer.padding, layer.dilation, layer.field, layer.jump, layer.first)
        rows.append(
            (
                KINDS.index(layer.kind),
                layer.height,
                layer.width,
                layer.channels,
                layer.parameters,
                *window,
                offset,
                layer.item,
            )
        )
        offset += layer.values
    height, width, _ = images.split(settings).shape
    top = made.layers[made.top]
    for head, shape in (
        ("boxes", (top.height, top.width, 5 + made.classes)),
        ("masks", (height, width, 1 + made.classes)),
    ):
        if head in made.heads:
            count = sum(value.size for name, value in state.parameters.items() if name.startswith(head))
            rows.append((KINDS.index(head), *shape, count, 0, 1, 0, 1, 0, 1, 0, offset, ADDED))
    return {"table": np.array(rows, np.int64)}


def maps(settings: ConvNetSettings, state: ConvNet, request: Which) -> Arrays:
    made, shown = blueprint(settings), chosen(settings, request)
    found = seen(made, state, shown.pixels)
    codes, reaches = [], []
    for answer in [*found.layers, *([found.probabilities] if "classes" in made.heads else [])]:
        code, reach = coded(answer)
        codes.append(np.moveaxis(code, -1, 0).ravel())
        reaches.append(reach)
    return {
        "codes": np.concatenate(codes),
        "reach": np.array(reaches),
        "pixels": shown.pixels,
        "label": np.array([shown.label]),
        "probabilities": found.probabilities,
    }


def coded(values: np.ndarray) -> tuple[np.ndarray, float]:
    """Codes of values (uint8, see `ZERO`), and their reach: the largest magnitude."""
    reach = float(np.abs(values).max(initial=0))
    if reach == 0:
        return np.full(values.shape, ZERO, np.uint8), 0.0
    return (values * np.float32(ZERO / reach) + np.float32(ZERO + 0.5)).astype(np.uint8), reach


def image(settings: ConvNetSettings, _: ConvNet, request: Which) -> Arrays:
    shown = chosen(settings, request)
    return {"pixels": shown.pixels, "label": np.array([shown.label]), "counts": np.array(_counts(settings))}


def _counts(settings: ConvNetSettings) -> list[int]:
    split = images.split(settings)
    return [len(split.train), len(split.validation), len(split.test)]


def planes(settings: ConvNetSettings, state: ConvNet, request: Which) -> Arrays:
    values = np.moveaxis(chosen(settings, request).pixels, -1, 0)
    mean, deviation = (numbers.astype(np.float64) for numbers in (state.mean, state.deviation))
    return {
        "values": np.ascontiguousarray(values),
        "inputs": (values / 255 - mean[:, None, None]) / deviation[:, None, None],
        "mean": mean,
        "deviation": deviation,
    }


def names(settings: ConvNetSettings, _: ConvNet, __: Settings) -> Arrays:
    split = images.split(settings)

    def encoded(value: object) -> np.ndarray:
        return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), np.uint8)

    return {
        "json": encoded([dataclasses.asdict(name) for name in split.names]),
        "about": encoded(dataclasses.asdict(split.about)),
    }


def progress(settings: ConvNetSettings, state: ConvNet, _: Settings) -> Arrays:
    planned = images.planned(settings)
    numbers = [state.steps, images.steps_per_epoch(settings), planned, *_counts(settings), state.measured.step]
    rate = nn.scheduled(settings.schedule, settings.learning_rate, state.steps, planned)
    return {"numbers": np.array(numbers), "rate": np.array([rate])}


def probabilities(settings: ConvNetSettings, state: ConvNet, request: Which) -> Arrays:
    shown = chosen(settings, request)
    found = seen(blueprint(settings), state, shown.pixels)
    return {
        "probabilities": found.probabilities,
        "logits": found.heads.get("classes", np.zeros(0)).astype(np.float64),
        "label": np.array([shown.label]),
    }


def samples(settings: ConvNetSettings, state: ConvNet, request: Sample) -> Arrays:
    train = images.split(settings).train
    random = np.random.default_rng([request.draw, 6])
    picked = random.integers(0, len(train), request.count)
    kinds = settings.augment if request.augmented else ()
    changed = augmented(train.take(picked), kinds, random, "boxes" in images.heads_of(settings))
    return {"pixels": changed.pixels, "labels": images.labels(settings, state.seed)[picked]}


def confusion(_: ConvNetSettings, state: ConvNet, __: Settings) -> Arrays:
    return {"counts": state.measured.confusion}


def mistakes(settings: ConvNetSettings, state: ConvNet, _: Settings) -> Arrays:
    validation, noted = images.split(settings).validation, state.measured
    return {
        "pixels": validation.pixels[noted.worst],
        "labels": validation.labels[noted.worst],
        "answers": noted.answers,
        "indices": noted.worst,
        "losses": noted.losses.astype(np.float64),
    }


def boxes(settings: ConvNetSettings, state: ConvNet, request: Which) -> Arrays:
    made, shown = blueprint(settings), chosen(settings, request)
    found, truth = np.zeros((0, 6)), np.zeros((0, 5))
    if "boxes" in made.heads:
        height, width, _ = shown.pixels.shape
        (found,) = decode(seen(made, state, shown.pixels).heads["boxes"][None], height, width)
        known = _truth(settings, request, shown).boxes
        if known is not None and len(known):
            truth = known[0][known[0][:, 0] >= 0]
    return {"found": found, "truth": truth}


def mask(settings: ConvNetSettings, state: ConvNet, request: Which) -> Arrays:
    made, shown = blueprint(settings), chosen(settings, request)
    height, width, _ = shown.pixels.shape
    found = truth = np.zeros((height, width), np.uint8)
    if "masks" in made.heads:
        found = seen(made, state, shown.pixels).heads["masks"].argmax(2).astype(np.uint8)
        known = _truth(settings, request, shown).masks
        if known is not None and len(known):
            truth = known[0]
    return {"found": found, "truth": truth}


def _truth(settings: ConvNetSettings, request: Which, shown: Shown) -> data.Images:
    """The image with what is known about it, alone; of a drawn one nothing is."""
    split = images.split(settings)
    part = {"validation": split.validation, "test": split.test}.get(request.source, split.train)
    return part.take(np.array([shown.place] if shown.place >= 0 else [], np.int64))


def poster(settings: ConvNetSettings, state: ConvNet, __: Settings) -> Arrays:
    """The first maps of the first layer that makes some, tile by tile."""
    made = blueprint(settings)
    found = seen(made, state, chosen(settings, Which()).pixels)
    number = next((n for n, layer in enumerate(made.layers) if layer.kind == "conv"), 0)
    codes, _ = coded(found.layers[number])
    height, width, count = codes.shape
    side = min(TILES, max(1, int(count**0.5)))
    tiles = np.moveaxis(codes[..., : side * side], -1, 0).reshape(side, side, height, width)
    edged = np.pad(tiles, ((0, 0), (0, 0), (0, 1), (0, 1)), constant_values=ZERO)
    return {"map": np.swapaxes(edged, 1, 2).reshape(side * (height + 1), side * (width + 1))}
