"""A visitor's own pictures: what is usable is used, what is not is named, what is dangerous is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from neurarium import data
from neurarium.data import brought, own, standard
from neurarium.data.collecting import collect
from neurarium.data.decoding import Unusable, decode
from neurarium.lab.text import Refusal
from tests.datasets.pictures import classes, in_folder, in_zip, picture


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURARIUM_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("NEURARIUM_IMAGES", raising=False)
    return tmp_path


def refused(source: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        own.bring(source)
    assert caught.value.text.en != caught.value.text.de
    return caught.value


@pytest.mark.parametrize("wrap", ["", "my pictures/", "a/b/"])
@pytest.mark.parametrize("put", [in_folder, in_zip])
def test_a_folder_for_each_class_becomes_a_data_set(tmp_path: Path, put, wrap: str) -> None:  # type: ignore[no-untyped-def]
    files = {wrap + path: content for path, content in classes(cat=8, dog=10).items()}
    brought_set = own.bring(put(tmp_path / "pets.zip", files), size=16)
    assert brought_set.classes == (("cat", 8), ("dog", 10))
    assert brought_set.title == "pets"
    assert brought_set.shape == (16, 16, 3)
    assert own.sets() == [brought_set]
    split = data.load("own", content=brought_set.id)
    assert [len(split.train), len(split.validation), len(split.test)] == [12, 3, 3]
    assert [name.de for name in split.names] == ["cat", "dog"]
    own.delete(brought_set.id)
    assert own.sets() == []
    with pytest.raises(Refusal, match="no pictures of your own"):
        own.read(brought_set.id)


def test_the_same_pictures_have_the_same_id_from_a_folder_and_from_a_zip(tmp_path: Path) -> None:
    files = classes(a=3, b=3)
    first, second = own.bring(in_folder(tmp_path / "x", files)), own.bring(in_zip(tmp_path / "y.zip", files))
    assert first.id == second.id
    assert len(own.sets()) == 1
    assert own.bring(tmp_path / "x", grey=True).id != first.id


def test_folders_called_train_and_test_are_read_as_one(tmp_path: Path) -> None:
    files = {f"train/{path}": content for path, content in classes(a=3, b=3).items()}
    files |= {"test/a/9.png": picture(9), "test/b/9.png": picture(10)}
    assert collect(in_folder(tmp_path / "x", files)).names == ("a", "b")


def test_a_loose_file_beside_the_classes_does_not_hide_them(tmp_path: Path) -> None:
    files = {f"pets/{path}": content for path, content in classes(a=3, b=3).items()} | {"pets/read me.txt": b"hello"}
    collected = collect(in_zip(tmp_path / "x.zip", files))
    assert collected.names == ("a", "b")
    assert [item.reason.en for item in collected.left_out] == ["lies in no class's folder"]


def test_classes_stand_in_natural_order_and_litter_is_passed_over(tmp_path: Path) -> None:
    files = classes(**{"10": 3, "9": 3}) | {"__MACOSX/9/._0.png": b"x", "9/.DS_Store": b"x", "Thumbs.db": b"x"}
    collected = collect(in_zip(tmp_path / "x.zip", files))
    assert collected.names == ("9", "10")
    assert collected.left_out == ()


def test_what_cannot_be_used_is_named_with_its_reason(tmp_path: Path) -> None:
    files = classes(a=4, b=4, tiny=2) | {
        "a/broken.png": picture(77)[:300],
        "a/notes.txt": b"hello",
        "b/animation.gif": b"GIF89a",
        "b/again.png": picture(1000),
        "c/empty.jpg": b"",
        "loose.png": picture(78),
    }
    brought_set = own.bring(in_zip(tmp_path / "x.zip", files))
    reasons = {item.file: item.reason for item in brought_set.left_out}
    assert reasons["a/broken.png"].de == "ist beschädigt"
    assert reasons["a/notes.txt"].en == "is no PNG and no JPEG"
    assert reasons["b/again.png"].en == "shows the same as b/0.png"
    assert reasons["loose.png"].en == "lies in no class's folder"
    assert reasons["tiny/0.png"].en == "the class 'tiny' has only 2 usable pictures; 3 are needed"
    assert set(reasons) == {
        "a/broken.png", "a/notes.txt", "b/animation.gif", "b/again.png", "c/empty.jpg", "loose.png", "tiny/0.png", "tiny/1.png"
    }  # fmt: skip
    assert brought_set.classes == (("a", 4), ("b", 4))
    assert brought_set.left_out_count == 8


def test_one_class_and_nothing_are_refused(tmp_path: Path) -> None:
    assert "only one class" in refused(in_folder(tmp_path / "one", classes(a=5))).text.en
    assert "only one class" in refused(in_folder(tmp_path / "two", classes(a=5, b=1))).text.en
    assert "nichts darin" in refused(in_folder(tmp_path / "empty", {})).text.de
    assert "nothing in it" in refused(in_zip(tmp_path / "empty.zip", {})).text.en
    assert (
        "No picture could be read" in refused(in_folder(tmp_path / "bad", {"a/x.png": b"x", "b/y.png": b"y"})).text.en
    )
    assert "no folder and no zip" in refused(in_folder(tmp_path / "f", {"x.rar": b"Rar!"}) / "x.rar").text.en


@pytest.mark.parametrize(
    "path", ["../evil.png", "a/../../evil.png", "/etc/evil.png", "C:\\evil.png", "a\\..\\..\\evil.png"]
)
def test_a_path_that_climbs_out_is_refused(tmp_path: Path, path: str) -> None:
    caught = refused(in_zip(tmp_path / "x.zip", classes(a=3, b=3) | {path: picture(5)}))
    assert "climbs out" in caught.text.en
    assert "hinausführt" in caught.text.de


def test_a_zip_bomb_is_refused_unread(tmp_path: Path) -> None:
    assert (
        "zip bomb" in refused(in_zip(tmp_path / "x.zip", classes(a=3, b=3) | {"a/x.png": bytes(300 * 2**20)})).text.en
    )


def test_a_picture_of_too_many_pixels_is_left_out(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    collected = collect(in_zip(tmp_path / "x.zip", classes(a=3, b=3) | {"a/huge.png": out.getvalue()}))
    assert [item.reason.en for item in collected.left_out] == ["has more than 64 million pixels"]


def test_links_in_a_folder_lead_nowhere(tmp_path: Path) -> None:
    secret = in_folder(tmp_path / "secret", classes(c=3))
    folder = in_folder(tmp_path / "x", classes(a=3, b=3))
    (folder / "a" / "link.png").symlink_to(secret / "c" / "0.png")
    (folder / "c").symlink_to(secret / "c")
    collected = collect(folder)
    assert collected.names == ("a", "b")
    assert [item.file for item in collected.left_out] == ["a/link.png"]


def test_a_picture_is_upright_on_white_and_cropped_to_its_middle() -> None:
    upright = Image.new("RGB", (60, 40), (0, 0, 255))
    upright.paste((255, 0, 0), (0, 0, 60, 20))  # red above blue
    lying = upright.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    out = io.BytesIO()
    lying.save(out, "JPEG", quality=95, exif=exif)
    pixels = decode(out.getvalue(), 8, grey=False)
    assert pixels[1, :, 0].min() > 200
    assert pixels[6, :, 2].min() > 200

    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(out, "PNG")
    assert decode(out.getvalue(), 8, grey=False).min() == 255

    out = io.BytesIO()
    wide = Image.new("L", (90, 30), 0)
    wide.paste(200, (30, 0, 60, 30))
    wide.save(out, "PNG")
    assert (np.abs(decode(out.getvalue(), 10, grey=True)[:, 2:-2].astype(int) - 200) <= 1).all()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
@pytest.mark.parametrize("grey", [False, True])
def test_every_kind_of_picture_is_read(mode: str, grey: bool) -> None:
    out = io.BytesIO()
    image = (
        Image.fromarray(np.full((9, 9), 32768, np.uint16))
        if mode == "I;16"
        else Image.new(mode, (9, 9), 1 if mode == "1" else None)
    )
    image.save(out, "JPEG" if mode == "CMYK" else "PNG")
    pixels = decode(out.getvalue(), 8, grey)
    assert pixels.shape == (8, 8, 1 if grey else 3)
    if mode == "I;16":
        assert pixels.min() == pixels.max() == 127


@settings(max_examples=60, deadline=None)
@given(some.data())
def test_any_damage_is_a_picture_or_a_reason(data: some.DataObject) -> None:
    kind = data.draw(some.sampled_from(["PNG", "JPEG"]))
    content = bytearray(picture(1, (12, 9), kind))
    for _ in range(data.draw(some.integers(1, 6))):
        content[data.draw(some.integers(0, len(content) - 1))] = data.draw(some.integers(0, 255))
    end = data.draw(some.integers(0, len(content)))
    try:
        assert decode(bytes(content[:end]), 8, grey=False).shape == (8, 8, 3)
    except Unusable as reason:
        assert reason.text.en != reason.text.de


@settings(max_examples=60, deadline=None)
@given(some.data())
def test_any_damaged_zip_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: some.DataObject) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in classes(a=3, b=3).items():
            archive.writestr(path, content[:40] + bytes(100))
    content = bytearray(whole.getvalue())
    for _ in range(data.draw(some.integers(1, 8))):
        content[data.draw(some.integers(0, len(content) - 1))] = data.draw(some.integers(0, 255))
    file = tmp_path_factory.getbasetemp() / "fuzzed.zip"
    file.write_bytes(content)
    with pytest.raises(Refusal):  # no picture in it is whole
        collect(file)


def test_a_folder_that_is_a_standard_set_is_recognised(tmp_path: Path) -> None:
    from tests.datasets.test_loading import small_mnist

    small_mnist(tmp_path / "stick" / "FashionMNIST" / "raw", packed=False)
    small_mnist(tmp_path / "nameless", packed=False)
    with pytest.raises(Refusal, match="could be any of mnist, fashion-mnist"):
        brought.bring(tmp_path / "nameless")
    assert brought.bring(tmp_path / "stick" / "FashionMNIST" / "raw") is standard.FASHION_MNIST
    found = standard.FASHION_MNIST.found()
    assert found is not None
    assert all(file.is_relative_to(tmp_path / "data") for file in found)
    assert brought.bring(tmp_path / "nameless", "mnist") is standard.MNIST
    with pytest.raises(Refusal, match="does not hold all files of CIFAR-10"):
        brought.bring(tmp_path / "nameless", "cifar-10")
    with pytest.raises(Refusal, match="There is no folder"):
        brought.bring(tmp_path / "nowhere")
