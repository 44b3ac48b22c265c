"""X or O: accuracy on letters that were never used for a choice, and how long the training takes."""

from __future__ import annotations

import time
from statistics import median

import neurarium as nr

TITLE = "X or O, default settings, 2,000 unseen deformed letters"
SEEDS = range(5)
STEPS = 600


def measure() -> dict[str, float]:
    """Test accuracy in percent and seconds for each seed, compiled before the first is timed."""
    nr.run("x-or-o", seed=99).advance(2)
    results: dict[str, float] = {}
    taken = []
    for seed in SEEDS:
        begun = time.perf_counter()
        run = nr.run("x-or-o", seed=seed).advance(STEPS)
        taken.append(time.perf_counter() - begun)
        results[f"seed {seed}: accuracy after {STEPS} steps, %"] = 100 * run.readings["test_accuracy"]
    return results | {"seconds, median": median(taken), "seconds, longest": max(taken)}
