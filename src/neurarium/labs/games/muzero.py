"""MuZero: the search looks ahead in a model that was learned, not by the rules.

Schrittwieser et al., "Mastering Atari, Go, chess and shogi by planning with a learned model", Nature 2020. In the order of
the paper: three networks h, g, f (`muzero_network`); a search in hidden states (`with_model`), in which illegal moves are
excluded at the root and nowhere else, because only there the rules are asked; self-play as in `alphazero`; and a model that is
unrolled K = 5 moves along what was played, to say at each what the search said there (pi) and how the game ended (z):

    l_t = sum over k of (u_{t+k} - r_k)^2 + (z_{t+k} - v_k)^2 - pi_{t+k} . log p_k   + c |theta|^2.

The losses of the K imagined positions count 1/K, and half of the gradient passes through each move of the dynamics. Beyond
its end a game stands still (absorbing states): any move leads on, the outcome stays, and no policy is asked for.

Deviations: the reward u, 1 for a move that wins, is learned in board games too, and hidden states are drawn to h of the
boards that were really reached (`of_model`), because what a won position looks like has to be learned from thousands of
games here, not from millions; stretches may begin in a game's random opening, so that the dynamics sees bad moves, too; Q
is not scaled by the smallest and the largest in the tree, as outcomes lie between -1 and 1 anyway; old positions are not
searched again (Reanalyze); and those of `alphazero`, random openings and turned boards among them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import mctx
import numpy as np
from jax import Array

from neurarium import nn
from neurarium.labs.games import alphazero, muzero_network, rules, trajectories
from neurarium.labs.games import replay as replays
from neurarium.labs.games.generation import Generation, nothing_more, unchanged
from neurarium.labs.games.muzero_network import TINY, halved, imagine, judge, represent, reward
from neurarium.labs.games.network import Blueprint
from neurarium.labs.games.rules import Game, Position
from neurarium.labs.games.search import Model
from neurarium.labs.games.settings import GamesSettings
from neurarium.labs.games.state import Games, Learner, Parameters

K = 5  # moves that are imagined in training


def with_model(_: Game, blueprint: Blueprint) -> Model:
    """A search that sees the board at its root and imagines the rest."""

    def root(parameters: Any, _: Array, position: Position) -> tuple[Array, Array, Array]:
        states = represent(blueprint, parameters, rules.observe(position))
        return *judge(blueprint, parameters, states), states

    def expand(parameters: Any, _: Array, actions: Array, states: Array) -> tuple[Any, Array]:
        after = imagine(blueprint, parameters, states, actions)
        logits, value = judge(blueprint, parameters, after)
        brought = reward(blueprint, parameters, after)
        # What is good for the other is bad for the one who moved; a move that has won leaves nothing to come.
        discount = jnp.abs(brought) - 1
        return mctx.RecurrentFnOutput(reward=brought, discount=discount, prior_logits=logits, value=value), after

    return Model(root, expand)


def iterate(settings: GamesSettings, state: Games) -> Games:
    """One iteration: some moves of self-play, then some steps of learning. Writes to the state's arrays."""
    random = alphazero.chance(state)
    games = alphazero.played(settings, state, state.learner.parameters, model(settings), random)
    state = replace(state, self_play=games)
    return replace(state, learner=learn(settings, state, random), iterations=state.iterations + 1)


def learn(settings: GamesSettings, state: Games, random: np.random.Generator) -> Learner:
    """The learner after the iteration's gradient steps; what is imagined counts together as one use more, as in the loss."""
    blueprint = alphazero.blueprint_of(settings)
    blank = replays.packed(np.asarray(rules.observe(rules.first(rules.find(settings.game)))))[0]

    def draw(places: np.ndarray) -> trajectories.Stretch:
        return trajectories.sample(
            blueprint.board, state.replay, state.self_play.moves, blank, places, K, random, settings.symmetries
        )

    steps = alphazero.steps_of(settings, uses=2)
    places = trajectories.begins(state.replay, state.self_play.moves, blank, K)
    return alphazero.taught(settings, state, teaching(blueprint), steps, places, draw, random)


def unrolled(blueprint: Blueprint, parameters: dict[str, Array], seen: Array, actions: Array) -> tuple[Array, Array]:
    """What the model says of positions and of the positions after each of the moves that it only imagines.

    Arguments:
        blueprint, parameters: of the networks.
        seen: [batch, rows, columns, planes].
        actions: int32 [batch, steps].

    Returns:
        float32 [batch, steps + 1, actions]: logits; float32 [batch, steps + 1]: values, for whoever is to move.
    """
    return judged(blueprint, parameters, along(blueprint, parameters, seen, actions))


def along(blueprint: Blueprint, parameters: dict[str, Array], seen: Array, actions: Array) -> Array:
    """The hidden states s_0 to s_K, [batch, steps + 1, ...]; arguments as of `unrolled`."""
    states = [represent(blueprint, parameters, seen)]
    for step in range(actions.shape[1]):
        states.append(imagine(blueprint, parameters, halved(states[-1]), actions[:, step]))
    return jnp.stack(states, axis=1)


def judged(blueprint: Blueprint, parameters: dict[str, Array], states: Array) -> tuple[Array, Array]:
    """Logits and values of hidden states [batch, steps + 1, ...]."""
    logits, values = judge(blueprint, parameters, states.reshape(-1, *states.shape[2:]))
    return logits.reshape(*states.shape[:2], -1), values.reshape(states.shape[:2])


def of_model(blueprint: Blueprint, parameters: dict[str, Array], states: Array, stretch: trajectories.Stretch) -> Array:
    """What the model itself should get right, beside policy and value; the mean over the batch.

    (u_{t+k} - r_k)^2 while the game lasts, and how far s_k is from h of the board that was really reached, as a share of
    it, through which no gradient goes back (Ye et al. 2021, "consistency"). Each counts 1/K, as all that is imagined.
    """
    steps = states.shape[1] - 1
    before, after = stretch.inside[:, :-1], stretch.inside[:, 1:]
    imagined = states[:, 1:]
    brought = reward(blueprint, parameters, imagined.reshape(-1, *states.shape[2:])).reshape(before.shape)
    later = jnp.asarray(stretch.later).reshape(-1, *stretch.later.shape[2:])
    reached = jax.lax.stop_gradient(represent(blueprint, parameters, later)).reshape(imagined.shape)
    axes = tuple(range(2, states.ndim))
    whole = jnp.where(after, jnp.square(reached).sum(axes), 1.0)  # nothing is reached beyond the end
    apart = jnp.square(imagined - reached).sum(axes) / jnp.maximum(whole, TINY)
    return ((jnp.square(stretch.rewards - brought) * before + apart * after).sum(1) / steps).mean()


def losses(
    logits: Array, values: Array, policy: Array, outcome: Array, inside: Array, counts: Array
) -> tuple[Array, Array, Array]:
    """The loss, and of the positions that were seen the policy's and the value's part; arguments as of `Stretch`."""
    of_policy = -(policy * jax.nn.log_softmax(logits)).sum(-1) * inside
    of_value = jnp.square(outcome - values) * counts
    steps = logits.shape[1] - 1
    weights = jnp.array([1.0] + [1 / steps] * steps)
    return (
        ((of_policy + of_value) * weights).sum(1).mean(),
        of_policy[:, 0].mean(),
        of_value[:, 0].sum() / jnp.maximum(counts[:, 0].sum(), 1),
    )


@cache
def teaching(blueprint: Blueprint) -> Any:
    """The compiled step, as `alphazero.teaching`, for a `Stretch`."""

    def loss(parameters: dict[str, Array], *drawn: Array) -> tuple[Array, tuple[Any, Any]]:
        stretch: Any = trajectories.Stretch(*drawn)  # type: ignore[arg-type]  # arrays of JAX here
        states = along(blueprint, parameters, stretch.seen, stretch.actions)
        logits, values = judged(blueprint, parameters, states)
        whole, *parts = losses(logits, values, stretch.policy, stretch.outcome, stretch.inside, stretch.counts)
        whole += of_model(blueprint, parameters, states, stretch)
        return whole, (parameters, tuple(parts))

    return nn.training_step(loss, "adamw")


def first_parameters_of(settings: GamesSettings, random: np.random.Generator) -> Parameters:
    """The three networks before the first game."""
    return muzero_network.first_parameters(alphazero.blueprint_of(settings), random)


def answer(settings: GamesSettings) -> Any:
    """f(h(o)), compiled."""
    return muzero_network.predicting(alphazero.blueprint_of(settings))


def model(settings: GamesSettings) -> tuple[Any, ...]:
    """What searches think with: the learned model."""
    return with_model, alphazero.blueprint_of(settings)


@cache
def _unrolling(blueprint: Blueprint) -> Any:
    def imagined(parameters: Any, seen: Array, actions: Array) -> tuple[Array, Array, Array]:
        states = along(blueprint, parameters, seen, actions)
        logits, values = judged(blueprint, parameters, states)
        brought = reward(blueprint, parameters, states[:, 1:].reshape(-1, *states.shape[2:]))
        return logits, values, brought.reshape(actions.shape)

    return nn.compiled(imagined)


def unrolling(settings: GamesSettings) -> Any:
    """The unrolled model, compiled."""
    return _unrolling(alphazero.blueprint_of(settings))


GENERATION = Generation(first_parameters_of, unchanged, iterate, answer, model, nothing_more, unrolling)
