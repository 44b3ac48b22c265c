"""AlphaGo Zero: no games of people any more, and a new network has to win its place.

Silver et al., "Mastering the game of Go without human knowledge", Nature 2017. In the order of the paper: one network (p, v)
= f(s) where AlphaGo had two (`network`); a search guided by it, without played-out games (`search`); self-play of the best
network so far; learning, with every board turned and mirrored at random (`replay.sample`), as in `alphazero`, which came out of it,

    l = (z - v)^2 - pi . log p + c |theta|^2;

and what AlphaZero left out: the evaluator. From time to time the newest network plays a match against the best one, and only
if it takes 55 % of the points does it become the one that plays.

Deviations: a match has `MATCH` games instead of 400 and is played every `BETWEEN` iterations, with two random moves first,
because searches without noise would play the same game over and over; a draw, which Go does not have, is half a point; nobody
resigns; the tree of the last move is not kept; and those of `alphazero`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from neurarium.labs.games import alphazero, rules, search, self_play, strength
from neurarium.labs.games.generation import Generation
from neurarium.labs.games.settings import ROOM, GamesSettings
from neurarium.labs.games.state import Games, Gate, Parameters, shapes

MARGIN = 0.55  # of the points
MATCH, OPENING = 64, 2  # games, and moves of each that are drawn at random
BETWEEN = 16  # iterations
KEPT = 512  # matches


def iterate(settings: GamesSettings, state: Games) -> Games:
    """The best network plays, the newest learns from it, and now and then they play for the place."""
    gate = _gate(state)
    random = alphazero.chance(state)
    played = alphazero.played(settings, state, gate.best, alphazero.model(settings), random)
    learner = alphazero.learn(settings, state, random)
    state = replace(state, self_play=played, learner=learner, iterations=state.iterations + 1)
    return state if state.iterations % BETWEEN else evaluated(settings, state)


def evaluated(settings: GamesSettings, state: Games) -> Games:
    """With one match more, and its winner as the best network."""
    gate = _gate(state)
    random = np.random.default_rng([state.seed, 4, state.iterations])
    newest, best = (player(settings, parameters) for parameters in (state.learner.parameters, gate.best))
    score = strength.match(rules.find(settings.game), newest, best, MATCH, OPENING, random)
    accepted = takes_the_place(score)
    row = [state.iterations, *score, accepted]
    matches = np.concatenate([gate.matches[1 - KEPT :], [row]])
    return replace(state, gate=Gate(state.learner.parameters if accepted else gate.best, matches))


def takes_the_place(score: strength.Score) -> bool:
    """Whether the newest network, whose score this is, becomes the best."""
    return score.share >= MARGIN


def player(settings: GamesSettings, parameters: Parameters) -> strength.Player:
    """A network with the search of self-play, without noise."""
    game = rules.find(settings.game)
    run = search.searching(game, alphazero.model(settings), settings.search, ROOM)
    return strength.search_player(run, parameters, search.effort(game, ROOM, settings.simulations), self_play.GAMES)


def begin(_: GamesSettings, state: Games) -> Games:
    """The first network is the best so far."""
    return replace(state, gate=Gate(state.learner.parameters, np.zeros((0, 5), np.int64)))


def fits(_: GamesSettings, state: Games) -> bool:
    gate = state.gate
    if gate is None or state.pipeline is not None:
        return False
    return (
        shapes(gate.best) == shapes(state.learner.parameters) and gate.matches.ndim == 2 and gate.matches.shape[1] == 5
    )


def _gate(state: Games) -> Gate:
    if state.gate is None:
        raise ValueError("a run of AlphaGo Zero has a gate")
    return state.gate


GENERATION = Generation(alphazero.first_parameters_of, begin, iterate, alphazero.answer, alphazero.model, fits)
