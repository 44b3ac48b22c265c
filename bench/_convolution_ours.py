"""The networks of `convolution` by the lab's own training step; speaks as `_convolution_torch` does."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

if __name__ == "__main__" and sys.argv[1] == "1":  # before JAX is imported
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import numpy as np

from neurarium.labs.convnet import programs
from neurarium.labs.convnet.layers import plan
from neurarium.labs.convnet.losses import Wanted
from neurarium.labs.convnet.network import blueprint_of, first_parameters
from neurarium.nn.optimisers import Moments, Rates

CLASSES = 10
BATCH = 64
NETWORKS = {
    "28": (28, 1, "conv 16 3, relu, pool 2, conv 32 3, relu, pool 2, flatten"),
    "32": (32, 3, "conv 32 3, relu, pool 2, conv 64 3, relu, pool 2, conv 128 3, relu, pool 2, flatten"),
}


def made(side: int, channels: int, layers: str) -> Callable[[int], None]:
    """Trains for so many batches, with Adam; the pixels are bytes, normalised in every step."""
    blueprint = blueprint_of(plan(layers, (side, side, channels), CLASSES), ("classes",))
    random = np.random.default_rng(0)
    parameters: Any = first_parameters(blueprint, random)
    zeros = {name: np.zeros_like(value) for name, value in parameters.items()}
    moments = Moments(zeros, zeros, np.float32(0))
    pixels = random.integers(0, 256, (BATCH, side, side, channels), np.uint8)
    wanted = Wanted(random.integers(0, CLASSES, BATCH).astype(np.int32))
    mean, deviation = np.full(channels, 0.5, np.float32), np.full(channels, 0.29, np.float32)
    step, key = programs.training(blueprint, "adam"), np.zeros(2, np.uint32)

    def train(batches: int) -> None:
        nonlocal parameters, moments
        for _ in range(batches):
            parameters, moments, loss, _ = step(
                parameters, moments, Rates(np.float32(1e-3), np.float32(0)), mean, deviation, pixels, wanted, key
            )
        loss.block_until_ready()

    return train


def main() -> None:
    trainers = {name: made(*shape) for name, shape in NETWORKS.items()}
    print(f"JAX {jax.__version__}", flush=True)
    for line in sys.stdin:
        name, _, batches = line.split()
        clock, processor = time.perf_counter(), time.process_time()
        trainers[name](int(batches))
        print(time.perf_counter() - clock, time.process_time() - processor, flush=True)


if __name__ == "__main__":
    main()
