"""One neuron of a network for one state of a cloud: what comes in, times weights, sum, swish; and what becomes of the rate."""

from __future__ import annotations

import numpy as np

from neurarium.lab.contract import Array, Arrays, Picture
from neurarium.lab.text import Text
from neurarium.labs.rain_training import cases
from neurarium.labs.rain_training.cases import BULK
from neurarium.labs.rain_training.model import Learner
from neurarium.labs.rain_training.requests import Unit
from neurarium.labs.rain_training.settings import TrainingSettings


def inside(settings: TrainingSettings, state: Learner, request: Unit) -> Arrays:
    """The layer and the neuron are the last there are where the request says more; constants have no layers at all."""
    from neurarium.labs.rain_training import learning

    truths = cases.shipped()
    bulk = np.maximum(truths.curves[request.case, request.point, BULK], 0)
    shape = float(truths.shape[request.case])
    rate, base = learning.rates_of(settings.contender, state.numbers, bulk[None], np.array([shape]))
    rates = {"state": bulk, "rate": rate[[request.rate], 0], "base": base[[request.rate], 0]}
    if settings.contender == "refitted":
        counts = {"sizes": np.zeros(0, np.int64), "asked": np.zeros(2, np.int64)}
        empty = dict.fromkeys(("answers", "sources", "weights", "products"), np.zeros(0))
        return rates | counts | empty | dict.fromkeys(("bias", "sum", "answer", "output"), np.zeros(1))
    model = learning.model_of(settings.contender, state.numbers)
    corrects = settings.contender == "corrected"
    layers = model if corrects else model.layers[request.rate]
    answers = [learning.inputs_of(bulk, shape)]
    sums = [answers[0]]
    for index, (weights, bias) in enumerate(layers):
        sums.append(answers[-1] @ weights + bias)
        answers.append(sums[-1] if index == len(layers) - 1 else sums[-1] / (1 + np.exp(-sums[-1])))
    layer = min(request.layer, len(layers))
    neuron = min(request.neuron, len(answers[layer]) - 1)
    weights, bias = layers[layer - 1]
    at = min(request.rate, len(answers[-1]) - 1)
    return {
        **rates,
        "sizes": np.array([len(values) for values in answers], np.int64),
        "answers": np.concatenate(answers),
        "asked": np.array([layer, neuron], np.int64),
        "sources": answers[layer - 1],
        "weights": np.ascontiguousarray(weights[:, neuron]),
        "products": answers[layer - 1] * weights[:, neuron],
        "bias": np.array([bias[neuron]]),
        "sum": np.array([sums[layer][neuron]]),
        "answer": np.array([answers[layer][neuron]]),
        "output": np.array([answers[-1][at]]),
    }


ONE = Array("float64", (1,))
SOURCES = Array("float64", ("sources",))
INSIDE: Picture[TrainingSettings, Learner] = Picture(
    Text(
        "One neuron's arithmetic for one true state of a cloud: sources times weights, sum, swish; the network's answer for a "
        "rate, the rate itself and Seifert and Beheng's.",
        "Die Rechnung eines Neurons für einen wahren Zustand einer Wolke: Quellen mal Gewichte, Summe, Swish; die Antwort des "
        "Netzes für eine Rate, die Rate selbst und die von Seifert und Beheng.",
    ),
    {
        "state": Array("float64", (4,)),  # cloud water and number, rain water and number; SI units
        "sizes": Array("int64", ("layers",)),  # the inputs first
        "answers": Array("float64", ("neurons",)),
        "asked": Array("int64", (2,)),  # layer and neuron
        "sources": SOURCES,
        "weights": SOURCES,
        "products": SOURCES,
        "bias": ONE,
        "sum": ONE,
        "answer": ONE,
        "output": ONE,
        "rate": ONE,  # kg m-3 s-1 of the first two, m-3 s-1 of the others
        "base": ONE,
    },
    inside,
    Unit,
)
