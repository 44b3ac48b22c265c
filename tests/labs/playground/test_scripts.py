"""Programs of other libraries arrive where the run stands. Each is run, where its library is installed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.labs.playground.lab import LAB
from neurarium.labs.playground.options import ACTIVATION_NAMES, FEATURE_NAMES
from neurarium.labs.playground.scripts.parts import rows
from neurarium.labs.playground.scripts.template import fill
from neurarium.labs.playground.settings import PlaygroundSettings

NEEDED = {"numpy": "numpy", "pytorch": "torch", "keras": "keras", "jax": "jax"}
LIBRARIES = [
    pytest.param(
        name, marks=pytest.mark.skipif(find_spec(package) is None, reason=f"the library {package} is not installed")
    )
    for name, package in NEEDED.items()
]
PRINTED = 1e-9  # the programs print ten digits


def losses(program: str, folder: Path) -> dict[str, float]:
    """What a program prints, run as a user would, far from Neurarium."""
    file = folder / "program.py"
    file.write_text(program, encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", str(file)], capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    lines = (line.rsplit(" ", 1) for line in done.stdout.strip().splitlines())
    return {name: float(value) for name, value in lines}


def expected(run: Run) -> dict[str, Any]:
    readings = run.readings
    return {
        "training loss": pytest.approx(readings["train_loss"], abs=PRINTED, rel=PRINTED),
        "test loss": pytest.approx(readings["test_loss"], abs=PRINTED, rel=PRINTED),
    }


def test_every_library_is_tested() -> None:
    assert set(NEEDED) == set(LAB.scripts)


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_opening_state_after_a_hundred_epochs(library: str, tmp_path: Path) -> None:
    run = nr.run("playground", seed=1, **LAB.opening).advance(100)
    assert losses(run.script(library), tmp_path) == expected(run)


def classes() -> Run:
    """Softmax, sine and GELU layers, Adam, a trailing partial batch, dropout that is changed on the way."""
    chosen: dict[str, Any] = {
        "problem": "classes",
        "classes": 4,
        "loss": "cross_entropy",
        "hidden": [5, 4],
        "layer_activations": ["sigmoid", "gelu"],
        "optimiser": "adam",
        "learning_rate": 0.003,
        "dropout": 0.2,
        "batch": 30,
    }
    run = nr.run("playground", seed=2, **chosen).advance(3)
    return run.change(learning_rate=0.01).advance(2).change(dropout=0).advance(3)


def edited() -> Run:
    """Weights set by hand, a link that L1 has switched off among them; RMSProp."""
    chosen: dict[str, Any] = {
        "dataset": "xor",
        "features": ["x", "y", "x2", "y2", "xy", "sin_x", "sin_y"],
        "hidden": [4],
        "activation": "leaky_relu",
        "loss": "cross_entropy",
        "regularisation": "l1",
        "regularisation_rate": 0.1,
        "optimiser": "rmsprop",
        "learning_rate": 0.003,
    }
    run = nr.run("playground", seed=3, **chosen).advance(10)
    assert run.state.network.dead.any()
    dead = int(run.state.network.dead.argmax())
    run.act("set_weight", layer=1, neuron=dead // 7, source=dead % 7, value=0.25).act("set_bias", layer=2, value=-0.5)
    return run.advance(4).act("set_weight", layer=2, source=3, value=0.125)


def waiting() -> Run:
    """Numbers set by hand while points wait for their batch: their gradients are those of the numbers before."""
    chosen: dict[str, Any] = {"hidden": [3], "optimiser": "adam", "learning_rate": 0.01, "batch": 30, "dropout": 0.1}
    run = nr.run("playground", seed=7, **chosen).advance(2).act("set_bias", layer=1, value=0.5)
    run.act("set_weight", layer=2, source=1, value=0.75).act("regenerate", seed=3).change(learning_rate=0.02).advance(2)
    return run.act("set_weight", layer=1, neuron=2, value=-1).advance(1)


def redrawn() -> Run:
    """Points added, erased and drawn anew while others wait for their batch; momentum, L2, regression."""
    chosen: dict[str, Any] = {
        "problem": "regression",
        "regression_dataset": "gauss",
        "hidden": [3, 3],
        "layer_activations": ["silu", "elu"],
        "regularisation": "l2",
        "regularisation_rate": 0.01,
        "optimiser": "momentum",
        "learning_rate": 0.001,
        "batch": 7,
        "train_share": 10,
    }
    run = nr.run("playground", seed=4, **chosen).advance(3)
    run.act("add_points", csv="x,y,label,split\n1,2,0.5,train\n1,2,0.5,train\n-3,2.5,-1,test\n").advance(3)
    run.act("erase_points", x=2, y=2, radius=2).advance(3)
    return run.act("regenerate", seed=9).advance(2)


def shallow() -> Run:
    """No hidden layer, several classes with squared errors, whole training set in a batch."""
    return nr.run("playground", seed=5, problem="classes", hidden=[], batch=512, learning_rate=0.1).advance(20)


def zeros() -> Run:
    """All sums begin at exactly 0, where ReLU has a kink; Mish above it."""
    chosen: dict[str, Any] = {"init_zero": True, "hidden": [3, 2], "layer_activations": ["relu", "mish"]}
    return nr.run("playground", seed=6, **chosen).advance(5).act("set_bias", layer=1, neuron=1, value=0.2).advance(5)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("make", [classes, edited, waiting, redrawn, shallow, zeros], ids=lambda make: make.__name__)
def test_everything_that_can_be_done(library: str, make: Callable[[], Run], tmp_path: Path) -> None:
    run = make()
    assert losses(run.script(library), tmp_path) == expected(run)


# Rates are small: where training is wild the last digit of a sum decides, and every library adds in another order.
CHOSEN = {
    "problem": st.sampled_from(["classification", "regression", "classes"]),
    "dataset": st.sampled_from(["circle", "xor", "gauss", "spiral"]),
    "regression_dataset": st.sampled_from(["plane", "gauss"]),
    "classes_dataset": st.sampled_from(["clouds", "rings", "spirals"]),
    "classes": st.integers(3, 6),
    "noise": st.sampled_from([0, 30]),
    "train_share": st.sampled_from([10, 40]),
    "features": st.lists(st.sampled_from(sorted(FEATURE_NAMES)), min_size=1, max_size=4, unique=True),
    "hidden": st.lists(st.integers(1, 5), max_size=3),
    "activation": st.sampled_from(sorted(ACTIVATION_NAMES)),
    "layer_activations": st.lists(st.sampled_from(sorted(ACTIVATION_NAMES)), max_size=3),
    "loss": st.sampled_from(["squared", "cross_entropy"]),
    "optimiser": st.sampled_from(["sgd", "momentum", "rmsprop", "adam"]),
    "learning_rate": st.sampled_from([0.0, 0.0001, 0.001]),
    "batch": st.sampled_from([1, 7, 10, 30, 512]),
    "regularisation": st.sampled_from(["none", "l1", "l2"]),
    "regularisation_rate": st.sampled_from([0.0, 0.01, 0.3]),
    "dropout": st.sampled_from([0.0, 0.3]),
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.fixed_dictionaries(CHOSEN), seed=st.integers(0, 999), epochs=st.integers(0, 6))
def test_any_run_in_numpy(chosen: dict[str, Any], seed: int, epochs: int, tmp_path: Path) -> None:
    run = nr.run("playground", seed=seed, **chosen)
    try:
        run.advance(epochs).change(learning_rate=0.0005, dropout=0.1).advance(3)
    except nr.Diverged:
        assume(False)
    assert losses(run.script("numpy"), tmp_path) == expected(run)


def test_what_goes_on_with_the_same_weights_is_what_the_scripts_know() -> None:
    """A further setting that does not restart would have to be told between two calls of `train`."""
    kept = {name for name, field in PlaygroundSettings.fields().items() if not field.restarts}
    assert kept == {"learning_rate", "dropout"}


def test_what_led_back_to_the_same_is_not_told() -> None:
    run = nr.run("playground").advance(3).change(learning_rate=0.3).change(learning_rate=0.03).advance(4)
    assert "epochs=7" in run.act("erase_points", x=5.9, y=5.9, radius=0.1).script("numpy")


def test_a_script_holds_only_what_its_run_needs() -> None:
    program = nr.run("playground").advance(3).script("numpy")
    for absent in ("dropout", "adam", "softmax", "PENALTY", "classes", "wait for the next epoch"):
        assert absent not in program.lower() if absent.islower() else absent not in program
    assert program.count("epochs=") == 1
    assert len(program) < 30_000  # 500 points take most of it


def test_a_script_says_where_the_last_digits_decide() -> None:
    chosen: dict[str, Any] = {"dataset": "spiral", "hidden": [8, 8], "learning_rate": 0.3, "activation": "relu"}
    assert "Training is wild here" in nr.run("playground", seed=5, **chosen).advance(300).script("jax")
    assert "wild" not in nr.run("playground", seed=5).advance(300).script("jax")


def test_rows_are_named_in_stretches() -> None:
    assert rows((0, 1, 2)) == "0:3"
    assert rows((0, 1, 2, 7, 9, 10)) == "[*range(0, 3), 7, *range(9, 11)]"


def test_a_template_keeps_the_lines_whose_conditions_hold() -> None:
    template = "a  #: one\nb  #: not one\nc  #: one, not two\n$text\nd\n"
    assert fill(template, frozenset({"one"}), {"text": "e"}) == "a\nc\ne\nd\n"
    assert fill(template, frozenset({"two"}), {"text": ""}) == "b\n\nd\n"
