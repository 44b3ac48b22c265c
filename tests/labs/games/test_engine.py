"""Engines that somebody else wrote: real processes, small ones that misbehave and, where it is installed, GNU Go."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from neurarium.lab.text import Refusal
from neurarium.labs.games import boards, engine, gnugo, rules
from neurarium.labs.games.engine import Declined, Engine, Fault
from neurarium.labs.games.rules import Position

GNUGO = shutil.which("gnugo") or shutil.which("gnugo", path=engine.GAMES)
FAKE = """
import sys, time
how = sys.argv[1]
moves = 0
for line in sys.stdin:
    number, command, *rest = line.split() if line[0].isdigit() else ("", *line.split())
    answer = "="
    if command == "quit":
        if how == "stays":
            time.sleep(60)
        break
    if command == "genmove":
        moves += 1
        answer = "= " + {"resigns": "resign", "illegal": "C3", "nonsense": "Q16"}.get(how, "pass")
        if moves == 2 and how == "dies":
            print("out of memory", file=sys.stderr)
            sys.exit(3)
        if how == "hangs":
            time.sleep(60)
    if command == "komi" and how == "declines":
        answer = "? unacceptable komi"
    if command == "name" and how == "floods":
        print(f"={number} " + "x" * 70 + ("\\n" + "y" * 70) * 5000)
    if command == "final_score":
        answer = "= B+3.5" if how == "counts" else "= W+9.5"
    if how == "lies" and command == "play":
        print("I would rather not\\n", flush=True)
        continue
    print(answer[0] + number + answer[1:] + "\\n", flush=True)
"""


@pytest.fixture
def fake(tmp_path: Path) -> Any:
    file = tmp_path / "engine.py"
    file.write_text(FAKE, encoding="utf-8")
    return lambda how: f"{sys.executable} {file} {how}"


def corner(position: Position, _: np.random.Generator) -> int:
    """C3 first, then pass."""
    return 12 if int(position.plies[0]) < 2 else 25


def played(program: str, first: bool = True, seconds: float = 20.0) -> gnugo.Played:
    """One game against a fake engine, of which nothing is left behind."""
    game = rules.find("go-5")
    with Engine(gnugo.command(program, 1, 1), seconds) as process:
        number = process.process
        found = gnugo.game_of(game, corner, process, first, 9.5, np.random.default_rng(0))
    assert not psutil.pid_exists(number)
    return found


def test_a_game_is_played_to_the_count(fake: Any) -> None:
    found = played(fake("passes"))
    assert found == gnugo.Played(1, "counted for B", ("C3", "pass", "pass"), "W+9.5")
    assert not found.agreed
    assert played(fake("counts")).agreed
    white = played(fake("passes"), first=False)
    assert white.moves == ("pass", "C3", "pass", "pass")
    assert (white.outcome, white.reason) == (1, "counted for W")


@pytest.mark.parametrize(
    ("how", "outcome", "reason"),
    [
        ("resigns", 1, "resigned"),
        ("illegal", 1, "illegal move C3"),
        ("dies", None, "ended in the middle of 'genmove w' (status 3); its last words: out of memory"),
        ("lies", None, "none of GTP: 'I would rather not'"),
        ("nonsense", None, "'Q16' is no move here"),
        ("declines", None, "declined 'komi 9.5': unacceptable komi"),
    ],
)
def test_an_engine_that_misbehaves_ends_the_game_as_stated(
    fake: Any, how: str, outcome: int | None, reason: str
) -> None:
    game = rules.find("go-5")
    ours = (lambda position, _: [12, 0, 25][min(int(position.plies[0]) // 2, 2)]) if how == "dies" else corner
    with Engine(gnugo.command(fake(how), 1, 1), 20) as process:
        number = process.process
        found = gnugo.game_of(game, ours, process, True, 9.5, np.random.default_rng(0))
    assert not psutil.pid_exists(number)
    assert found.outcome == outcome
    assert reason in found.reason
    assert found.moves[:1] == (() if how in ("declines", "lies") else ("C3",)), "what was played is kept"


def test_an_engine_that_hangs_is_ended(fake: Any) -> None:
    found = played(fake("hangs"), seconds=0.5)
    assert found.outcome is None
    assert "did not answer 'genmove w' within 0.5 seconds" in found.reason


def test_an_engine_that_floods_or_stays_is_ended_too(fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neurarium.labs.games.engine.QUITS", 0.1)
    for how in ("floods", "stays"):
        with Engine(fake(how).split(), 20) as process:
            number = process.process
            if how == "floods":
                with pytest.raises(Fault, match="none of GTP"):
                    process.ask("name")
            else:
                assert process.ask("name") == ""
        assert not psutil.pid_exists(number)


def test_a_killed_engine_is_noticed(fake: Any) -> None:
    with Engine(fake("passes").split(), 20) as process:
        assert process.ask("name") == ""
        psutil.Process(process.process).kill()
        with pytest.raises(Fault, match="in the middle of 'name'"):
            process.ask("name")


def test_a_match_goes_on_after_a_fault_and_ends_after_three(fake: Any) -> None:
    game = rules.find("go-5")
    found = list(gnugo.match(game, corner, fake("lies"), 1, 9, 9.5, 0, 20))
    assert [one.outcome for one in found] == [None] * gnugo.FAULTS
    assert f"not counted: {gnugo.FAULTS}" in gnugo.summary(found)


def test_a_missing_engine_is_said() -> None:
    with pytest.raises(Refusal, match="apt-get install gnugo"):
        Engine(["no-such-program"], 1)
    line = [sys.executable, "-m", "neurarium.labs.games.gnugo", "--engine", "no-such-program", "--komi"]
    for komi, sentence in (
        ("9.5", "no program no-such-program"),
        ("3", "komi cannot be 3: the network knows 0.5, 4.5"),
    ):
        done = subprocess.run([*line, komi], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert sentence in done.stderr


def test_no_move_of_ours_repeats_a_board_while_there_is_another() -> None:
    """A game in which White's A2 would bring back the board after move 25, which GNU Go would not accept."""
    game = rules.find("go-5")
    line = "C3 D4 C4 D3 D2 C2 B2 D1 C1 E2 C2 D5 E1 C5 E3 B4 E4 B3 A3 A4 E2 A2 B5 A5 B1 A1 A3"
    position = rules.with_komi(game, rules.first(game), 9.5)
    for word in line.split():
        position, _ = rules.stepping(game)(position, np.array([boards.read(game.board, word)], np.int32))
    repeats, other = (boards.read(game.board, word) for word in ("A2", "A1"))
    policy = np.zeros(game.board.actions)
    policy[repeats] = 1
    assert gnugo.lasting(game, position, policy) == game.board.cells, "it passes"
    policy[other] = 0.1
    assert gnugo.lasting(game, position, policy) == other
    policy[other] = 2
    assert gnugo.lasting(game, position, policy) == other


@pytest.mark.skipif(GNUGO is None, reason="GNU Go is not installed: apt-get install gnugo")
def test_gnu_go_plays_by_the_same_rules() -> None:
    """It accepts every move of random games until it counts as we do, and its own moves are legal here."""
    game = rules.find("go-5")

    def ours(position: Position, random: np.random.Generator) -> int:
        legal = np.asarray(position.inner.legal_action_mask[0])
        return int(random.choice(np.flatnonzero(legal)))

    found = list(gnugo.match(game, ours, str(GNUGO), 1, 4, 9.5, 3, 60))
    assert [one.outcome for one in found] == [-1] * 4, "a random mover loses"
    assert all(one.agreed for one in found)
    with Engine(gnugo.command(str(GNUGO), 1, 1), 60) as process:
        assert process.ask("name") == "GNU Go"
        with pytest.raises(Declined, match="declined 'play b Z9'"):
            process.ask("play b Z9")
        process.ask(f"boardsize {boards.BOARDS['go-5'].rows}")
