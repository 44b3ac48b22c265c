"""Data sets by name, and the promise that their parts never change and never overlap."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import numpy as np
import pytest

from neurarium import data
from neurarium.data import cifar, idx, standard
from neurarium.data.images import Images, by_fingerprint, divide
from neurarium.lab.text import Refusal, Text


@pytest.fixture(autouse=True)
def images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for data sets."""
    monkeypatch.setenv("NEURARIUM_IMAGES", str(tmp_path))
    monkeypatch.setenv("NEURARIUM_DATA", str(tmp_path / "kept"))
    return tmp_path


def test_digits_are_there_and_their_parts_are_fixed() -> None:
    split = data.load("digits")
    assert (len(split.train), len(split.validation), len(split.test)) == (1259, 179, 359)
    assert split.shape == (8, 8, 1)
    assert split.train.pixels.max() == 255
    assert np.bincount(split.test.labels).tolist() == [36, 36, 35, 37, 36, 36, 36, 36, 35, 36]
    prints = [{picture.tobytes() for picture in part.pixels} for part in (split.train, split.validation, split.test)]
    assert sum(map(len, prints)) == len(prints[0] | prints[1] | prints[2]) == 1797
    assert data.load("digits") is split


def test_what_is_shared_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        data.load("digits").train.pixels[0] = 0


def test_the_fingerprint_does_not_depend_on_the_order() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (50, 4, 4, 1), np.uint8)
    shuffled = np.random.default_rng(1).permutation(50)
    assert np.array_equal(pixels[by_fingerprint(pixels)], pixels[shuffled][by_fingerprint(pixels[shuffled])])


def test_small_classes_have_a_picture_in_every_part() -> None:
    pixels = np.arange(40, dtype=np.uint8).reshape(-1, 1, 1, 1)
    images = Images(pixels, np.repeat([0, 1], [3, 37]), (Text("a", "a"), Text("b", "b")))
    parts = divide(images, (0.15, 0.15))
    assert [np.bincount(part.labels).tolist() for part in parts] == [[1, 25], [1, 6], [1, 6]]


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(Refusal, match="no data set 'imagenet'"):
        data.load("imagenet")


@pytest.mark.parametrize("name", standard.STANDARD)
def test_a_set_that_is_not_there_says_how_to_get_it(name: str) -> None:
    with pytest.raises(standard.NotThere, match=f"neurarium data fetch {name}") as refused:
        data.load(name)
    assert "neurarium data from ORDNER" in refused.value.text.de


def small_mnist(folder: Path, packed: bool) -> None:
    """Files of the right shape with made up pictures."""
    folder.mkdir(parents=True)
    random = np.random.default_rng(0)
    for stem, kind, shape in standard.IDX_FILES:
        low = random.integers(0, 10, shape[:1], np.uint8)
        array = low if len(shape) == 1 else np.zeros(shape, np.uint8)
        if len(shape) == 3:
            array[:, 0, :8] = random.integers(0, 256, (shape[0], 8), np.uint8)
        content = idx.encode(array)
        name = f"{stem}-{kind}-ubyte"
        (folder / (name + ".gz" * packed)).write_bytes(gzip.compress(content, 1) if packed else content)


@pytest.mark.parametrize(("folder", "packed"), [("fashion-mnist", True), ("FashionMNIST/raw", False)])
def test_a_set_in_a_named_folder_is_read(images: Path, folder: str, packed: bool) -> None:
    small_mnist(images / folder, packed)
    split = standard.read(standard.FASHION_MNIST)
    assert (len(split.train), len(split.validation), len(split.test)) == (55_000, 5_000, 10_000)
    assert split.shape == (28, 28, 1)
    assert split.names[6] == Text("shirt", "Hemd")
    assert standard.MNIST.found() is None


def test_the_place_may_itself_be_the_set(images: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_mnist(images / "mnist", packed=False)
    monkeypatch.setenv("NEURARIUM_IMAGES", str(images / "mnist"))
    assert standard.MNIST.found() is not None
    assert standard.FASHION_MNIST.found() is None


def test_cifar_is_read_from_its_archive_and_unpacked(images: Path) -> None:
    record = np.zeros((cifar.PICTURES, cifar.RECORD), np.uint8)
    record[:, 0] = np.arange(cifar.PICTURES) % 10
    record[:, 1 + 1024 + 33] = 7  # green, second row, second column
    home = images / "cifar-10"
    home.mkdir()
    with tarfile.open(home / cifar.ARCHIVE, "w:gz", compresslevel=1) as archive:
        for name in cifar.BATCHES:
            member = tarfile.TarInfo(f"../cifar-10-batches-bin/{name}")
            member.size = cifar.BATCH
            archive.addfile(member, io.BytesIO(record.tobytes()))
    found = standard.CIFAR_10.found()
    assert found is not None
    pixels, labels, test_pixels, _ = cifar.read(found)
    assert pixels.shape == (50_000, 32, 32, 3)
    assert pixels[0, 1, 1].tolist() == [0, 7, 0]
    assert labels[:3].tolist() == [0, 1, 2]
    assert test_pixels.shape == (10_000, 32, 32, 3)

    (home / cifar.ARCHIVE).write_bytes((home / cifar.ARCHIVE).read_bytes()[:5000])
    with pytest.raises(idx.FileWrong, match="damaged"):
        cifar.read(found)


def test_a_wrong_batch_is_refused() -> None:
    with pytest.raises(idx.FileWrong, match="has 5 bytes"):
        cifar.decode(b"12345", "data_batch_1.bin")
    with pytest.raises(idx.FileWrong, match="label 255"):
        cifar.decode(b"\xff" * cifar.BATCH, "data_batch_1.bin")
