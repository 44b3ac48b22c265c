"""Networks: layers, losses, optimisers and a training step, for every lab that learns from arrays.

Importing this package imports JAX, which takes a second: labs import it when a run starts, never when they are listed.
"""

from __future__ import annotations

from neurarium.nn.convolution import add_bias, convolve
from neurarium.nn.device import compiled
from neurarium.nn.layers import (
    Activation,
    BatchNorm,
    Convolution,
    Dense,
    Dropout,
    Flatten,
    GlobalMean,
    Layer,
    LayerNorm,
    MaxPool,
    MeanPool,
    run,
)
from neurarium.nn.losses import cross_entropy, logistic_loss
from neurarium.nn.optimisers import OPTIMISERS, Moments, Rates, no_moments, scheduled, updated
from neurarium.nn.pooling import max_pool, mean_pool, resized
from neurarium.nn.training import training_step

__all__ = [
    "OPTIMISERS",
    "Activation",
    "BatchNorm",
    "Convolution",
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalMean",
    "Layer",
    "LayerNorm",
    "MaxPool",
    "MeanPool",
    "Moments",
    "Rates",
    "add_bias",
    "compiled",
    "convolve",
    "cross_entropy",
    "logistic_loss",
    "max_pool",
    "mean_pool",
    "no_moments",
    "resized",
    "run",
    "scheduled",
    "training_step",
    "updated",
]
