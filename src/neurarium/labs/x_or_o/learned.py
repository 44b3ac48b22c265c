"""What the view may ask for of the network that learns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neurarium.lab.contract import Array, Arrays, Picture
from neurarium.lab.settings import Settings, whole
from neurarium.lab.text import Text
from neurarium.labs.x_or_o import kernel, learning
from neurarium.labs.x_or_o.letters import FILTER, LETTERS, RIGHT, SIZE, X_LETTER
from neurarium.labs.x_or_o.model import XOrO
from neurarium.labs.x_or_o.settings import XOrOSettings

HARDEST = 12
MOST_PARAMETERS = 8 * 10 + 2 * 8 * 16 + 2


@dataclass(frozen=True)
class Parameter(Settings):
    parameter: int = whole(
        0, low=0, high=MOST_PARAMETERS - 1, label=Text("Parameter, counted from 0", "Parameter, von 0 an gezählt")
    )


def table(settings: XOrOSettings, state: XOrO, _: Settings) -> Arrays:
    """Right answer, actual answer and error for X and O of four pictures: the painted one first."""
    pictures = np.stack([state.picture, *LETTERS.values()])
    said = learning.answers(settings, state.learner.parameters, pictures)[:, ::-1]
    is_x = np.array([state.right, *RIGHT.values()]) == X_LETTER
    right = np.stack([is_x, ~is_x], axis=1).astype(np.float64)
    error = np.abs(right - said)
    return {"right": right, "actual": np.ascontiguousarray(said), "error": error, "total": error.sum(1)}


def filters(settings: XOrOSettings, state: XOrO, _: Settings) -> Arrays:
    shape = learning.shape_of(settings)
    learner = state.learner
    parameters, first = learner.parameters, learning.first_parameters(settings, learner.seed)
    weights = shape.filters * kernel.WEIGHTS
    return {
        "weights": parameters[:weights].reshape(-1, FILTER, FILTER).copy(),
        "first": first[:weights].reshape(-1, FILTER, FILTER).copy(),
        "biases": parameters[weights : shape.first_vote].copy(),
        "votes": parameters[shape.first_vote : -2].reshape(2, shape.filters, shape.blocks, shape.blocks)[::-1].copy(),
        "maps": np.stack(
            [_filtered(parameters, shape.filters, index, state.picture) for index in range(shape.filters)]
        ),
    }


def _filtered(parameters: np.ndarray, count: int, index: int, picture: np.ndarray) -> np.ndarray:
    room = np.empty((kernel.WIDTH, kernel.WIDTH))
    kernel.convolve(parameters, count, index, picture, room)
    return np.maximum(room, 0)


def hardest(settings: XOrOSettings, state: XOrO, _: Settings) -> Arrays:
    """The test letters whose right answer is furthest below the wrong one, and how the network judges them."""
    learner = state.learner
    said = learning.answers(settings, learner.parameters, learner.test.pictures)
    index = np.arange(len(said))
    lead = said[index, learner.test.right] - said[index, 1 - learner.test.right]
    order = np.argsort(lead, kind="stable")[:HARDEST]
    return {
        "pictures": learner.test.pictures[order].astype(np.int32),
        "right": learner.test.right[order].astype(np.int32),
        "actual": np.ascontiguousarray(said[order, ::-1]),
        "counts": np.array(
            [
                len(said),
                np.sum(lead <= 0),
                np.sum(learning.occurs(learner.test.pictures, learner.training)),
                len(learner.training.right),
                len(learner.validation.right),
            ],
            np.int32,
        ),
    }


def gradients(settings: XOrOSettings, state: XOrO, request: Parameter) -> Arrays:
    """The slopes of the next batch's loss by both methods, and the loss around one parameter."""
    learner = state.learner
    chosen = learning.batch(settings, learner, learner.steps)
    shape = learning.shape_of(settings)
    losses = learning.nudged_losses(settings, learner.parameters, learner.training, chosen)
    nudged = (losses[:, 1] - losses[:, 0]) / (2 * learning.NUDGE)
    exact = learning.slopes(settings, learner.parameters, learner.training, chosen, "backpropagation")
    one = min(request.parameter, shape.parameters - 1)
    return {
        "parameters": learner.parameters,
        "nudged": nudged,
        "backpropagated": exact,
        "difference": np.array([np.max(np.abs(nudged - exact))]),
        "losses": losses[one],
        "nudge": np.array([learning.NUDGE]),
        "batch": np.array([len(chosen), shape.filters, shape.blocks, one], np.int32),
    }


LEARNED = {
    "table": Picture(
        Text(
            "Right answer, actual answer and error for X and O: of the picture on display, X, O and the deformed X.",
            "Richtige Antwort, tatsächliche Antwort und Fehler für X und O: vom gezeigten Bild, X, O und dem verformten X.",
        ),
        {
            "right": Array("float64", (4, 2)),
            "actual": Array("float64", (4, 2)),
            "error": Array("float64", (4, 2)),
            "total": Array("float64", (4,)),
        },
        table,
    ),
    "learned": Picture(
        Text(
            "The learned filters, as they are and as they began; their biases; the weights of the votes for X and O; and "
            "what the filters and ReLU make of the picture on display.",
            "Die gelernten Filter, jetzt und am Anfang; ihre Biaswerte; die Gewichte der Stimmen für X und O; und was die "
            "Filter und ReLU aus dem gezeigten Bild machen.",
        ),
        {
            "weights": Array("float64", ("filters", FILTER, FILTER)),
            "first": Array("float64", ("filters", FILTER, FILTER)),
            "biases": Array("float64", ("filters",)),
            "votes": Array("float64", (2, "filters", "blocks", "blocks")),
            "maps": Array("float64", ("filters", kernel.WIDTH, kernel.WIDTH)),
        },
        filters,
    ),
    "hardest": Picture(
        Text(
            "The twelve test letters that are answered worst, and counts: test letters, wrong ones, test letters that "
            "occur in training, training letters, letters for choosing.",
            "Die zwölf Testbuchstaben mit den schlechtesten Antworten, und Anzahlen: Testbuchstaben, falsche, im Training "
            "vorkommende, Trainingsbuchstaben, Buchstaben zum Wählen.",
        ),
        {
            "pictures": Array("int32", (HARDEST, SIZE, SIZE)),
            "right": Array("int32", (HARDEST,)),
            "actual": Array("float64", (HARDEST, 2)),
            "counts": Array("int32", (5,)),
        },
        hardest,
    ),
    "gradients": Picture(
        Text(
            "Slopes of the next batch's loss: by nudging each parameter and by backpropagation, their largest difference, "
            "and the loss with one parameter nudged down and up.",
            "Gefälle des Fehlers auf dem nächsten Batch: durch Anstoßen jedes Parameters und durch Backpropagation, ihr "
            "größter Unterschied, und der Fehler mit einem Parameter, der nach unten und nach oben angestoßen ist.",
        ),
        {
            "parameters": Array("float64", ("parameters",)),
            "nudged": Array("float64", ("parameters",)),
            "backpropagated": Array("float64", ("parameters",)),
            "difference": Array("float64", (1,)),
            "losses": Array("float64", (2,)),
            "nudge": Array("float64", (1,)),
            "batch": Array("int32", (4,)),
        },
        gradients,
        Parameter,
    ),
}
