"""What the network gets to see of a point: the seven features, raw and not scaled."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neurarium.labs.playground.network import FEATURES


def feature_rows(features: tuple[str, ...], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """float64 [features, points]: each chosen feature of each point."""
    rows: dict[str, Callable[[], np.ndarray]] = {
        "x": lambda: x,
        "y": lambda: y,
        "x2": lambda: x * x,
        "y2": lambda: y * y,
        "xy": lambda: x * y,
        "sin_x": lambda: np.sin(x),
        "sin_y": lambda: np.sin(y),
    }
    return np.ascontiguousarray([rows[name]() for name in FEATURES if name in features])
