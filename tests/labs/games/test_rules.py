"""The games: invariants over thousands of random games of each, and counts that are known exactly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurarium.lab.text import Refusal
from neurarium.labs.games import boards, rules, solution
from neurarium.labs.games.boards import BOARDS, Board
from neurarium.labs.games.self_play import uniform

BATCH = 2048


@pytest.fixture(params=sorted(BOARDS))
def board(request: pytest.FixtureRequest) -> Board:
    return BOARDS[request.param]


def test_thousands_of_random_games_keep_the_rules(board: Board) -> None:
    game = rules.find(board.id)
    batch = 128 if board.kind == "go" else BATCH
    random = np.random.default_rng(1)
    position: Any = rules.first(game, batch)
    step = rules.stepping(game)
    ended = np.zeros(batch, bool)
    won = np.zeros(batch)
    for ply in range(board.longest):
        legal, cells = np.asarray(rules.legal(position)), rules.cells(position)
        assert legal.shape == (batch, board.actions)
        assert legal[~ended].any(axis=1).all(), "who is to move can move"
        actions = uniform(legal, random)
        position, reward = step(position, actions.astype(np.int32))
        reward, after = np.asarray(reward), rules.cells(position)
        now = np.asarray(rules.over(position))
        assert (now | ~ended).all(), "what is over stays over"
        assert (reward[ended] == 0).all()
        assert (reward[~now] == 0).all(), "nothing is won before the end"
        assert set(np.unique(reward)) <= {-1.0, 0.0, 1.0}
        assert (np.asarray(position.plies)[ended] <= ply).all()
        own = 1 if ply % 2 == 0 else -1
        if board.kind in ("tic-tac-toe", "connect-four"):
            placed = np.abs(after - cells).reshape(batch, -1)[~ended]
            assert (placed.sum(axis=1) == 1).all(), "one stone a move"
            assert (after.reshape(batch, -1).sum(axis=1)[~ended] == (own == 1)).all()
        if board.kind == "connect-four":
            full = after != 0
            assert (full[:, 1:] | ~full[:, :-1]).all(), "no stone floats"
        if board.kind == "go":
            stones = actions < board.cells
            at = np.minimum(actions, board.cells - 1)
            there = after.reshape(batch, -1)[np.arange(batch), at]
            playing = ~ended & stones & ~(now & (reward == -1))  # but for the move that repeats a board
            assert (there[playing] == own).all(), "no suicide"
        won += np.where(ended, 0, reward * own)
        ended = now
    assert ended.all(), "every game ends"
    if board.kind in ("go", "hex"):
        assert (won != 0).all(), "somebody wins"
    frozen, reward = step(position, np.zeros(batch, np.int32))
    assert (rules.cells(frozen) == rules.cells(position)).all() or board.kind in ("go", "hex")
    assert (np.asarray(reward) == 0).all()


def test_illegal_moves_lose() -> None:
    game = rules.find("tic-tac-toe")
    step = rules.stepping(game)
    position, _ = step(rules.first(game), np.array([4], np.int32))
    position, reward = step(position, np.array([4], np.int32))
    assert float(reward[0]) == -1
    assert bool(rules.over(position)[0])


def test_symmetries_lead_to_the_same_games(board: Board) -> None:
    """Turned moves lead to the turned board, with the same moves possible and the same end."""
    game = rules.find(board.id)
    step = rules.stepping(game)
    cells, actions = boards.symmetries(board)
    count = len(cells)
    random = np.random.default_rng(2)
    batch = 128 if board.kind == "go" else BATCH  # a size that is compiled already
    position: Any = rules.first(game, batch)
    back = np.argsort(actions, axis=1)  # a move of the old board on the new one
    for _ in range(min(board.longest, 20)):
        legal = np.asarray(rules.legal(position))
        one = int(uniform(legal[:1], random)[0])
        if board.kind == "hex" and one == board.cells:
            one = int(np.flatnonzero(legal[0])[0])
        moves = np.zeros(batch, np.int32)
        moves[:count] = back[:, one]
        position, _ = step(position, moves)
        seen, may = rules.cells(position).reshape(batch, -1), np.asarray(rules.legal(position))
        if bool(rules.over(position)[0]):
            assert np.asarray(rules.over(position))[:count].all()
            break
        for turn in range(count):
            assert (seen[turn] == seen[0][cells[turn]]).all()
            assert (may[turn] == may[0][actions[turn]]).all()


def test_tic_tac_toe_has_5478_positions_and_255168_games() -> None:
    assert sum(counts("tic-tac-toe", 9, 2048)[0]) == 5478
    assert len(solution.solve().cells) == 4520
    assert solution.games() == 255_168


def test_connect_four_has_the_known_number_of_positions_to_depth_8() -> None:
    found, _ = counts("connect-four", 8, 2048)
    assert found == [1, 7, 49, 238, 1120, 4263, 16422, 54859, 184275]


def counts(game_id: str, depth: int, batch: int) -> tuple[list[int], Any]:
    """How many different positions there are after 0, 1, 2, ... moves, and the last of them."""
    game = rules.find(game_id)
    step = rules.stepping(game)
    layer: Any = rules.first(game, 1)
    found = [1]
    for _ in range(depth):
        legal = np.asarray(rules.legal(layer)) & ~np.asarray(rules.over(layer))[:, None]
        rows, actions = np.nonzero(legal)
        parts = []
        for begin in range(0, len(rows), batch):
            some = np.minimum(np.arange(begin, begin + batch), len(rows) - 1)
            after, _ = step(rules.taken(layer, rows[some]), actions[some].astype(np.int32))
            parts.append(rules.on_host(after))
        layer = rules.Position(*(joined(list(pieces), len(rows)) for pieces in zip(*parts, strict=True)))
        cells = rules.cells(layer).reshape(len(rows), -1)
        _, unique = np.unique(np.ascontiguousarray(cells).view(np.dtype((np.void, cells.shape[1]))), return_index=True)
        layer = rules.taken(layer, unique)
        found.append(len(unique))
    return found, layer


def joined(pieces: list[Any], count: int) -> Any:
    import jax

    return jax.tree.map(lambda *leaves: np.concatenate(leaves)[:count], *pieces)


def test_solution_is_that_of_the_rules() -> None:
    """The positions built by the rules are those that were solved, and so are their moves."""
    solved, position = solution.solve(), solution.positions()
    assert (rules.cells(position).reshape(-1, 9) == solved.cells * 1).all()
    assert (np.asarray(rules.legal(position)) == (solved.moves > -2)).all()
    assert solved.values[0] == 0, "with best play nobody wins"


def test_hex_swap_mirrors_the_stone() -> None:
    game = rules.find("hex-5")
    step = rules.stepping(game)
    position, _ = step(rules.first(game), np.array([1], np.int32))
    position, _ = step(position, np.array([25], np.int32))
    assert boards.drawn(rules.cells(position)[0]).splitlines() == [".....", "O....", ".....", ".....", "....."]


def test_hex_black_joins_left_and_right() -> None:
    game = rules.find("hex-5")
    step = rules.stepping(game)
    position: Any = rules.first(game)
    reward = np.zeros(1)
    for move in (10, 0, 11, 1, 12, 2, 13, 3, 14):
        assert not bool(rules.over(position)[0])
        position, reward = step(position, np.array([move], np.int32))
    assert float(reward[0]) == 1
    assert bool(rules.over(position)[0])


# Black's wall in the middle column, White's beside it: Black has 10 + 5, White 5 + 5.
WALLS = (2, 3, 7, 8, 12, 13, 17, 18, 22, 23)


@pytest.mark.parametrize("komi", [0.5, 4.5, 9.5])
def test_go_is_counted_by_area_and_komi(komi: float) -> None:
    game = rules.find("go-5")
    position: Any = rules.with_komi(game, rules.first(game), komi)
    reward = np.zeros(1)
    for move in (*WALLS, 25, 25):
        position, reward = rules.stepping(game)(position, np.array([move], np.int32))
    assert rules.area(game, position) == (15, 10)
    assert bool(rules.over(position)[0])
    assert float(reward[0]) == (1 if komi > 5 else -1), "White passed last"


def test_komi_is_seen_and_varied_in_self_play() -> None:
    game = rules.find("go-5")
    position = rules.varied(game, 64)
    komi = np.asarray(position.inner.komi)
    assert komi[:7].tolist() == [0.5, 4.5, 9.5, 14.5, 19.5, 24.5, 0.5]
    planes = np.asarray(rules.observe(position))[..., 5:]
    assert (planes == (komi[:, None] > np.array(game.board.komis[:-1]))[:, None, None]).all()
    assert rules.varied(rules.find("tic-tac-toe"), 4).plies.tolist() == [0] * 4


@settings(max_examples=50, deadline=None)
@given(data=st.data(), game_id=st.sampled_from(sorted(BOARDS)))
def test_moves_are_read_as_they_are_written(data: st.DataObject, game_id: str) -> None:
    board = BOARDS[game_id]
    moves = data.draw(st.lists(st.integers(0, board.actions - 1), max_size=12))
    text = " ".join(boards.written(board, move) for move in moves)
    assert boards.read_moves(board, text) == moves
    assert boards.read_moves(board, text.lower().replace(" ", ",")) == moves


@given(word=st.text(max_size=6))
def test_words_that_are_no_moves_are_refused(word: str) -> None:
    board = BOARDS["hex-5"]
    try:
        assert 0 <= boards.read(board, word) < board.actions
    except Refusal as refusal:
        assert refusal.text.de
