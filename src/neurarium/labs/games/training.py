"""The run of the lab: from the first weights on, with checkpoints and measurements of strength on the way."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games import generations, rules, search, self_play, shipped, strength
from neurarium.labs.games import replay as replays
from neurarium.labs.games.settings import ROOM, GamesSettings
from neurarium.labs.games.state import Checkpoint, Games, Learner, Parameters, Table, shapes

MATCH, OPENING = 64, 2  # games of a measurement, and moves of each that are drawn at random
OFTEN = 16  # iterations between measurements
MEASUREMENTS, CHECKPOINTS = 512, 24  # that are kept


@lru_cache(maxsize=4)  # measuring takes half a second, and a run is often begun again
def start(settings: GamesSettings, seed: int) -> Games:
    """The network before the first game, already measured."""
    game = rules.find(settings.game)
    generation = generations.of(settings)
    if settings.weights == "shipped":
        parameters = shipped.parameters(settings.game, settings.method, settings.network)
    else:
        parameters = generation.first_parameters(settings, np.random.default_rng([seed, 0]))
    zeros = {name: np.zeros_like(value) for name, value in parameters.items()}
    state = Games(
        Learner(parameters, zeros, zeros, 0, 0.0, 0.0),
        replays.empty(game.board, settings.side_by_side),
        self_play.begin(game, settings.side_by_side),
        (Checkpoint(0, 0, 0, parameters, 0.0, 0.0, 0.0),),
        np.zeros((0, 5)),
        {},
        Table(np.zeros(0, np.int16), 0),
        0,
        seed,
    )
    return measured(settings, generation.begin(settings, state))


def advance(settings: GamesSettings, state: Games, steps: int) -> Games:
    """So many iterations. All chance depends only on the seed and the count of iterations."""
    state = replace(state, replay=replays.copied(state.replay), self_play=self_play.copied(state.self_play))
    iterate = generations.of(settings).iterate
    for _ in range(steps):
        state = iterate(settings, state)
        if remembers_at(state.iterations):
            state = remembered(settings, state)
        if measures_at(state.iterations):
            state = measured(settings, state)
    return state


def measures_at(iteration: int) -> bool:
    """Whether strength is measured."""
    return iteration % OFTEN == 0


def remembers_at(iteration: int) -> bool:
    """Whether the network is remembered: at powers of two, so that a slider over them shows early and late alike."""
    return iteration & (iteration - 1) == 0


def remembered(settings: GamesSettings, state: Games) -> Games:
    """With the present network as a checkpoint; its Elo comes from a match against the checkpoint before."""
    game, answer = rules.find(settings.game), generations.of(settings).answer(settings)
    before = state.checkpoints[-1]
    random = np.random.default_rng([state.seed, 3, state.iterations])
    players = [strength.network_player(answer, kept) for kept in (state.playing, before.parameters)]
    better, low, high = strength.elo_of(strength.match(game, players[0], players[1], MATCH, OPENING, random))
    positions = state.self_play.positions
    now = Checkpoint(
        state.iterations,
        positions,
        state.self_play.finished,
        state.playing,
        before.elo + better,
        before.elo + low,
        before.elo + high,
    )
    return replace(state, checkpoints=(*state.checkpoints, now)[-CHECKPOINTS:])


def measured(settings: GamesSettings, state: Games) -> Games:
    """With what the network can do now: against a random mover, and in all positions of tic-tac-toe."""
    game = rules.find(settings.game)
    random = np.random.default_rng([state.seed, 2, state.iterations])
    player = strength.network_player(generations.of(settings).answer(settings), state.playing)
    score = strength.match(game, player, strength.random_player(random), MATCH, OPENING, random)
    row = [state.iterations, state.self_play.positions, *score]
    values = {"score_random": score.share}
    if settings.game == "tic-tac-toe":
        values["optimal_network"] = strength.optimal_share(player)
        values["optimal_search"] = strength.optimal_share(searcher(settings, state.playing))
    rows = np.concatenate([state.strength[1 - MEASUREMENTS :], [row]])
    return replace(state, strength=rows, measured=values)


def searcher(settings: GamesSettings, parameters: Parameters) -> strength.Player:
    """The network with the search of self-play, without noise."""
    game = rules.find(settings.game)
    run = search.searching(game, generations.of(settings).model(settings), settings.search, ROOM)
    effort = search.effort(game, ROOM, settings.simulations)
    return strength.search_player(run, parameters, effort, self_play.GAMES)


def readings(_: GamesSettings, state: Games) -> dict[str, float]:
    """The last measurement, and how learning goes."""
    return {
        **state.measured,
        "elo": state.checkpoints[-1].elo,
        "policy_loss": state.learner.policy_loss,
        "value_loss": state.learner.value_loss,
        "games": float(state.self_play.finished),
        **(state.pipeline.measured if state.pipeline else {}),
    }


def change(state: Games, old: GamesSettings, new: GamesSettings, seed: int) -> Games:
    """Only a change of game, generation, network or first weights begins anew."""
    fields = new.fields()
    if any(getattr(old, name) != getattr(new, name) for name in fields if fields[name].restarts):
        return start(new, seed)
    return state


def verify(settings: GamesSettings, state: Games) -> None:
    """Refuses a state that does not fit the settings."""
    if not _fits(settings, state):
        raise Refusal(
            Text(
                "This was made for another game or network and does not fit the settings.",
                "Dies gehört zu einem anderen Spiel oder Netz und passt nicht zu den Einstellungen.",
            )
        )


def _fits(settings: GamesSettings, state: Games) -> bool:
    game, generation = rules.find(settings.game), generations.of(settings)
    board = game.board
    wanted = shapes(generation.first_parameters(settings, np.random.default_rng(0)))
    learner, played = state.learner, state.self_play
    nets = [learner.parameters, learner.first, learner.second, *(kept.parameters for kept in state.checkpoints)]
    leaves = self_play.begin(game, settings.side_by_side).position
    blank = self_play.blank(board)
    return (
        all(shapes(net) == wanted for net in nets)
        and generation.fits(settings, state)
        and 1 <= len(state.checkpoints) <= CHECKPOINTS
        and shapes(vars(state.replay)) == shapes(vars(replays.empty(board, settings.side_by_side)))
        and [(leaf.shape, leaf.dtype) for leaf in played.position] == [(leaf.shape, leaf.dtype) for leaf in leaves]
        and all(shapes(vars(diary)) == shapes(vars(blank)) for diary in (played.current, played.last))
        and all(
            bool(np.all((diary.moves >= 0) & (diary.moves < board.actions)))
            and bool(np.all((diary.lengths >= 0) & (diary.lengths <= board.longest)))
            for diary in (played.current, played.last)
        )
        and played.opening.shape == played.began.shape == (settings.side_by_side,)
        and min(played.moves, played.finished, learner.updates, state.iterations, state.seed) >= 0
        and bool(np.all((played.began >= 0) & (played.began <= played.moves)))
        and bool(np.all(played.moves - played.began <= board.longest))
        and state.strength.ndim == 2
        and state.strength.shape[1] == 5
        and len(state.strength) >= 1
        and ("optimal_search" in state.measured) == (settings.game == "tic-tac-toe")
        and "score_random" in state.measured
        and state.table.visitor in (0, 1)
        and state.table.moves.ndim == 1
        and _possible(settings, state.table)
    )


def _possible(settings: GamesSettings, table: Table) -> bool:
    from neurarium.labs.games import visitor

    try:
        visitor.position_after(settings, table.moves)
    except Refusal:
        return False
    return True
