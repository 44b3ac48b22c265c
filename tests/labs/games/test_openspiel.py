"""Against OpenSpiel's MCTS, where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from neurarium.lab.text import Refusal
from neurarium.labs.games import openspiel, solution, strength


def test_a_match_against_openspiel() -> None:
    pytest.importorskip("pyspiel", reason="OpenSpiel is not installed: pip install neurarium[openspiel]")
    player = strength.random_player(np.random.default_rng(0))
    score = openspiel.match(player, 6, 50)
    assert score.games == 6
    assert score.losses >= 5, "fifty rollouts beat a random mover"


def test_a_missing_openspiel_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(Refusal, match=r"neurarium\[openspiel\]"):
        openspiel.opponent(10, 0)


def test_its_minimax_says_what_every_position_of_tic_tac_toe_is_worth() -> None:
    pyspiel = pytest.importorskip("pyspiel", reason="OpenSpiel is not installed: pip install neurarium[openspiel]")
    from open_spiel.python.algorithms.minimax import alpha_beta_search

    game = pyspiel.load_game("tic_tac_toe")
    solved = solution.solve()
    later = [row for row in range(len(solved.cells)) if np.count_nonzero(solved.cells[row]) == 5][::7]
    assert len(later) > 100
    for row in [0, *later]:
        state = game.new_initial_state()
        crosses, noughts = (np.flatnonzero(solved.cells[row] == sign) for sign in (1, -1))
        for ply in range(len(crosses) + len(noughts)):
            state.apply_action(int((crosses if ply % 2 == 0 else noughts)[ply // 2]))
        worth, _ = alpha_beta_search(game, state=state, maximizing_player_id=state.current_player())
        assert worth == solved.values[row]
