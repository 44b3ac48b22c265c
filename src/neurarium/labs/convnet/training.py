"""Training: from the first weights to wherever the run stands, batch by batch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from neurarium import nn
from neurarium.lab.text import Refusal, Text
from neurarium.labs.convnet import images, programs
from neurarium.labs.convnet.augment import augmented
from neurarium.labs.convnet.layers import plan
from neurarium.labs.convnet.losses import wanted
from neurarium.labs.convnet.measuring import measured, measures_at
from neurarium.labs.convnet.network import Blueprint, blueprint_of, first_parameters
from neurarium.labs.convnet.settings import ConvNetSettings
from neurarium.labs.convnet.state import ConvNet, Measured, Parameters
from neurarium.nn.optimisers import Moments, Rates


def blueprint(settings: ConvNetSettings) -> Blueprint:
    """What these settings build; raises `Refusal` where that is impossible."""
    split = images.split(settings)
    return blueprint_of(plan(settings.layers, split.shape, len(split.names)), images.heads_of(settings))


def start(settings: ConvNetSettings, seed: int) -> ConvNet:
    """The network before the first step, already measured."""
    found = images.source(settings)
    made = blueprint(settings)
    parameters = first_parameters(made, np.random.default_rng([seed, 0]))
    zeros = {name: np.zeros_like(value) for name, value in parameters.items()}
    nothing = Measured(0, {}, *(np.zeros(0) for _ in range(4)))
    state = ConvNet(parameters, zeros, zeros, found.mean, found.deviation, seed, 0, 0.0, 0.0, nothing)
    moments = Moments(zeros, zeros, np.float32(0))
    _, _, loss = taught(settings, made, state, 0, parameters, moments)  # what it makes of the weights is not kept
    first = measured(settings, made, state)
    return replace(state, measured=replace(first, values={**first.values, "train_loss": float(loss)}))


def advance(settings: ConvNetSettings, state: ConvNet, steps: int) -> ConvNet:
    """So many batches. What each holds, and when is measured, depends only on seed, settings and the count of steps."""
    made = blueprint(settings)
    end = state.steps + steps
    while state.steps < end:
        parameters: Any = state.parameters
        moments = Moments(state.first, state.second, np.float32(state.steps))
        losses = []
        step = state.steps
        while step < end:
            parameters, moments, loss = taught(settings, made, state, step, parameters, moments)
            losses.append(loss)
            step += 1
            if measures_at(settings, step):
                break
        state = _noted(state, step, parameters, moments, [float(loss) for loss in losses])
        if measures_at(settings, step):
            state = replace(state, measured=measured(settings, made, state))
    return state


def taught(
    settings: ConvNetSettings, made: Blueprint, state: ConvNet, step: int, parameters: Any, moments: Moments
) -> tuple[Any, Moments, Any]:
    """Parameters and moments after the batch of this step, and its loss before."""
    rate = nn.scheduled(settings.schedule, settings.learning_rate, step, images.planned(settings))
    chosen = images.batch(settings, state.seed, step)
    seen = augmented(
        images.split(settings).train.take(chosen),
        settings.augment,
        np.random.default_rng([state.seed, 2, step]),
        "boxes" in made.heads,
    )
    parameters, moments, loss, _ = programs.training(made, settings.optimiser)(
        parameters,
        moments,
        Rates(np.float32(rate), np.float32(settings.weight_decay)),
        state.mean,
        state.deviation,
        seen.pixels,
        wanted(made, seen, images.labels(settings, state.seed)[chosen]),
        np.random.default_rng([state.seed, 4, step]).integers(0, 2**32, 2, np.uint32),
    )
    return parameters, moments, loss


def _noted(state: ConvNet, step: int, parameters: Any, moments: Moments, losses: list[float]) -> ConvNet:
    """The state with what a stretch of training left behind, as NumPy arrays."""
    loss, weight = state.loss, state.weight
    for value in losses:
        loss = programs.MEMORY * loss + (1 - programs.MEMORY) * value
        weight = programs.MEMORY * weight + (1 - programs.MEMORY)
    return replace(
        state,
        parameters=_arrays(parameters),
        first=_arrays(moments.first),
        second=_arrays(moments.second),
        steps=step,
        loss=loss,
        weight=weight,
    )


def _arrays(tree: dict[str, Any]) -> Parameters:
    return {name: np.asarray(value) for name, value in tree.items()}


def finished(settings: ConvNetSettings, state: ConvNet) -> bool:
    return state.steps >= images.planned(settings)


def readings(state: ConvNet) -> dict[str, float]:
    """What was measured last, and the running mean of the training loss."""
    values = dict(state.measured.values)
    if state.weight:
        values["train_loss"] = state.loss / state.weight
    return values


def verify(settings: ConvNetSettings, state: ConvNet) -> None:
    """Refuses a state that does not fit the settings."""
    made = blueprint(settings)
    wanted = {name: value.shape for name, value in first_parameters(made, np.random.default_rng(0)).items()}
    split = images.split(settings)
    channels = split.shape[2]
    noted = state.measured
    classes = len(split.names) if "classes" in made.heads else 0
    counts = {len(noted.worst), len(noted.answers), len(noted.losses)}
    fits = (
        all(
            {name: value.shape for name, value in tree.items()} == wanted
            and all(value.dtype == np.float32 for value in tree.values())
            for tree in (state.parameters, state.first, state.second)
        )
        and state.mean.shape == state.deviation.shape == (channels,)
        and state.mean.dtype == state.deviation.dtype == np.float32
        and bool(np.all(state.deviation > 0))
        and state.seed >= 0
        and state.steps >= 0
        and 0 <= state.weight <= 1
        and noted.confusion.shape == (classes, classes)
        and len(counts) == 1
        and all(array.ndim == 1 for array in (noted.worst, noted.answers, noted.losses))
        and all(array.dtype == np.int64 for array in (noted.confusion, noted.worst, noted.answers))
        and bool(np.all((noted.worst >= 0) & (noted.worst < len(split.validation))))
        and bool(np.all((noted.answers >= 0) & (noted.answers < max(1, classes))))
        and all(np.all(value >= 0) for name, value in state.parameters.items() if name.endswith("variance"))
        and "train_loss" in readings(state)
    )
    if not fits:
        raise Refusal(
            Text(
                "Weights or measurements do not fit the settings.",
                "Gewichte oder Messungen passen nicht zu den Einstellungen.",
            )
        )
