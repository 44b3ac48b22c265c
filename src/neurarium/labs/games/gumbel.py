"""The root of a Gumbel search: few simulations, and still a policy that is better than the network's.

Danihelka et al., "Policy improvement by planning with Gumbel", ICLR 2022. With g(a) from a Gumbel distribution, the moves
with the largest g(a) + logits(a) are a sample without replacement; sequential halving (Karnin et al. 2013) spends the
simulations on fewer and fewer of them by g + logits + sigma(q). What the network should learn is softmax(logits +
sigma(completed q)), where q of a move that was not tried is the mixed value of the node (mctx computes these).
"""

from __future__ import annotations

from functools import cache
from math import ceil, log2

import jax
import jax.numpy as jnp
import mctx
import numpy as np
from jax import Array

CONSIDERED = 16  # moves at most that share the simulations


@cache
def schedule(considered: int, simulations: int, room: int) -> np.ndarray:
    """int32 [considered + 1, room]: with so many moves considered, how often a move was visited that simulation i may visit."""
    table = np.zeros((considered + 1, room), np.int32)
    for count in range(considered + 1):
        table[count, :simulations] = _halving(count, simulations)
    return table


def _halving(considered: int, simulations: int) -> list[int]:
    """Sequential halving as visit counts: everybody once, the better half again, and so on."""
    if considered <= 1:
        return list(range(simulations))
    phases = ceil(log2(considered))
    order: list[int] = []
    visits = [0] * considered
    left = considered
    while len(order) < simulations:
        for _ in range(max(1, simulations // (phases * left))):
            order += visits[:left]
            visits[:left] = [count + 1 for count in visits[:left]]
        left = max(2, left // 2)
    return order[:simulations]


def at_root(table: Array, _: Array, tree: mctx.Tree, node: Array) -> Array:
    """The move to simulate next at the root of one tree: the best of those whose turn it is."""
    visits = tree.children_visits[node]
    allowed = ~tree.root_invalid_actions.astype(bool)
    considered = jnp.minimum(len(table) - 1, allowed.sum())
    turn = table[considered, visits.sum()]
    return jnp.argmax(jnp.where(allowed & (visits == turn), _score(tree, node), -jnp.inf)).astype(jnp.int32)


def _score(tree: mctx.Tree, node: Array) -> Array:
    """g + logits + sigma(completed q), float32 [actions], of one tree."""
    logits = tree.children_prior_logits[node]
    score = tree.extra_data.root_gumbel + logits - logits.max() + mctx.qtransform_completed_by_mix_value(tree, node)
    return jnp.maximum(score, -1e9)


@jax.vmap
def improved(tree: mctx.Tree) -> tuple[Array, Array, Array]:
    """For each tree: the improved policy, float32 [actions], the best of the most visited moves, int32 [], and the value.

    The value is what the improved policy expects of the moves that were tried, float32 []: the mean over all simulations
    would also count what sequential halving spent on moves that nobody will make.
    """
    root = jnp.int32(0)
    logits, visits = tree.children_prior_logits[root], tree.children_visits[root]
    allowed = ~tree.root_invalid_actions.astype(bool)
    most = allowed & (visits == jnp.where(allowed, visits, 0).max())
    best = jnp.argmax(jnp.where(most, _score(tree, root), -jnp.inf))
    completed = mctx.qtransform_completed_by_mix_value(tree, root)
    policy = jax.nn.softmax(jnp.where(allowed, logits + completed, -1e9))
    tried = jnp.where(visits > 0, policy, 0.0)
    value = (tried * tree.qvalues(root)).sum() / jnp.maximum(tried.sum(), 1e-12)
    value = jnp.where(visits.sum() > 0, value, tree.raw_values[root])
    return policy, best.astype(jnp.int32), value
