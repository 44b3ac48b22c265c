"""Standard sets come whole from any host that delivers, and never from one that does not."""

from __future__ import annotations

import dataclasses
import hashlib
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from neurarium.data import fetching, standard
from neurarium.data.fetching import NotFetched, Progress, Stopped
from neurarium.data.standard import File, Standard
from neurarium.lab.text import Refusal
from tests.datasets.host import Host, hosting

CONTENT = np.random.default_rng(0).bytes(300_000)
FILE = File("pictures.gz", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEURARIUM_DATA", str(tmp_path))
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "images" / "mnist"


@pytest.fixture
def hosts() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def known(*hosts: Host) -> Standard:
    return dataclasses.replace(standard.MNIST, files=(FILE,), mirrors=tuple(host.address for host in hosts))


def test_a_file_comes_with_progress_and_is_not_fetched_twice(hosts: ExitStack, folder: Path) -> None:
    host = hosts.enter_context(hosting(CONTENT))
    told: list[Progress] = []
    assert fetching.fetch(known(host), told.append) == folder
    assert (folder / FILE.name).read_bytes() == CONTENT
    assert list(folder.iterdir()) == [folder / FILE.name]
    fetched = [progress.fetched for progress in told]
    assert fetched == sorted(fetched)
    assert fetched[-1] == told[0].size == FILE.size
    fetching.fetch(known(host))
    assert len(host.asked) == 1


@pytest.mark.parametrize("manner", ["cut", "lies", "short", "refuses", "elsewhere"])
def test_a_bad_host_gives_way_to_the_next(hosts: ExitStack, folder: Path, manner: str) -> None:
    bad, good = hosts.enter_context(hosting(CONTENT, manner)), hosts.enter_context(hosting(CONTENT))
    fetching.fetch(known(bad, good))
    assert (folder / FILE.name).read_bytes() == CONTENT
    assert good.asked == [f"bytes={FILE.size // 2}-" if manner in ("cut", "short") else None]


def test_what_a_host_sends_too_much_is_not_read(hosts: ExitStack, folder: Path) -> None:
    fetching.fetch(known(hosts.enter_context(hosting(CONTENT, "long"))))
    assert (folder / FILE.name).read_bytes() == CONTENT


@pytest.mark.parametrize("manner", ["no-range", "wrong-range"])
def test_a_host_that_cannot_resume_begins_again(hosts: ExitStack, folder: Path, manner: str) -> None:
    cut, other = hosts.enter_context(hosting(CONTENT, "cut")), hosts.enter_context(hosting(CONTENT, manner))
    fetching.fetch(known(cut, other))
    assert other.asked == [f"bytes={FILE.size // 2}-"]
    assert (folder / FILE.name).read_bytes() == CONTENT


def test_a_beginning_of_something_else_is_thrown_away(hosts: ExitStack, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / (FILE.name + ".part")).write_bytes(b"another file")
    host = hosts.enter_context(hosting(CONTENT))
    fetching.fetch(known(host))
    assert (folder / FILE.name).read_bytes() == CONTENT
    assert host.asked == ["bytes=12-", None]


def test_a_host_that_falls_silent_gives_way_and_what_came_is_kept(hosts: ExitStack, folder: Path) -> None:
    silent, good = hosts.enter_context(hosting(CONTENT, "stalls")), hosts.enter_context(hosting(CONTENT))
    fetching.fetch(known(silent, good), patience=0.3)
    assert good.asked == [f"bytes={FILE.size // 2}-"]
    assert (folder / FILE.name).read_bytes() == CONTENT


def test_stopping_keeps_what_came_and_going_on_fetches_only_the_rest(hosts: ExitStack, folder: Path) -> None:
    host = hosts.enter_context(hosting(CONTENT))
    told: list[Progress] = []
    with pytest.raises(Stopped):
        fetching.fetch(known(host), told.append, stopped=lambda: len(told) >= 3)
    came = (folder / (FILE.name + ".part")).stat().st_size
    assert 0 < came < FILE.size
    fetching.fetch(known(host))
    assert host.asked == [None, f"bytes={came}-"]
    assert (folder / FILE.name).read_bytes() == CONTENT


def test_when_no_host_delivers_each_is_named_with_its_reason(hosts: ExitStack, folder: Path) -> None:
    lies, refuses = hosts.enter_context(hosting(CONTENT, "lies")), hosts.enter_context(hosting(CONTENT, "refuses"))
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, but nobody listens
        set_ = known(lies, refuses)
        set_ = dataclasses.replace(set_, mirrors=(*set_.mirrors, f"http://127.0.0.1:{nobody.getsockname()[1]}/"))
        with pytest.raises(NotFetched) as refused:
            fetching.fetch(set_)
    for words in ("not the right one", "answers 403", "cannot be reached"):
        assert words in refused.value.text.en
    assert "antwortet mit 403" in refused.value.text.de
    assert not (folder / FILE.name).exists()


def test_a_damaged_file_is_fetched_again(hosts: ExitStack, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / FILE.name).write_bytes(bytes(FILE.size))
    fetching.fetch(known(hosts.enter_context(hosting(CONTENT))))
    assert (folder / FILE.name).read_bytes() == CONTENT


def test_a_set_that_does_not_fit_is_not_begun(hosts: ExitStack) -> None:
    host = hosts.enter_context(hosting(CONTENT))
    huge = dataclasses.replace(known(host), files=(dataclasses.replace(FILE, size=2**60),))
    with pytest.raises(Refusal, match="MB are free"):
        fetching.fetch(huge)
    assert host.asked == []


@pytest.mark.parametrize("name", standard.STANDARD)
def test_every_set_has_two_encrypted_hosts_and_full_checksums(name: str) -> None:
    known = standard.STANDARD[name]
    assert len(known.mirrors) >= 2
    assert all(mirror.startswith("https://") and mirror.endswith("/") for mirror in known.mirrors)
    assert all(len(bytes.fromhex(file.sha256)) == 32 and file.size > 0 for file in known.files)
