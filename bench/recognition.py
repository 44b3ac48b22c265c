"""The convolutional network: accuracy on test images that were used for no choice, and how long the training takes.

Settings were chosen by the validation images. Fashion-MNIST is measured where it is there (`neurarium data fetch
fashion-mnist`, or NEURARIUM_IMAGES); vehicles are generated. NEURARIUM_ONLY names one of the measurements.
"""

from __future__ import annotations

import os
import time
from statistics import mean, median
from typing import Any

import neurarium as nr
from neurarium.lab.text import Refusal

TITLE = "a convolutional network, accuracy on unseen images and seconds of training"
SMALL = "conv 32 3, batchnorm, relu, pool 2, conv 64 3, batchnorm, relu, pool 2, flatten, dropout 30"
LARGE = (
    "conv 32 3, batchnorm, relu, conv 32 3, batchnorm, relu, pool 2, dropout 20, conv 64 3, batchnorm, relu, "
    "conv 64 3, batchnorm, relu, pool 2, dropout 30, flatten, dense 128, relu, dropout 40"
)
SCENE = (
    "conv 16 3, batchnorm, relu, conv 24 3, batchnorm, relu, pool 2, conv 48 3, batchnorm, relu, conv 48 3, batchnorm, relu, "
    "pool 2, conv 96 3, batchnorm, relu, conv 96 3, batchnorm, relu, pool 2, conv 128 3, batchnorm, relu, dropout 30, flatten"
)
MOVED = ("shift", "turn", "scale")
MEASUREMENTS: dict[str, tuple[int, dict[str, Any]]] = {  # seeds, settings
    "digits": (5, {"data": "digits", "layers": SMALL, "augment": MOVED, "epochs": 60, "learning_rate": 0.01}),
    "fashion, short": (
        1,
        {"data": "fashion-mnist", "layers": SMALL, "augment": ("shift", "flip"), "epochs": 6, "learning_rate": 0.01},
    ),
    "fashion, long": (
        1,
        {
            "data": "fashion-mnist",
            "layers": LARGE,
            "augment": ("shift", "flip"),
            "epochs": 8,
            "learning_rate": 0.005,
            "optimiser": "adamw",
            "weight_decay": 0.01,
        },
    ),
    "vehicles": (
        1,
        {
            "data": "vehicles",
            "heads": "all",
            "images": 24_000,
            "layers": SCENE,
            "augment": ("shift", "scale", "flip", "light"),
            "epochs": 5,
            "learning_rate": 0.004,
        },
    ),
}


def measure() -> dict[str, float | str]:
    """Test readings in percent and seconds: the mean over the seeds; compiled and loaded before the first is timed."""
    results: dict[str, float | str] = {}
    for name, (seeds, settings) in MEASUREMENTS.items():
        if os.environ.get("NEURARIUM_ONLY", name) != name:
            continue
        try:
            nr.run("convnet", seed=99, **settings).advance(2)
        except Refusal as refusal:
            results[name] = f"not measured: {refusal.text.en}"
            continue
        taken, spent, readings = [], [], []
        for seed in range(seeds):
            run = nr.run("convnet", seed=seed, **settings)
            begun, worked = time.perf_counter(), time.process_time()
            run.advance(10**6)  # it stands still at its planned end
            taken.append(time.perf_counter() - begun)
            spent.append(time.process_time() - worked)
            readings.append(run.readings)
        for reading in ("test_accuracy", "test_precision", "test_overlap"):
            if reading in readings[0]:
                found = [100 * each[reading] for each in readings]
                results[f"{name}: {reading}, %, mean of {seeds}"] = mean(found)
        results[f"{name}: seconds of training, median"] = median(taken)
        # What the clock would say on a machine with as many cores that does nothing else, at least.
        results[f"{name}: processor seconds over all cores, median"] = median(spent) / (os.cpu_count() or 1)
    return results
