"""`neurarium data` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurarium.cli import main
from tests.datasets.pictures import classes, in_folder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEURARIUM_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NEURARIUM_IMAGES", "")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def test_own_pictures_are_brought_listed_and_forgotten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = in_folder(tmp_path / "pets", classes(cat=4, dog=5) | {"cat/notes.txt": b"hello"})
    assert main(["data", "from", str(folder), "--size", "16", "--grey"]) == 0
    first, *others = capsys.readouterr().out.splitlines()
    name = first.split(":")[0].split()[1]
    assert first == f"own {name}: cat 4, dog 5"
    assert others == ["left out (1):", "  cat/notes.txt: is no PNG and no JPEG"]
    assert main(["data", "list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[0].split() == ["digits", "comes", "with", "Neurarium"]
    assert any(line.startswith("mnist") and "not here (12 MB to fetch)" in line for line in listed)
    assert listed[-1] == f"own {name:18} pets: cat 4, dog 5"
    assert main(["data", "forget", name]) == 0
    main(["data", "list"])
    assert not capsys.readouterr().out.splitlines()[-1].startswith("own")


def test_what_cannot_be_is_one_sentence_in_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    assert main(["data", "fetch", "imagenet"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("neurarium: 'imagenet' ist hier nicht bekannt (Datensatz).")
    assert len(told.splitlines()) == 1


def test_without_a_verb_it_lists(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "list"]) == 0
    listed = capsys.readouterr().out
    assert main(["data"]) == 0
    assert capsys.readouterr().out == listed
