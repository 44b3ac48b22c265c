"""The networks that come along are what their cards say."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.games import alphazero, exhaustive, generations, shipped, solution, strength
from neurarium.labs.games.settings import GamesSettings

KNOWN = sorted(shipped.files())


@pytest.mark.parametrize(("game", "method", "network"), KNOWN)
def test_a_trained_network_fits_its_card_and_its_game(game: str, method: str, network: str) -> None:
    card, file = shipped.card(game, method, network), shipped.files()[game, method, network]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == card["sha256"]
    assert file.stat().st_size < 2**20
    settings = nr.run("games").settings.replace(**card["settings"])
    wanted = generations.of(settings).first_parameters(settings, np.random.default_rng(0))
    found = shipped.parameters(game, method, network)
    assert {name: array.shape for name, array in found.items()} == {name: array.shape for name, array in wanted.items()}
    assert set(card) >= {"seed", "date", "command", "iterations", "measured"}
    assert card.get("processor_seconds") or (card["seconds"] and card["machine"]), (
        "how long, and on what if not on a processor"
    )


def test_the_smallest_network_of_a_generation_is_the_one_to_begin_with() -> None:
    assert shipped.network("connect-four") == "convolutional"
    assert shipped.network("tic-tac-toe") == "dense"
    assert shipped.network("go-9") == "large"
    assert shipped.network("hex-5", "alphago") == "convolutional", "none comes along"
    assert all((game, method, shipped.network(game, method)) in KNOWN for game, method, _ in KNOWN)


def test_tic_tac_toe_comes_along_as_strong_as_its_card_says() -> None:
    run = nr.run("games", weights="shipped")
    card = shipped.card("tic-tac-toe", "alphazero", "dense")
    assert run.readings["optimal_search"] == card["measured"]["optimal_with_16_simulations"] == 1
    assert run.readings["optimal_network"] == pytest.approx(card["measured"]["optimal_network"], abs=1e-9)
    player = strength.network_player(alphazero.answer(run.settings), run.state.learner.parameters)
    chosen = player(solution.positions())
    assert solution.losses(chosen, first=True) == solution.losses(chosen, first=False) == 0


def test_muzero_comes_along_and_loses_no_game_of_tic_tac_toe() -> None:
    """Whatever the other side does, on both sides, with and without a search in its learned model."""
    card = shipped.card("tic-tac-toe", "muzero", "dense")
    settings = GamesSettings.of(method="muzero")
    parameters = shipped.parameters("tic-tac-toe", "muzero", "dense")
    for simulations, name in ((0, "optimal_network"), (16, "optimal_with_16_simulations")):
        chosen = exhaustive.moves(settings, parameters, simulations)
        assert solution.optimal(chosen).mean() == pytest.approx(card["measured"][name], abs=0.0005)
        assert solution.losses(chosen, first=True) == solution.losses(chosen, first=False) == 0
