"""Files of MNIST's kind: what is right is read, whatever else is refused in words."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra import numpy as arrays

from neurarium.data import idx
from neurarium.lab.text import Refusal

any_array = arrays.arrays(np.uint8, arrays.array_shapes(min_dims=1, max_dims=4, max_side=5))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("idx")


def put(folder: Path, content: bytes, name: str = "train-labels-idx1-ubyte") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@settings(max_examples=60, deadline=None)
@given(array=any_array, packed=some.booleans())
def test_what_is_written_is_read(folder: Path, array: np.ndarray, packed: bool) -> None:
    content = idx.encode(array)
    read = idx.read(put(folder, gzip.compress(content) if packed else content))
    assert read.dtype == np.uint8
    assert np.array_equal(read, array)


def test_the_header_of_mnist_is_known() -> None:
    assert idx.encode(np.zeros((60_000, 28, 28), np.uint8))[:16] == bytes.fromhex("00000803 0000ea60 0000001c 0000001c")


@settings(max_examples=60, deadline=None)
@given(array=any_array, packed=some.booleans(), data=some.data())
def test_a_file_cut_off_anywhere_is_refused(
    folder: Path, array: np.ndarray, packed: bool, data: some.DataObject
) -> None:
    content = gzip.compress(idx.encode(array)) if packed else idx.encode(array)
    end = data.draw(some.integers(0, len(content) - 1))
    with pytest.raises(idx.FileWrong) as refused:
        idx.read(put(folder, content[:end]))
    assert "train-labels" in refused.value.text.en
    assert "train-labels" in refused.value.text.de


@settings(max_examples=60, deadline=None)
@given(content=some.binary(max_size=200))
def test_any_bytes_are_an_array_or_a_refusal(folder: Path, content: bytes) -> None:
    for start in (b"", b"\0\0\x08\x01", b"\x1f\x8b\x08\0"):
        try:
            array = idx.read(put(folder, start + content))
        except Refusal as refused:
            assert refused.text.en != refused.text.de
        else:
            assert array.size + 4 + 4 * array.ndim <= len(start + content)


def test_a_huge_promise_is_refused_before_anything_is_read(folder: Path) -> None:
    bomb = gzip.compress(struct.pack(">BBBB3I", 0, 0, 8, 3, 2**31, 2**31, 2**31) + bytes(10**6))
    with pytest.raises(idx.FileWrong, match="at most"):
        idx.read(put(folder, bomb))


def test_a_bomb_behind_a_small_promise_is_not_unpacked(folder: Path) -> None:
    bomb = gzip.compress(struct.pack(">BBBBI", 0, 0, 8, 1, 10) + bytes(10**7))
    with pytest.raises(idx.FileWrong, match="longer than its own header"):
        idx.read(put(folder, bomb))


def test_another_shape_and_a_missing_file_are_refused(folder: Path) -> None:
    file = put(folder, idx.encode(np.zeros((5, 3), np.uint8)))
    assert idx.read(file, (None, 3)).shape == (5, 3)
    with pytest.raises(idx.FileWrong, match="5 x 3 values; expected are 60000 x … x 28"):
        idx.read(file, (60_000, None, 28))
    with pytest.raises(idx.FileWrong, match="cannot be read"):
        idx.read(folder / "nowhere")
