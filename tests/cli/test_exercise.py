"""Exercises on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

import neurarium as nr
from tests.cli.test_cli import neurarium


def test_lists_the_exercises_in_the_users_language() -> None:
    assert "slope/faster                     question  Faster" in neurarium("exercise").stdout
    assert "slope/learned                    goal      Gelernt" in neurarium("exercise", LANG="de_DE.UTF-8").stdout


def test_runs_answer_a_question() -> None:
    done = neurarium("exercise", "slope/faster")
    assert done.returncode == 0
    assert "  - Less  <- what the runs say" in done.stdout
    verdict = nr.trial("slope/faster").finish()
    assert f"From {verdict.groups[0].measured:.3g} down to" in done.stdout
    told = json.loads(neurarium("exercise", "slope/faster", "--json").stdout)
    assert told == json.loads(msgspec.json.encode(verdict))


def test_a_saved_run_is_checked(tmp_path: Path) -> None:
    good = nr.run("slope", seed=2, rate=0.5).advance(100).save(tmp_path / "good.safetensors")
    poor = nr.run("slope", seed=2, rate=0.6).save(tmp_path / "poor.safetensors")
    reached = neurarium("exercise", "slope/learned", str(good))
    assert (reached.returncode, reached.stdout.splitlines()[-1]) == (0, "Reached.")
    missed = neurarium("exercise", "slope/learned", str(poor))
    assert missed.returncode == 1
    assert "Rate: at most 0.5: does not hold" in missed.stdout


def test_wrong_requests_end_with_code_2(tmp_path: Path) -> None:
    for words in (
        ["slope/no-such"],
        ["slope/learned", str(tmp_path / "no-such.safetensors")],
    ):
        done = neurarium("exercise", *words)
        assert done.returncode == 2
        assert done.stderr.startswith("neurarium: ")
