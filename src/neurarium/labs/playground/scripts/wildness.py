"""How much the last digits of a run decide. Every library adds in another order, so their last digits differ."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from neurarium.lab.contract import Segment
from neurarium.labs.playground import model
from neurarium.labs.playground.model import Playground
from neurarium.labs.playground.settings import PlaygroundSettings

NUDGE = 1e-15
MOST = 200_000_000  # links times points times epochs that are trained once more to know it: about a second


def wildness(segments: tuple[Segment[PlaygroundSettings, Playground], ...]) -> float:
    """By how much the final test loss moves if a first bias is moved by 1e-15; 0 where finding out would take long."""
    links = len(segments[0].begin.network.weights)
    if sum(segment.steps * segment.begin.points.training * links for segment in segments) > MOST:
        return 0.0
    state, end = _nudged(segments[0].begin), segments[0].begin
    for segment in segments:
        state = model.advance(segment.settings, _as_done(state, end, segment.begin), segment.steps)
        end = segment.end
    settings = segments[-1].settings
    moved = model.measure(settings, state)["test_loss"] - model.measure(settings, end)["test_loss"]
    return abs(moved) if math.isfinite(moved) else math.inf


def _nudged(state: Playground) -> Playground:
    """The bias is an output's: neurons that begin alike stay alike."""
    biases = state.network.biases.copy()
    biases[-1] += NUDGE
    return replace(state, network=replace(state.network, biases=biases))


def _as_done(state: Playground, before: Playground, after: Playground) -> Playground:
    """The state after what was done between two segments of the run: other points, numbers set by hand."""
    net, old, new = state.network, before.network, after.network
    weights = np.where(new.weights == old.weights, net.weights, new.weights)
    biases = np.where(new.biases == old.biases, net.biases, new.biases)
    return Playground(after.points, replace(net, weights=weights, biases=biases))
