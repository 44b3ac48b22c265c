"""Monte Carlo tree search as AlphaZero does it, on top of mctx, for many positions at once.

Silver et al. 2018, Methods, "Search". Each simulation walks from the root to a move that was not tried yet, always to

    argmax over a of Q(s, a) + U(s, a),     U(s, a) = C(s) P(s, a) sqrt(N(s)) / (1 + N(s, a)),
    C(s) = log((1 + N(s) + C_BASE) / C_BASE) + C_INIT,

lets the network judge the position behind it, and adds that value to every edge on the way back, its sign turning with
the player. P is the network's policy over legal moves; at the root of a self-play game it is mixed with noise. Q of a
move that was never tried is 0, as in AlphaGo Zero's paper.

The number of simulations is an argument of the compiled program, not a part of it: trees have room for `room` simulations.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import mctx
import numpy as np
from jax import Array, lax

from neurarium import nn
from neurarium.labs.games import gumbel, rules
from neurarium.labs.games.boards import symmetries
from neurarium.labs.games.network import Blueprint, predict
from neurarium.labs.games.rules import Game, Position

C_INIT, C_BASE = 1.25, 19652.0
NEVER = -1e9  # the logit of an illegal move
Evaluate = Callable[[Any, Array, Position], tuple[Array, Array]]  # (parameters, key, position) -> logits, value


class Effort(NamedTuple):
    """How hard is searched, and with how much chance.

    Attributes:
        simulations: int32 [].
        visits: int32 [actions considered + 1, room]: when Gumbel's root visits what, see `gumbel.schedule`.
        noise: float32 []: the share of Dirichlet noise in the root's policy (AlphaZero), or the scale of the Gumbel noise.
        concentration: float32 []: of the Dirichlet noise.
    """

    simulations: Any
    visits: Any
    noise: Any
    concentration: Any


class Model(NamedTuple):
    """What a search thinks with.

    Attributes:
        root: (parameters, key, position) -> logits over the moves, value, and what the root is to the tree.
        expand: a move in the tree: what it brought, and what is thought of what comes after it.
    """

    root: Callable[[Any, Array, Position], tuple[Array, Array, Any]]
    expand: mctx.RecurrentFn


class Found(NamedTuple):
    """What a search found for each position.

    Attributes:
        policy: float32 [batch, actions]: what the network should have said. Shares of the visits (AlphaZero) or the
            improved policy (Gumbel).
        best: int32 [batch]: the move to play when nothing is left to chance.
        value: float32 [batch]: of the root after the search: the mean over its simulations (AlphaZero), or what the improved
            policy expects (Gumbel).
        prior: float32 [batch, actions], raw: float32 [batch]: what the network says without a search.
    """

    policy: Array
    best: Array
    value: Array
    prior: Array
    raw: Array


def with_network(game: Game, blueprint: Blueprint) -> Model:
    """Moves by the real rules, positions judged by the network, as AlphaGo Zero and AlphaZero do."""

    def evaluate(parameters: Any, _: Array, position: Position) -> tuple[Array, Array]:
        return predict(blueprint, parameters, rules.observe(position))

    return with_rules(game, evaluate)


def with_turned(game: Game, blueprint: Blueprint) -> Model:
    """The same, but each position is judged in all ways in which its board can be turned and mirrored, and the mean counts.

    AlphaGo Zero's search turned each position at random, which comes to the same in the long run; here nothing is left to
    chance, and it costs as many times the network.
    """
    cells, actions = symmetries(game.board)
    back = np.argsort(actions, axis=1)

    def evaluate(parameters: Any, _: Array, position: Position) -> tuple[Array, Array]:
        seen = rules.observe(position)
        count, shape = len(seen), seen.shape
        turned = seen.reshape(count, -1, shape[-1])[:, cells]  # [batch, symmetries, cells, planes]
        logits, value = predict(blueprint, parameters, turned.reshape(-1, *shape[1:]))
        logits = jnp.take_along_axis(logits.reshape(count, len(cells), -1), back[None], axis=2)
        return logits.mean(1), value.reshape(count, -1).mean(1)

    return with_rules(game, evaluate)


def with_rules(game: Game, evaluate: Evaluate) -> Model:
    """A search through real positions, however they are judged."""

    def root(parameters: Any, key: Array, position: Position) -> tuple[Array, Array, Position]:
        return *evaluate(parameters, key, position), position

    return Model(root, recurrent(game, evaluate))


def recurrent(game: Game, evaluate: Evaluate) -> mctx.RecurrentFn:
    """A move in the tree by the real rules: what it brought, and what is thought of the position behind it."""

    def expand(parameters: Any, key: Array, action: Array, position: Position) -> tuple[Any, Position]:
        after, reward = game.step(position, action)
        logits, value = evaluate(parameters, key, after)
        ended = rules.over(after)
        return (
            mctx.RecurrentFnOutput(
                reward=reward,
                discount=jnp.where(ended, 0.0, -1.0),  # what is good for the other is bad for the one who moved
                prior_logits=jnp.where(rules.legal(after), logits, NEVER),
                value=jnp.where(ended, 0.0, value),
            ),
            after,
        )

    return expand


def puct(_: Array, tree: mctx.Tree, node: Array, __: Any = None) -> Array:
    """The move with the largest Q + U at a node of one tree."""
    logits, visits = tree.children_prior_logits[node], tree.children_visits[node]
    here = tree.node_visits[node]
    c = jnp.log((1 + here + C_BASE) / C_BASE) + C_INIT
    u = c * jax.nn.softmax(logits) * jnp.sqrt(here) / (1 + visits)
    return jnp.argmax(jnp.where(logits > NEVER / 2, tree.qvalues(node) + u, -jnp.inf)).astype(jnp.int32)


class Doubt(NamedTuple):
    """How little a search trusts the other side to find the best reply, for positions in which all is lost otherwise.

    The other side's moves are chosen by Q + `curiosity` P^(1/`temperature`) sqrt(N) / (1 + N(a)): with much curiosity they are
    hardly weighed by Q, so that a move of ours is worth what it brings on average against somebody who errs.
    """

    curiosity: float
    temperature: float


def doubting(doubt: Doubt) -> Any:
    """`puct`, but for the other side's moves; of searches by the real rules, in whose trees positions are."""

    def choose(key: Array, tree: mctx.Tree, node: Array, depth: Any = None) -> Array:
        logits, visits = tree.children_prior_logits[node], tree.children_visits[node]
        player = tree.embeddings.inner.current_player
        u = doubt.curiosity * jax.nn.softmax(jnp.where(logits > NEVER / 2, logits / doubt.temperature, NEVER))
        u *= jnp.sqrt(tree.node_visits[node]) / (1 + visits)
        theirs = jnp.argmax(jnp.where(logits > NEVER / 2, tree.qvalues(node) + u, -jnp.inf)).astype(jnp.int32)
        return jnp.where(player[node] == player[0], puct(key, tree, node, depth), theirs)

    return choose


def noisy(key: Array, logits: Array, legal: Array, effort: Effort) -> Array:
    """(1 - noise) P + noise Dirichlet over the legal moves, as logits."""
    share = jax.random.gamma(key, effort.concentration, logits.shape) * legal
    share = share / jnp.maximum(share.sum(-1, keepdims=True), 1e-30)
    mixed = (1 - effort.noise) * jax.nn.softmax(logits) + effort.noise * share
    return jnp.where(legal, jnp.log(jnp.maximum(mixed, 1e-30)), NEVER)


def tree_of(  # type: ignore[no-untyped-def]
    expand: mctx.RecurrentFn,
    room: int,
    variant: str | Doubt,
    parameters: Any,
    key: Array,
    root: Any,
    effort: Effort,
):
    """mctx's tree after the search, and the root's logits before noise.

    Arguments:
        expand: what a move leads to, see `recurrent`.
        room: the largest number of simulations.
        variant: "puct", "gumbel", or "puct" with a `Doubt`.
        parameters, key: for `expand`.
        root: `mctx.RootFnOutput` with legal logits.
        effort: see there.
    """
    noise_key, search_key = jax.random.split(key)
    logits, legal = root.prior_logits, root.prior_logits > NEVER / 2
    if variant == "gumbel":
        extra = mctx.GumbelMuZeroExtraData(
            root_gumbel=effort.noise * jax.random.gumbel(noise_key, logits.shape, logits.dtype)
        )
        choose_root: Any = partial(gumbel.at_root, effort.visits)
        choose: Any = mctx.gumbel_muzero_interior_action_selection
    else:
        root = root.replace(prior_logits=noisy(noise_key, logits, legal, effort))
        rule = doubting(variant) if isinstance(variant, Doubt) else puct
        extra, choose_root, choose = None, rule, rule

    def loop(low: int, _: int, body: Any, begin: Any) -> Any:
        return lax.fori_loop(low, effort.simulations, body, begin)

    return mctx.search(
        parameters,
        search_key,
        root=root,
        recurrent_fn=expand,
        root_action_selection_fn=choose_root,
        interior_action_selection_fn=choose,
        num_simulations=room,
        invalid_actions=~legal,
        extra_data=extra,
        loop_fn=loop,
    )


def summary(tree: mctx.Tree, variant: str | Doubt, logits: Array, raw: Array) -> Found:
    """What the tree says about its root."""
    if variant == "gumbel":
        policy, best, value = gumbel.improved(tree)
    else:
        visits, value = tree.children_visits[:, 0].astype(jnp.float32), tree.node_values[:, 0]
        policy, best = visits / jnp.maximum(visits.sum(-1, keepdims=True), 1), jnp.argmax(visits, -1)
    return Found(policy, best.astype(jnp.int32), value, jax.nn.softmax(logits), raw)


@cache
def searching(game: Game, model_as: tuple[Any, ...], variant: str | Doubt, room: int, whole: bool = False) -> Any:
    """The compiled search: (parameters, key, position, effort) -> `Found`, with the tree where the `whole` is asked for.

    `model_as`: a function that makes a `Model` for a game, and its further arguments (so that equal searches are compiled
    once). What is illegal at the root is never tried there; whether it is further down is the model's affair.
    """
    maker, *arguments = model_as
    model: Model = maker(game, *arguments)

    def run(parameters: Any, key: Array, position: Position, effort: Effort) -> Any:
        root_key, key = jax.random.split(key)
        logits, value, embedding = model.root(parameters, root_key, position)
        logits = jnp.where(rules.legal(position), logits, NEVER)
        root = mctx.RootFnOutput(prior_logits=logits, value=value, embedding=embedding)
        tree = tree_of(model.expand, room, variant, parameters, key, root, effort)
        found = summary(tree, variant, logits, value)
        # The embeddings are needed by nobody outside.
        return (found, tree.replace(embeddings=None, extra_data=None)) if whole else found

    return nn.compiled(run)


def effort(game: Game, room: int, simulations: int, noise: float = 0.0, concentration: float = 1.0) -> Effort:
    """The effort of so many simulations; without noise everything is decided by the numbers."""
    visits = gumbel.schedule(min(game.board.actions, gumbel.CONSIDERED), simulations, room)
    return Effort(np.int32(simulations), visits, np.float32(noise), np.float32(concentration))
