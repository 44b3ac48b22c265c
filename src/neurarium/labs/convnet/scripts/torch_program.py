"""The trained network as a program of PyTorch."""

from __future__ import annotations

from neurarium.labs.convnet.layers import Layer
from neurarium.labs.convnet.scripts.trained import Trained

PROGRAM = '''"""A convolutional network, trained in Neurarium, for PyTorch.

{written}

    python {file} weights.safetensors photo.png

Needs torch, safetensors and, for pictures, pillow.
"""

import sys

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

ROWS, COLUMNS, CHANNELS = {shape}
NAMES = {names}


class Row(nn.Module):
    """All values of a picture in a row: rows, then columns, then channels."""

    def forward(self, maps):
        return maps.permute(0, 2, 3, 1).flatten(1)


class MeanOfMaps(nn.Module):
    def forward(self, maps):
        return maps.mean((2, 3))


class ChannelNorm(nn.LayerNorm):
    """Normalises the channels at each place."""

    def forward(self, maps):
        return super().forward(maps.movedim(1, -1)).movedim(-1, 1)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(CHANNELS))
        self.register_buffer("deviation", torch.ones(CHANNELS))
        self.layers = nn.Sequential()
{layers}

    def forward(self, pixels):
        """Logits [pictures, classes] of pixels 0 to 255 [pictures, rows, columns, channels]."""
        inputs = (pixels.float() / 255 - self.mean) / self.deviation
        return self.layers(inputs.permute(0, 3, 1, 2))


def load(file):
    """The network with the weights in a file."""
    network = Network().eval()
    state = {{}}
    for name, value in load_file(file).items():
        layer, _, kind = name.partition(".")
        if not kind:
            state[name] = value
            continue
        if kind == "weight":
            value = value.permute(3, 2, 0, 1) if value.ndim == 4 else value.T
        kind = {{"scale": "weight", "shift": "bias", "mean": "running_mean", "variance": "running_var"}}.get(kind, kind)
        state[f"layers.{{layer}}.{{kind}}"] = value.contiguous()
    network.load_state_dict(state, strict=False)
    return network


def picture(file):
    """A picture's pixels at the size that the network takes."""
    from PIL import Image, ImageOps

    with Image.open(file) as opened:
        image = ImageOps.fit(opened.convert("L" if CHANNELS == 1 else "RGB"), (COLUMNS, ROWS))
    return torch.tensor(list(image.tobytes()), dtype=torch.uint8).reshape(1, ROWS, COLUMNS, CHANNELS)


if __name__ == "__main__":
    network = load(sys.argv[1])
    for file in sys.argv[2:]:
        with torch.no_grad():
            chances = functional.softmax(network(picture(file)), dim=1)[0]
        order = chances.argsort(descending=True)
        print(file, ", ".join(f"{{NAMES[label]}} {{chances[label]:.1%}}" for label in order[:3]))
'''


def write(trained: Trained) -> str:
    """The program; the weights come from a file."""
    lines = []
    for number, (below, layer) in enumerate(zip(trained.layers, trained.layers[1:], strict=False), 1):
        name = layer.name or f"{layer.kind}_{number}"
        lines.append(f"        self.layers.add_module({name!r}, {_made(below, layer)})")
    return PROGRAM.format(
        written=trained.written,
        file="pytorch_network.py",
        shape=trained.shape,
        names=list(trained.names),
        layers="\n".join(lines),
    )


def _made(below: Layer, layer: Layer) -> str:
    match layer.kind:
        case "conv":
            more = f", stride={layer.stride}, padding={layer.padding}, dilation={layer.dilation}"
            return f"nn.Conv2d({below.channels}, {layer.channels}, {layer.size}{more})"
        case "pool":
            return f"nn.MaxPool2d({layer.size}, {layer.stride})"
        case "average":
            return f"nn.AvgPool2d({layer.size}, {layer.stride})"
        case "batchnorm":
            return f"nn.BatchNorm{1 if below.flat else 2}d({layer.channels}, eps=1e-5)"
        case "layernorm":
            return f"{'nn.LayerNorm' if below.flat else 'ChannelNorm'}({layer.channels}, eps=1e-5)"
        case "dropout":
            return f"nn.Dropout({layer.percent / 100})"
        case "flatten":
            return "Row()"
        case "global":
            return "MeanOfMaps()"
        case "dense":
            return f"nn.Linear({below.channels}, {layer.channels})"
    return {"relu": "nn.ReLU()", "leaky": "nn.LeakyReLU(0.01)", "tanh": "nn.Tanh()", "sigmoid": "nn.Sigmoid()"}[
        layer.kind
    ]
