"""Boards that are set up by their text form: read as they are written, refused where they cannot arise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import neurarium as nr
from neurarium.lab.text import Refusal
from neurarium.labs.games import boards, placing, rules, visitor
from neurarium.labs.games.boards import BOARDS
from neurarium.labs.games.self_play import uniform
from neurarium.labs.games.settings import GamesSettings


@pytest.mark.parametrize("game_id", ["tic-tac-toe", "connect-four", "go-5", "hex-5"])
def test_every_board_that_arises_is_found_again(game_id: str) -> None:
    """Random games, cut off anywhere: the moves that are found lead to the same board with the same player to move."""
    game, settings = rules.find(game_id), GamesSettings.of(game=game_id)
    random = np.random.default_rng(4)
    count = 6 if game_id == "go-5" else 16
    for _ in range(count):
        position: Any = rules.first(game)
        for _ in range(int(random.integers(0, game.board.longest // (3 if game_id == "go-5" else 1)))):
            before = position
            action = uniform(np.asarray(rules.legal(position)), random).astype(np.int32)
            position, _ = rules.stepping(game)(position, action)
            if bool(rules.over(position)[0]):
                position = before
                break
        turn = "X" if int(position.plies[0]) % 2 == 0 else "O"
        text = boards.drawn(rules.cells(position)[0]) + (f"\n{turn}" if game_id == "go-5" else "")
        found = placing.moves(settings, game.board, text)
        again = visitor.position_after(settings, found)
        assert (rules.cells(again) == rules.cells(position)).all()
        assert (len(found) - int(position.plies[0])) % 2 == 0


@pytest.mark.parametrize(
    ("game_id", "text", "sentence"),
    [
        ("tic-tac-toe", "XX./.../...", "2 X and 0 O, but they move in turn"),
        ("tic-tac-toe", "XXX/OOO/...", "no order of the moves"),
        ("tic-tac-toe", "XXX/OO./...", "game is over on this board"),
        ("tic-tac-toe", "XOX/XOO/OXX", "game is over on this board"),
        ("tic-tac-toe", "X../...", "expected 3 lines of 3 signs"),
        ("tic-tac-toe", "X.Z/.../...", "expected 3 lines of 3 signs"),
        ("tic-tac-toe", "", "expected 3 lines"),
        ("connect-four", "......./......./......./X....../......./O......", "a stone floats"),
        ("connect-four", "......./......./X....../X....../O....../O......", "no order of the moves"),
        ("connect-four", "......./......./X....../XO...../XO...../XO.....", "game is over"),
        ("go-5", "...../...../...../...../...../XO", "expected 5 lines"),
        ("go-5", "XO.../OO.../...../...../.....", "chain at A5 has no liberty"),
        ("go-5", "XXXXX/XXXXX/XXXXX/XXXXX/XXXXX", "has no liberty"),
        ("hex-5", "OO.../...../...../...../.....", "0 X and 2 O"),
    ],
)
def test_boards_that_cannot_arise_are_refused(game_id: str, text: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        placing.moves(GamesSettings.of(game=game_id), BOARDS[game_id], text)
    assert refused.value.text.de != refused.value.text.en


def test_a_board_is_set_up_and_played_on() -> None:
    run = nr.run("games", seed=1, answer_simulations=200)
    run.act("set_board", board="xx.\noo.\n...")
    board = run.picture("board")
    assert board["cells"].tolist() == [[1, 1, 0], [-1, -1, 0], [0, 0, 0]]
    assert board["about"][:3].tolist() == [1, 0, 1], "X is to move, and X is the visitor"
    with pytest.raises(nr.Refusal, match="cannot arise"):
        run.act("set_board", board="xxx/.../...")
    assert (run.picture("board")["cells"] == board["cells"]).all(), "what is refused changes nothing"
    run.act("play", move=2)
    assert run.picture("board")["about"][1] == 1
