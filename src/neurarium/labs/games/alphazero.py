"""AlphaZero: one network, search, self-play, and nothing else.

Silver et al., "A general reinforcement learning algorithm that masters chess, shogi, and Go through self-play", Science
2018. In the order of the paper: a network (p, v) = f(s) (`network`); a search guided by it (`search`); games against
oneself in which every move comes from a search (`self_play`); and a network that is taught to say at once what the search
said (pi) and who won in the end (z):

    l = (z - v)^2 - pi . log p + c |theta|^2.

Deviations: networks of thousands of weights; AdamW instead of momentum (its decay is c); by default the Gumbel root of
`gumbel` instead of noise and temperature; some games begin with random moves; positions are turned and mirrored unless the
visitor says no; value and policy are learned from `reuse` passes over what is played, in step with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from neurarium import nn
from neurarium.labs.games import replay as replays
from neurarium.labs.games import rules, search, self_play
from neurarium.labs.games.generation import Generation, nothing_more, unchanged
from neurarium.labs.games.network import Blueprint, first_parameters, predict, predicting
from neurarium.labs.games.rules import Game, Position
from neurarium.labs.games.search import Effort, Found
from neurarium.labs.games.settings import ROOM, SIZES, GamesSettings
from neurarium.labs.games.state import Games, Learner, Parameters, SelfPlay
from neurarium.nn.optimisers import Moments, Rates

MOVES = 8  # of every game in one iteration
DECAY = 1e-4  # c
LAST = 0.05  # share of the learning rate that is left at the end
TEN_MOVES = 10.0  # the Dirichlet noise's concentration is this over the typical count of legal moves


def blueprint_of(settings: GamesSettings) -> Blueprint:
    """The network that these settings build."""
    return Blueprint(rules.find(settings.game).board, settings.network, *SIZES[settings.network])


def first_parameters_of(settings: GamesSettings, random: np.random.Generator) -> Parameters:
    """Its weights before the first game."""
    return first_parameters(blueprint_of(settings), random)


def answer(settings: GamesSettings) -> Any:
    """The compiled network alone."""
    return predicting(blueprint_of(settings))


def model(settings: GamesSettings) -> tuple[Any, ...]:
    """What searches think with: the real rules and the network."""
    return search.with_network, blueprint_of(settings)


@cache
def teaching(blueprint: Blueprint) -> Any:
    """The compiled step: (parameters, moments, rates, seen, pi, z) -> (parameters, moments, loss, (policy's, value's))."""

    def loss(parameters: dict[str, Array], seen: Array, pi: Array, z: Array) -> tuple[Array, tuple[Any, Any]]:
        logits, v = predict(blueprint, parameters, seen)
        policy_loss = -(pi * jax.nn.log_softmax(logits)).sum(-1).mean()
        value_loss = jnp.square(z - v).mean()
        return value_loss + policy_loss, (parameters, (policy_loss, value_loss))

    return nn.training_step(loss, "adamw")


def effort_of(settings: GamesSettings, game: Game) -> Effort:
    """How self-play searches."""
    noise = 1.0 if settings.search == "gumbel" else settings.noise
    concentration = TEN_MOVES / game.board.actions
    return search.effort(game, ROOM, settings.simulations, noise, concentration)


def choose(settings: GamesSettings, found: Found, plies: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """int [games]: the moves that self-play makes of what was found."""
    best, policy = np.asarray(found.best), np.asarray(found.policy)
    chosen: np.ndarray
    if settings.search == "gumbel":  # chance has had its say at the root, but not in the improved policy
        chosen = np.where(plies < settings.curious_moves, best, policy.argmax(axis=-1))
    else:
        chosen = np.where(plies < settings.temperature_moves, self_play.drawn_by(policy, random), best)
    return chosen


def rate_of(settings: GamesSettings, iteration: int) -> float:
    """The learning rate: along a cosine to a twentieth of the first."""
    falling = nn.scheduled("cosine", 1.0, iteration, settings.planned)
    return settings.learning_rate * (LAST + (1 - LAST) * falling)


def steps_of(settings: GamesSettings, uses: int = 1) -> int:
    """The gradient steps of an iteration, at least one; `uses`: how often a step uses each of its positions."""
    return max(1, MOVES * settings.side_by_side * settings.reuse // (uses * settings.batch))


def iterate(settings: GamesSettings, state: Games) -> Games:
    """One iteration: some moves of self-play, then some steps of learning. Writes to the state's arrays."""
    random = chance(state)
    games = played(settings, state, state.learner.parameters, model(settings), random)
    learner = learn(settings, state, random)
    return replace(state, self_play=games, learner=learner, iterations=state.iterations + 1)


def chance(state: Games) -> np.random.Generator:
    """All that is random in the next iteration."""
    return np.random.default_rng([state.seed, 1, state.iterations])


def played(
    settings: GamesSettings,
    state: Games,
    parameters: Parameters,
    thinking: tuple[Any, ...],
    random: np.random.Generator,
) -> SelfPlay:
    """The games after an iteration's moves of this network, which thinks with this model. Writes to the state's arrays."""
    game = rules.find(settings.game)
    network: Any = jax.tree.map(jnp.asarray, parameters)
    run = search.searching(game, thinking, settings.search, ROOM)
    effort = effort_of(settings, game)

    def look(key: np.ndarray, position: Position) -> Found:
        found: Found = run(network, key, position, effort)
        return found

    return self_play.play(
        game,
        state.self_play,
        state.replay,
        MOVES,
        look,
        lambda found, plies, chance: choose(settings, found, plies, chance),
        settings.openings,
        settings.trust,
        random,
    )


def learn(settings: GamesSettings, state: Games, random: np.random.Generator) -> Learner:
    """The learner after the iteration's gradient steps."""
    blueprint = blueprint_of(settings)

    def draw(places: np.ndarray) -> replays.Batch:
        return replays.sample(blueprint.board, state.replay, places, random, settings.symmetries)

    return taught(settings, state, teaching(blueprint), steps_of(settings), replays.known(state.replay), draw, random)


def taught(
    settings: GamesSettings,
    state: Games,
    step: Any,
    steps: int,
    places: np.ndarray,
    draw: Callable[[np.ndarray], Any],
    random: np.random.Generator,
) -> Learner:
    """The learner after so many gradient steps; none while no game is over yet.

    Arguments:
        settings, state: of the run.
        step: as `teaching` compiles it.
        steps: how many.
        places: of the replay, that can be learned from.
        draw: some of them -> what there is to learn from them.
        random: for the choice of the places of each.
    """
    learner = state.learner
    if not len(places):
        return learner
    parameters: Any = jax.tree.map(jnp.asarray, learner.parameters)
    rates = Rates(np.float32(rate_of(settings, state.iterations)), np.float32(DECAY))
    moments = Moments(learner.first, learner.second, np.float32(learner.updates))
    losses = []
    for _ in range(steps):
        batch = draw(random.choice(places, settings.batch))
        parameters, moments, _, parts = step(parameters, moments, rates, *batch)
        losses.append(parts)
    policy_loss, value_loss = np.asarray(losses, np.float64).mean(axis=0)
    return Learner(
        arrays(parameters),
        arrays(moments.first),
        arrays(moments.second),
        learner.updates + steps,
        float(policy_loss),
        float(value_loss),
    )


def arrays(tree: dict[str, Any]) -> dict[str, np.ndarray]:
    """NumPy's, by name."""
    return {name: np.asarray(value) for name, value in tree.items()}


GENERATION = Generation(first_parameters_of, unchanged, iterate, answer, model, nothing_more)
