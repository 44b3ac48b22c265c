"""AlphaGo: its losses against hand-worked numbers, its games replayed by the rules, its stages one after another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.games import alphago, alphago_games, alphago_measured, alphazero, replay, rules, training
from neurarium.labs.games import alphago_learning as learning
from neurarium.labs.games import alphago_network as networks
from neurarium.labs.games import alphago_search as searches
from neurarium.labs.games.network import Blueprint

GAME = rules.find("tic-tac-toe")
SMALL = Blueprint(GAME.board, "dense", 128, 1)


def parameters(seed: int = 0) -> Any:
    return networks.first_parameters(SMALL, np.random.default_rng(seed))


def replayed(moves: Any) -> tuple[list[np.ndarray], int]:
    """What was seen before each move of a game until it is over, and how it ended for the first player."""
    step = rules.stepping(GAME)
    position: Any = rules.first(GAME)
    seen: list[np.ndarray] = []
    for ply, move in enumerate(moves):
        if np.asarray(rules.over(position))[0]:
            break
        seen.append(np.asarray(rules.observe(position))[0])
        position, reward = step(position, np.array([move], np.int32))
        outcome = int(np.asarray(reward)[0]) * (1 if ply % 2 == 0 else -1)
    assert np.asarray(rules.over(position))[0]
    return seen, outcome


def test_the_slope_of_reinforce_is_the_hand_worked_one() -> None:
    """Two games; d/d logits of -(1/n) sum log p(a) A is -(1/n) A (1[a] - p): p = (1/4, 3/4) from logits (0, ln 3)."""
    logits = jnp.array([[0.0, np.log(3.0), 5.0], [0.0, np.log(3.0), 5.0]])
    legal = jnp.array([[True, True, False]] * 2)
    slope = jax.grad(learning.reinforced)(logits, legal, jnp.array([0, 1]), jnp.array([0.5, -1.0]), jnp.float32(2))
    won = -0.5 * np.array([0.75, -0.75, 0]) / 2  # the move of a game above the baseline becomes likelier
    lost = 1.0 * np.array([-0.25, 0.25, 0]) / 2
    np.testing.assert_allclose(slope, [won, lost], atol=1e-6)


def test_games_at_the_baseline_teach_nothing() -> None:
    logits, legal = jnp.zeros((3, 2)), jnp.ones((3, 2), bool)
    slope = jax.grad(learning.reinforced)(logits, legal, jnp.array([0, 1, 0]), jnp.zeros(3), jnp.float32(3))
    assert not np.asarray(slope).any()


def test_games_against_another_policy_are_games() -> None:
    """Side 0 begins: its moves are `actions` at even plies, `replies` at odd ones; side 1 the other way round."""
    mine, other = (networks.part_of(parameters(seed), networks.IMITATED) for seed in (0, 1))
    played = alphago_games.against(GAME, SMALL, mine, other, np.random.default_rng(0))
    plies = np.arange(9)
    for side in (0, 1):
        for number in range(16):
            moves = np.where(plies % 2 == side, played.actions[:, number], played.replies[:, number])
            seen, outcome = replayed(moves)
            assert played.z[side, number] == (outcome if side == 0 else -outcome)
            for ply in range(side, 9, 2):
                assert played.playing[ply, number] == (ply < len(seen))
                if ply < len(seen):
                    assert (played.seen[ply, number] == seen[ply]).all()
    assert len(np.unique(played.z)) == 3
    again = alphago_games.against(GAME, SMALL, mine, other, np.random.default_rng(0))
    assert np.array_equal(again.actions, played.actions)


def test_one_position_of_each_game_is_taken_right_after_the_random_move() -> None:
    at = np.arange(7, dtype=np.int32).repeat(4)
    single = alphago_games.one_each(GAME, SMALL, parameters(), at, np.random.default_rng(0))
    assert single.seen.shape[:2] == single.there.shape == single.z.shape == (28, 64)
    some = 0
    for row, u in enumerate(at):
        seen, outcome = replayed(single.actions[row])
        assert single.there[row, 0] == (len(seen) > u + 1)
        if single.there[row, 0]:
            assert (single.seen[row, 0] == seen[u + 1]).all(), "s_U+1"
            assert single.z[row, 0] == (outcome if u % 2 == 1 else -outcome), "of whoever is to move there"
            some += 1
    assert some > 10
    stones = single.seen.sum(axis=(2, 3, 4))
    assert (stones == at[:, None] + 1)[single.there].all(), "and no other position of these games"


def test_the_random_move_is_any_move_and_the_others_are_the_policies() -> None:
    """p_sigma that always takes the first cell it may: what it does not choose is the random move."""
    sure: Any = {name: np.zeros_like(array) for name, array in parameters().items()}
    for part in (networks.IMITATED, networks.IMPROVED):
        sure[f"{part}policy2.bias"] = -100 * np.arange(9, dtype=np.float32)
    single = alphago_games.one_each(GAME, SMALL, sure, np.full(64, 2, np.int32), np.random.default_rng(0))
    assert (single.actions[:, :2] == [0, 1]).all()
    assert len(np.unique(single.actions[:, 2])) == 7, "each of the seven that are left"


@pytest.mark.parametrize(("rollouts", "wanted"), [(0.0, -0.25), (1.0, 1.0), (0.5, 0.375)])
def test_a_leaf_is_worth_a_mixture(rollouts: float, wanted: float) -> None:
    """(1 - lambda) v + lambda z with v = -1/4, z = 1."""
    assert searches.mixed(-0.25, 1.0, rollouts) == wanted
    assert searches.Mixture() == (0.5, 1 / 0.67)


def test_the_search_has_the_imitated_policys_priors_and_the_mixed_value() -> None:
    """A position that is won with every move: X has A3, B3 of three and all lines' ends; z = 1 whatever is played."""
    random = parameters()
    random["sigma.policy2.bias"] = np.arange(9, dtype=np.float32)
    position: Any = rules.first(GAME)
    for move in (0, 3, 1, 4, 8, 7, 6):  # X: 0 1 8 6, O: 3 4 7; O is to move and wins with 5
        position, _ = rules.stepping(GAME)(position, np.array([move], np.int32))
    random["pi.cells"] = np.where(np.arange(9) == 5, 50, 0).astype(np.float32)  # p_pi knows the winning move
    for rollouts in (0.0, 0.5, 1.0):
        model = searches.with_mixture(GAME, SMALL)
        logits, value, _ = model.root(
            (random, searches.Mixture(np.float32(rollouts))), jax.random.key(0), jax.tree.map(jnp.asarray, position)
        )
        sigma, v = networks.answering(SMALL, networks.IMITATED)(random, rules.observe(position))
        np.testing.assert_allclose(logits, np.asarray(sigma) / 0.67, rtol=1e-5)
        assert float(value[0]) == pytest.approx((1 - rollouts) * float(v[0]) + rollouts, abs=1e-5)


@pytest.fixture(scope="module")
def run() -> Any:
    """All three stages of a short plan: 16 iterations of imitation, 12 of self-play, 12 of values, and one more."""
    return nr.run("games", method="alphago", planned=40, seed=0)


def test_stages_follow_one_another(run: Any) -> None:
    state = run.advance(16).state
    assert (state.stages.stage, state.stages.pool) == (alphago_measured.IMITATION, ())
    sigma = networks.part_of(state.learner.parameters, networks.IMITATED)
    rho = networks.part_of(state.learner.parameters, networks.IMPROVED)
    assert all((sigma[name] == rho[name]).all() for name in sigma), "until it plays itself"
    assert run.readings["imitation_accuracy"] > 0.5
    assert run.readings["imitation_accuracy"] > run.readings["rollout_accuracy"] > 0.35
    assert run.readings["score_imitated"] == 0.5

    state = run.advance(12).state
    assert state.stages.stage == alphago_measured.SELF_PLAY
    assert len(state.stages.pool) == 2, "the imitated policy, and the one after iteration 24"
    assert all((state.stages.pool[0][name] == sigma[name]).all() for name in sigma)
    kept = networks.part_of(state.learner.parameters, networks.IMITATED)
    assert all((kept[name] == sigma[name]).all() for name in sigma), "p_sigma stays as it is"
    assert 0.35 < run.readings["score_imitated"] < 1, "12 steps are few"

    state = run.advance(13).state
    assert state.stages.stage == alphago_measured.VALUES
    assert 0.2 < run.readings["value_error"] < 1
    one = replay.known(state.replay)
    assert len(one) <= 13 * 512, "at most one position of each game"
    training.verify(run.settings, state)
    picture = run.picture("game", number=0)
    assert picture["outcome"][0] in (-1, 0, 1)
    assert picture["drawn"].sum() <= 1, "one random move"


def test_what_is_measured_with_is_not_learned_from(run: Any) -> None:
    """Held-out places marked by an outcome that no other has: no batch ever shows it."""
    state = run.state
    places = np.arange(state.replay.outcomes.size)
    held = alphago_measured.held_out(places)
    assert held.mean() == 1 / 8
    outcomes = np.where(held, 1, -1).astype(np.int8).reshape(state.replay.outcomes.shape)
    marked = replace(state, replay=replace(state.replay, outcomes=outcomes, returns=outcomes.astype(np.float16)))
    for batch in alphago._batches(run.settings, marked, 8, np.random.default_rng(0)):
        assert (batch.outcome == -1).all()


def test_an_untrained_policy_guesses_the_experts_moves_as_often_as_chance() -> None:
    """Negative control: nine cells, moves drawn apart from what is seen."""
    random = np.random.default_rng(0)
    seen, moves = np.zeros((1800, 3, 3, 2), bool), random.integers(9, size=1800)
    for right in alphago_measured.agreement(SMALL, parameters(), seen, moves):
        assert abs(right.mean() - 1 / 9) < 4 * (1 / 9 * 8 / 9 / 1800) ** 0.5


def test_the_pool_does_not_grow_without_end() -> None:
    run: Any = nr.run("games", method="alphago", planned=1, seed=0)
    assert alphago.stage_of(run.settings, 0) == alphago_measured.IMITATION
    state = alphago.entered(run.settings, run.state, alphago_measured.SELF_PLAY)
    full = tuple(state.stages.pool * alphago.POOL)
    state = replace(state, iterations=alphago.BETWEEN - 1, pipeline=replace(state.stages, pool=full))
    after = alphago.improved(run.settings, state, np.random.default_rng(0))
    assert len(after.stages.pool) == alphago.POOL
    newest = networks.part_of(after.learner.parameters, networks.IMPROVED)
    assert all((after.stages.pool[-1][name] == newest[name]).all() for name in newest)


def test_stages_add_up_bit_for_bit_and_survive_being_saved(tmp_path: Any) -> None:
    once = nr.run("games", method="alphago", planned=5, seed=3).advance(6)
    twice = nr.run("games", method="alphago", planned=5, seed=3).advance(1).advance(2)
    loaded = nr.load(twice.save(tmp_path / "run.safetensors"))
    assert loaded.advance(3).to_bytes() == once.to_bytes()


def test_its_state_is_not_another_generations() -> None:
    runs: list[Any] = [nr.run("games", method=method, seed=0) for method in ("alphago", "alphazero")]
    own, other = runs
    with pytest.raises(nr.Refusal, match="another game"):
        training.verify(other.settings, own.state)
    with pytest.raises(nr.Refusal, match="another game"):
        training.verify(own.settings, other.state)


def test_one_plays_against_it() -> None:
    run: Any = nr.run("games", method="alphago", seed=0, answer_simulations=30)
    run.act("play", move=4)
    assert len(run.state.table.moves) == 2
    grown = run.picture("search", simulations=30)
    assert grown["visits"].sum() == 30
    assert alphazero.blueprint_of(run.settings) == SMALL
