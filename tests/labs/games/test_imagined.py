"""The learned model beside the real rules: the numbers shown, exactly where the rules give them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.labs.games import imagined, muzero, muzero_network, rules, shipped, visitor
from neurarium.labs.games.settings import GamesSettings

ITERATIONS = 72  # about 15 seconds of the processor


@pytest.fixture(scope="module")
def untrained() -> Run:
    return nr.run("games", method="muzero", seed=0)


@pytest.fixture(scope="module")
def trained() -> Run:
    return nr.run("games", method="muzero", seed=0, planned=ITERATIONS).advance(ITERATIONS)


def test_muzero_learns_the_rules_and_the_game(trained: Run, untrained: Run) -> None:
    """Far from the end of its training, but far from chance too; all of it is a command, see docs/games.md."""
    assert trained.readings["optimal_network"] > untrained.readings["optimal_network"] + 0.1
    assert trained.readings["optimal_search"] > untrained.readings["optimal_search"] + 0.1
    before, after = (run.picture("imagination")["depths"] for run in (untrained, trained))
    chance = after[:, 3]
    assert before[:5, 2] == pytest.approx(chance[:5], abs=0.05), "an untrained model knows nothing of the rules"
    assert (after[:4, 2] > (1 + chance[:4]) / 2).all(), "a short training at least halves what lies on impossible moves"


def test_the_line_is_compared_with_the_rules(untrained: Run) -> None:
    """X takes the middle, the corner and the other corner: it wins with its third move, and the line ends there."""
    untrained.act("set_moves", moves="B2 A1")
    shown = untrained.picture("imagined", line="A3 B1 C1")
    assert shown["learned"].tolist() == [1]
    assert shown["moves"].tolist() == [0, 7, 8, *shown["moves"][3:]]
    assert shown["boards"][3].tolist() == [[1, 0, 0], [0, 1, 0], [-1, -1, 1]]
    assert len(shown["boards"]) == 4, "X has won on the diagonal"
    assert shown["real"][3] == 1
    assert shown["legal"].sum(axis=1).tolist() == [7, 6, 5, 0]
    assert shown["mass"] == pytest.approx((shown["policy"] * shown["legal"]).sum(axis=1))
    assert shown["mass"][3] == 0
    assert shown["policy"].sum(axis=1) == pytest.approx(1)
    assert shown["value"][0] == pytest.approx(shown["real"][0], abs=1e-6), "the first board is seen"
    assert shown["won"].tolist() == [0, 0, 1]
    assert len(shown["rewards"]) == 3


def test_what_is_imagined_is_the_unrolled_model(untrained: Run) -> None:
    """Worked out step by step: h once, g for each move, f for each state, the sign turning with the player."""
    untrained.act("set_moves", moves="B2")
    shown = untrained.picture("imagined", line="A1 C3")
    settings: Any = untrained.settings
    blueprint, parameters = muzero.alphazero.blueprint_of(settings), untrained.state.playing
    seen = rules.observe(visitor.position_after(settings, [4]))
    state = muzero_network.represent(blueprint, parameters, seen)
    for step, sign in ((0, -1), (1, 1), (2, -1)):
        if step:
            state = muzero_network.imagine(blueprint, parameters, state, shown["moves"][step - 1 : step])
        logits, value = muzero_network.judge(blueprint, parameters, state)
        assert shown["policy"][step] == pytest.approx(imagined.softmax(np.asarray(logits))[0], abs=1e-6)
        assert shown["value"][step] == pytest.approx(sign * float(value[0]), abs=1e-6)
        position = visitor.position_after(settings, [4, *map(int, shown["moves"][:step])])
        real = muzero.answer(settings)(parameters, rules.observe(position))[1]
        assert shown["real"][step] == pytest.approx(sign * float(real[0]), abs=1e-6)


def test_what_a_move_has_won_is_the_models_word_and_the_rules() -> None:
    run = nr.run("games", game="connect-four", method="muzero", network="convolutional", seed=0)
    run.act("set_moves", moves="1 1 2 2 3 3")
    shown = run.picture("imagined", line="7 7 4")
    assert shown["won"].tolist() == [0, 0, 1], "four in the bottom row"
    settings: Any = run.settings
    blueprint, parameters = muzero.alphazero.blueprint_of(settings), run.state.playing
    state = muzero_network.represent(
        blueprint, parameters, rules.observe(visitor.position_after(settings, [0, 0, 1, 1, 2, 2]))
    )
    for step in range(3):
        state = muzero_network.imagine(blueprint, parameters, state, shown["moves"][step : step + 1])
        brought = float(muzero_network.reward(blueprint, parameters, state)[0])
        assert shown["rewards"][step] == pytest.approx(brought, abs=1e-6)
    assert len(shown["rewards"]) == 3


def test_a_trained_model_sees_what_wins_and_an_untrained_one_does_not() -> None:
    """Area under the curve of its reward, over moves after one to three imagined ones; 0.5 is chance."""
    settings = GamesSettings.of(game="connect-four", method="muzero", network="convolutional")
    known = imagined.knows_won(settings, shipped.parameters("connect-four", "muzero", "convolutional"))
    control = imagined.knows_won(settings, muzero.first_parameters_of(settings, np.random.default_rng(0)))
    assert min(area for _, area in known[:3]) > 0.9
    assert max(area for _, area in control[:3]) < 0.9
    assert np.average([area for _, area in control], weights=[count for count, _ in control]) == pytest.approx(
        0.5, abs=0.2
    )


def test_whoever_asks_the_rules_is_never_apart_from_them() -> None:
    """Control: AlphaZero sees every board; only what it believes of ends, which it never asks for, may differ."""
    run = nr.run("games", seed=0)
    shown = run.picture("imagined")
    assert shown["learned"].tolist() == [0]
    assert shown["rewards"].size == 0, "nobody has to believe what the rules say"
    assert (run.picture("imagination")["depths"][:, 4] == 0).all()
    going = shown["legal"].any(axis=1)
    assert shown["value"][going] == pytest.approx(shown["real"][going])


def test_averages_are_over_the_same_real_games(untrained: Run) -> None:
    depths = untrained.picture("imagination")["depths"]
    assert depths.shape == (imagined.FAR + 1, 6)
    assert (depths[:, 0] + depths[:, 1] == imagined.GAMES).all()
    assert depths[0, 1] == 0
    assert (np.diff(depths[:, 1]) >= 0).all(), "what is over stays over"
    assert depths[0, 4] == pytest.approx(0, abs=1e-6)


def test_lines_that_are_not_possible_are_refused(untrained: Run) -> None:
    untrained.act("set_moves", moves="B2")
    for line, sentence in (("B2", "B2 is not possible"), ("Z9", "no move here"), (" ".join(["A1"] * 9), "at most 8")):
        with pytest.raises(nr.Refusal, match=sentence):
            untrained.picture("imagined", line=line)


def test_area_under_the_curve_by_hand() -> None:
    """Of six pairs four are in order and one is a draw."""
    assert imagined.area(np.array([0.5, 0.2]), np.array([0.1, 0.2, 0.3])) == pytest.approx(4.5 / 6)
