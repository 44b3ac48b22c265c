"""MuZero: its targets, unrolling and gradients worked out by hand, and a short training that must teach it something."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.games import boards, muzero, muzero_network, replay, rules, search, trajectories
from neurarium.labs.games.muzero_network import halved, scaled
from neurarium.labs.games.network import Blueprint

TIC_TAC_TOE = boards.BOARDS["tic-tac-toe"]
SMALL = Blueprint(TIC_TAC_TOE, "dense", 8, 1)
FIRST = [4, 0, 2, 6, 3, 5]  # moves of a game that goes on; the next game begins after move 3
BLANK = replay.packed(np.zeros((1, 3, 3, 2), bool))[0]


@pytest.fixture
def memory() -> Any:
    """One column of games: four moves and a win, then two moves of a game without an end."""
    memory = replay.empty(TIC_TAC_TOE, 1)
    for move in range(6):
        ply = move if move < 4 else move - 4
        seen = np.zeros((1, 9, 2), bool)
        for index in range(ply):
            seen[0, FIRST[move - ply + index], (ply - index) % 2] = True
        replay.note(memory, move, seen, np.eye(9)[[FIRST[move]]], 0.0, np.array([FIRST[move]]), np.array([move > 0]))
    replay.settle(memory, 0, 0, 3, 1.0)
    return memory


def stretch(memory: Any, places: list[int], turned: bool = False, moves: int = 6) -> trajectories.Stretch:
    random = np.random.default_rng(0)
    return trajectories.sample(TIC_TAC_TOE, memory, moves, BLANK, np.array(places), 5, random, turned)


def test_targets_follow_the_game_and_stand_still_beyond_its_end(memory: Any) -> None:
    """From move 1: two moves more, then the end; whoever made move 3 has won."""
    assert replay.known(memory).tolist() == [1, 2, 3], "move 0 was drawn at random"
    found = stretch(memory, [1, 3])
    assert found.inside.tolist() == [[True, True, True, False, False, False], [True, *[False] * 5]]
    assert found.actions[0, :3].tolist() == FIRST[1:4]
    assert found.actions[1, 0] == FIRST[3]
    assert found.policy[0, :3].argmax(axis=1).tolist() == FIRST[1:4]
    assert (found.policy[0, 3:] == 0).all()
    assert found.outcome.tolist() == [[1, -1, 1, -1, 1, -1]] * 2, "the sign turns with the player, also beyond the end"
    assert found.counts.all()
    assert found.rewards.tolist() == [[0, 0, 1, 0, 0], [1, 0, 0, 0, 0]], "of the move that won, for whoever made it"
    assert found.later[0, :2].sum(axis=(1, 2, 3)).tolist() == [2, 3], "boards with a stone more each"
    assert found.seen[0].sum() == 1
    assert found.seen[0, 1, 1, 1], "the other's stone in the middle"


def test_stretches_begin_in_the_random_opening_too(memory: Any) -> None:
    """Move 0 was drawn: where it led is learned, but not that the game was won from there. Moves 4 and 5 have no end yet."""
    assert trajectories.begins(memory, 6, BLANK, 5).tolist() == [0, 1, 2, 3]
    found = stretch(memory, [0])
    assert found.inside[0].tolist() == [True] * 4 + [False] * 2
    assert found.counts[0].tolist() == [False] + [True] * 5
    assert found.outcome[0].tolist() == [-1, 1, -1, 1, -1, 1]
    assert found.actions[0, :3].tolist() == FIRST[:3]
    never_written = replay.empty(TIC_TAC_TOE, 1)
    assert len(trajectories.begins(never_written, 0, BLANK, 5)) == 0


def test_what_lies_behind_the_newest_row_of_the_ring_is_not_followed(memory: Any) -> None:
    """Row 4 was overwritten long ago, so to speak: the game of move 3 ends with the newest row."""
    memory.seen[4] = 255
    assert stretch(memory, [3], moves=4).inside[0].tolist() == [True, *[False] * 5]
    assert stretch(memory, [3], moves=6).inside[0].tolist()[:2] == [True, True], "it would have been taken for the same"


def test_a_stretch_is_turned_as_a_whole(memory: Any) -> None:
    """Moves and policies stay at the same place of the board that is shown."""
    plain = stretch(memory, [1] * 60)
    turned = stretch(memory, [1] * 60, turned=True)
    assert len({tuple(row) for row in turned.actions[:, :3].tolist()}) == 8
    assert (turned.policy[:, :2].argmax(axis=2) == turned.actions[:, :2]).all()
    stones = turned.later[:, 0].any(axis=-1) & ~turned.seen.any(axis=-1)
    assert (stones.reshape(60, 9).argmax(axis=1) == turned.actions[:, 0]).all(), "the new stone is where the move was"
    assert (plain.outcome == turned.outcome).all()
    corner = turned.actions[:, 0]
    assert set(corner) == {0, 2, 6, 8}


def test_hidden_states_are_scaled_to_one() -> None:
    states = jnp.array([[1.0, 3.0, 2.0], [5.0, 5.0, 5.0]])
    assert scaled(states).tolist() == [[0, 1, 0.5], [0, 0, 0]]
    board = jnp.arange(8.0).reshape(1, 2, 2, 2)
    assert scaled(board).reshape(-1) == pytest.approx(np.arange(8) / 7), "over the whole state, not map by map"


def test_half_of_the_gradient_passes_each_imagined_move() -> None:
    value, slope = jax.value_and_grad(lambda x: halved(halved(x)) * 3.0)(2.0)
    assert (value, slope) == (6.0, 0.75)


def test_imagined_positions_count_a_fifth() -> None:
    """Uniform logits cost log 9 at each position inside; values are off by 1 everywhere."""
    logits, values = jnp.zeros((1, 6, 9)), jnp.zeros((1, 6))
    policy = jnp.eye(9)[None, :6]
    inside = jnp.array([[True, True, True, False, False, False]])
    whole, of_policy, of_value = muzero.losses(logits, values, policy, jnp.ones((1, 6)), inside, jnp.ones((1, 6)))
    assert of_policy == pytest.approx(np.log(9))
    assert of_value == 1
    assert whole == pytest.approx(np.log(9) * (1 + 2 / 5) + 1 + 5 / 5)
    after_lots = jnp.array([[0.0, 0, 1, 1, 1, 1]])
    whole, _, of_value = muzero.losses(logits, values, policy, jnp.ones((1, 6)), inside, after_lots)
    assert of_value == 0
    assert whole == pytest.approx(np.log(9) * (1 + 2 / 5) + 4 / 5)


def test_gradients_of_the_unrolled_model_are_the_formulas() -> None:
    """The slope of h's weights: every position's share, weighted with 1/5 and halved once for each imagined move."""
    random = np.random.default_rng(0)
    parameters: Any = muzero_network.first_parameters(SMALL, random)
    seen = jnp.asarray(random.random((3, 3, 3, 2)) < 0.5)
    actions = jnp.asarray(random.integers(9, size=(3, 5)))

    def values(parameters: Any, halving: bool) -> jax.Array:
        if halving:
            return muzero.unrolled(SMALL, parameters, seen, actions)[1].sum(axis=0)
        states = [muzero_network.represent(SMALL, parameters, seen)]
        for step in range(5):
            states.append(muzero_network.imagine(SMALL, parameters, states[-1], actions[:, step]))
        return jnp.stack([muzero_network.judge(SMALL, parameters, state)[1].sum() for state in states])

    def of_input(halving: bool) -> np.ndarray:
        slopes = jax.jacobian(lambda some: values({**parameters, **some}, halving))
        weights = {"representation.input.weight": parameters["representation.input.weight"]}
        return np.asarray(slopes(weights)["representation.input.weight"])

    ours, plain = of_input(True), of_input(False)
    for step in range(6):
        assert ours[step] == pytest.approx(plain[step] / 2**step, abs=1e-6)
    assert np.abs(plain[5]).max() > 1e-5, "something arrives from the fifth move"


LINES = Blueprint(boards.BOARDS["connect-four"], "convolutional", 4, 1)


def drawn(random: np.random.Generator) -> trajectories.Stretch:
    """Two stretches on Connect Four; the second ends with its second move, which wins."""
    seen, later = random.random((2, 6, 7, 2)) < 0.3, random.random((2, 5, 6, 7, 2)) < 0.3
    inside = np.array([[True] * 6, [True, True, False, False, False, False]])
    later[1, 1:] = False
    rewards = np.array([[0.0] * 5, [0, 1, 0, 0, 0]])
    return trajectories.Stretch(
        seen,
        random.integers(7, size=(2, 5)).astype(np.int32),
        np.full((2, 6, 7), 1 / 7, np.float32),
        np.ones((2, 6), np.float32),
        inside,
        np.ones((2, 6), bool),
        later,
        rewards.astype(np.float32),
    )


def test_what_the_model_itself_should_get_right_is_summed_by_hand() -> None:
    random = np.random.default_rng(0)
    parameters: Any = muzero_network.first_parameters(LINES, random)
    stretch = drawn(random)
    states = muzero.along(LINES, parameters, stretch.seen, stretch.actions)
    whole = 0.0
    for row, moves in ((0, 5), (1, 2)):
        for step in range(moves):
            state = states[row, step + 1]
            brought = float(muzero_network.reward(LINES, parameters, state[None])[0])
            whole += (stretch.rewards[row, step] - brought) ** 2 / 5
            if stretch.inside[row, step + 1]:  # a board that was reached
                reached = muzero_network.represent(LINES, parameters, jnp.asarray(stretch.later[row, step][None]))[0]
                whole += float(jnp.square(state - reached).sum() / jnp.square(reached).sum()) / 5
    assert float(muzero.of_model(LINES, parameters, states, stretch)) == pytest.approx(whole / 2, rel=1e-5)


def test_the_board_that_was_reached_is_a_target_and_is_not_moved() -> None:
    """No slope goes through it, and what lies beyond a game's end has none and no number that is none."""
    random = np.random.default_rng(1)
    parameters: Any = muzero_network.first_parameters(LINES, random)
    stretch = drawn(random)

    def loss(parameters: Any, states: Any) -> Any:
        return muzero.of_model(LINES, parameters, states, stretch)

    states = muzero.along(LINES, parameters, stretch.seen, stretch.actions)
    of_parameters, of_states = jax.grad(loss, (0, 1))(parameters, states)
    assert all(not np.any(slope) for name, slope in of_parameters.items() if name.startswith("representation."))
    assert np.abs(of_parameters["reward.value3.weight"]).max() > 0
    assert np.isfinite(of_states).all()
    assert not np.any(of_states[1, 3:])


def test_a_move_that_has_won_leaves_nothing_to_come() -> None:
    """Where r is 1 the discount is 0; where it is 0 the value counts for the other side."""
    random = np.random.default_rng(0)
    parameters: Any = muzero_network.first_parameters(LINES, random)
    model = muzero.with_model(rules.find("connect-four"), LINES)
    state = muzero_network.represent(LINES, parameters, jnp.asarray(random.random((3, 6, 7, 2)) < 0.3))
    for bias, reward, discount in ((0.0, None, None), (50.0, 1.0, 0.0)):
        sure = {**parameters, "reward.value3.bias": np.array([bias], np.float32)}
        output, _ = model.expand(sure, jax.random.PRNGKey(0), jnp.array([0, 1, 2]), state)
        assert np.asarray(output.discount) == pytest.approx(np.abs(output.reward) - 1)
        if reward is not None:
            assert np.asarray(output.reward) == pytest.approx(reward)
            assert np.asarray(output.discount) == pytest.approx(discount, abs=1e-6)


def test_only_the_root_asks_the_rules() -> None:
    """In the tree all moves are possible and nothing ends; at the root illegal moves are never tried."""
    run = nr.run("games", method="muzero", seed=0)
    run.act("set_moves", moves="B2 A1 A3")
    picture = run.picture("search", simulations=60)
    legal = run.picture("board")["legal"] > 0
    assert (picture["visits"][~legal] == 0).all()
    assert picture["visits"].sum() == 60
    assert picture["terms"][:, 4].sum() == legal.sum()
    deeper = run.picture("search", simulations=60, node=1)
    assert deeper["terms"][:, 4].sum() == 9


def test_a_search_looks_at_nothing_but_the_board_at_its_root() -> None:
    """Negative control: with a dynamics that forgets, all moves are worth the same, whatever the rules say of them."""
    run = nr.run("games", method="muzero", seed=0)
    forgetting = {name: array * (not name.startswith("dynamics.")) for name, array in run.state.playing.items()}
    game = rules.find("tic-tac-toe")
    look = search.searching(game, muzero.model(run.settings), "puct", 800, True)
    _, tree = look(forgetting, np.zeros(2, np.uint32), rules.first(game), search.effort(game, 800, 40))
    tried = np.asarray(tree.children_visits)[0, 0] > 0
    assert tried.sum() == 9
    assert np.ptp(np.asarray(tree.raw_values)[0, 1:41]) == 0
