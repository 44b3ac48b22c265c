"""AlphaGo's search: the imitated policy proposes, and a leaf is worth half its value and half a game played out from it.

Silver et al. 2016, Methods, "Search algorithm": priors are p_sigma's at softmax temperature 0.67, because what people would
try is more diverse than what wins; V(s) = (1 - lambda) v_theta(s) + lambda z, where z is how a game that goes on by
p_pi ends, and lambda = 0.5.
Deviations: the bonus U is AlphaZero's, whose constants fit trees of hundreds of simulations (AlphaGo's c was 5, for hundreds of
thousands); a leaf is expanded at its first visit, not its fortieth; and one thread needs no virtual loss.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from jax import Array

from neurarium.labs.games import patterns, rules, search
from neurarium.labs.games.alphago_network import IMITATED, VALUE, part_of, policy, value
from neurarium.labs.games.network import Blueprint
from neurarium.labs.games.rules import Game, Position

LAMBDA, TEMPERATURE = 0.5, 0.67


class Mixture(NamedTuple):
    """How much each part of the search counts.

    Attributes:
        rollouts: lambda, the rollout's share of a leaf's value.
        sharpness: what p_sigma's logits are multiplied by, one over the temperature; 0 for priors that are all alike.
    """

    rollouts: Any = LAMBDA
    sharpness: Any = 1 / TEMPERATURE


def mixed(v: Any, z: Any, rollouts: Any) -> Any:
    """V = (1 - lambda) v + lambda z."""
    return (1 - rollouts) * v + rollouts * z


def with_rollouts(game: Game, blueprint: Blueprint) -> search.Model:
    """What AlphaGo searches with: (parameters) are its four networks'."""

    def evaluate(parameters: Any, key: Array, position: Position) -> tuple[Array, Array]:
        return _judged(game, blueprint, parameters, Mixture(), key, position)

    return search.with_rules(game, evaluate)


def with_mixture(game: Game, blueprint: Blueprint) -> search.Model:
    """The same for any mixture: (parameters, `Mixture`) take the place of the parameters."""

    def evaluate(pair: Any, key: Array, position: Position) -> tuple[Array, Array]:
        parameters, mixture = pair
        return _judged(game, blueprint, parameters, mixture, key, position)

    return search.with_rules(game, evaluate)


def _judged(
    game: Game, blueprint: Blueprint, parameters: Any, mixture: Mixture, key: Array, position: Position
) -> tuple[Array, Array]:
    """Logits of the prior, and V."""
    seen = rules.observe(position)
    prior = policy(blueprint, part_of(parameters, IMITATED), seen) * mixture.sharpness
    v = value(blueprint, part_of(parameters, VALUE), seen)
    z = patterns.played_out(game.board, parameters, key, seen, rules.over(position))
    return prior, mixed(v, z, mixture.rollouts)
