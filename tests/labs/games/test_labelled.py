"""Connect Four against labels: read as they are written, refused where they do not fit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from neurarium.lab.text import Refusal
from neurarium.labs.games import labelled

HEADER = "moves,score0,score1,score2,score3,score4,score5,score6\n"


def test_right_moves_keep_the_best_that_can_be_had(tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    # Columns 0, 1, 0, 1, 0, 1: the first player wins at once in column 0 and has to stop column 1 otherwise.
    file.write_text(HEADER + "010101,18,17,-17,-17,-17,-17,-17\n,0,0,0,0,0,0,0\n", encoding="utf-8")
    read = labelled.read(file)
    assert read.decisive.tolist() == [True, False]
    assert labelled.right(read, np.array([0, 6])).tolist() == [True, True]
    assert labelled.right(read, np.array([2, 0])).tolist() == [False, True]


@pytest.mark.parametrize("row", ["7,0,0,0,0,0,0,0", "0,,0,0,0,0,0,0", "x,0,0,0,0,0,0,0", "0,a,0,0,0,0,0,0", "0"])
def test_rows_that_do_not_fit_are_refused_with_their_line(tmp_path: Path, row: str) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(HEADER + ",0,0,0,0,0,0,0\n" + row + "\n", encoding="utf-8")
    with pytest.raises(Refusal, match="Line 3"):
        labelled.read(file)
