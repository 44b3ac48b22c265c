"""What is taken home, whatever it is written as: layers, weights, and how pixels become inputs."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
from safetensors.numpy import save

from neurarium.lab.text import Refusal, Text
from neurarium.labs.convnet import images
from neurarium.labs.convnet.layers import Layer, plan
from neurarium.labs.convnet.settings import ConvNetSettings
from neurarium.labs.convnet.state import ConvNet, Parameters


@dataclass(frozen=True)
class Trained:
    """A network that tells classes apart.

    Attributes:
        layers: from the input to the logits; parameters are called after them.
        shape: rows, columns and channels of a picture.
        names: of the classes, in English.
        parameters: of these layers, without those of other heads.
        mean, deviation: float32 [channels]; inputs are (pixel / 255 - mean) / deviation.
        written: the architecture in the lab's own words.
    """

    layers: tuple[Layer, ...]
    shape: tuple[int, int, int]
    names: tuple[str, ...]
    parameters: Parameters
    mean: np.ndarray
    deviation: np.ndarray
    written: str

    def weights(self) -> bytes:
        """All numbers as safetensors; the metadata say what they belong to."""
        about = {
            "layers": self.written,
            "shape": json.dumps(self.shape),
            "names": json.dumps(self.names, ensure_ascii=False),
            "inputs": "(pixel / 255 - mean) / deviation, channels last",
        }
        return save({**self.parameters, "mean": self.mean, "deviation": self.deviation}, about)


def trained(settings: ConvNetSettings, state: ConvNet) -> Trained:
    """What a run has come to; raises `Refusal` where it does not learn classes."""
    if "classes" not in images.heads_of(settings):
        raise Refusal(
            Text(
                f"A network that learns '{settings.heads}' alone cannot be exported: these files hold a network that tells "
                "classes apart. Choose heads with classes.",
                f"Ein Netz, das allein '{settings.heads}' lernt, lässt sich nicht exportieren: Diese Dateien enthalten ein "
                "Netz, das Klassen unterscheidet. Bitte Köpfe mit Klassen wählen.",
            )
        )
    split = images.split(settings)
    layers = plan(settings.layers, split.shape, len(split.names))[:-1]
    own = {layer.name for layer in layers if layer.name}
    parameters = {name: value for name, value in state.parameters.items() if name.split(".")[0] in own}
    names = tuple(name.en for name in split.names)
    return Trained(layers, split.shape, names, parameters, state.mean, state.deviation, settings.layers)
