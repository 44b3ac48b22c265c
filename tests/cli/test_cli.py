"""The command line, called as a user calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import neurarium as nr
from neurarium.logs import curves_csv


def neurarium(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "neurarium", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANG": "C.UTF-8", **environment},
    )


def test_labs_lists_the_labs_in_the_users_language() -> None:
    assert "slope            Slope: One weight learns" in neurarium("labs").stdout
    assert "slope            Steigung: Ein Gewicht" in neurarium("labs", LANG="de_DE.UTF-8").stdout


def test_help_is_made_from_the_settings() -> None:
    shown = neurarium("run", "slope", "--help").stdout
    for part in ("--points", "a whole number from 2 to 100", "--rate", "[0.1]"):
        assert part in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["run", "slope", "--points", "1"], "points cannot be '1': expected a whole number from 2 to 100."),
        (["run", "slope", "--rate", "nan"], "rate cannot be 'nan': expected a number from 0 to 100."),
        (
            ["run", "slope", "--seed", "x"],
            "seed cannot be 'x': expected a whole number from 0 to 9007199254740991.",
        ),
        (["run", "slope", "--steps", "-1"], "steps"),
        (["run", "slope", "--seeds", "0"], "seeds cannot be '0'"),
        (["run", "slope", "--until", "loss=3"], "--until cannot be 'loss=3'"),
        (["run", "slope", "--until", "error<3"], "There is no reading 'error'. Known are: loss."),
        (["run", "slope", "--load", "set_weight=/no/such/file"], "cannot be read"),
        (["run", "slope", "--load", "nothing"], "There is no action on a file 'nothing'."),
        (["run", "slope", "--no-such-flag"], "unrecognized arguments: --no-such-flag"),
        (["run", "nowhere"], "There is no lab 'nowhere'."),
        (["bench", "nothing"], "There is no measurement 'nothing'."),
        (["fly"], "invalid choice: 'fly'"),
        (["serve", "--port", "70000"], "'70000' is no port"),
    ],
)
def test_a_wrong_word_is_one_sentence_and_code_2(words: list[str], sentence: str) -> None:
    done = neurarium(*words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_german_sentence() -> None:
    done = neurarium("run", "slope", "--points", "1", LANG="de_DE.UTF-8")
    assert "points kann nicht '1' sein: erwartet wird eine ganze Zahl von 2 bis 100." in done.stderr


def test_until_stops_at_the_first_mark_where_it_holds() -> None:
    printed = json.loads(neurarium("run", "slope", "--until", "loss<0.05", "--json").stdout)
    run = nr.run("slope")
    while run.readings["loss"] >= 0.05:
        run.advance(1)
    assert printed["steps"] == run.steps
    assert printed["readings"] == run.readings


def test_several_seeds_are_a_list_of_the_same_objects() -> None:
    printed = json.loads(neurarium("run", "slope", "--seed", "5", "--seeds", "2", "--steps", "4", "--json").stdout)
    single = json.loads(neurarium("run", "slope", "--seed", "6", "--steps", "4", "--json").stdout)
    assert [run["seed"] for run in printed["runs"]] == [5, 6]
    assert printed["runs"][1] == single


def test_out_holds_run_curves_script_and_exports(tmp_path: Path) -> None:
    assert neurarium("run", "slope", "--steps", "3", "--out", str(tmp_path)).returncode == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "curves.csv",
        "run.py",
        "run.safetensors",
        "weight.txt",
    ]
    run = nr.load(tmp_path / "run.safetensors")
    assert run.steps == 3
    last = (tmp_path / "curves.csv").read_text().splitlines()[-1]
    assert last == f"3,{run.readings['loss']!r}"


def test_out_of_a_lab_with_programs_holds_them(tmp_path: Path) -> None:
    words = ["--steps", "3", "--batch", "30", "--seed", "2", "--out", str(tmp_path)]
    assert neurarium("run", "playground", *words).returncode == 0
    run = nr.load(tmp_path / "run.safetensors")
    for name in ("numpy", "pytorch", "keras", "jax"):
        assert (tmp_path / f"script_{name}.py").read_text() == run.script(name)


def test_out_of_a_population_is_a_file_and_a_table(tmp_path: Path) -> None:
    assert neurarium("run", "slope", "--seeds", "3", "--steps", "3", "--out", str(tmp_path)).returncode == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["curves.csv", "run.safetensors"]
    assert (tmp_path / "curves.csv").read_text() == curves_csv(nr.load(tmp_path / "run.safetensors"))


def test_curves_are_written_for_tensorboard(tmp_path: Path) -> None:
    done = neurarium("run", "slope", "--steps", "3", "--tensorboard", str(tmp_path / "logs"))
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "logs").iterdir()
    assert file.name.startswith("events.out.tfevents.")


def test_out_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = neurarium("run", "slope", "--steps", "1", "--out", str(tmp_path / "file"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_a_diverged_run_prints_its_last_finite_readings_and_ends_with_code_1() -> None:
    done = neurarium("run", "slope", "--rate", "100", "--steps", "100000", "--json")
    assert done.returncode == 1
    assert "became infinite at step" in done.stderr
    assert json.loads(done.stdout)["steps"] > 0


def test_an_action_takes_its_argument_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "weight.txt"
    file.write_text("1.5")
    done = neurarium("run", "slope", "--load", f"set_weight={file}", "--steps", "0", "--json")
    assert json.loads(done.stdout)["readings"] == nr.run("slope").act("set_weight", value=1.5).readings


def test_flags_of_serve_are_understood_without_the_word() -> None:
    assert "'70000' is no port" in neurarium("--port", "70000").stderr
    assert neurarium("--version").stdout == f"neurarium {nr.__version__}\n"
