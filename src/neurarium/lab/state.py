"""States, runs and anything else made of records, as plain JSON plus named arrays, and back.

A state is a frozen dataclass of arrays, numbers, texts, tuples, dictionaries and such records again: nothing that
would have to be executed to be read.
"""

from __future__ import annotations

import dataclasses
import json
import math
from typing import Any, TypeVar

import msgspec
import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from neurarium.lab.text import Refusal, Text

T = TypeVar("T")
FORMAT = 1
LARGEST = 256 * 2**20  # bytes of a snapshot that are read at all


class Unreadable(Refusal):
    """A file that is not a snapshot, is damaged, or comes from a newer version."""


def take_apart(value: Any) -> tuple[Any, dict[str, np.ndarray]]:
    """A record as JSON values, in which each array is the name under which it stands in the dictionary."""
    arrays: dict[str, np.ndarray] = {}

    def lift(item: Any) -> Any:
        if not isinstance(item, np.ndarray):
            raise TypeError(f"a state is made of arrays, numbers, texts and records of these, not {type(item)}")
        name = f"{len(arrays):04d}"
        arrays[name] = np.ascontiguousarray(item)
        return name

    return msgspec.to_builtins(value, enc_hook=lift), arrays


def put_together(kind: type[T], plain: Any, arrays: dict[str, np.ndarray]) -> T:
    """The record of this type that `take_apart` took apart; raises `Unreadable` if it is not one."""

    def fetch(wanted: type, item: Any) -> Any:
        if wanted is not np.ndarray or item not in arrays:
            raise ValueError(f"there is no array '{item}'")
        return arrays[item]

    try:
        return msgspec.convert(plain, kind, dec_hook=fetch)
    except (msgspec.ValidationError, ValueError, TypeError) as problem:
        raise Unreadable(_damaged(str(problem))) from problem


def to_bytes(about: dict[str, Any], arrays: dict[str, np.ndarray]) -> bytes:
    """A snapshot: safetensors, with everything that is no array as JSON beside it. Equal input, equal bytes."""
    header = json.dumps({"format": FORMAT, **about}, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return save(arrays, metadata={"neurarium": header})


def from_bytes(data: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """What `to_bytes` was given; raises `Unreadable` for anything else."""
    about = read_header(data)
    try:
        return about, load(data)
    except (SafetensorError, ValueError, KeyError, TypeError) as problem:
        raise Unreadable(_damaged(str(problem))) from problem


def read_header(data: bytes) -> dict[str, Any]:
    """Only the JSON of a snapshot, without touching its arrays; raises `Unreadable`."""
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > len(data) - 8 or len(data) > LARGEST:
        raise Unreadable(_foreign())
    try:
        about = json.loads(json.loads(data[8 : 8 + length])["__metadata__"]["neurarium"])
        version = about["format"]
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise Unreadable(_foreign()) from problem
    if version != FORMAT:
        raise Unreadable(
            Text(
                f"This file has format {version!r}; this version of Neurarium reads format {FORMAT}. Update Neurarium.",
                f"Diese Datei hat Format {version!r}; diese Version von Neurarium liest Format {FORMAT}. "
                "Bitte Neurarium aktualisieren.",
            )
        )
    return dict(about)


def _foreign() -> Text:
    return Text(
        "This file is no run saved by Neurarium, or only half of one. Choose a file that 'save' or 'download' made.",
        "Diese Datei ist kein von Neurarium gespeicherter Lauf oder nur ein halber. Bitte eine Datei wählen, die "
        "'Speichern' oder 'Herunterladen' geschrieben hat.",
    )


def _damaged(detail: str) -> Text:
    return Text(
        f"This saved run is damaged and was left alone ({detail}).",
        f"Dieser gespeicherte Lauf ist beschädigt und wurde nicht angerührt ({detail}).",
    )


def finite(value: Any, known: Any = None) -> bool:
    """Whether every number in a record, down to the last array, is one. Asked after every few steps, so it is quick.

    `known`: a record of the same kind that was found finite; whatever is the very same object in both is not looked at.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        return _finite(value, known)


def _finite(value: Any, known: Any = None) -> bool:
    if value is known:
        return True
    if isinstance(value, np.ndarray):
        if value.dtype.kind != "f":
            return True
        flat = value.ravel()
        # The sum of squares is several times quicker, and finite only if all are; it may overflow when all are.
        return math.isfinite(np.dot(flat, flat)) or bool(np.isfinite(flat).all())
    if isinstance(value, float):
        return math.isfinite(value)
    if dataclasses.is_dataclass(value):
        others = vars(known) if type(known) is type(value) else {}
        return all(_finite(item, others.get(name)) for name, item in vars(value).items())
    if isinstance(value, dict):
        return all(_finite(item) for item in value.values())
    return not isinstance(value, list | tuple) or all(_finite(item) for item in value)


def weights(value: Any) -> dict[int, int]:
    """The bytes of every array and text in records and containers, by the identity of what holds them."""
    found: dict[int, int] = {}
    _weigh(value, found)
    return found


def _weigh(value: Any, found: dict[int, int]) -> None:
    if isinstance(value, np.ndarray):
        while isinstance(value.base, np.ndarray):  # a view keeps all that it looks at
            value = value.base
        found[id(value)] = value.nbytes
    elif isinstance(value, str | bytes):
        found[id(value)] = len(value)
    elif isinstance(value, dict):
        for item in value.values():
            _weigh(item, found)
    elif isinstance(value, list | tuple | set | frozenset):
        found[id(value)] = 8 * len(value)
        for item in value:
            _weigh(item, found)
    elif hasattr(value, "__dict__") and not isinstance(value, type):
        _weigh(vars(value), found)


def same(one: Any, other: Any) -> bool:
    """Whether two records hold the same values, bit for bit."""
    (plain, arrays), (other_plain, other_arrays) = take_apart(one), take_apart(other)
    return bool(plain == other_plain) and all(
        array.dtype == other_arrays[name].dtype and np.array_equal(array, other_arrays[name])
        for name, array in arrays.items()
    )
