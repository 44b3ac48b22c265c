"""The tournament: Elo against hand-worked numbers, and what the page shows of it."""

from __future__ import annotations

from math import log10

import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.games import strength, tournament
from neurarium.labs.games.settings import METHODS


def scores(*pairs: tuple[int, int, tuple[int, int, int]], players: int) -> np.ndarray:
    table = np.zeros((players, players, 3), np.int64)
    for one, other, score in pairs:
        table[one, other] = score
        table[other, one] = score[::-1]
    return table


def test_two_players_are_as_far_apart_as_their_score_says() -> None:
    """29 of 39 points and half a game on either side: 29.5 / 40, so 400 log10(29.5 / 10.5) = 179.45 Elo."""
    found = tournament.ratings(scores((0, 1, (28, 2, 9)), players=2))
    assert found[0, 0] - found[1, 0] == pytest.approx(400 * log10(29.5 / 10.5), abs=1e-6)
    assert found[0, 0] - found[1, 0] == pytest.approx(strength.elo_of(strength.Score(28, 2, 9))[0], abs=1e-6)
    assert found[:, 0].sum() == pytest.approx(0, abs=1e-9)
    # The curvature of one pair is n p (1 - p); each is half as far from the mean as from the other.
    spread = 1.959964 * 400 / np.log(10) / (40 * 29.5 / 40 * 10.5 / 40) ** 0.5 / 2
    assert found[0, 2] - found[0, 0] == pytest.approx(spread, abs=1e-6)
    assert found[0, 0] - found[0, 1] == pytest.approx(spread, abs=1e-6)


def test_strengths_that_made_the_scores_are_found_again() -> None:
    """Three players 200 Elo apart, so many games that the half added to each side does not matter."""
    true = np.array([200.0, 0.0, -200.0])
    pairs = []
    for one, other in ((0, 1), (0, 2), (1, 2)):
        won = round(1_000_000 / (1 + 10 ** ((true[other] - true[one]) / 400)))
        pairs.append((one, other, (won, 0, 1_000_000 - won)))
    np.testing.assert_allclose(tournament.ratings(scores(*pairs, players=3))[:, 0], true, atol=0.01)


def test_who_wins_everything_stays_finite_and_equals_are_equal() -> None:
    found = tournament.ratings(scores((0, 1, (64, 0, 0)), (0, 2, (64, 0, 0)), (1, 2, (10, 44, 10)), players=3))
    assert np.isfinite(found).all()
    assert found[0, 1] > found[1, 2], "the intervals are apart"
    assert found[1, 0] == pytest.approx(found[2, 0], abs=1e-9)


def test_a_game_without_networks_has_no_tournament() -> None:
    with pytest.raises(nr.Refusal, match="two"):
        tournament.entrants("go-9")
    picture = nr.run("games", game="go-9").picture("tournament")
    assert picture["elo"].shape == (0, 3)
    assert not len(picture["methods"])


def test_the_page_shows_the_tournament_that_was_written_down() -> None:
    about = tournament.card("connect-four")
    assert about is not None
    assert about["methods"] == [method for method in METHODS if method in about["methods"]], (
        "in the order of the papers"
    )
    picture = nr.run("games", game="connect-four").picture("tournament")
    assert bytes(picture["methods"]).decode().split() == about["methods"]
    assert (picture["scores"] == np.array(about["scores"])).all()
    mirrored = picture["scores"].transpose(1, 0, 2)[..., ::-1]
    assert (picture["scores"] == mirrored).all(), "what one won the other lost"
    played = picture["scores"].sum(axis=2)[~np.eye(len(about["methods"]), dtype=bool)]
    assert (played == picture["about"][1]).all()
    date, command = bytes(picture["card"]).decode().split("\n")
    assert date == about["date"]
    assert command.startswith("python -m neurarium.labs.games.tournament")


def test_the_page_says_whether_the_networks_are_still_those_that_played() -> None:
    methods = list(tournament.entrants("tic-tac-toe"))
    about = {"methods": methods, "networks": tournament.fingerprints("tic-tac-toe", methods)}
    assert tournament.current("tic-tac-toe", about)
    assert not tournament.current("tic-tac-toe", {**about, "networks": ["0" * 64] * len(methods)}), (
        "others came along since"
    )
    assert not tournament.current("tic-tac-toe", {"methods": methods[1:], "networks": about["networks"][1:]}), (
        "one more"
    )


def test_a_small_tournament_is_played_by_everybody_against_everybody() -> None:
    some = tournament.entrants("tic-tac-toe")
    alike = {method: some[method] for method in ("alphago-zero", "alphazero")}  # their search is the same program
    result = tournament.play(alike, 4, 8)
    assert result.methods == ("alphago-zero", "alphazero")
    assert result.scores[0, 1].sum() == result.scores[1, 0].sum() == 4
    assert (result.scores == result.scores.transpose(1, 0, 2)[..., ::-1]).all()
    assert (tournament.play(alike, 4, 8).scores == result.scores).all(), "the seed decides"
