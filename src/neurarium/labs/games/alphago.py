"""AlphaGo: games of experts, then games against oneself, then the value of positions, and a search that has all three.

Silver et al., "Mastering the game of Go with deep neural networks and tree search", Nature 2016. In the order of the paper:
(1) a policy p_sigma is taught the moves of experts, and so is p_pi, far quicker and worse (`patterns`);
(2) p_rho begins as p_sigma and learns by REINFORCE, playing whole games against a randomly chosen earlier self;
(3) v_theta is taught who won, from one position of each game, because those of one game are nearly the same:
    p_sigma moves up to a random time U, then one random move, then p_rho to the end, and s_U+1 is learned;
(4) the search (`alphago_search`) takes priors from p_sigma and values from v_theta and from games played out by p_pi.
An iteration belongs to (1), (2) or (3) by its place among the planned ones.

Deviations: the experts are searches with random rollouts (`experts`), not people; networks and numbers are small; AdamW instead
of plain descent; the pool grows every `BETWEEN` iterations (500 there); the baseline b of REINFORCE is the mean outcome of the
minibatch's games of one colour, where the paper's second pass took v_theta; U is the same for `GAMES` games at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from neurarium import nn
from neurarium.labs.games import (
    alphago_games,
    alphago_learning,
    alphago_search,
    alphago_shown,
    experts,
    rules,
)
from neurarium.labs.games import alphago_measured as measuring
from neurarium.labs.games import replay as replays
from neurarium.labs.games import self_play as self_plays
from neurarium.labs.games.alphago_measured import IMITATION, SELF_PLAY, VALUES, held_out
from neurarium.labs.games.alphago_network import (
    IMITATED,
    IMPROVED,
    ROLLOUT,
    VALUE,
    answering,
    first_parameters,
    part_of,
    under,
)
from neurarium.labs.games.alphazero import DECAY, LAST, MOVES, blueprint_of, chance, steps_of
from neurarium.labs.games.bitboards import shape_of
from neurarium.labs.games.generation import Generation
from neurarium.labs.games.network import probabilities
from neurarium.labs.games.rules import Position
from neurarium.labs.games.search import Found
from neurarium.labs.games.self_play import GAMES
from neurarium.labs.games.settings import GamesSettings
from neurarium.labs.games.state import Games, Learner, Parameters, Pipeline, shapes
from neurarium.nn.optimisers import Rates

ENDS = (0.4, 0.7)  # shares of the planned iterations at which imitation and self-play end
EXPERT = 400  # simulations of an expert's move
BETWEEN, POOL = 8, 16  # iterations until p_rho enters the pool, and how many are kept in it
OFTEN = 16  # iterations between measurements
REINFORCED = 0.3  # share of the learning rate in (2)


def stage_of(settings: GamesSettings, iteration: int) -> int:
    """What is learned in an iteration; whoever begins with trained networks has done with imitation."""
    share = iteration / settings.planned
    if settings.weights == "shipped":
        return SELF_PLAY if share < 0.5 else VALUES
    return sum(share >= end for end in ENDS)


def iterate(settings: GamesSettings, state: Games) -> Games:
    """One iteration of whatever stage it belongs to. Writes to the state's arrays."""
    stage = stage_of(settings, state.iterations)
    if stage != state.stages.stage:
        state = entered(settings, state, stage)
    state = (imitated, improved, judged)[stage](settings, state, chance(state))
    state = replace(state, iterations=state.iterations + 1)
    ends = state.iterations % OFTEN == 0 or stage_of(settings, state.iterations) != stage
    return measuring.examined(settings, state) if ends else state


def entered(settings: GamesSettings, state: Games, stage: int) -> Games:
    """At the beginning of a stage: no positions, new games; the pool begins with the imitated policy."""
    game = rules.find(settings.game)
    old, new = state.self_play, self_plays.begin(game)
    played = replace(new, moves=old.moves, finished=old.finished, last=old.last, began=new.began + old.moves)
    pool: tuple[Parameters, ...] = (part_of(state.learner.parameters, IMITATED),) if stage == SELF_PLAY else ()
    before = state.stages
    return replace(
        state,
        replay=replays.emptied(state.replay),
        self_play=played,
        pipeline=replace(before, stage=stage, updates=0, pool=pool or before.pool),
    )


def imitated(settings: GamesSettings, state: Games, random: np.random.Generator) -> Games:
    """(1) The experts go on with their games; p_sigma and p_pi learn their moves, and p_rho is p_sigma."""
    game = rules.find(settings.game)
    shape, answer = shape_of(game.board), answering(blueprint_of(settings), IMITATED)

    def look(_: np.ndarray, position: Position) -> Found:
        seen = np.asarray(rules.observe(position))
        visits, expected = experts.searched(shape, seen, EXPERT, random.integers(0, 2**32, len(seen), np.uint32))
        plies = np.asarray(position.plies)
        sure = np.where(visits == visits.max(axis=1, keepdims=True), visits, 0)  # among equals a random one
        weights = np.where((plies < settings.temperature_moves)[:, None], visits, sure)
        move = self_plays.drawn_by(weights, random)
        logits, value = answer(state.learner.parameters, seen)
        prior = probabilities(np.asarray(logits), np.asarray(rules.legal(position)))
        played: Any = np.eye(game.board.actions, dtype=np.float32)[move]
        return Found(played, move, expected, prior, value)  # type: ignore[arg-type]  # NumPy's arrays do as well

    played = self_plays.play(
        game,
        state.self_play,
        state.replay,
        MOVES,
        look,
        lambda found, _, __: np.asarray(found.best),
        settings.openings,
        1.0,  # p_sigma learns moves, not values
        random,
    )
    batches = ((batch.seen, batch.policy) for batch in _batches(settings, state, steps_of(settings), random))
    step, rates = alphago_learning.imitating(blueprint_of(settings)), Rates(_rate(settings, state), np.float32(DECAY))
    learner, losses = alphago_learning.taught(
        state.learner, (IMITATED, ROLLOUT), step, rates, batches, state.stages.updates
    )
    same = under(IMPROVED, part_of(learner.parameters, IMITATED))
    learner = replace(learner, parameters={**learner.parameters, **same})
    if losses:
        learner = replace(learner, policy_loss=float(np.mean(losses)))
    return _learned(replace(state, self_play=played), learner, len(losses))


def improved(settings: GamesSettings, state: Games, random: np.random.Generator) -> Games:
    """(2) p_rho plays against one of the pool and takes one step along the slope of what it won."""
    pool = state.stages.pool
    opponent = pool[int(random.integers(len(pool)))]
    game, blueprint = rules.find(settings.game), blueprint_of(settings)
    played = alphago_games.against(game, blueprint, part_of(state.learner.parameters, IMPROVED), opponent, random)
    baseline = played.z.mean(axis=1, keepdims=True)
    sides = np.arange(len(played.playing)) % 2
    advantages = np.where(played.playing, (played.z - baseline)[sides], 0).astype(np.float32)
    batch = [each.reshape(-1, *each.shape[2:]) for each in (played.seen, played.legal, played.actions, advantages)]
    rates = Rates(np.float32(REINFORCED * _rate(settings, state)), np.float32(0))
    step = alphago_learning.reinforcing(blueprint, IMPROVED)
    learner, _ = alphago_learning.taught(
        state.learner, (IMPROVED,), step, rates, [(*batch, np.float32(2 * GAMES))], state.stages.updates
    )
    moves = 2 * int(played.playing.sum()) // GAMES
    state = alphago_shown.noted_games(settings, state, played)
    state = _learned(_counted(state, moves, 2 * GAMES), learner, 1)
    if (state.iterations + 1) % BETWEEN:
        return state
    pool = (*pool, part_of(learner.parameters, IMPROVED))[-POOL:]
    return replace(state, pipeline=replace(state.stages, pool=pool))


def judged(settings: GamesSettings, state: Games, random: np.random.Generator) -> Games:
    """(3) `MOVES` rows of games, one position of each, and v_theta learns who won."""
    game = rules.find(settings.game)
    at = random.integers(0, last_random_move(game.board.longest), MOVES).astype(np.int32)
    single = alphago_games.one_each(game, blueprint_of(settings), state.learner.parameters, at, random)
    moves, there = state.self_play.moves, np.asarray(single.there)
    for row in range(MOVES):
        nothing = np.zeros((GAMES, game.board.actions), np.float32)
        replays.note(state.replay, moves + row, np.asarray(single.seen[row]), nothing, 0.0, np.zeros(GAMES), there[row])
        place, z = (moves + row) % len(state.replay.outcomes), np.asarray(single.z)[row, there[row]]
        state.replay.outcomes[place, there[row]] = state.replay.returns[place, there[row]] = z
    batches = ((batch.seen, batch.outcome) for batch in _batches(settings, state, steps_of(settings), random))
    step, rates = alphago_learning.judging(blueprint_of(settings)), Rates(_rate(settings, state), np.float32(DECAY))
    learner, losses = alphago_learning.taught(state.learner, (VALUE,), step, rates, batches, state.stages.updates)
    learner = replace(learner, value_loss=float(np.mean(losses or [0.0])))
    state = alphago_shown.noted_single(settings, state, single, at)
    return _learned(_counted(state, MOVES, MOVES * GAMES), learner, len(losses))


def last_random_move(longest: int) -> int:
    """U is drawn below this; later there would seldom be a game left to go on with."""
    return max(1, longest * 4 // 5)


def _batches(settings: GamesSettings, state: Games, steps: int, random: np.random.Generator) -> Iterator[replays.Batch]:
    """So many batches of the positions that may be learned from; none while there are none."""
    places = replays.known(state.replay)
    places = places[~held_out(places)]
    for _ in range(steps if len(places) else 0):
        chosen = random.choice(places, settings.batch)
        yield replays.sample(blueprint_of(settings).board, state.replay, chosen, random, settings.symmetries)


def _rate(settings: GamesSettings, state: Games) -> np.float32:
    """The learning rate, along a cosine in each stage anew."""
    edges = (0.0, 0.5, 1.0) if settings.weights == "shipped" else (0.0, *ENDS, 1.0)
    share = state.iterations / settings.planned
    begin, end = next(((low, high) for low, high in pairwise(edges) if low <= share < high), (0, 1))
    falling = nn.scheduled("cosine", 1.0, min(1000, round(1000 * (share - begin) / (end - begin))), 1000)
    return np.float32(settings.learning_rate * (LAST + (1 - LAST) * falling))


def _counted(state: Games, moves: int, games: int) -> Games:
    """With so many moves more in each place, and games that are over."""
    played = state.self_play
    after = played.moves + moves
    return replace(
        state,
        self_play=replace(played, moves=after, finished=played.finished + games, began=np.full(GAMES, after)),
    )


def _learned(state: Games, learner: Learner, steps: int) -> Games:
    before = state.stages
    return replace(state, learner=learner, pipeline=replace(before, updates=before.updates + steps))


def begin(settings: GamesSettings, state: Games) -> Games:
    """At the beginning of the first stage."""
    state = replace(state, pipeline=Pipeline(IMITATION, 0, (), dict(measuring.NOTHING)))
    return entered(settings, state, stage_of(settings, 0))


def fits(_: GamesSettings, state: Games) -> bool:
    pipeline = state.pipeline
    if pipeline is None or state.gate is not None:
        return False
    wanted = shapes(part_of(state.learner.parameters, IMPROVED))
    return (
        0 <= pipeline.stage <= VALUES
        and pipeline.updates >= 0
        and (pipeline.stage != SELF_PLAY or len(pipeline.pool) > 0)
        and len(pipeline.pool) <= POOL
        and all(shapes(one) == wanted for one in pipeline.pool)
        and set(pipeline.measured) == set(measuring.NOTHING)
    )


GENERATION = Generation(
    lambda settings, random: first_parameters(blueprint_of(settings), random),
    begin,
    iterate,
    lambda settings: answering(blueprint_of(settings)),
    lambda settings: (alphago_search.with_rollouts, blueprint_of(settings)),
    fits,
)
