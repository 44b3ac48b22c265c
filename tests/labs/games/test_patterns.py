"""Bitboards, experts and patterns: the parts of AlphaGo that need no network, against pgx's rules and hand-worked numbers."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.games import bitboards, boards, experts, patterns, rules, self_play

LINES = ("tic-tac-toe", "connect-four")


def random_games(
    name: str, count: int, seed: int
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """Of so many games of random moves, at each ply: what is seen, what is legal, which go on, the moves, what they brought."""
    game = rules.find(name)
    step, random = rules.stepping(game), np.random.default_rng(seed)
    position: Any = rules.first(game, count)
    plies = []
    while not np.asarray(rules.over(position)).all():
        seen, legal, playing = (np.asarray(each(position)) for each in (rules.observe, rules.legal, rules.over))
        moves = self_play.uniform(legal, random).astype(np.int32)
        position, reward = step(position, moves)
        plies.append((seen, legal, ~playing, moves, np.asarray(reward)))
    return plies


@pytest.mark.parametrize("name", LINES)
def test_bitboards_and_patterns_know_the_rules_that_pgx_knows(name: str) -> None:
    board = boards.BOARDS[name]
    shape, table = bitboards.shape_of(board), patterns.tables(board)
    wins = 0
    for seen, legal, playing, actions, reward in random_games(name, 64, 0):
        moves = patterns.moves_of(board, patterns.values_of(jnp.asarray(seen)))
        assert (np.asarray(moves.legal) == legal)[playing].all()
        patterns_won = table.wins[np.asarray(moves.patterns)[np.arange(64), actions]].any(axis=1)
        assert (patterns_won == (reward > 0))[playing].all()
        for row in np.flatnonzero(playing):
            mine, theirs = map(int, bitboards.read(seen)[row])
            bits = [bitboards.place(mine | theirs, action, shape) for action in range(board.actions)]
            assert [bit > 0 for bit in bits] == list(legal[row])
            assert bitboards.joined(mine | bits[actions[row]], shape) == (reward[row] > 0)
        wins += int((reward > 0)[playing].sum())
    assert wins > 32, "there was something to be seen"


def test_a_pattern_is_what_lies_on_either_side_of_the_cell() -> None:
    """X at A3, B3 (top row), O at A1: for C3 the row reads own, own, outside, outside."""
    board = boards.BOARDS["tic-tac-toe"]
    values = jnp.array([[1, 1, 0, 0, 0, 0, 2, 0, 0]])
    moves = patterns.moves_of(board, values)
    across, down, falling, rising = np.asarray(moves.patterns)[0, 2]
    outside, other = patterns.OUTSIDE, patterns.OTHER
    assert across == 1 + 1 * 4 + outside * 16 + outside * 64
    assert down == outside + outside * 4  # above; below there is nothing
    assert falling == sum(outside * 4**side for side in range(4))
    assert rising == outside + outside * 4 + 0 * 16 + other * 64
    wins = patterns.tables(board).wins
    assert wins[across]
    assert not wins[[down, falling, rising]].any()


def test_the_patterns_of_four_win_with_three_in_one_run() -> None:
    """Own stones on six cells around: a line of four needs three of them next to the new stone and to one another."""
    wins = patterns.tables(boards.BOARDS["connect-four"]).wins
    assert len(wins) == 4**6

    def code(cells: str) -> int:
        return sum(".XO#".index(cell) * 4**side for side, cell in enumerate(cells))

    for cells, won in [
        ("XXX...", 1),
        (".XXX..", 1),
        ("..XXX.", 1),
        ("...XXX", 1),
        ("XX.XX.", 0),
        ("XXOXX.", 0),
        ("X.XX.X", 0),
    ]:
        assert wins[code(cells)] == won, cells


def test_weights_add_up_to_scores() -> None:
    board = boards.BOARDS["tic-tac-toe"]
    weights = patterns.first_weights(board)
    moves = patterns.moves_of(board, jnp.zeros((1, 9), jnp.int32))
    assert not np.asarray(patterns.scores(weights, moves)).any(), "at first every move is alike"
    random = np.random.default_rng(0)
    weights = {name: random.standard_normal(array.shape).astype(np.float32) for name, array in weights.items()}
    lines, cells = weights["pi.lines"], weights["pi.cells"]
    corner = np.asarray(moves.patterns)[0, 0]
    wanted = lines[0, corner[0]] + lines[1, corner[1]] + lines[2, corner[2]] + lines[2, corner[3]] + cells[0]
    assert float(patterns.scores(weights, moves)[0, 0]) == pytest.approx(float(wanted), abs=1e-5)


def test_random_games_of_tic_tac_toe_end_as_often_as_they_must() -> None:
    """Of games of random moves X wins 0.58492, O 0.28810, 0.12698 are drawn: exact, by counting all games."""
    board = boards.BOARDS["tic-tac-toe"]
    count = 16384
    z = np.asarray(
        patterns.played_out(
            board,
            patterns.first_weights(board),
            jax.random.key(0),
            jnp.zeros((count, 3, 3, 2), bool),
            jnp.zeros(count, bool),
        )
    )
    for outcome, share in [(1, 0.58492), (-1, 0.28810), (0, 0.12698)]:
        assert abs((z == outcome).mean() - share) < 4 * (share * (1 - share) / count) ** 0.5, "four standard deviations"


def test_a_game_that_is_over_is_not_played_out() -> None:
    board = boards.BOARDS["connect-four"]
    full = jnp.zeros((2, 6, 7, 2), bool)
    z = patterns.played_out(board, patterns.first_weights(board), jax.random.key(0), full, jnp.array([True, False]))
    assert float(z[0]) == 0


def test_experts_win_where_they_can_and_stop_what_they_must() -> None:
    shape = bitboards.shape_of(boards.BOARDS["connect-four"])
    seen = np.zeros((2, 6, 7, 2), bool)
    seen[0, 5, 1:4, 0] = seen[1, 5, 0:3, 1] = True  # three in the bottom row: own, then the other's
    seen[0, 4, 1:4, 1] = seen[1, 4, 0:3, 0] = True
    seen[0, 5, 0, 1] = True  # own three are closed on the left
    visits, values = experts.searched(shape, seen, 400, np.arange(2, dtype=np.uint32))
    assert visits.sum(axis=1).tolist() == [400, 400]
    assert visits.argmax(axis=1).tolist() == [4, 3]
    assert values[0] > 0.8
    again, _ = experts.searched(shape, seen, 400, np.arange(2, dtype=np.uint32))
    assert (again == visits).all(), "the seed decides"
    other, _ = experts.searched(shape, seen, 400, np.arange(2, 4, dtype=np.uint32))
    assert (other != visits).any()


def test_with_one_simulation_an_expert_knows_nothing() -> None:
    """Negative control: its only try is a random move."""
    shape = bitboards.shape_of(boards.BOARDS["tic-tac-toe"])
    visits, _ = experts.searched(shape, np.zeros((900, 3, 3, 2), bool), 1, np.arange(900, dtype=np.uint32))
    assert visits.sum(axis=0).min() > 60
    assert visits.sum(axis=0).max() < 140, "100 each, give or take four standard deviations"


@pytest.mark.parametrize("name", ["go-5", "hex-5"])
def test_other_games_are_refused(name: str) -> None:
    with pytest.raises(nr.Refusal, match="Tic-tac-toe and Connect Four") as refused:
        nr.run("games", game=name, method="alphago")
    assert "Vier gewinnt" in refused.value.text.de
