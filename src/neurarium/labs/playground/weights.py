"""Weights as JSON, out and in; what cannot be read is named by its layer."""

from __future__ import annotations

import json

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.playground.table import LARGEST


def weights_json(sizes: np.ndarray, weights: np.ndarray, biases: np.ndarray) -> str:
    """`{"layers": [{"weights": [[...] for each neuron], "biases": [...]}, ...]}`; numbers come back bit for bit."""
    layers = []
    link = neuron = 0
    for sources, neurons in zip(sizes[:-1].tolist(), sizes[1:].tolist(), strict=True):
        rows = weights[link : link + neurons * sources].reshape(neurons, sources)
        layers.append({"weights": rows.tolist(), "biases": biases[neuron : neuron + neurons].tolist()})
        link += neurons * sources
        neuron += neurons
    return json.dumps({"layers": layers}, allow_nan=False) + "\n"


def read_weights(text: str, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights [links] and biases [neurons] of a JSON text; raises `Refusal` naming the layer that does not fit."""
    try:
        layers = json.loads(text)["layers"]
        count = len(layers)
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise Refusal(
            Text(
                'Expected JSON like {"layers": [{"weights": [[0.1, 0.2]], "biases": [0.1]}]}.',
                'Erwartet wird JSON wie {"layers": [{"weights": [[0.1, 0.2]], "biases": [0.1]}]}.',
            )
        ) from problem
    if count != len(sizes) - 1:
        raise Refusal(
            Text(
                f"There are {count} layers; this network has {len(sizes) - 1}, the output included.",
                f"Es sind {count} Schichten; dieses Netz hat {len(sizes) - 1}, die Ausgabe mitgezählt.",
            )
        )
    weights, biases = [], []
    for number, (layer, sources, neurons) in enumerate(zip(layers, sizes[:-1], sizes[1:], strict=True), start=1):
        weights.append(_numbers(layer, "weights", (int(neurons), int(sources)), number))
        biases.append(_numbers(layer, "biases", (int(neurons),), number))
    return np.concatenate(weights), np.concatenate(biases)


def _numbers(layer: object, key: str, shape: tuple[int, ...], number: int) -> np.ndarray:
    expected = " x ".join(str(length) for length in shape)
    try:
        values = np.array(layer[key], dtype=np.float64)  # type: ignore[index]
    except (KeyError, TypeError, ValueError, OverflowError):
        values = np.array(np.nan)
    if values.shape != shape or not (np.abs(values) <= LARGEST).all():
        raise Refusal(
            Text(
                f"Layer {number}, {key}: expected {expected} numbers of at most {LARGEST:,.0f}.",
                f"Schicht {number}, {key}: erwartet werden {expected} Zahlen von höchstens 1.000.000.",
            )
        )
    return values.ravel()
