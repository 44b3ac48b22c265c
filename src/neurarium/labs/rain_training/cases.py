"""The clouds that teach and the clouds that judge: a small truth that comes along, so that training begins at once.

Solved without dice by the flux method (`rain.flux`), thinned to POINTS points of time in single precision. The first
VALIDATION clouds are of the validation cases of `rain.splits`, the others of its training cases; held-out ones are in no file.
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neurarium.lab.state import from_bytes
from neurarium.lab.text import Refusal, Text

VALIDATION, TRAINING = 20, 60
CASES = VALIDATION + TRAINING
POINTS = 65
COLUMNS = (
    "cloud_water",  # kg m-3
    "cloud_number",  # m-3
    "rain_water",
    "rain_number",
    "autoconversion",  # kg m-3 s-1
    "accretion",
    "cloud_self_collection",  # m-3 s-1
    "rain_self_collection",
)
BULK, RATES = slice(0, 4), slice(4, 8)
FILE = Path(__file__).parent / "truth.safetensors"
VERSION = 1


@dataclass(frozen=True)
class Truths:
    """All clouds; read only.

    Attributes:
        begin: float64 [CASES, 3], water in g m-3, radius of the mean mass in micrometres, shape nu.
        number: float64 [CASES], droplets at the beginning, m-3.
        end: float64 [CASES], s, where the curves end.
        thresholds: float64 [CASES, 4], s, when 1, 10, 50 and 90 % of the water are rain.
        curves: float64 [CASES, POINTS, COLUMNS], at equal steps from 0 to `end`; rates are of the middle of their time.
        card: how the file was made.
    """

    begin: np.ndarray
    number: np.ndarray
    end: np.ndarray
    thresholds: np.ndarray
    curves: np.ndarray
    card: dict[str, Any]

    @property
    def water(self) -> np.ndarray:
        """float64 [CASES], kg m-3."""
        return np.asarray(self.begin[:, 0] * 1e-3)

    @property
    def shape(self) -> np.ndarray:
        return np.asarray(self.begin[:, 2])


def checksum(arrays: dict[str, np.ndarray]) -> str:
    """SHA-256 over all numbers, array by array in the order of their names."""
    total = hashlib.sha256()
    for name in sorted(arrays):
        total.update(name.encode() + np.ascontiguousarray(arrays[name]).tobytes())
    return total.hexdigest()


def read(path: Path = FILE) -> Truths:
    """The clouds of a file; raises `Refusal` naming it if it is damaged, was changed, or is of another version."""
    shapes = {
        "begin": (CASES, 3),
        "number": (CASES,),
        "end": (CASES,),
        "thresholds": (CASES, 4),
        "curves": (CASES, POINTS, len(COLUMNS)),
    }
    try:
        about, arrays = from_bytes(path.read_bytes())
        if about["version"] != VERSION:
            raise ValueError(f"version {about['version']}, expected {VERSION}")
        if {name: array.shape for name, array in arrays.items()} != shapes:
            raise ValueError("its arrays have other names or shapes")
        if checksum(arrays) != about["card"]["sha256"]:
            raise ValueError("its numbers are not those of its checksum")
    except (Refusal, OSError, KeyError, TypeError, ValueError) as problem:
        raise Refusal(
            Text(
                f"{path.name} cannot be used ({problem}); make it again with `python -m neurarium.labs.rain_training.make`.",
                f"{path.name} ist nicht zu gebrauchen ({problem}); bitte mit `python -m neurarium.labs.rain_training.make` "
                "neu erzeugen.",
            )
        ) from problem
    wide = {name: array.astype(np.float64) for name, array in arrays.items()}
    for array in wide.values():
        array.flags.writeable = False
    return Truths(**wide, card=dict(about["card"]))


@functools.cache
def shipped() -> Truths:
    return read()


@functools.lru_cache(maxsize=8)
def taught(shuffled: bool, seed: int) -> Truths:
    """What the clouds are said to do; shuffled, each training cloud has what another one does, as a control.

    Times and curves go with the other cloud, water and numbers as shares of its own, so that no cloud is impossible.
    """
    truths = shipped()
    if not shuffled:
        return truths
    order = np.arange(CASES)
    order[VALIDATION:] = VALIDATION + np.random.default_rng([seed, 2]).permutation(TRAINING)
    water, number = truths.water[:, None], truths.number[:, None]
    curves = truths.curves[order].copy()
    for place, name in enumerate(COLUMNS):
        by_water = name.endswith("water") or name in ("autoconversion", "accretion")
        own, other = (water, water[order]) if by_water else (number, number[order])
        curves[:, :, place] *= own / other
    return Truths(truths.begin, truths.number, truths.end[order], truths.thresholds[order], curves, truths.card)
