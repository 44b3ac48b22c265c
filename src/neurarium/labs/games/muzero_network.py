"""MuZero's three networks: representation h, dynamics g and prediction f.

Schrittwieser et al. 2020, Methods, "Network architecture". A position is seen once and becomes a hidden state s0 = h(o);
from there on moves are only imagined, s_k = g(s_{k-1}, a_k), and judged, (p_k, v_k) = f(s_k). Nothing tells a hidden state
to look like a board: all it has to be good for is policy and value. Each is scaled to [0, 1] like a move beside it:

    (s - min s) / (max s - min s).

g also says what the move has brought, r_k: 1 where it won, 0 where the game goes on. The paper's board games do without, but
they had millions of games to learn from outcomes alone what a won position looks like.

Deviations: that; the sizes of `network`, its trunk for h and g, its heads for f
(behind one more layer where all is dense); in Connect Four a move is the column, because where the stone comes to rest is a
rule that must be learned.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from neurarium import nn
from neurarium.labs.games.boards import Board
from neurarium.labs.games.network import (
    Blueprint,
    Parameters,
    add_heads,
    add_trunk,
    add_value_head,
    heads,
    trunk,
    value_head,
)

H, G, F, R = "representation.", "dynamics.", "prediction.", "reward."  # how the names of the parameters begin
TINY = 1e-6  # of the spread of a hidden state that is the same everywhere


def first_parameters(blueprint: Blueprint, random: np.random.Generator) -> Parameters:
    """All weights before the first game, as `network.first_parameters`."""
    board, parameters = blueprint.board, Parameters()
    convolutional = blueprint.convolutional
    add_trunk(parameters, blueprint, random, board.planes if convolutional else board.cells * board.planes, H)
    add_trunk(parameters, blueprint, random, blueprint.width + (1 if convolutional else board.actions), G)
    if not convolutional:
        add_trunk(parameters, _one_layer(blueprint), random, blueprint.width, F)
    add_heads(parameters, blueprint, random, F)
    add_value_head(parameters, blueprint, random, R)
    return dict(sorted(parameters.items()))


def represent(blueprint: Blueprint, parameters: dict[str, Array], seen: Array) -> Array:
    """h: hidden states of boards [batch, rows, columns, planes], [batch, rows, columns, maps] or [batch, units]."""
    return scaled(trunk(blueprint, parameters, seen.astype(jnp.float32), H))


def imagine(blueprint: Blueprint, parameters: dict[str, Array], states: Array, actions: Array) -> Array:
    """g: the hidden states after these moves, int32 [batch]."""
    moves = jnp.asarray(encoded(blueprint.board, blueprint.kind))[actions]
    return scaled(trunk(blueprint, parameters, jnp.concatenate([states, moves], axis=-1), G))


def reward(blueprint: Blueprint, parameters: dict[str, Array], states: Array) -> Array:
    """What the move that led to these hidden states has brought whoever made it, [batch], from -1 (lost) to 1 (won)."""
    return value_head(blueprint, parameters, states, R)


def judge(blueprint: Blueprint, parameters: dict[str, Array], states: Array) -> tuple[Array, Array]:
    """f: logits [batch, actions] and value [batch] of hidden states, as `network.predict` gives them of boards."""
    if not blueprint.convolutional:
        states = trunk(_one_layer(blueprint), parameters, states, F)
    return heads(blueprint, parameters, states, F)


def scaled(states: Array) -> Array:
    """Each hidden state from 0 to 1, whatever its shape."""
    axes = tuple(range(1, states.ndim))
    low, high = states.min(axes, keepdims=True), states.max(axes, keepdims=True)
    return (states - low) / jnp.maximum(high - low, TINY)


@cache
def encoded(board: Board, kind: str) -> np.ndarray:
    """float32 [actions, rows, columns, 1] or [actions, actions]: a move as the dynamics sees it.

    A plane with 1 at the point, in the whole column of Connect Four, nowhere for a pass; or one of so many inputs.
    """
    if kind == "dense":
        return np.eye(board.actions, dtype=np.float32)
    planes = np.zeros((board.actions, board.rows, board.columns, 1), np.float32)
    for action in range(board.actions):
        if board.kind == "connect-four":
            planes[action, :, action] = 1
        elif action < board.cells:
            planes[action, action // board.columns, action % board.columns] = 1
    return planes


def _one_layer(blueprint: Blueprint) -> Blueprint:
    return blueprint._replace(blocks=0)


@cache
def predicting(blueprint: Blueprint) -> Any:
    """The compiled network without a search: (parameters, seen) -> (logits, value)."""

    def answer(parameters: dict[str, Array], seen: Array) -> tuple[Array, Array]:
        return judge(blueprint, parameters, represent(blueprint, parameters, seen))

    return nn.compiled(answer)


def halved(states: Array) -> Array:
    """The same going forward; half of the gradient going back."""
    return states / 2 + jax.lax.stop_gradient(states / 2)
