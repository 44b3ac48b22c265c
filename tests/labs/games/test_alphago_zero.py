"""AlphaGo Zero: what it has and AlphaZero has not, the match in which a new network wins its place."""

from __future__ import annotations

import numpy as np
import pytest

import neurarium as nr
from neurarium.lab import state as states
from neurarium.labs.games import alphago_zero, generations, training
from neurarium.labs.games.strength import Score


@pytest.mark.parametrize(
    ("score", "accepted"), [(Score(35, 0, 29), False), (Score(35, 1, 28), True), (Score(36, 0, 28), True)]
)
def test_fifty_five_percent_of_the_points_are_needed(score: Score, accepted: bool) -> None:
    """35.2 of 64; a draw is half a point."""
    assert alphago_zero.takes_the_place(score) == accepted


def test_the_best_network_plays_until_another_beats_it() -> None:
    run = nr.run("games", method="alphago-zero", seed=0)
    first = run.state.gate.best
    run.advance(15)
    assert run.state.gate.best is first, "no match yet"
    assert run.state.playing is first
    assert any((run.state.learner.parameters[name] != first[name]).any() for name in first), "but something is learned"
    run.advance(1)
    ((iteration, *score, accepted),) = run.state.gate.matches
    assert iteration == 16
    assert sum(score) == 64
    shown = run.picture("gate")
    assert shown["counts"].tolist() == [[16, *score, accepted]]
    assert shown["score"][0, 0] == (score[0] + score[1] / 2) / 64
    assert accepted == (score[0] + score[1] / 2 >= 0.55 * 64)
    playing = run.state.learner.parameters if accepted else first
    assert all((run.state.playing[name] == playing[name]).all() for name in first)


def test_a_network_that_is_no_better_stays_outside() -> None:
    """Against itself every pair of games is a win and a loss, or two draws: half of the points."""
    run = nr.run("games", method="alphago-zero", seed=1)
    after = alphago_zero.evaluated(run.settings, run.state)
    assert after.gate is not None
    (row,) = after.gate.matches
    assert row[1] == row[3]
    assert not row[4]
    assert after.playing is run.state.gate.best


def test_generations_differ_and_do_not_take_each_others_states() -> None:
    zero, alpha = (nr.run("games", method=method, seed=0).advance(2) for method in ("alphago-zero", "alphazero"))
    assert alpha.state.gate is None
    with pytest.raises(nr.Refusal, match="another game"):
        training.verify(alpha.settings, zero.state)
    with pytest.raises(nr.Refusal, match="another game"):
        training.verify(zero.settings, alpha.state)


def test_every_generation_of_the_form_can_be_trained() -> None:
    assert set(generations.GENERATIONS) == set(nr.run("games").settings.fields()["method"].options)


def test_a_run_saved_before_there_were_generations_is_alphazeros() -> None:
    run = nr.run("games", seed=2).advance(1)
    about, arrays = states.from_bytes(run.to_bytes())
    del about["settings"]["method"]
    del about["state"]["gate"]
    old = type(run).of_parts(run.lab, about, arrays)
    assert old.settings.method == "alphazero"
    assert np.array_equal(old.advance(1).state.replay.seen, run.advance(1).state.replay.seen)
