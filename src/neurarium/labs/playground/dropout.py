"""Dropout: which neurons are switched off for which sample is decided by the place in a random stream, not by its order.

Srivastava et al. 2014, in the form in which those that stay get louder, so that nothing changes in the test.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(inline="always", error_model="numpy")
def chance(key, sample, neurons, neuron):
    """A number in [0, 1) for this neuron and sample: SplitMix64 (Steele et al. 2014) at their place."""
    state = np.uint64(key) + np.uint64(sample * neurons + neuron + 1) * np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    state = state ^ (state >> np.uint64(31))
    return np.int64(state >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@njit(nogil=True, error_model="numpy", cache=True)
def drop(answers, gains, row, samples, dropout, key, seen, neurons, neuron):
    """Switch this neuron off in a share of the samples, and make it louder in the others."""
    louder = 1.0 / (1.0 - dropout)
    for s in range(samples):
        factor = louder if chance(key, seen + s, neurons, neuron) >= dropout else 0.0
        answers[row, s] *= factor
        gains[row, s] *= factor
