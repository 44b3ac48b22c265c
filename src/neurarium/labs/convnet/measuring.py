"""What is measured, and when: at steps that depend on nothing but the settings."""

from __future__ import annotations

from typing import Any

import numpy as np

from neurarium import data
from neurarium.labs.convnet import boxes, images, programs
from neurarium.labs.convnet.network import Blueprint
from neurarium.labs.convnet.settings import ConvNetSettings
from neurarium.labs.convnet.state import WORST, ConvNet, Measured

CHUNK = 256  # images answered at once
SHARE = 4  # times as many images are trained on between two measurements as are measured
EARLY = 4  # the first measurements are at powers of this


def measures_at(settings: ConvNetSettings, step: int) -> bool:
    """Whether readings are measured after so many steps: early a few times, then about once an epoch, and at the end."""
    split = images.split(settings)
    count = len(split.validation) + len(split.test)
    period = max(images.steps_per_epoch(settings), SHARE * count // int(settings.batch))
    early = step >= EARLY**2 and step < period and EARLY ** round(np.log(step) / np.log(EARLY)) == step
    return early or (step > 0 and step % period == 0) or step == images.planned(settings)


def measured(settings: ConvNetSettings, made: Blueprint, state: ConvNet) -> Measured:
    """All readings of a state, on images that nothing is learned from."""
    split = images.split(settings)
    answers = {
        part: said(made, state, examples.pixels)
        for part, examples in (("validation", split.validation), ("test", split.test))
    }
    values: dict[str, float] = {}
    for part, examples in (("validation", split.validation), ("test", split.test)):
        values |= {f"{part}_{name}": value for name, value in scores(made, examples, answers[part]).items()}
    return Measured(state.steps, values, *_mistakes(made, split.validation, answers["validation"]))


def said(made: Blueprint, state: ConvNet, pixels: np.ndarray) -> dict[str, np.ndarray]:
    """The logits of each head for many images, some at a time."""
    program = programs.answering(made)
    parts: list[Any] = []
    for begin in range(0, len(pixels), CHUNK):
        part = pixels[begin : begin + CHUNK]
        if len(part) < CHUNK:
            part = np.concatenate([part, np.zeros((CHUNK - len(part), *part.shape[1:]), np.uint8)])
        parts.append(program(state.parameters, state.mean, state.deviation, part))
    return {
        name: np.concatenate([np.asarray(part[name]) for part in parts] or [np.zeros((0, 1))])[: len(pixels)]
        for name in made.heads
    }


def scores(made: Blueprint, examples: data.Images, logits: dict[str, np.ndarray]) -> dict[str, float]:
    """Loss and accuracy, precision of the boxes, overlap of the masks: of what is learned."""
    height, width, _ = examples.shape
    values = {}
    if "classes" in logits:
        losses = cross_entropies(logits["classes"], examples.labels)
        values["loss"] = float(losses.mean())
        values["accuracy"] = float(np.mean(logits["classes"].argmax(1) == examples.labels))
    if "boxes" in logits and examples.boxes is not None:
        found = boxes.decode(logits["boxes"], height, width)
        values["precision"] = boxes.mean_precision(found, examples.boxes, made.classes)
    if "masks" in logits and examples.masks is not None:
        values["overlap"] = boxes.mean_overlap(logits["masks"].argmax(3).astype(np.uint8), examples.masks, made.classes)
    return values


def cross_entropies(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Of each image: float64 [images], in nats."""
    logits = logits.astype(np.float64)
    highest = logits.max(1)
    found: np.ndarray = (
        np.log(np.exp(logits - highest[:, None]).sum(1)) + highest - logits[np.arange(len(labels)), labels]
    )
    return found


def _mistakes(
    made: Blueprint, examples: data.Images, logits: dict[str, np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Confusion matrix, and the worst mistakes with the answers and losses."""
    if "classes" not in logits:
        nothing = np.zeros(0, np.int64)
        return np.zeros((0, 0), np.int64), nothing, nothing, np.zeros(0, np.float32)
    answers = logits["classes"].argmax(1)
    losses = cross_entropies(logits["classes"], examples.labels)
    confusion = np.zeros((made.classes, made.classes), np.int64)
    np.add.at(confusion, (examples.labels, answers), 1)
    wrong = np.flatnonzero(answers != examples.labels)
    worst = wrong[np.argsort(-losses[wrong], kind="stable")][:WORST]
    return confusion, worst, answers[worst].astype(np.int64), losses[worst].astype(np.float32)
