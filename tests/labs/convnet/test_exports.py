"""What is taken home gives the same logits elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load

import neurarium as nr
from neurarium import data
from neurarium.labs.convnet.layers import plan
from neurarium.labs.convnet.network import blueprint_of, first_parameters
from neurarium.labs.convnet.programs import answering
from neurarium.labs.convnet.scripts import keras_program, onnx_file, torch_program
from neurarium.labs.convnet.scripts.trained import Trained, trained
from neurarium.labs.convnet.settings import LECTURE, ConvNetSettings

CLOSE = 1e-4  # of logits whose size is about 1
NETWORKS = {
    "lecture": LECTURE,
    "everything": "conv 4 3 stride 2 pad 2 dilation 2, batchnorm, leaky, conv 5 2 pad 1, layernorm, tanh, pool 3 stride 1, "
    "dropout 20, conv 6 3 pad 1, sigmoid, average 2 stride 1, flatten, dense 7, batchnorm, relu, dense 6, layernorm",
    "global": "conv 6 1, relu, average 2, global, dropout 10",
}
ELSEWHERE = """
import importlib.util, sys
import numpy as np
spec = importlib.util.spec_from_file_location("program", sys.argv[1])
program = importlib.util.module_from_spec(spec)
spec.loader.exec_module(program)
network, pixels = program.load(sys.argv[2]), np.load(sys.argv[3])
if "torch" in sys.modules and hasattr(network, "state_dict"):
    import torch
    with torch.no_grad():
        logits = network(torch.from_numpy(pixels)).numpy()
else:
    logits = np.asarray(network.predict(pixels.astype("float32"), verbose=0))
np.save(sys.argv[4], logits)
"""


def pixels() -> np.ndarray:
    return np.ascontiguousarray(data.load("digits").test.pixels[:40])


@cache
def network(layers: str) -> tuple[Trained, np.ndarray]:
    """A network whose numbers are all nothing simple, and its logits."""
    planned = plan(layers, (8, 8, 1), 10)
    blueprint = blueprint_of(planned, ("classes",))
    random = np.random.default_rng(3)
    parameters = {
        name: value if name.endswith("weight") else value + random.uniform(0.1, 0.4, value.shape).astype(np.float32)
        for name, value in first_parameters(blueprint, random).items()
    }
    mean, deviation = np.array([0.31], np.float32), np.array([0.37], np.float32)
    names = tuple(str(digit) for digit in range(10))
    made = Trained(planned[:-1], (8, 8, 1), names, parameters, mean, deviation, layers)
    return made, np.asarray(answering(blueprint)(parameters, mean, deviation, pixels())["classes"])


def elsewhere(program: str, weights: bytes, folder: Path, **environment: str) -> np.ndarray:
    """Logits from an exported program, in a process that knows nothing of Neurarium."""
    files = [folder / name for name in ("program.py", "weights.safetensors", "pixels.npy", "logits.npy")]
    files[0].write_text(program, encoding="utf-8")
    files[1].write_bytes(weights)
    np.save(files[2], pixels())
    words = [sys.executable, "-I", "-c", ELSEWHERE, *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    return np.asarray(np.load(files[3]))


def needs(*packages: str) -> Any:
    missing = [package for package in packages if find_spec(package) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


@needs("onnx", "onnxruntime")
@pytest.mark.parametrize("name", NETWORKS)
def test_an_onnx_file_gives_the_same_logits(name: str) -> None:
    import onnx
    import onnxruntime

    made, wanted = network(NETWORKS[name])
    file = onnx_file.write(made)
    onnx.checker.check_model(file, full_check=True)
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    logits, chances = session.run(["logits", "chances"], {"pixels": pixels()})
    assert np.ptp(wanted, axis=0).max() > 0.01
    assert np.abs(logits - wanted).max() < CLOSE
    assert np.abs(chances.sum(axis=1) - 1).max() < CLOSE


@needs("torch")
@pytest.mark.parametrize("name", NETWORKS)
def test_a_pytorch_program_gives_the_same_logits(name: str, tmp_path: Path) -> None:
    made, wanted = network(NETWORKS[name])
    assert np.abs(elsewhere(torch_program.write(made), made.weights(), tmp_path) - wanted).max() < CLOSE


@needs("keras", "jax")
def test_a_keras_program_gives_the_same_logits(tmp_path: Path) -> None:
    made, wanted = network(NETWORKS["everything"])
    quick = "--xla_backend_optimization_level=0"  # to compile, which is most of it
    found = elsewhere(keras_program.write(made), made.weights(), tmp_path, KERAS_BACKEND="jax", XLA_FLAGS=quick)
    assert np.abs(found - wanted).max() < CLOSE


def test_a_run_exports_what_it_has_learned() -> None:
    run = nr.run("convnet", seed=3, data="digits", layers="conv 4 3, relu, pool 2", batch="16").advance(2)
    content = run.export("weights")
    assert isinstance(content, bytes)
    numbers = load(content)
    about = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])["__metadata__"]
    assert about["layers"] == "conv 4 3, relu, pool 2"
    assert json.loads(about["shape"]) == [8, 8, 1]
    assert json.loads(about["names"])[9] == "9"
    assert np.array_equal(numbers["conv1.weight"], run.state.parameters["conv1.weight"])
    assert np.array_equal(numbers["deviation"], run.state.deviation)
    for name in ("pytorch_network", "keras_network"):
        program = run.export(name)
        assert isinstance(program, str)
        compile(program, name, "exec")
    with pytest.raises(nr.Refusal, match="cannot be exported"):
        trained(ConvNetSettings.of(data="vehicles", heads="masks"), run.state)
