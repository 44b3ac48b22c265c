"""Why: the images that excite a unit most, and what of an image an answer rests on."""

from __future__ import annotations

import numpy as np

from neurarium.lab.contract import Arrays
from neurarium.labs.convnet import images, programs
from neurarium.labs.convnet.inside import Point, backwards, clipped, rectangle
from neurarium.labs.convnet.measuring import said
from neurarium.labs.convnet.network import Blueprint
from neurarium.labs.convnet.requests import Explained, OfChannel
from neurarium.labs.convnet.settings import ConvNetSettings
from neurarium.labs.convnet.shown import ZERO, chosen, coded, seen, softmax
from neurarium.labs.convnet.state import ConvNet
from neurarium.labs.convnet.training import blueprint

NINE = 9
EXAMPLES = 512  # validation images that are searched
AT_ONCE = 64
PATCHES = 16  # covered places in a row and in a column, at most


def exciting(settings: ConvNetSettings, state: ConvNet, request: OfChannel) -> Arrays:
    made = blueprint(settings)
    number = min(request.layer, made.reach)  # the softmax excites what the logits do
    channel = min(request.channel, made.layers[number].channels - 1)
    validation = images.split(settings).validation
    answers = _answers(made, state, validation.pixels[:EXAMPLES], number)[..., channel]
    flat = answers.reshape(len(answers), -1)
    best = np.argsort(-flat.max(1), kind="stable")[:NINE]
    places = flat[best].argmax(1)
    width = made.layers[number].width
    patches = [rectangle(made, Point(number, channel, int(place) // width, int(place) % width)) for place in places]
    return {
        "pixels": validation.pixels[best],
        "patches": clipped(made, np.array(patches, np.int64).reshape(-1, 4)),
        "values": flat[best].max(1).astype(np.float64),
        "labels": validation.labels[best],
        "indices": best,
    }


def _answers(made: Blueprint, state: ConvNet, pixels: np.ndarray, number: int) -> np.ndarray:
    """A layer's answers for many images, some at a time: float32 [images, ...]."""
    program = programs.reaching(made, number)
    parts = []
    for begin in range(0, len(pixels), AT_ONCE):
        part = pixels[begin : begin + AT_ONCE]
        filled = np.concatenate([part, np.zeros((AT_ONCE - len(part), *part.shape[1:]), np.uint8)])
        parts.append(np.asarray(program(state.parameters, state.mean, state.deviation, filled))[: len(part)])
    return np.concatenate(parts)


def saliency(settings: ConvNetSettings, state: ConvNet, request: Explained) -> Arrays:
    made, shown = blueprint(settings), chosen(settings, request)
    height, width, _ = shown.pixels.shape
    patch = max(2, max(height, width) // 6)
    nothing = np.zeros((height, width), np.uint8)
    if "classes" not in made.heads:
        return {
            "gradient": nothing,
            "occlusion": nothing + np.uint8(ZERO),
            "reach": np.zeros(2),
            "patch": np.array([patch]),
            "answer": np.array([-1]),
        }
    found = seen(made, state, shown.pixels)
    shares = found.probabilities
    answer = shown.label if request.about == "label" and shown.label >= 0 else int(shares.argmax())
    _, slopes = backwards(made, state, found, shown._replace(label=answer))
    # The slope of -log(p) at the inputs; times p it is that of p. Inputs are pixels over their deviation.
    strength = np.abs(slopes[0] / state.deviation).max(2) * shares[answer]
    strongest = float(strength.max())
    drops = shares[answer] - _covered(made, state, shown.pixels, patch)[..., answer]
    codes, reach = coded(drops.astype(np.float32))
    return {
        "gradient": np.rint(strength * (255 / strongest)).astype(np.uint8) if strongest > 0 else nothing,
        "occlusion": codes,
        "reach": np.array([strongest, reach]),
        "patch": np.array([patch]),
        "answer": np.array([answer]),
    }


def _covered(made: Blueprint, state: ConvNet, pixels: np.ndarray, patch: int) -> np.ndarray:
    """The probabilities of each class where a patch of the mean colour covers the image: [height, width, classes].

    The patch is centred at each pixel; of a large image at every few, and those between take the nearest's.
    """
    height, width, _ = pixels.shape
    rows, columns = (np.unique(np.linspace(0, length - 1, PATCHES).astype(np.int64)) for length in (height, width))
    grey = np.rint(state.mean * 255).astype(np.uint8)
    covered = np.repeat(pixels[None], len(rows) * len(columns), axis=0)
    for number, (row, column) in enumerate((row, column) for row in rows for column in columns):
        top, left = max(0, row - patch // 2), max(0, column - patch // 2)
        covered[number, top : row - patch // 2 + patch, left : column - patch // 2 + patch] = grey
    logits = said(made, state, covered)["classes"]
    shares = np.stack([softmax(line) for line in logits]).reshape(len(rows), len(columns), -1)
    nearest = [
        np.abs(np.arange(length)[:, None] - places).argmin(1) for length, places in ((height, rows), (width, columns))
    ]
    spread: np.ndarray = shares[nearest[0]][:, nearest[1]]
    return spread
