"""Epochs per second of the Playground's engine beside a plain Numba loop; populations beside single runs.

The plain loop is the named peer: it takes one sample at a time, as one writes it first from the description of the
original, and computes the same numbers (`tests/labs/playground/test_kernel.py` holds both to each other).
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import numpy as np
from numba import njit

import neurarium as nr
from neurarium.labs.playground import bends, judge, kernel, model
from neurarium.labs.playground.features import feature_rows
from neurarium.labs.playground.network import ACTIVATIONS
from neurarium.labs.playground.settings import PlaygroundSettings

TITLE = "the Playground's engine, epochs/s (250 training points, batch 10)"
SMALL = {"hidden": (4, 2)}
LARGE = {"hidden": (8, 8, 8, 8, 8, 8), "features": ("x", "y", "x2", "y2", "xy", "sin_x", "sin_y")}
ROUNDS = 7
MEMBERS = 64


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def activate(x: float, kind: int) -> float:
    if kind == bends.TANH:
        return math.tanh(x)
    if kind == bends.RELU:
        return max(0.0, x)
    if kind == bends.SIGMOID:
        return 1.0 / (1.0 + math.exp(-x))
    return x


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def derivative(y: float, kind: int) -> float:
    """The activation's derivative where its value is y."""
    if kind == bends.TANH:
        return 1.0 - y * y
    if kind == bends.RELU:
        return 1.0 if y > 0.0 else 0.0
    if kind == bends.SIGMOID:
        return y * (1.0 - y)
    return 1.0


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def plain_loop(  # type: ignore[no-untyped-def]
    inputs, labels, sizes, weights, biases, activation, output, rate, batch, epochs
) -> None:
    """Train in place, one sample after the other, without regularisation; arguments as `kernel.train`."""
    features, layers = sizes[0], sizes.size - 1
    values = np.zeros(np.sum(sizes))
    slopes = np.zeros(biases.size)
    weight_sums, bias_sums, pending = np.zeros(weights.size), np.zeros(biases.size), 0
    for _ in range(epochs):
        for sample in range(labels.size):
            for feature in range(features):
                values[feature] = inputs[feature, sample]
            source = neuron = link = 0
            for layer in range(1, layers + 1):
                for _ in range(sizes[layer]):
                    total = biases[neuron]
                    for index in range(sizes[layer - 1]):
                        total += weights[link] * values[source + index]
                        link += 1
                    values[features + neuron] = activate(total, output if layer == layers else activation)
                    neuron += 1
                source += sizes[layer - 1]

            answer = values[-1]
            slopes[-1] = (answer - labels[sample]) * derivative(answer, output)
            neuron, link, source = biases.size, weights.size, values.size - 1
            for layer in range(layers, 0, -1):
                sources, targets = sizes[layer - 1], sizes[layer]
                neuron, link, source = neuron - targets, link - sources * targets, source - sources
                for target in range(targets):
                    slope = slopes[neuron + target]
                    bias_sums[neuron + target] += slope
                    for index in range(sources):
                        weight_sums[link + target * sources + index] += slope * values[source + index]
                if layer > 1:
                    for index in range(sources):
                        total = 0.0
                        for target in range(targets):
                            total += weights[link + target * sources + index] * slopes[neuron + target]
                        slopes[neuron - sources + index] = total * derivative(values[source + index], activation)
            pending += 1

            if (sample + 1) % batch == 0:
                for index in range(weights.size):
                    weights[index] -= rate / pending * weight_sums[index]
                    weight_sums[index] = 0.0
                for index in range(biases.size):
                    biases[index] -= rate / pending * bias_sums[index]
                    bias_sums[index] = 0.0
                pending = 0


def advance_plainly(settings: PlaygroundSettings, state: model.Playground, epochs: int) -> np.ndarray:
    """The plain loop on a lab's state, from a fresh beginning; returns the weights, float64 [links]."""
    sample = state.points
    weights, biases = state.network.weights.copy(), state.network.biases.copy()
    plain_loop(
        feature_rows(settings.features, sample.x[: sample.training], sample.y[: sample.training]),
        sample.label[: sample.training].copy(),
        model.layer_sizes(settings),
        weights,
        biases,
        ACTIVATIONS.index(settings.activation),
        model.output_bend(settings),
        settings.learning_rate,
        min(settings.batch, sample.training),
        epochs,
    )
    return weights


def measure() -> dict[str, float]:
    """Medians of interleaved rounds; a figure named `ratio` compares the two before it."""
    results: dict[str, float] = {}
    for name, shape, epochs in (("2-4-2-1", SMALL, 3000), ("7-8-8-8-8-8-8-1", LARGE, 400)):
        settings = PlaygroundSettings.of(**shape)
        state = model.start(settings, 1)
        ours, plain = _rates(
            [
                lambda settings=settings, state=state, epochs=epochs: model.advance(settings, state, epochs),  # type: ignore[misc]
                lambda settings=settings, state=state, epochs=epochs: advance_plainly(settings, state, epochs),  # type: ignore[misc]
            ],
            epochs,
        )
        results |= {f"{name}, ours": ours, f"{name}, plain loop": plain, f"{name}, ratio": ours / plain}
    return results | _recompilations() | _population()


def _rates(contenders: list[Callable[[], object]], units: int) -> list[float]:
    """Units per second of each contender: the median of rounds in which they take turns."""
    seconds: list[list[float]] = [[] for _ in contenders]
    for contender in contenders:
        contender()
    for _ in range(ROUNDS):
        for contender, taken in zip(contenders, seconds, strict=True):
            begun = time.perf_counter()
            contender()
            taken.append(time.perf_counter() - begun)
    return [units / median(taken) for taken in seconds]


def compiled_versions() -> int:
    """How many versions of the kernel's two entry points exist, one for each combination of types."""
    return len(kernel.train.signatures) + len(judge.judge.signatures)


def _recompilations() -> dict[str, float]:
    """Versions that are compiled when everything that can be set changes."""
    run = nr.run("playground").advance(2)
    before = compiled_versions()
    for changes in (
        {"hidden": ()},
        {"hidden": (32, 7, 1)},
        {"features": ("y", "xy", "sin_x")},
        {"activation": "relu"},
        {"activation": "linear"},
        {"learning_rate": 1},
        {"learning_rate": 0.001, "batch": 512},
        {"regularisation": "l1", "regularisation_rate": 3},
        {"dataset": "spiral", "noise": 35, "train_share": 90},
        {"problem": "regression"},
    ):
        run.change(**changes).advance(2)
    return {"compiled anew after 10 changes of settings": compiled_versions() - before}


def _population() -> dict[str, float]:
    """All epochs per second of 64 runs on all cores against those of one run: the engine alone, then in the library.

    The library notes each of the first epochs in the curves and fewer later, so it is measured after 4096.
    """
    settings = PlaygroundSettings()
    states = [model.start(settings, seed) for seed in range(MEMBERS)]

    def advance(state: model.Playground) -> model.Playground:
        return model.advance(settings, state, 200)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        one, together = _rates(
            [lambda: [advance(state) for state in states], lambda: list(threads.map(advance, states))], MEMBERS * 200
        )
    apart = nr.population("playground", seeds=MEMBERS).advance(4096)
    population = nr.population("playground", seeds=MEMBERS).advance(4096)
    alone, in_population = _rates(
        [lambda: [run.advance(128) for run in apart.runs], lambda: population.advance(128)], MEMBERS * 128
    )
    return {
        "one run after the other": one,
        f"{MEMBERS} runs on {os.cpu_count()} threads": together,
        f"{MEMBERS} runs on {os.cpu_count()} threads, ratio": together / one,
        "one run after the other, in the library": alone,
        f"population of {MEMBERS}, in the library": in_population,
        f"population of {MEMBERS}, in the library, ratio": in_population / alone,
    }


def main() -> None:
    """Print the measurement as a table."""
    print(TITLE)
    for name, value in measure().items():
        print(f"  {name:56} {value:12,.2f}")


if __name__ == "__main__":
    main()
