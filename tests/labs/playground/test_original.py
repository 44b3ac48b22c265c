"""Links of TensorFlow Playground open here, and say what they cannot bring along."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import neurarium as nr
from neurarium.lab.contract import Imported
from neurarium.labs.playground.original import read_link

# As the original writes its address after "spiral" and ReLU were chosen, a layer of 6 and noise 20.
LINK = (
    "https://playground.tensorflow.org/#activation=relu&regularization=L2&batchSize=12&dataset=spiral&regDataset=reg-plane"
    "&learningRate=0.1&regularizationRate=0.003&noise=20&networkShape=6,3&seed=0.53177&showTestData=true&discretize=false"
    "&percTrainData=70&x=true&y=true&xTimesY=true&xSquared=false&ySquared=false&cosX=false&sinX=false&cosY=false&sinY=true"
    "&collectStats=false&problem=classification&initZero=false&hideText=false&noise_hide=true"
)


def read(fragment: str) -> Imported:
    imported = read_link("https://playground.tensorflow.org/#" + fragment)
    assert imported is not None
    return imported


def test_a_whole_link() -> None:
    lab, imported = nr.read_link(LINK)
    assert lab == "playground"
    assert imported.settings == {
        "activation": "relu",
        "regularisation": "l2",
        "batch": 12,
        "dataset": "spiral",
        "regression_dataset": "plane",
        "learning_rate": 0.1,
        "regularisation_rate": 0.003,
        "noise": 20,
        "hidden": (6, 3),
        "original_seed": "0.53177",
        "train_share": 70,
        "problem": "classification",
        "init_zero": False,
        "features": ("x", "y", "xy", "sin_y"),
    }
    assert imported.look == ("show_test",)
    assert imported.hide == ("noise",)
    assert imported.notices == ()
    assert nr.run(lab, **imported.settings).advance(3).steps == 3


def test_its_seed_gives_its_own_points_whatever_the_runs_seed() -> None:
    first, second = (nr.run("playground", seed=seed, original_seed="0.5") for seed in (1, 2))
    assert first.readings == second.readings
    assert first.readings != nr.run("playground", seed=1).readings
    assert first.act("regenerate", seed=7).readings != second.readings


@pytest.mark.parametrize(
    ("fragment", "key", "name"),
    [
        ("learningRate=77", "learningRate", "learning_rate"),
        ("networkShape=99", "networkShape", "hidden"),
        ("activation=step", "activation", "activation"),
        ("dataset=moons", "dataset", "dataset"),
        ("regDataset=gauss", "regDataset", "regression_dataset"),
        ("noise=NaN", "noise", "noise"),
        ("batchSize=", "batchSize", "batch"),
    ],
)
def test_impossible_values_are_named_and_left_at_their_default(fragment: str, key: str, name: str) -> None:
    imported = read(fragment)
    assert name not in imported.settings
    assert [key in notice.en and key in notice.de for notice in imported.notices] == [True]


def test_unknown_parts_and_a_network_without_features_are_named() -> None:
    assert [notice.en for notice in read("foo=1&x=false&y=false").notices] == [
        "The link's part 'foo' is unknown and was left out.",
        "The link switches all features off; x and y are used instead.",
    ]


@given(st.text(max_size=200))
def test_any_text_is_read_or_left_alone(text: str) -> None:
    read_link(text)
    imported = read_link("https://playground.tensorflow.org/#" + text)
    if imported is not None:
        nr.labs.find("playground").Settings.of(**imported.settings)


@pytest.mark.parametrize("link", ["", "https://example.org/#noise=1", "https://[", "playground"])
def test_other_links_are_refused(link: str) -> None:
    with pytest.raises(nr.Refusal, match="No lab knows the link"):
        nr.read_link(link)


def test_on_the_command_line_a_flag_overrules_the_link() -> None:
    command = [sys.executable, "-m", "neurarium", "run", "playground", "--steps", "2", "--json", "--noise", "0"]
    done = subprocess.run([*command, "--link", LINK + "&foo=1"], capture_output=True, text=True, check=True)
    assert '"noise": 0' in done.stdout
    assert '"dataset": "spiral"' in done.stdout
    assert "foo" in done.stderr
