"""The random numbers of the original: seedrandom's stream, so that equal seeds give equal points and weights.

TensorFlow Playground replaces the browser's random numbers by those of the JavaScript library seedrandom: an ARC4
key stream whose key is mixed from the seed's text, read six bytes at a time and widened to 52 significant bits.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

WIDTH = 256
DIGITS_AT_ONCE = 6
SIGNIFICANCE = 2.0**52
OVERFLOW = 2.0**53
BLOCK = 512  # numbers drawn ahead at once


def key_of(seed: int) -> str:
    """The text for a whole number: ARC4 repeats its key, so that the texts 1, 11 and 111 would be the same stream."""
    return f"s{seed}"


class Stream:
    """Uniform numbers in [0, 1) in the order in which seedrandom gives them for this seed's text."""

    def __init__(self, seed: str) -> None:
        self._box = np.arange(WIDTH)
        self._place = np.zeros(2, np.int64)
        _mix_box(self._box, _mixed_key(seed))
        _digits(self._box, self._place, WIDTH)  # the first bytes of ARC4 betray its key, seedrandom drops them
        self._ahead: list[float] = []

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """The next number, scaled to [low, high) as the original scales it."""
        if not self._ahead:
            self._ahead = _numbers(self._box, self._place, BLOCK).tolist()[::-1]
        return self._ahead.pop() * (high - low) + low

    def normal(self, mean: float, variance: float) -> float:
        """The next normal number: Box and Muller's polar method, both uniforms drawn until they lie in the disc."""
        while True:
            first = 2 * self.uniform() - 1
            second = 2 * self.uniform() - 1
            square = first * first + second * second
            if 0 < square <= 1:
                return mean + math.sqrt(variance) * math.sqrt(-2 * math.log(square) / square) * first


def _mixed_key(seed: str) -> np.ndarray:
    """The bytes of the key, int64: every UTF-16 unit of the text, smeared over those before it."""
    units = memoryview(seed.encode("utf-16-le")).cast("H") if seed else []
    key: list[int] = []
    smear = 0
    for position, unit in enumerate(units):
        place = position % WIDTH
        if place == len(key):
            key.append(0)
        smear ^= key[place] * 19
        key[place] = (smear + unit) % WIDTH
    return np.array(key or [0])


@njit(cache=True)
def _mix_box(box, key):
    """ARC4's key schedule, in place."""
    j = 0
    for i in range(WIDTH):
        j = (j + key[i % key.size] + box[i]) % WIDTH
        box[i], box[j] = box[j], box[i]


@njit(cache=True)
def _digits(box, place, count):
    """The next bytes as the digits of one number; `place` holds ARC4's two pointers."""
    number = 0.0
    i, j = place
    for _ in range(count):
        i = (i + 1) % WIDTH
        j = (j + box[i]) % WIDTH
        box[i], box[j] = box[j], box[i]
        number = number * WIDTH + box[(box[i] + box[j]) % WIDTH]
    place[0], place[1] = i, j
    return number


@njit(cache=True)
def _numbers(box, place, count):
    """The next numbers in [0, 1): as many bytes as fill 52 bits, and what is too much shifted out again."""
    numbers = np.empty(count)
    for index in range(count):
        numerator = _digits(box, place, DIGITS_AT_ONCE)
        denominator = float(WIDTH**DIGITS_AT_ONCE)
        extra = 0
        while numerator < SIGNIFICANCE:
            numerator = (numerator + extra) * WIDTH
            denominator *= WIDTH
            extra = int(_digits(box, place, 1))
        while numerator >= OVERFLOW:
            numerator /= 2
            denominator /= 2
            extra >>= 1
        numbers[index] = (numerator + extra) / denominator
    return numbers
