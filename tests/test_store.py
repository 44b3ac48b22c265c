"""The store of runs: files are the truth, the index follows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import numpy as np
import pytest

import neurarium as nr
from neurarium.lab.state import Unreadable
from neurarium.store import NoSuchRun, Store, StoredRun, StoreTrouble, checked_name, curves, new_id


def stored(run: str = "slope-1", name: str = "", **more: object) -> StoredRun:
    about = StoredRun(run, name or run, "slope", 0, 1, 5, "paused", "2026-01-01", "2026-01-01", {}, {"loss": 0.5})
    return msgspec.structs.replace(about, **more)


def snapshot(about: StoredRun) -> bytes:
    return nr.run("slope").advance(5).to_bytes(**msgspec.structs.asdict(about))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def keep(store: Store, *runs: StoredRun) -> None:
    for run in runs:
        store.keep(run, snapshot(run))


def test_a_run_is_kept_listed_and_read(store: Store) -> None:
    run = stored()
    keep(store, run)
    assert store.all() == [run]
    assert store.get(run.id) == run
    assert store.read(run.id) == snapshot(run)


def test_the_newest_comes_first(store: Store) -> None:
    keep(store, stored("a", updated="2026-01-02"), stored("b", updated="2026-01-03"), stored("c", updated="2026-01-01"))
    assert [run.id for run in store.all()] == ["b", "a", "c"]


def test_a_name_stays_when_the_run_is_kept_again(store: Store) -> None:
    keep(store, stored())
    assert store.rename("slope-1", " Mein Lauf ").name == "Mein Lauf"
    keep(store, stored(steps=9))
    assert (store.get("slope-1").name, store.get("slope-1").steps) == ("Mein Lauf", 9)


def test_a_deleted_run_is_gone(store: Store) -> None:
    keep(store, stored())
    store.delete("slope-1")
    assert store.all() == []
    for ask in (store.get, store.read, store.delete, store.history):
        with pytest.raises(NoSuchRun):
            ask("slope-1")


@pytest.mark.parametrize("run", ["../index", "a/b", "", "A", "a.b", "a" * 65, "ä"])
def test_no_id_leaves_the_folder(store: Store, run: str) -> None:
    with pytest.raises(NoSuchRun):
        store.file(run)
    with pytest.raises(ValueError, match="no run's id"):
        stored(run, name="x")


def test_new_ids_differ_and_are_ids(store: Store) -> None:
    ids = {new_id("playground") for _ in range(100)}
    assert len(ids) == 100
    assert all(store.file(run) for run in ids)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\nb", 3, None])
def test_a_name_that_is_none_is_refused(name: object) -> None:
    with pytest.raises(nr.Refusal):
        checked_name(name)


def test_an_index_that_is_lost_is_made_again(store: Store) -> None:
    keep(store, stored("a", name="Eins"), stored("b"))
    store.close()
    store.index.unlink()
    store.repair()
    assert {(run.id, run.name) for run in store.all()} == {("a", "Eins"), ("b", "b")}


@pytest.mark.parametrize("wreck", [b"", b"no database" * 500, None])
def test_a_broken_index_is_put_aside(store: Store, wreck: bytes | None) -> None:
    keep(store, stored())
    store.close()
    content = store.index.read_bytes()
    store.index.write_bytes(content[:100] + b"\xff" * (len(content) - 100) if wreck is None else wreck)
    store.repair()
    assert [run.id for run in store.all()] == ["slope-1"]
    assert bool(list(store.folder.glob("index.sqlite.broken-*"))) == (wreck != b"")


def test_rows_without_a_file_are_forgotten(store: Store) -> None:
    keep(store, stored("a"), stored("b"))
    store.file("a").unlink()
    store.repair()
    assert [run.id for run in store.all()] == ["b"]


def test_foreign_and_half_written_files_are_passed_over(store: Store) -> None:
    keep(store, stored())
    folder = store.folder / "runs"
    whole = store.read("slope-1")
    for name, content in {
        "empty": b"",
        "foreign": b"what is this",
        "half": whole[:-8],
        "headless": whole[8:],
        "renamed": whole,
        "library": nr.run("slope").to_bytes(),
        "Not An Id": whole,
    }.items():
        (folder / f"{name}.safetensors").write_bytes(content)
    (folder / "slope-1.safetensorsabc.part").write_bytes(whole[:50])
    (folder / "folder.safetensors").mkdir()
    store.repair()
    assert [run.id for run in store.all()] == ["slope-1"]


def test_a_locked_index_is_a_sentence_and_works_again_later(store: Store) -> None:
    keep(store, stored())
    lock = sqlite3.connect(store.index)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreTrouble) as trouble:
        keep(store, stored(steps=6))
    assert "sperrt" in trouble.value.text.de
    lock.close()
    keep(store, stored(steps=7))
    assert store.get("slope-1").steps == 7


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file")
    for do in (store.all, store.repair, lambda: keep(store, stored())):
        with pytest.raises(StoreTrouble) as trouble:
            do()
        assert "NEURARIUM_DATA" in trouble.value.text.de


def test_curves_are_read_without_the_lab() -> None:
    run = nr.run("slope").advance(5)
    steps, named = curves(run.to_bytes())
    assert np.array_equal(steps, run.history.steps)
    assert np.array_equal(named["loss"], run.history.of("loss"))
    population = nr.population("slope", seeds=3).advance(5)
    steps, named = curves(population.to_bytes())
    assert np.array_equal(steps, population.curves[0])
    assert np.array_equal(named["loss"], population.curves[1]["loss"])
    with pytest.raises(Unreadable):
        curves(b"nothing")


def test_two_stores_share_a_folder(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path)
    keep(store, stored("a"))
    keep(other, stored("b"))
    assert {run.id for run in store.all()} == {run.id for run in other.all()} == {"a", "b"}
