"""A frame: what a tab shows next, as one binary message (docs/protocol.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np

DTYPES = ("float64", "float32", "int64", "int32", "uint8")
ALIGNMENT = 8  # bytes; typed arrays of the browser begin at multiples of their size


def encode(header: dict[str, Any], arrays: Iterable[tuple[str, str, np.ndarray]]) -> bytes:
    """The frame of these arrays, given as (key, name, array). A number that is none becomes null in the header."""
    described = []
    parts: list[bytes] = []
    offset = 0
    for key, name, array in arrays:
        sent = sendable(array)
        described.append(
            {"key": key, "name": name, "dtype": sent.dtype.name, "shape": list(sent.shape), "offset": offset}
        )
        gap = -sent.nbytes % ALIGNMENT
        parts += [sent.tobytes(), bytes(gap)]
        offset += sent.nbytes + gap
    text = msgspec.json.encode({"type": "frame", **header, "arrays": described})
    text += b" " * (-(4 + len(text)) % ALIGNMENT)
    return b"".join([len(text).to_bytes(4, "little"), text, *parts])


def decode(frame: bytes) -> tuple[dict[str, Any], dict[str, dict[str, np.ndarray]]]:
    """The header, and the arrays by key and name."""
    start = 4 + int.from_bytes(frame[:4], "little")
    header: dict[str, Any] = msgspec.json.decode(frame[4:start])
    arrays: dict[str, dict[str, np.ndarray]] = {}
    for item in header["arrays"]:
        count = int(np.prod(item["shape"], dtype=np.int64))
        array = np.frombuffer(frame, np.dtype(item["dtype"]), count, start + item["offset"])
        arrays.setdefault(item["key"], {})[item["name"]] = array.reshape(item["shape"])
    return header, arrays


def sendable(array: np.ndarray) -> np.ndarray:
    """The array in the nearest type that a frame knows, little-endian and in C order."""
    if array.dtype.name in DTYPES:
        wanted = array.dtype
    elif array.dtype.kind == "f":
        wanted = np.dtype(np.float32 if array.dtype.itemsize < 4 else np.float64)
    elif array.dtype.kind == "b":
        wanted = np.dtype(np.uint8)
    else:
        wanted = np.dtype(np.int32 if array.dtype.itemsize < 4 else np.int64)
    return np.asarray(array, wanted.newbyteorder("<"), order="C")
