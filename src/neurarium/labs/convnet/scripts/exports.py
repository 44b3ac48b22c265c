"""The files that the lab offers to take home."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from neurarium.lab.contract import Export
from neurarium.lab.text import Text
from neurarium.labs.convnet.scripts import keras_program, onnx_file, torch_program
from neurarium.labs.convnet.scripts.trained import Trained, trained
from neurarium.labs.convnet.settings import ConvNetSettings
from neurarium.labs.convnet.state import ConvNet


def _export(label: Text, suffix: str, write: Callable[[Trained], str | bytes]) -> Export[ConvNetSettings, ConvNet]:
    return Export(label, suffix, lambda settings, state: write(trained(settings, state)))


EXPORTS: Mapping[str, Export[ConvNetSettings, ConvNet]] = {
    "weights": _export(Text("Weights (safetensors)", "Gewichte (safetensors)"), ".safetensors", Trained.weights),
    "pytorch_network": _export(Text("PyTorch program", "PyTorch-Programm"), ".py", torch_program.write),
    "keras_network": _export(Text("Keras program", "Keras-Programm"), ".py", keras_program.write),
    "network": _export(Text("ONNX file", "ONNX-Datei"), ".onnx", onnx_file.write),
}
