"""Every table of the worked example, in ninths. The numbers were read from Rohrer's figures and recomputed."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.labs.x_or_o import chain
from neurarium.labs.x_or_o.letters import DEFORMED_X, FILTERS, LETTERS, PERFECT_O, PERFECT_X
from neurarium.labs.x_or_o.settings import LECTURE


def table(text: str) -> list[list[int]]:
    return [[int(word) for word in row.split()] for row in text.split("|")]


A_OF_X = table(
    "7 -1 1 3 5 -1 3 | -1 9 -1 3 -1 1 -1 | 1 -1 9 -3 1 -1 5 | 3 3 -3 5 -3 3 3 |"
    "5 -1 1 -3 9 -1 1 | -1 1 -1 3 -1 9 -1 | 3 -1 5 3 1 -1 7"
)
B_UPPER = table("3 -5 1 -1 1 -5 3 | -5 5 -5 3 -5 5 -5 | 1 -5 5 -7 5 -5 1 | -1 3 -7 9 -7 3 -1")
B_OF_X = [*B_UPPER, *B_UPPER[2::-1]]
C_OF_X = [row[::-1] for row in A_OF_X]
POOLED = [
    table("9 3 5 3 | 3 9 3 5 | 5 3 9 1 | 3 5 1 7"),
    table("5 3 5 3 | 3 9 5 1 | 5 5 5 1 | 3 1 1 3"),
    table("3 5 9 7 | 5 5 9 3 | 9 9 1 5 | 7 3 5 3"),
]
TWICE_POOLED = {  # A, B and C, row by row: what votes
    "x": [9, 5, 5, 9, 9, 5, 5, 5, 5, 9, 9, 5],
    "o": [5, 9, 9, 5, 5, 5, 5, 5, 9, 5, 5, 9],
    "deformed": [7, 5, 5, 7, 9, 3, 3, 3, 5, 7, 7, 5],
}
VOTES = {
    "x": (Fraction(1), Fraction(5, 9), 100, 55),
    "o": (Fraction(5, 9), Fraction(1), 55, 100),
    "deformed": (Fraction(37, 45), Fraction(5, 9), 82, 55),
}


def layers(name: str) -> list[chain.Layer]:
    return chain.run(LETTERS[name], FILTERS, LECTURE)


def test_the_pictures() -> None:
    for row in range(1, 8):
        assert set(np.flatnonzero(PERFECT_X[row] > 0)) == {row, 8 - row}
    assert {row: list(np.flatnonzero(PERFECT_O[row] > 0)) for row in range(9) if (PERFECT_O[row] > 0).any()} == {
        1: [3, 4, 5],
        2: [2, 6],
        3: [1, 7],
        4: [1, 7],
        5: [1, 7],
        6: [2, 6],
        7: [3, 4, 5],
    }
    assert np.sum(PERFECT_X == DEFORMED_X) == 65
    assert [int(np.sum(mask > 0)) for mask in FILTERS] == [3, 5, 3]


def test_filtering_the_x() -> None:
    assert layers("x")[1].denominator == 9
    assert layers("x")[1].numerators.tolist() == [A_OF_X, B_OF_X, C_OF_X]


def test_the_first_worked_step_is_nine_ones() -> None:
    patch = chain.patches(PERFECT_X)[1, 1]
    assert (patch * FILTERS[0]).ravel().tolist() == [1] * 9


def test_relu_leaves_no_negative_and_changes_nothing_else() -> None:
    assert layers("x")[2].numerators.tolist() == np.maximum([A_OF_X, B_OF_X, C_OF_X], 0).tolist()


def test_pooling_keeps_windows_at_the_edge() -> None:
    assert layers("x")[3].numerators.tolist() == POOLED


@pytest.mark.parametrize("name", LETTERS)
def test_pooling_again_gives_what_votes(name: str) -> None:
    assert layers(name)[4].numerators.ravel().tolist() == TWICE_POOLED[name]


def test_who_votes_for_whom_are_rohrers_thick_lines() -> None:
    voting = chain.voters(FILTERS, LECTURE)
    assert np.flatnonzero(voting == 1).tolist() == [0, 3, 4, 9, 10]
    assert np.flatnonzero(voting == -1).tolist() == [1, 2, 8, 11]


@pytest.mark.parametrize("name", LETTERS)
def test_the_votes(name: str) -> None:
    votes = chain.vote(layers(name)[-1], chain.voters(FILTERS, LECTURE))
    exact = [Fraction(vote.numerator, vote.denominator) for vote in votes.values()]
    assert (*exact, *(chain.shown(vote) for vote in votes.values())) == VOTES[name]


def test_what_is_shown_is_cut_off_not_rounded() -> None:
    ninths = np.array([9, 7, 5, 3, 1, 0, -1, -3, -5, -7, -9])
    assert chain.hundredths(ninths, 9).tolist() == [100, 77, 55, 33, 11, 0, -11, -33, -55, -77, -100]


def test_relu_and_pooling_may_change_places() -> None:
    swapped = chain.run(PERFECT_X, FILTERS, ("convolution", "pooling", "relu", "pooling"))
    assert np.array_equal(swapped[-1].numerators, layers("x")[-1].numerators)


def test_stages_repeat_in_any_order() -> None:
    stages = ("convolution", "relu", "convolution", "relu", "convolution", "convolution", "convolution", "pooling")
    done = chain.run(PERFECT_X, FILTERS, stages)
    assert [layer.numerators.shape[1] for layer in done] == [9, 7, 7, 5, 5, 3, 1, 1, 1]
    assert [layer.denominator for layer in done] == [1, 9, 9, 81, 81, 729, 6561, 6561, 6561]
    assert [layer.worked for layer in done] == [True] * 7 + [False, False]
    second = chain.convolve(np.maximum(np.array(B_OF_X), 0), FILTERS[1])
    assert np.array_equal(done[3].numerators[1], second), "a further convolution: each filter over its own map"


def test_without_a_stage_the_pixels_vote() -> None:
    (only,) = chain.run(PERFECT_X, FILTERS, ())
    votes = chain.vote(only, chain.voters(FILTERS, ()))
    assert chain.shown(votes["x"]) == 100
    assert chain.shown(votes["o"]) == -100


def test_two_equal_filters_change_who_votes() -> None:
    run = nr.run("x-or-o")
    for column, value in ((0, "-1"), (1, "1")):
        run.act("paint_filter", filter=0, row=0, column=column, value=value)
    assert run.state.filters[0].tolist() == [[-1, 1, -1], [-1, 1, -1], [-1, -1, 1]]
    assert not np.array_equal(run.picture("worked")["voters"], nr.run("x-or-o").picture("worked")["voters"])
    run.act("restore")
    assert np.array_equal(run.state.filters, FILTERS)


def test_the_page_gets_the_same_tables() -> None:
    run: Run = nr.run("x-or-o", letter="deformed")
    drawn = run.picture("worked")
    assert drawn["layers"].tolist() == [
        [0, 1, 9, 1, 1],
        [1, 3, 7, 9, 1],
        [2, 3, 7, 9, 1],
        [3, 3, 4, 9, 1],
        [3, 3, 2, 9, 1],
    ]
    assert drawn["numerators"][-12:].tolist() == TWICE_POOLED["deformed"]
    assert drawn["shown"][-12:].tolist() == [77, 55, 55, 77, 100, 33, 33, 33, 55, 77, 77, 55]
    assert drawn["votes"].tolist() == [[37, 45, 82], [20, 36, 55]]
    assert drawn["letter_votes"].tolist() == [[100, 55], [55, 100], [82, 55]]


def test_the_nine_products_of_every_window_add_up() -> None:
    drawn = nr.run("x-or-o").picture("windows", stage=1)
    assert drawn["products"][0, 1, 1].tolist() == [100] * 9
    assert np.array_equal(drawn["products"].sum(-1), 100 * drawn["sums"])
    assert drawn["sums"].tolist() == [A_OF_X, B_OF_X, C_OF_X]
    assert drawn["denominator"].tolist() == [9]
    assert nr.run("x-or-o").picture("windows", stage=2)["sums"].size == 0, "ReLU has no windows"


def test_painting_a_pixel_changes_what_follows() -> None:
    run = nr.run("x-or-o")
    run.act("paint", row=4, column=4, value="-1")
    painted = run.picture("worked")
    assert painted["right"].tolist() == [1, 1]
    assert painted["shown"][:81].reshape(9, 9)[4, 4] == -100
    nine = painted["numerators"][81 : 81 + 147].reshape(3, 7, 7)
    changed = np.argwhere(nine != [A_OF_X, B_OF_X, C_OF_X])
    assert {(row, column) for _, row, column in changed.tolist()} == {(r, c) for r in (2, 3, 4) for c in (2, 3, 4)}


def test_the_slide_is_given_as_printed_and_its_means_are_others() -> None:
    drawn = nr.run("x-or-o").picture("slide")
    assert drawn["values"].tolist() == [90, 65, 45, 87, 96, 73, 23, 63, 44, 89, 94, 53]
    assert drawn["votes"].tolist() == [92, 51]
    assert drawn["errors"].tolist() == [8, 49]
    assert drawn["means"].tolist() == [9120, 5175], "ten-thousandths: .912 and .5175, not .92 and .51"
    assert drawn["voters"].tolist() == chain.voters(FILTERS, LECTURE).tolist()


def test_the_tables_can_be_taken_home() -> None:
    lines = nr.run("x-or-o").export("tables").splitlines()
    assert len(lines) == 1 + 81 + 3 * (49 + 49 + 16 + 4)
    assert "1,convolution,0,0,0,7,9,0.77" in lines
    assert "1,convolution,0,0,1,-1,9,-0.11" in lines
    assert "2,relu,0,0,1,0,9,0.00" in lines
    assert "4,pooling,1,0,0,9,9,1.00" in lines
