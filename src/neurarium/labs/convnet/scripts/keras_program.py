"""The trained network as a program of Keras, for any of its backends."""

from __future__ import annotations

from neurarium.labs.convnet.layers import Layer
from neurarium.labs.convnet.scripts.trained import Trained

PROGRAM = '''"""A convolutional network, trained in Neurarium, for Keras 3.

{written}

    KERAS_BACKEND=jax python {file} weights.safetensors photo.png

Needs keras with a backend (torch, jax or tensorflow), safetensors and, for pictures, pillow.
"""

import sys

import keras
import numpy as np
from keras import layers
from safetensors.numpy import load_file

ROWS, COLUMNS, CHANNELS = {shape}
NAMES = {names}
ORDER = ("weight", "bias", "scale", "shift", "mean", "variance")  # in which Keras keeps a layer's numbers


def build(mean, deviation):
    """The network without its weights: pixels 0 to 255 [pictures, rows, columns, channels] to logits."""
    return keras.Sequential(
        [
            keras.Input((ROWS, COLUMNS, CHANNELS)),
            layers.Rescaling(1 / 255),
            layers.Normalization(mean=mean, variance=deviation**2),
{layers}
        ]
    )


def load(file):
    """The network with the weights in a file."""
    numbers = load_file(file)
    network = build(numbers.pop("mean"), numbers.pop("deviation"))
    for layer in network.layers:
        own = [numbers[f"{{layer.name}}.{{kind}}"] for kind in ORDER if f"{{layer.name}}.{{kind}}" in numbers]
        if own:
            layer.set_weights(own)
    return network


def picture(file):
    """A picture's pixels at the size that the network takes."""
    from PIL import Image, ImageOps

    with Image.open(file) as opened:
        image = ImageOps.fit(opened.convert("L" if CHANNELS == 1 else "RGB"), (COLUMNS, ROWS))
    return np.asarray(image, np.float32).reshape(1, ROWS, COLUMNS, CHANNELS)


if __name__ == "__main__":
    network = load(sys.argv[1])
    for file in sys.argv[2:]:
        logits = np.asarray(network.predict(picture(file), verbose=0))[0]
        chances = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
        order = np.argsort(-chances)
        print(file, ", ".join(f"{{NAMES[label]}} {{chances[label]:.1%}}" for label in order[:3]))
'''


def write(trained: Trained) -> str:
    """The program; the weights come from a file."""
    lines = [f"            layers.{made}," for layer in trained.layers[1:] for made in _made(layer)]
    return PROGRAM.format(
        written=trained.written,
        file="keras_network.py",
        shape=trained.shape,
        names=list(trained.names),
        layers="\n".join(lines),
    )


def _made(layer: Layer) -> list[str]:
    named = f"name={layer.name!r}"
    match layer.kind:
        case "conv":
            padding = [f"ZeroPadding2D({layer.padding})"] if layer.padding else []
            both = layer.stride > 1 and layer.dilation > 1  # Keras has no layer that does both
            stride = 1 if both else layer.stride
            made = f"Conv2D({layer.channels}, {layer.size}, strides={stride}, dilation_rate={layer.dilation}, {named})"
            return [*padding, made, *([f"MaxPooling2D(1, strides={layer.stride})"] if both else [])]
        case "pool":
            return [f"MaxPooling2D({layer.size}, strides={layer.stride})"]
        case "average":
            return [f"AveragePooling2D({layer.size}, strides={layer.stride})"]
        case "batchnorm":
            return [f"BatchNormalization(epsilon=1e-5, {named})"]
        case "layernorm":
            return [f"LayerNormalization(epsilon=1e-5, {named})"]
        case "dropout":
            return [f"Dropout({layer.percent / 100})"]
        case "flatten":
            return ["Flatten()"]
        case "global":
            return ["GlobalAveragePooling2D()"]
        case "dense":
            return [f"Dense({layer.channels}, {named})"]
    return [
        {
            "relu": "ReLU()",
            "leaky": "LeakyReLU(negative_slope=0.01)",
            "tanh": 'Activation("tanh")',
            "sigmoid": 'Activation("sigmoid")',
        }[layer.kind]
    ]
