"""Starting and ending: the address, a busy port, and what the server itself needs to load."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from bench._serving import Served, serving
from websockets.frames import Frame, Opcode

import neurarium as nr
from neurarium.app.limits import Limits
from neurarium.app.server import listen
from neurarium.lab.text import Refusal
from tests.app.visitor import PATIENCE, house, visiting, workers


def test_the_printed_address_answers_at_once(data: Path) -> None:
    with house(data) as served:
        assert httpx.get(served.address, timeout=1).status_code == 303


def test_the_server_itself_loads_no_lab_and_no_compiler() -> None:
    """It answers before the workers have loaded theirs."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, neurarium.app.server; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not {"numba", "jax", "neurarium.labs.playground.lab"} & set(loaded)


def test_a_busy_port_gives_way_to_the_next() -> None:
    with listen("127.0.0.1", 0) as first:
        busy = first.getsockname()[1]
        with listen("127.0.0.1", busy) as second:
            assert busy < second.getsockname()[1] <= busy + 20


def test_a_busy_port_is_said(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = taken.getsockname()[1]
        with serving(data, "--port", str(busy)) as served:
            assert urlsplit(served.address).port != busy


def test_an_impossible_host_is_a_sentence() -> None:
    with pytest.raises(Refusal) as refusal:
        listen("192.0.2.1", 0)  # an address of documentation, which no machine has
    assert "--host" in refusal.value.text.de


def test_ctrl_c_saves_every_run_and_ends_every_worker(data: Path) -> None:
    with house(data) as served, visiting(served) as visitor:
        tab = visitor.tab()
        run = tab.open(seed=3).run
        tab.send("play", speed=None)
        reached = tab.until(lambda seen: seen.steps > 5000).steps
        ending = workers(served)
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(PATIENCE) == 0
        _, alive = psutil.wait_procs(ending, timeout=PATIENCE)
        assert alive == []
    saved = nr.load(data / "runs" / f"{run}.safetensors")
    assert isinstance(saved, nr.Run)
    assert saved.steps >= reached


def test_tabs_that_vanish_while_they_are_answered_leave_no_trace_in_the_terminal(data: Path) -> None:
    unanswerable = json.dumps({"type": "pause", "session": "none"}).encode()
    orders = 40 * Frame(Opcode.TEXT, unanswerable).serialize(mask=True)
    with house(data) as served, visiting(served) as visitor:
        for _ in range(3):
            with raw_socket(served, visitor.cookie) as vanishing:
                vanishing.sendall(orders)
        visitor.tab().open()
    assert served.printed[1:] == []  # after the address


def raw_socket(served: Served, cookie: str) -> socket.socket:
    """A tab's connection without a library that would read the answers, or say goodbye."""
    house = urlsplit(served.origin)
    tab = socket.create_connection((house.hostname, house.port), timeout=PATIENCE)
    tab.sendall(
        f"GET /socket HTTP/1.1\r\nHost: {house.netloc}\r\nOrigin: {served.origin}\r\nCookie: {cookie}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    assert b" 101 " in tab.recv(4096)
    return tab


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEURARIUM_LIMITS", '{"sessions": 100}')
    assert Limits.of_environment() == Limits(sessions=100)
    for wrong in ('{"sessions": "many"}', '{"seats": 1}', "{", "[]"):
        monkeypatch.setenv("NEURARIUM_LIMITS", wrong)
        with pytest.raises(Refusal) as refusal:
            Limits.of_environment()
        assert "sessions" in refusal.value.text.de
