"""AlphaZero on tic-tac-toe, trained within the test and checked in every position; and the parts it is made of."""

from __future__ import annotations

from typing import Any

import jax
import numpy as np
import pytest

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.lab.state import put_together, take_apart
from neurarium.labs.games import alphazero, boards, gumbel, replay, rules, search, solution, strength, training
from neurarium.labs.games.network import first_parameters, predicting
from neurarium.labs.games.settings import ROOM
from neurarium.labs.games.state import UNKNOWN, Games

ITERATIONS = 192  # half a minute of processor time


@pytest.fixture(scope="session")
def trained() -> Run:
    return nr.run("games", seed=0, planned=ITERATIONS).advance(ITERATIONS)


def moves(run: Any, variant: str, simulations: int) -> np.ndarray:
    """The move in each of the 4,520 positions."""
    game = rules.find("tic-tac-toe")
    search_run = search.searching(game, alphazero.model(run.settings), variant, ROOM)
    effort = search.effort(game, ROOM, simulations)
    return strength.search_player(search_run, run.state.learner.parameters, effort, 64)(solution.positions())


def test_search_is_optimal_in_every_position_and_never_loses(trained: Run) -> None:
    chosen = moves(trained, "gumbel", 16)
    assert solution.optimal(chosen).all()
    assert solution.losses(chosen, first=True) == 0
    assert solution.losses(chosen, first=False) == 0
    assert trained.readings["optimal_search"] == 1
    assert trained.readings["optimal_network"] > 0.99


def test_untrained_networks_and_random_movers_are_at_chance() -> None:
    """Half of all legal moves keep the value of a position; a network that learned nothing knows no better."""
    solved = solution.solve()
    legal = solved.moves > -2
    chance = ((solved.moves == solved.values[:, None]).sum(axis=1) / legal.sum(axis=1)).mean()
    random = np.random.default_rng(0)
    share = strength.optimal_share(strength.random_player(random))
    assert share == pytest.approx(chance, abs=3 * 0.5 / 4520**0.5)
    blueprint = alphazero.blueprint_of(nr.run("games").settings)
    untrained = [
        strength.optimal_share(
            strength.network_player(predicting(blueprint), first_parameters(blueprint, np.random.default_rng(seed)))
        )
        for seed in range(8)
    ]
    assert np.mean(untrained) == pytest.approx(chance, abs=0.05)
    player = strength.random_player(random)
    score = strength.match(rules.find("tic-tac-toe"), player, player, 64, 0, random)
    low, high = score.interval
    assert low < 0.5 < high


def test_the_solution_loses_no_game_and_bad_moves_do() -> None:
    solved = solution.solve()
    assert solution.losses(solved.moves.argmax(axis=1), first=True) == 0
    assert solution.losses(solved.moves.argmax(axis=1), first=False) == 0
    worst = np.where(solved.moves > -2, solved.moves, 9).argmin(axis=1)
    assert solution.losses(worst, first=True) > 100


def test_first_impression_of_puct_is_the_prior(trained: Run) -> None:
    """With one simulation AlphaZero's search visits the move that the network likes best."""
    chosen = moves(trained, "puct", 1)
    player = strength.network_player(alphazero.answer(trained.settings), trained.state.learner.parameters)
    assert (chosen == player(solution.positions())).all()


def test_selection_step_is_the_papers_arithmetic(trained: Run) -> None:
    """U and Q of the picture, recomputed from visits, priors and values; and simulation n + 1 follows them."""
    picture = trained.picture("search", simulations=30)
    here, c, root, chosen, _ = picture["step"]
    assert here == 31
    assert c == pytest.approx(np.log((1 + here + 19652) / 19652) + 1.25)
    assert root == pytest.approx(np.sqrt(31))
    visits, prior, q, u, possible = picture["terms"].T
    assert visits.sum() == 30
    assert prior.sum() == pytest.approx(1)
    assert u == pytest.approx(c * prior * root / (1 + visits))
    assert (q[visits == 0] == 0).all()
    assert chosen == np.where(possible > 0, q + u, -np.inf).argmax()
    after = trained.picture("search", simulations=31)
    assert np.flatnonzero(after["visits"] - picture["visits"]).tolist() == [int(chosen)]
    assert (after["parents"][:31] == picture["parents"]).all(), "the tree only grows"
    total = (visits * q).sum() + picture["root"][1]
    assert picture["root"][0] == pytest.approx(total / here, abs=1e-5), (
        "a node's value is the mean of what was found below"
    )


def test_whoever_doubts_the_other_side_weighs_its_replies_by_the_prior_alone() -> None:
    """One mover's choice stays that of Q + U; the other's visits follow the tempered prior, whatever Q says."""
    game = rules.find("tic-tac-toe")
    run = nr.run("games", seed=0)
    position = rules.first(game)
    effort = search.effort(game, 800, 800)

    def tree_with(variant: Any) -> Any:
        model = search.with_network(game, alphazero.blueprint_of(run.settings))
        parameters, key = run.state.learner.parameters, np.zeros(2, np.uint32)
        logits, value, embedding = model.root(parameters, key, position)
        root = search.mctx.RootFnOutput(prior_logits=logits, value=value, embedding=embedding)
        grown = jax.jit(lambda root: search.tree_of(model.expand, 800, variant, parameters, key, root, effort))
        return grown(root)

    certain = tree_with(search.Doubt(1e6, 1.0))
    child = int(np.asarray(certain.children_index)[0, 0, np.asarray(certain.children_visits)[0, 0].argmax()])
    visits = np.asarray(certain.children_visits)[0, child]
    prior = np.asarray(jax.nn.softmax(certain.children_prior_logits[0, child]))
    assert visits / visits.sum() == pytest.approx(prior, abs=2 / visits.sum())
    with_doubt = search.doubting(search.Doubt(0.0, 1.0))
    one = jax.tree.map(lambda leaf: leaf[0], certain)
    assert int(with_doubt(None, one, np.int32(0))) == int(search.puct(None, one, np.int32(0))), "our own move"


def test_gumbels_schedule_halves_the_moves() -> None:
    """16 simulations for 4 moves: everybody twice, then the better two four times."""
    table = gumbel.schedule(4, 16, 20)
    assert table.shape == (5, 20)
    assert table[4, :16].tolist() == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert table[1, :16].tolist() == list(range(16))


def test_the_value_of_a_gumbel_search_is_what_its_policy_expects(trained: Run) -> None:
    """Over the moves that were tried: not the mean over simulations, of which many go to moves that nobody will make."""
    game, position = rules.find("tic-tac-toe"), rules.first(rules.find("tic-tac-toe"))
    run = search.searching(game, alphazero.model(trained.settings), "gumbel", 16, whole=True)
    found, tree = run(trained.state.learner.parameters, np.zeros(2, np.uint32), position, search.effort(game, 16, 16))
    visits, q = np.asarray(tree.children_visits)[0, 0], np.asarray(tree.qvalues(jax.numpy.zeros(1, int)))[0]
    policy = np.where(visits > 0, np.asarray(found.policy)[0], 0)
    assert 0 < (visits > 0).sum() < 10
    assert float(found.value[0]) == pytest.approx(float((policy * q).sum() / policy.sum()), abs=1e-6)


def test_more_games_side_by_side_are_learned_from_alike() -> None:
    """Twice the games are twice the positions and twice the steps of an iteration, and come back from a file as they were."""
    few, many = (nr.run("games", parallel=games, seed=1).advance(3) for games in (64, 128))
    assert many.state.self_play.positions == 2 * few.state.self_play.positions == 3 * 8 * 128
    assert many.state.learner.updates == 2 * few.state.learner.updates
    assert len(many.state.replay.outcomes) == replay.ROWS
    with pytest.raises(nr.Refusal, match="another game"):
        training.verify(few.settings, many.state)


def test_gumbels_chance_has_a_say_only_in_the_first_moves() -> None:
    """Later the best of the improved policy is played, in which there is no noise."""
    policy = np.array([[0.2, 0.5, 0.3]] * 3)
    found = search.Found(policy, np.array([2, 2, 2]), np.zeros(3), policy, np.zeros(3))
    random = np.random.default_rng(0)
    settings = nr.run("games", curious_moves=4).settings
    assert alphazero.choose(settings, found, np.array([0, 3, 4]), random).tolist() == [2, 2, 1]
    always = settings.replace(curious_moves=200)
    assert alphazero.choose(always, found, np.array([0, 41, 161]), random).tolist() == [2, 2, 2]


@pytest.mark.parametrize("method", ["alphago", "alphago-zero", "alphazero", "muzero"])
def test_a_batch_larger_than_what_is_to_be_used_is_one_step(method: str) -> None:
    """Of 512 new positions that are used once a batch of 1,024 would be half a step."""
    run = nr.run("games", method=method, batch=1024, reuse=1, planned=2).advance(2)
    assert run.state.learner.updates >= 1
    assert np.isfinite(run.readings["policy_loss"])


def test_outcomes_alternate_back_to_the_beginning_of_the_game() -> None:
    board = boards.BOARDS["tic-tac-toe"]
    memory = replay.empty(board, 2)
    seen = np.zeros((2, 3, 3, 2), bool)
    for move in range(5):
        used = np.array([move != 1, True])
        replay.note(memory, move, seen, np.full((2, 9), 1 / 9), 0.0, np.zeros(2), used)
    replay.settle(memory, 0, 0, 4, 1.0)
    assert memory.outcomes[:5, 0].tolist() == [1, 101, 1, -1, 1]
    assert (memory.outcomes[:5, 1] == UNKNOWN).all()
    assert replay.known(memory).tolist() == [0, 4, 6, 8]
    drawn = replay.sample(board, memory, replay.known(memory), np.random.default_rng(0), turned=False)
    assert drawn.outcome.tolist() == [1, 1, -1, 1], "with full trust the value that is learned is the outcome"


@pytest.mark.parametrize(("trust", "returns"), [(1.0, [1, -1, 1]), (0.5, [0.125, -0.75, 1]), (0.0, [-0.5, -0.5, 1])])
def test_with_less_trust_the_search_has_a_say_in_what_a_position_is_worth(trust: float, returns: list[float]) -> None:
    """Three moves, the last one won; the searches expected 0.25, 0.5 and 0.5. By hand, with half the trust, from the end:

    1, then -(1/2 x 1 + 1/2 x 0.5) = -0.75, then -(1/2 x -0.75 + 1/2 x 0.5) = 0.125.
    """
    memory = replay.empty(boards.BOARDS["tic-tac-toe"], 1)
    for move, value in enumerate((0.25, 0.5, 0.5)):
        replay.note(memory, move, np.zeros((1, 9, 2), bool), np.eye(9)[[0]], value, np.zeros(1), np.ones(1, bool))
    replay.settle(memory, 0, 0, 2, 1.0, trust)
    assert memory.returns[:3, 0].tolist() == returns


def test_a_run_from_before_returns_were_kept_goes_on_with_the_outcomes(trained: Run) -> None:
    plain, arrays = take_apart(trained.state)
    del plain["replay"]["returns"]
    old = put_together(Games, plain, arrays)
    outcomes = trained.state.replay.outcomes
    assert (old.replay.returns == np.where(np.abs(outcomes) <= 1, outcomes, 0)).all()
    training.verify(trained.settings, old)
    known = replay.known(old.replay)
    drawn = (
        replay.sample(boards.BOARDS["tic-tac-toe"], kept, known, np.random.default_rng(0), False)
        for kept in (old.replay, trained.state.replay)
    )
    assert np.array_equal(*(batch.outcome for batch in drawn)), "with full trust they are the same"


def test_positions_come_back_as_they_were_seen() -> None:
    board = boards.BOARDS["tic-tac-toe"]
    memory = replay.empty(board, 2)
    random = np.random.default_rng(0)
    seen = random.random((2, 3, 3, 2)) < 0.5
    policy = np.eye(9, dtype=np.float32)[[0, 4]]
    replay.note(memory, 0, seen, policy, 0.0, np.zeros(2), np.ones(2, bool))
    same = replay.sample(board, memory, np.array([0, 1]), random, turned=False)
    assert (same.seen == seen).all()
    assert (same.policy == policy).all()
    turned = replay.sample(board, memory, np.zeros(200, int), random, turned=True)
    assert len(np.unique(turned.seen.reshape(200, -1), axis=0)) == 8
    assert set(turned.policy.argmax(axis=1)) == {0, 2, 6, 8}, "a corner stays a corner"


def test_wilson_and_elo_are_the_textbooks() -> None:
    low, high = strength.wilson(0.5, 100)
    assert (low, high) == (pytest.approx(0.4038, abs=1e-4), pytest.approx(0.5962, abs=1e-4))
    assert strength.wilson(1.0, 10)[0] == pytest.approx(0.7225, abs=1e-4)
    assert strength.elo(10 / 11) == pytest.approx(400)
    assert strength.Score(6, 2, 2).share == 0.7


def test_a_state_of_another_game_is_refused(trained: Run) -> None:
    with pytest.raises(nr.Refusal, match="another game"):
        training.verify(trained.settings.replace(network="convolutional"), trained.state)
