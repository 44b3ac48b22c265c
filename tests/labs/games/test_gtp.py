"""Our agent as a Go engine, driven as a real process."""

from __future__ import annotations

import subprocess
import sys


def test_a_conversation() -> None:
    said = (
        "1 protocol_version\nname\n\n# a comment\nboardsize 5\nboardsize 6\nkomi 24.5\nkomi 3\nplay b C3\nplay w C3\n"
        "play b Z9\nplay x A1\n7 genmove w\nundo\nshowboard\nfinal_score\nknown_command genmove\nnonsense\nplay\nquit\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "neurarium.labs.games.gtp", "--simulations", "4"],
        input=said,
        capture_output=True,
        text=True,
        check=True,
    )
    answers = done.stdout.split("\n\n")
    assert answers[:9] == [
        "=1 2",
        "= Neurarium",
        "= ",
        "? unacceptable size",
        "= ",
        "? komi can be 0.5, 4.5, 9.5, 14.5, 19.5, 24.5 here",
        "= ",
        "? illegal move",
        answers[8],
    ]
    assert answers[8].startswith("? 'Z9' is no move here")
    assert answers[9] == "? invalid color"
    assert answers[10].startswith("=7 ")
    assert answers[11] == "= "
    assert answers[12].split("\n")[1:] == [".....", ".....", "..X..", ".....", "....."]
    assert answers[13] == "= B+0.5", "one stone and all that is empty: 25 points"
    assert answers[14:18] == ["= true", "? unknown command", "? syntax error", "= "]


def test_a_wrong_number_of_simulations_is_refused() -> None:
    command = [sys.executable, "-m", "neurarium.labs.games.gtp", "--simulations", "1000000"]
    done = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "from 1 to 800" in done.stderr
