"""What training makes small: a sum over what is learned."""

from __future__ import annotations

from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from neurarium import data, nn
from neurarium.labs.convnet import boxes
from neurarium.labs.convnet.network import BOX, Answers, Blueprint

PRESENCE = 5.0  # weight of whether there is a box, against its place and class


class Wanted(NamedTuple):
    """The right answers to a batch; None for what is not learned.

    Attributes:
        labels: int [batch].
        cells: float32 [batch, rows, columns, 6]: whether a box has its centre there, its class, the centre in the cell,
            and the logarithms of width and height in cells.
        masks: uint8 [batch, height, width].
    """

    labels: Any = None
    cells: Any = None
    masks: Any = None


def loss(answers: Answers, wanted: Wanted) -> Array:
    """The mean loss of a batch, in nats where it is about classes."""
    total = jnp.zeros(())
    if answers.classes is not None:
        total += nn.cross_entropy(answers.classes, wanted.labels).mean()
    if answers.boxes is not None:
        total += _boxes(answers.boxes, wanted.cells)
    if answers.masks is not None:
        total += nn.cross_entropy(answers.masks, wanted.masks.astype(jnp.int32)).mean() * 2
    return total


def _boxes(found: Array, cells: Array) -> Array:
    """Whether there is a box in each cell; and of the boxes there are their place, size and class."""
    there = cells[..., 0]
    count = jnp.maximum(there.sum(), 1.0)
    presence = nn.logistic_loss(found[..., 0], there).sum()
    place = nn.logistic_loss(found[..., 1:3], cells[..., 2:4]).sum(-1)
    size = jnp.abs(found[..., 3:BOX] - cells[..., 4:6]).sum(-1)
    kind = nn.cross_entropy(found[..., BOX:], jnp.maximum(cells[..., 1], 0).astype(jnp.int32))
    return (PRESENCE * presence / 5 + (there * (place + 2 * size + kind)).sum()) / count


def wanted(made: Blueprint, seen: data.Images, right: np.ndarray) -> Wanted:
    cells = None
    if "boxes" in made.heads and seen.boxes is not None:
        top = made.layers[made.top]
        height, width, _ = seen.shape
        cells = boxes.encode(seen.boxes, top.height, top.width, height, width)
    return Wanted(
        right.astype(np.int32) if "classes" in made.heads else None,
        cells,
        seen.masks if "masks" in made.heads else None,
    )
