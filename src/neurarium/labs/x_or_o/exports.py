"""Files to take home: the tables of the worked example, and what is learned."""

from __future__ import annotations

import json

import numpy as np

from neurarium.labs.x_or_o import chain, learning
from neurarium.labs.x_or_o.chain import hundredths
from neurarium.labs.x_or_o.kernel import WEIGHTS
from neurarium.labs.x_or_o.model import XOrO
from neurarium.labs.x_or_o.settings import XOrOSettings


def tables_csv(settings: XOrOSettings, state: XOrO) -> str:
    """A line a value: stage (0 is the picture), map, row, column, numerator, denominator, and what is shown."""
    lines = ["stage,kind,map,row,column,numerator,denominator,shown"]
    layers = chain.run(state.picture, state.filters, settings.stages)
    for number, (kind, layer) in enumerate(zip(("picture", *settings.stages), layers, strict=True)):
        shown = hundredths(layer.numerators, layer.denominator)
        for index, row, column in np.ndindex(layer.numerators.shape):
            value = int(layer.numerators[index, row, column])
            cells = (number, kind, index, row, column, value, layer.denominator)
            lines.append(",".join(map(str, cells)) + f",{shown[index, row, column] / 100:.2f}")
    return "\n".join(lines) + "\n"


def weights_json(settings: XOrOSettings, state: XOrO) -> str:
    shape, parameters = learning.shape_of(settings), state.learner.parameters
    filters = parameters[: shape.filters * WEIGHTS].reshape(-1, 3, 3)
    votes = parameters[shape.first_vote : -2].reshape(2, shape.filters, shape.blocks, shape.blocks)
    return json.dumps(
        {
            "filters": filters.tolist(),
            "filter_biases": parameters[shape.filters * WEIGHTS : shape.first_vote].tolist(),
            "votes": {"o": votes[0].tolist(), "x": votes[1].tolist()},
            "vote_biases": {"o": float(parameters[-2]), "x": float(parameters[-1])},
        },
        indent=1,
    )
