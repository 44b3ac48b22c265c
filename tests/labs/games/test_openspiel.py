"""Against OpenSpiel's MCTS, where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from neurarium.lab.text import Refusal
from neurarium.labs.games import openspiel, strength


def test_a_match_against_openspiel() -> None:
    pytest.importorskip("pyspiel", reason="OpenSpiel is not installed: pip install open_spiel")
    player = strength.random_player(np.random.default_rng(0))
    score = openspiel.match(player, 6, 50)
    assert score.games == 6
    assert score.losses >= 5, "fifty rollouts beat a random mover"


def test_a_missing_openspiel_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(Refusal, match="pip install open_spiel"):
        openspiel.opponent(10, 0)
