"""The curves of a run: its readings over its steps, dense at first and thinner later."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

DENSE = 256  # every step is kept up to here, then 128 a doubling: a million steps are 1,800 points


def next_mark(steps: int) -> int:
    """The first step after `steps` at which readings are kept; depends on nothing but the count of steps."""
    stride = max(1, 1 << (steps.bit_length() - 8)) if steps >= DENSE else 1
    return (steps // stride + 1) * stride


class History:
    """Points of the curves in the order of steps; `values` has one column a reading, NaN where there is none."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self._steps = np.empty(64, np.int64)
        self._values = np.empty((64, len(names)), np.float64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def steps(self) -> np.ndarray:
        """int64 [points]"""
        return self._steps[: self._count]

    @property
    def values(self) -> np.ndarray:
        """float64 [points, readings]"""
        return self._values[: self._count]

    def of(self, name: str) -> np.ndarray:
        """float64 [points]: the curve of one reading."""
        return self.values[:, self.names.index(name)]

    def note(self, steps: int, readings: Mapping[str, float]) -> None:
        """Keep the readings at this step; a second note at the same step replaces the first."""
        if self._count and self._steps[self._count - 1] == steps:
            self._count -= 1
        if self._count == len(self._steps):
            self._steps = np.concatenate([self._steps, np.empty_like(self._steps)])
            self._values = np.concatenate([self._values, np.empty_like(self._values)])
        self._steps[self._count] = steps
        self._values[self._count] = [readings.get(name, np.nan) for name in self.names]
        self._count += 1

    def copy(self) -> History:
        """The same points, which stay when this one grows."""
        return History.of_arrays(self.names, self.steps, self.values)

    def named(self, names: tuple[str, ...]) -> History:
        """The same points with these readings, of which those that were not measured yet have no number.

        Raises `ValueError` if one that was measured is not among them.
        """
        unknown = [name for name in self.names if name not in names]
        if unknown:
            raise ValueError(f"it has a reading {unknown[0]}, which is not known here")
        values = np.full((len(self), len(names)), np.nan)
        values[:, [names.index(name) for name in self.names]] = self.values
        return History.of_arrays(names, self.steps, values)

    @classmethod
    def of_arrays(cls, names: tuple[str, ...], steps: np.ndarray, values: np.ndarray) -> History:
        """The history that has these points, copied; raises `ValueError` if they are none."""
        if steps.ndim != 1 or values.shape != (len(steps), len(names)) or np.any(np.diff(steps) <= 0):
            raise ValueError("the curves do not fit the readings")
        history = cls(names)
        history._steps = np.array(steps, np.int64) if len(steps) else history._steps
        history._values = np.array(values, np.float64) if len(steps) else history._values
        history._count = len(steps)
        return history
