"""Frames, as the page's typed arrays need them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import array_shapes, arrays

from neurarium.app.frames import DTYPES, decode, encode

KNOWN = some.sampled_from(DTYPES).flatmap(lambda dtype: arrays(dtype, array_shapes(min_dims=0, min_side=0)))


@given(some.lists(KNOWN, max_size=5), some.text())
def test_what_is_encoded_can_be_decoded(sent: list[np.ndarray], word: str) -> None:
    frame = encode({"session": word}, [("key", str(index), array) for index, array in enumerate(sent)])
    header, received = decode(frame)
    assert (header["type"], header["session"]) == ("frame", word)
    for index, array in enumerate(sent):
        there = received["key"][str(index)]
        assert there.dtype == array.dtype
        assert there.tobytes() == array.tobytes()
        assert there.shape == array.shape


@given(some.lists(KNOWN, max_size=5), some.text())
def test_every_array_begins_at_a_multiple_of_eight(sent: list[np.ndarray], word: str) -> None:
    frame = encode({"session": word}, [("key", str(index), array) for index, array in enumerate(sent)])
    length = int.from_bytes(frame[:4], "little")
    assert (4 + length) % 8 == 0
    assert len(frame) % 8 == 0
    assert all(item["offset"] % 8 == 0 for item in json.loads(frame[4 : 4 + length])["arrays"])


def test_a_frame_byte_by_byte() -> None:
    frame = encode({"n": 1}, [("k", "a", np.array([1, 2], np.uint8)), ("k", "b", np.array([1.0]))])
    text = (
        b'{"type":"frame","n":1,"arrays":[{"key":"k","name":"a","dtype":"uint8","shape":[2],"offset":0},'
        b'{"key":"k","name":"b","dtype":"float64","shape":[1],"offset":8}]}'
    )
    padding = b" " * (-(4 + len(text)) % 8)
    body = b"\x01\x02" + bytes(6) + b"\x00\x00\x00\x00\x00\x00\xf0\x3f"
    assert frame == (len(text) + len(padding)).to_bytes(4, "little") + text + padding + body


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("bool", "uint8"),
        ("float16", "float32"),
        ("int16", "int32"),
        ("uint32", "int64"),
        (">f8", "float64"),
        (">i4", "int32"),
    ],
)
def test_other_types_become_the_nearest(given: str, sent: str) -> None:
    array = np.array([0, 1], given)
    _, received = decode(encode({}, [("k", "a", array)]))
    assert received["k"]["a"].dtype == sent
    assert received["k"]["a"].tolist() == array.tolist()


def test_no_number_is_null_in_the_header() -> None:
    header, _ = decode(encode({"readings": {"loss": float("nan"), "gain": float("inf")}}, []))
    assert header["readings"] == {"loss": None, "gain": None}


def test_an_array_that_is_no_block_of_memory_arrives_in_order() -> None:
    array = np.arange(12, dtype=np.int64).reshape(3, 4).T[::2]
    _, received = decode(encode({}, [("k", "a", array)]))
    assert received["k"]["a"].tolist() == array.tolist()
