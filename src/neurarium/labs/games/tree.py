"""mctx's tree as the arrays of a picture, and the arithmetic of one selection step."""

from __future__ import annotations

from math import log, sqrt
from typing import Any

import numpy as np

from neurarium.lab.contract import Arrays
from neurarium.lab.text import Refusal, Text
from neurarium.labs.games.network import probabilities
from neurarium.labs.games.search import C_BASE, C_INIT, NEVER


def arrays(tree: Any, simulations: int, node: int) -> Arrays:
    """The whole tree of one position; see the picture `search` for what is what."""
    count = simulations + 1
    kept = np.flatnonzero(np.asarray(tree.node_visits)[0, :count])  # a simulation that ends the game again adds no node
    number = np.full(count, -1)
    number[kept] = np.arange(len(kept))
    if node >= len(kept):
        raise Refusal(
            Text(
                f"node cannot be {node}: this tree has nodes up to {len(kept) - 1}.",
                f"node kann nicht {node} sein: Dieser Baum hat Knoten bis {len(kept) - 1}.",
            )
        )
    parents = np.asarray(tree.parents)[0, kept]
    moves = np.asarray(tree.action_from_parent)[0, kept]
    priors = np.ones(len(kept))
    values = np.zeros(len(kept))
    depths = np.zeros(len(kept), np.int32)
    for row in range(1, len(kept)):
        above, move = int(parents[row]), int(moves[row])
        priors[row] = _terms(tree, above)[move, 1]
        values[row] = _terms(tree, above)[move, 2]
        depths[row] = depths[number[above]] + 1
    root, chosen = _terms(tree, 0), _terms(tree, int(kept[node]))
    here = float(np.asarray(tree.node_visits)[0, kept[node]])
    return {
        "visits": root[:, 0].astype(np.int32),
        "prior": root[:, 1],
        "value": root[:, 2],
        "bonus": root[:, 3],
        "root": np.array(
            [
                float(np.asarray(tree.node_values)[0, 0]),
                float(np.asarray(tree.raw_values)[0, 0]),
                float(simulations),
                float(root[:, 0].argmax()),
            ]
        ),
        "parents": np.where(parents < 0, -1, number[parents]).astype(np.int32),
        "actions": moves.astype(np.int32),
        "counts": np.asarray(tree.node_visits)[0, kept].astype(np.int32),
        "depths": depths,
        "priors": priors,
        "values": values,
        "raw": np.asarray(tree.raw_values)[0, kept].astype(np.float64),
        "path": _path(parents, number),
        "step": np.array([here, _c(here), sqrt(here), _selected(chosen), float(node)]),
        "terms": chosen,
    }


def _c(here: float) -> float:
    return log((1 + here + C_BASE) / C_BASE) + C_INIT


def _terms(tree: Any, node: int) -> np.ndarray:
    """float64 [actions, 5]: N, P, Q, U of each move of a node, and whether it is possible."""
    logits = np.asarray(tree.children_prior_logits)[0, node].astype(np.float64)
    possible = logits > NEVER / 2
    if not possible.any():
        return np.zeros((len(logits), 5))
    visits = np.asarray(tree.children_visits)[0, node].astype(np.float64)
    here = float(np.asarray(tree.node_visits)[0, node])
    prior = probabilities(logits, possible)
    discounts, rewards, values = (
        np.asarray(array)[0, node].astype(np.float64)
        for array in (tree.children_discounts, tree.children_rewards, tree.children_values)
    )
    q = np.where(visits > 0, rewards + discounts * values, 0.0)
    u = _c(here) * prior * sqrt(here) / (1 + visits)
    return np.stack([visits, prior, q, u, possible.astype(np.float64)], axis=1)


def _selected(terms: np.ndarray) -> float:
    """The move with the largest Q + U; -1 where there is none."""
    if not terms[:, 4].any():
        return -1.0
    return float(np.where(terms[:, 4] > 0, terms[:, 2] + terms[:, 3], -np.inf).argmax())


def _path(parents: np.ndarray, number: np.ndarray) -> np.ndarray:
    """From the root to the node that was found last."""
    path = [len(parents) - 1]
    while path[-1]:
        path.append(int(number[parents[path[-1]]]))
    return np.array(path[::-1], np.int32)
