"""Playing against the network: what a visitor may do, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.labs.games import alphazero, boards, rules, search, visitor


@pytest.fixture
def run() -> Run:
    return nr.run("games", seed=1, answer_simulations=20)


def test_a_whole_game_is_played(run: Run) -> None:
    for _ in range(5):
        board = run.picture("board")
        if not board["legal"].any():
            break
        run.act("play", move=int(board["legal"].argmax()))
    board = run.picture("board")
    assert board["about"][0] == 0, "nobody is to move"
    assert board["about"][1] in (-1, 0, 1)
    with pytest.raises(nr.Refusal, match="over"):
        run.act("play", move=0)
    played = len(board["moves"])
    run.act("undo")
    assert len(run.picture("board")["moves"]) == played - 1 - (played - 1) % 2


def test_the_network_may_begin_and_the_visitor_takes_back(run: Run) -> None:
    run.act("new_game", begins="network")
    assert len(run.picture("board")["moves"]) == 1
    assert run.picture("board")["about"][2] == -1
    with pytest.raises(nr.Refusal, match="no move of yours"):
        run.act("undo")
    move = int(run.picture("board")["legal"].argmax())
    run.act("play", move=move)
    assert len(run.picture("board")["moves"]) == 3
    run.act("undo")
    assert len(run.picture("board")["moves"]) == 1


def test_positions_are_set_up_by_moves(run: Run) -> None:
    run.act("set_moves", moves="B2 A1, c3")
    board = run.picture("board")
    assert board["cells"].tolist() == [[0, 0, 1], [0, 1, 0], [-1, 0, 0]]
    assert board["about"].tolist() == [-1, 0, -1, 3, 2]
    assert bytes(board["names"]).decode().split()[:3] == ["A3", "B3", "C3"]
    for moves, sentence in (("B2 B2", "B2 is not possible"), ("D9", "no move here"), ("A1 A2 B1 B2 C1 C2", "over")):
        with pytest.raises(nr.Refusal, match=sentence):
            run.act("set_moves", moves=moves)
    assert (run.picture("board")["cells"] == board["cells"]).all(), "what is refused changes nothing"


@pytest.mark.parametrize("simulations", [0, 1_000_000])
def test_impossible_numbers_of_simulations_are_refused(run: Run, simulations: int) -> None:
    with pytest.raises(nr.Refusal, match="from 1 to 800"):
        run.change(answer_simulations=simulations)
    with pytest.raises(nr.Refusal, match="from 1 to 800"):
        run.picture("search", simulations=simulations)


def test_a_win_in_one_is_found_even_untrained(run: Run) -> None:
    """The search alone sees it: X has two in a row, and the network knows nothing."""
    run.change(answer_simulations=200)
    run.act("set_moves", moves="A1 A3 B1 B3").act("answer")
    assert run.picture("board")["about"][1] == 1


def test_checkpoints_are_remembered_and_can_be_played(run: Run) -> None:
    run.advance(4)
    kept = run.picture("checkpoints")
    assert kept["when"][:, 0].tolist() == [0, 1, 2, 4]
    assert kept["policy"].sum(axis=1) == pytest.approx(1)
    now = run.picture("opinion")
    assert (kept["policy"][-1] == now["policy"]).all()
    assert (run.picture("opinion", checkpoint=0)["policy"] == kept["policy"][0]).all()
    run.act("play", move=4, checkpoint=0)
    with pytest.raises(nr.Refusal, match=r"expected a whole number from -1 \(now\) to 3"):
        run.act("new_game", begins="network", checkpoint=7)


def test_self_play_games_are_written_down(run: Run) -> None:
    run.advance(4)
    for number in range(8):
        game = run.picture("game", number=number)
        assert len(game["boards"]) == len(game["moves"]) + 1 >= 6
        assert np.abs(game["boards"][-1]).sum() == len(game["moves"])
        assert game["outcome"][0] in (-1, 0, 1)
        assert game["policies"].sum(axis=1) == pytest.approx(1, abs=0.01)
        end = run.picture("board", source="last", number=number)
        assert end["about"][1] == game["outcome"][0]


def test_games_without_a_trained_network_say_which_have_one() -> None:
    with pytest.raises(nr.Refusal, match=r"For Go, 9 x 9, .*There are: AlphaZero, 2018 \(Large\)"):
        nr.run("games", game="go-9", method="muzero", weights="shipped")


@pytest.mark.parametrize("game_id", ["connect-four", "go-5", "hex-5"])
def test_a_turned_board_is_judged_as_the_board_is(game_id: str) -> None:
    """With the mean over all symmetries; and one search is that of the other, turned. Control: alone a network differs."""
    game = rules.find(game_id)
    random = np.random.default_rng(0)
    settings = nr.run("games", game=game_id, network="convolutional", turned_answers=True).settings
    parameters = alphazero.first_parameters_of(settings, random)
    cells, actions = boards.symmetries(game.board)
    positions = []
    for turn in (0, 1):
        position: Any = rules.first(game)
        for move in (1, 4, 3) if game_id == "connect-four" else (6, 13, 8):
            turned = int(np.flatnonzero(actions[turn] == move)[0])
            position, _ = rules.stepping(game)(position, np.array([turned], np.int32))
        positions.append(position)
    model = search.with_turned(game, alphazero.blueprint_of(settings))
    (one, value, _), (other, same, _) = (model.root(parameters, np.zeros(2, np.uint32), each) for each in positions)
    assert np.asarray(other) == pytest.approx(np.asarray(one)[:, actions[1]], abs=1e-4)
    assert float(value[0]) == pytest.approx(float(same[0]), abs=1e-5)
    alone = [np.asarray(alphazero.answer(settings)(parameters, rules.observe(each))[0]) for each in positions]
    assert np.abs(alone[1] - alone[0][:, actions[1]]).max() > 1e-4
    assert len(cells) == {"connect-four": 2, "go-5": 8, "hex-5": 2}[game_id]


def test_answers_that_judge_turned_boards_are_searched_with_them() -> None:
    plain, turned = (
        nr.run("games", game="connect-four", network="convolutional", turned_answers=on) for on in (False, True)
    )
    assert visitor.thinking(plain.settings)[0] is search.with_network
    assert visitor.thinking(turned.settings)[0] is search.with_turned
    imagined = nr.run("games", method="muzero", turned_answers=True)
    assert visitor.thinking(imagined.settings)[0] is not search.with_turned, "a hidden state cannot be turned"


def test_of_go_the_board_is_counted_and_its_komi_is_said() -> None:
    """Black's wall on the third of five columns leaves Black three of them; White has the two behind its own."""
    run = nr.run("games", game="go-5")
    assert run.picture("board")["score"].tolist() == [0, 0, 9.5]
    walls = "/".join(["..XO."] * 5)
    run.act("set_board", board=walls)
    assert run.picture("board")["score"].tolist() == [15, 10, 9.5]
    assert nr.run("games").picture("board")["score"].tolist() == [0, 0, 0]
