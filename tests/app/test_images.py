"""Pictures over HTTP: the real routes, a real server, a real host that delivers or does not."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import numpy as np
import pytest
import uvicorn
from PIL import Image
from starlette.applications import Starlette

from neurarium.app.images import ImagesApi
from neurarium.app.limits import Limits
from neurarium.app.routes import refused
from neurarium.data import standard
from neurarium.data.standard import File
from neurarium.lab.text import Refusal
from tests.app.visitor import Visitor
from tests.datasets.host import Host, hosting
from tests.datasets.pictures import classes, in_folder, in_zip, picture

CONTENT = np.random.default_rng(0).bytes(200_000)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEURARIUM_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NEURARIUM_IMAGES", "")
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def host() -> Iterator[Host]:
    with hosting(CONTENT) as host:
        yield host


def application(*hosts: Host, **limits: int) -> Starlette:
    """The routes alone, with one set that these hosts hold."""
    file = File("pictures.gz", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    known = dataclasses.replace(
        standard.MNIST,
        files=(file,),
        mirrors=tuple(host.address for host in hosts),
        find=lambda folder: (folder / file.name,) if (folder / file.name).is_file() else None,
    )
    api = ImagesApi(Limits(**limits), {"mnist": known})
    return Starlette(routes=api.routes(), exception_handlers={Refusal: refused})


@contextmanager
def client(*hosts: Host, **limits: int) -> Iterator[httpx.Client]:
    """A browser at a server that has these routes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(application(*hosts, **limits), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            with httpx.Client(base_url=address, timeout=30, trust_env=False) as page:
                yield page
        finally:
            server.should_exit = True
            thread.join()


def until(page: httpx.Client, wanted: str, value: object) -> dict[str, Any]:
    """The set's entry once its fetch has this value."""
    end = monotonic() + 20
    while monotonic() < end:
        entry = page.get("/api/images").json()["standard"][0]
        if (entry["fetch"] or {}).get(wanted) == value:
            return dict(entry)
    raise AssertionError(f"waited in vain: {entry}")


def test_a_set_is_fetched_when_asked_for(host: Host) -> None:
    with client(host) as page:
        entry = page.get("/api/images").json()["standard"][0]
        assert (entry["there"], entry["fetch"], entry["size"]) == (False, None, len(CONTENT))
        assert host.asked == []
        assert page.post("/api/images/standard/mnist").status_code == 202
        entry = until(page, "running", False)
        assert entry["there"]
        assert entry["fetch"]["fetched"] == len(CONTENT)
        assert entry["fetch"]["error"] is None


def test_fetching_is_stopped_and_goes_on(host: Host) -> None:
    host.manner = "stalls"
    with client(host) as page:
        page.post("/api/images/standard/mnist")
        until(page, "fetched", len(CONTENT) // 2)
        page.post("/api/images/standard/mnist")  # already on its way: no second one
        assert page.delete("/api/images/standard/mnist").json()["fetch"]["running"]
        host.release.set()
        assert not until(page, "running", False)["there"]
        host.manner = "well"
        page.post("/api/images/standard/mnist")
        assert until(page, "running", False)["there"]
        assert len(host.asked) == 2
        assert host.asked[1] is not None


def test_what_went_wrong_is_said(host: Host) -> None:
    host.manner = "lies"
    with client(host) as page:
        page.post("/api/images/standard/mnist")
        assert "not the right one" in until(page, "running", False)["fetch"]["error"]["en"]
        assert page.post("/api/images/standard/imagenet").status_code == 400


def test_a_zip_is_taken_shown_and_forgotten(tmp_path: Path) -> None:
    files = classes(cat=5, dog=4) | {"cat/broken.png": picture(9)[:100]}
    data = in_zip(tmp_path / "x.zip", files).read_bytes()
    with client() as page:
        taken = page.post("/api/images/own?title=Pets&size=16", content=data).json()
        assert taken["classes"] == [["cat", 5], ["dog", 4]]
        assert taken["left_out"] == [{"file": "cat/broken.png", "reason": {"en": "is damaged", "de": "ist beschädigt"}}]
        assert page.get("/api/images").json()["own"] == [taken]
        shown = Image.open(io.BytesIO(page.get(f"/api/images/own/{taken['id']}/sheet.png").content))
        assert shown.size == (8 * 17 - 1, 2 * 17 - 1)
        assert page.delete(f"/api/images/own/{taken['id']}").status_code == 204
        assert page.get("/api/images").json()["own"] == []
    assert not list((tmp_path / "data" / "images").glob("incoming-*"))


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"no zip", 400, "pets.csv is no folder and no zip that can be read"),
        (bytes(2 * 2**20), 413, "larger than 1 MB"),
        (b"", 400, "no zip"),
    ],
)
def test_what_is_no_zip_or_too_large_is_refused_and_leaves_nothing(
    tmp_path: Path, content: bytes, status: int, words: str
) -> None:
    with client(images=10**6) as page:
        answer = page.post("/api/images/own?title=pets.csv", content=content)
    assert answer.status_code == status
    assert words in answer.json()["error"]["en"]
    assert "incoming" not in answer.json()["error"]["de"], "a name that the visitor has never seen"
    assert list((tmp_path / "data" / "images").iterdir()) == []


def test_a_folder_is_named_on_this_machine_only(tmp_path: Path) -> None:
    folder = in_folder(tmp_path / "pets", classes(cat=3, dog=3))
    with client() as page:
        taken = page.post("/api/images/folder", json={"folder": str(folder), "grey": True, "size": 8}).json()["own"]
        assert taken["shape"] == [8, 8, 1]
        assert taken["title"] == "pets"
        for wrong in ({"folder": "pets"}, {"folder": ""}, {"folder": "/nowhere"}, {"folder": "/\0"}, {"file": "x"}, []):
            assert page.post("/api/images/folder", json=wrong).status_code == 400

    async def from_elsewhere() -> httpx.Response:
        transport = httpx.ASGITransport(application(), client=("192.0.2.7", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://neurarium") as away:
            return await away.post("/api/images/folder", json={"folder": str(folder)})

    answer = asyncio.run(from_elsewhere())
    assert answer.status_code == 400
    assert "Zip" in answer.json()["error"]["de"]


def test_the_real_server_takes_a_zip_behind_its_guard(visitor: Visitor, tmp_path: Path) -> None:
    data = in_zip(tmp_path / "x.zip", classes(a=3, b=3)).read_bytes()
    taken = visitor.http.post("/api/images/own?title=x", content=data).json()
    assert taken["classes"] == [["a", 3], ["b", 3]]
    assert {entry["name"] for entry in visitor.http.get("/api/images").json()["standard"]} == set(standard.STANDARD)
    visitor.http.cookies.clear()
    assert visitor.http.post("/api/images/own", content=data).status_code == 403
