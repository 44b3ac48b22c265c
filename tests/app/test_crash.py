"""Nothing is lost but seconds: workers and servers are killed, disks fill up, labs fail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import httpx
import numpy as np
import psutil
import pytest
from bench._serving import Served

import neurarium as nr
from neurarium.store import Store
from tests.app.visitor import PATIENCE, Tab, Visitor, house, visiting, workers


def kill_workers(served: Served) -> None:
    found = workers(served)
    assert found
    for worker in found:
        worker.kill()


def test_a_killed_worker_is_replaced_and_the_run_plays_on(data: Path) -> None:
    with house(data) as served, visiting(served) as visitor:
        tab = visitor.tab()
        seen = tab.open(seed=3)
        tab.send("watch", pictures={"k": {"picture": "line"}})
        tab.send("play", speed=2000)
        visitor.until_listed(lambda run: run["id"] == seen.run and run["steps"] > 0)
        tab.until(lambda seen: "k" in seen.pictures)
        seen.pictures.clear()
        kill_workers(served)
        told = tab.until(lambda seen: seen.of("state")[-1]["state"] == "resumed").of("state")[-1]
        assert told["steps"] > 0, "the snapshot was used"
        tab.until(lambda seen: seen.steps > told["steps"] + 100)
        tab.until(lambda seen: "k" in seen.pictures)
        seen = tab.paused()
        assert len(seen.of("opened")) == 1
        assert seen.frame["readings"] == nr.run("slope", seed=3).advance(seen.steps).readings


def test_a_worker_killed_before_any_snapshot_begins_again(data: Path) -> None:
    """What was done since the last snapshot is done again: here the setting, and the steps that were asked for."""
    (data / "runs").parent.mkdir(parents=True)
    (data / "runs").write_text("a file where the folder should be")
    with house(data) as served, visiting(served) as visitor:
        tab = visitor.tab()
        tab.open(seed=3)
        tab.send("set", settings={"rate": 0.5})
        tab.send("step", count=7)
        tab.until(lambda seen: seen.steps == 7)
        kill_workers(served)
        tab.until(lambda seen: seen.of("state")[-1]["state"] == "resumed")
        seen = tab.until(lambda seen: seen.steps == 7 and seen.frame["frame"] < 5 and seen.frame["status"] == "paused")
        assert seen.frame["readings"] == nr.run("slope", seed=3).change(rate=0.5).advance(7).readings


def test_a_killed_server_loses_seconds_and_its_workers_leave(data: Path) -> None:
    with house(data) as served, visiting(served) as visitor:
        tab = visitor.tab()
        run = tab.open(seed=3).run
        tab.send("play", speed=None)
        tab.until(lambda seen: seen.steps > 5000)
        reached = tab.sessions["s"].steps
        orphans = workers(served)
        served.process.kill()
        _, alive = psutil.wait_procs(orphans, timeout=PATIENCE)
        assert alive == []
    with house(data) as served, visiting(served) as visitor:
        listed = visitor.runs()[0]
        assert (listed["id"], listed["status"]) == (run, "paused")
        seen = visitor.tab().open(run=run)
        assert seen.steps >= reached, "the worker saved the run when the server was gone"
        assert seen.frame["readings"] == nr.run("slope", seed=3).advance(seen.steps).readings


def test_a_page_left_open_finds_its_way_back_to_a_new_server(data: Path) -> None:
    tokens = []
    for _ in range(2):
        with house(data) as served:
            tokens.append(served.address.partition("token=")[2])
    assert tokens[0] == tokens[1]
    assert (data / "token").stat().st_mode & 0o077 == 0


def test_a_link_that_would_train_for_hours_is_opened_without_it(tab: Tab) -> None:
    tab.open(events=[["advance", 99_999_999_999]])
    told = tab.until(lambda seen: len(seen.of("notice")) > 0).of("notice")
    assert "10,000,000" in told[0]["text"]["en"]


def test_server_and_workers_killed_at_once_lose_seconds(data: Path) -> None:
    with house(data) as served, visiting(served) as visitor:
        tab = visitor.tab()
        run = tab.open(seed=3).run
        tab.send("play", speed=1000)
        saved = visitor.until_listed(lambda run: run["steps"] > 1000)["steps"]
        for process in [*workers(served), psutil.Process(served.process.pid)]:
            process.kill()
    with house(data) as served, visiting(served) as visitor:
        assert visitor.tab().open(run=run).steps >= saved


def test_a_run_that_kills_its_worker_again_and_again_is_closed_and_no_other(data: Path) -> None:
    with house(data, workers=1) as served, visiting(served) as visitor:
        tab = visitor.tab()
        tab.open(session="good", seed=3)
        tab.send("play", "good", speed=500)
        tab.open("faulty", session="bad", settings={"dies_at": 1})
        tab.send("play", "bad", speed=None)
        bad = tab.until(lambda seen: bool(seen.of("state")) and seen.of("state")[-1]["state"] == "closed", "bad")
        assert "3" in bad.of("notice")[-1]["text"]["de"]
        steps = tab.sessions["good"].steps
        tab.until(lambda seen: seen.steps > steps, "good")
        good = tab.paused("good")
        assert good.frame["readings"] == nr.run("slope", seed=3).advance(good.steps).readings


def test_an_error_in_a_lab_ends_its_session_only(visitor: Visitor, tab: Tab) -> None:
    tab.open(session="good")
    tab.send("play", "good", speed=None)
    tab.open("faulty", session="bad")
    tab.send("step", "bad", count=4)
    tab.until(lambda seen: seen.steps == 4, "bad")
    tab.send("set", "bad", settings={"raises": True})
    tab.send("step", "bad")
    bad = tab.until(lambda seen: seen.of("state")[-1]["state"] == "closed", "bad")
    assert "ZeroDivisionError" in bad.of("notice")[-1]["text"]["de"]
    steps = tab.sessions["good"].steps
    tab.until(lambda seen: seen.steps > steps, "good")
    assert visitor.until_listed(lambda run: run["id"] == bad.run)["steps"] == 4


def test_a_lab_may_print(tab: Tab) -> None:
    tab.open("faulty")
    tab.send("act", action="shout")
    tab.send("step")
    tab.until(lambda seen: seen.steps == 1)


def test_what_is_no_number_never_reaches_a_picture(tab: Tab) -> None:
    tab.open("faulty")
    tab.send("watch", pictures={"k": {"picture": "values"}})
    seen = tab.until(lambda seen: "k" in seen.pictures)
    tab.send("act", action="break_picture")
    assert "values" in tab.answer("notice")["text"]["de"]
    assert np.isfinite(seen.pictures["k"]["values"]).all()


@contextmanager
def list_asked_for_again_and_again(visitor: Visitor) -> Iterator[None]:
    """As an open list of runs does, until the block ends or the server is gone."""
    over = threading.Event()

    def ask() -> None:
        with suppress(httpx.HTTPError):
            while not over.is_set():
                visitor.runs()

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield
    finally:
        over.set()
        asking.join()


def test_a_list_that_is_asked_for_while_a_worker_dies_holds_nobody_up(data: Path) -> None:
    with house(data) as served, visiting(served) as visitor:
        tab = visitor.tab()
        seen = tab.open(seed=3)
        tab.send("play", speed=2000)
        visitor.until_listed(lambda run: run["id"] == seen.run and run["steps"] > 0)
        with list_asked_for_again_and_again(visitor):
            kill_workers(served)
            told = tab.until(lambda seen: seen.of("state")[-1]["state"] == "resumed").of("state")[-1]
            tab.until(lambda seen: seen.steps > told["steps"])
            served.process.send_signal(signal.SIGINT)
            served.process.wait(timeout=PATIENCE)


def test_a_reloaded_tab_finds_its_run_playing(data: Path) -> None:
    with house(data) as served, visiting(served) as visitor:
        first = visitor.tab()
        run = first.open().run
        first.send("play", speed=100)
        steps = first.until(lambda seen: seen.steps > 0).steps
        first.leave()
        seen = visitor.tab().open(run=run)
        assert seen.frame["status"] == "playing"
        assert seen.steps >= steps


def test_a_tab_that_stays_away_ends_its_sessions(data: Path) -> None:
    with house(data, grace=0.2) as served, visiting(served) as visitor:
        tab = visitor.tab()
        run = tab.open().run
        tab.send("play", speed=100)
        tab.until(lambda seen: seen.steps > 0)
        tab.leave()
        visitor.until_listed(lambda listed: listed["id"] == run and listed["status"] == "paused")


def test_a_full_house_says_so_and_makes_room_where_nobody_sits(data: Path) -> None:
    with house(data, sessions=2) as served, visiting(served) as visitor:
        tab, late = visitor.tab(), visitor.tab()
        tab.open(session="a")
        tab.open(session="b")
        late.send("open", lab="slope")
        assert late.answer("state")["state"] == "full"
        tab.send("close", "a")
        tab.until(lambda seen: seen.of("state")[-1]["state"] == "closed", "a")
        late.open(session="c")
        late.send("open", "d", lab="slope")
        assert late.answer("state", "d")["state"] == "full"
        tab.leave()
        late.send("open", "e", lab="slope")
        while late.answer("state", "e")["state"] == "full":  # until the server has noticed that the tab is gone
            late.send("open", "e", lab="slope")


def test_a_data_folder_that_cannot_be_written_is_told_once_and_training_goes_on(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    with house(blocked / "data") as served, visiting(served) as visitor:
        tab = visitor.tab()
        tab.open()
        tab.send("play", speed=None)
        assert str(blocked) in tab.answer("notice")["text"]["de"]
        steps = tab.sessions["s"].steps
        end = monotonic() + 3
        seen = tab.until(lambda seen: seen.steps > steps and monotonic() > end)
        assert len(seen.of("notice")) == 1
        listed = visitor.http.get("/api/runs")
        assert listed.status_code == 503
        assert str(blocked) in listed.json()["error"]["de"]
        blocked.unlink()
        assert "wieder" in tab.answer("notice")["text"]["de"]
        assert visitor.until_listed(lambda run: run["steps"] > 0)["id"] == seen.run


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
from neurarium.store import Store, StoredRun, StoreTrouble
run = StoredRun("r", "r", "slope", 0, 1, 1, "paused", "2026", "2026", {}, {})
store = Store()
try:
    store.keep(run, bytes(60_000))
except StoreTrouble as trouble:
    print(trouble.text.de)
store.keep(run, bytes(10))
print(len(store.read("r")))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as only POSIX can")
def test_a_full_disk_gives_a_sentence_and_saving_goes_on_when_there_is_room(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL],
        env={**os.environ, "NEURARIUM_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    told, kept = done.stdout.splitlines()
    assert "voll" in told
    assert kept == "10"


def test_a_broken_index_is_put_aside_and_made_again(data: Path) -> None:
    with house(data) as served, visiting(served) as visitor:
        tab = visitor.tab()
        run = tab.open(seed=3).run
        tab.send("step", count=9)
        tab.until(lambda seen: seen.steps == 9)
        visitor.until_listed(lambda run: run["steps"] == 9)
        visitor.http.patch(f"/api/runs/{run}", json={"name": "Mein Lauf"}).raise_for_status()
    (data / "index.sqlite").write_bytes(b"no database" * 1000)
    (data / "runs" / "foreign.safetensors").write_bytes(b"what is this")
    (data / "runs" / "half.safetensors").write_bytes((data / "runs" / f"{run}.safetensors").read_bytes()[:-100])
    with house(data) as served, visiting(served) as visitor:
        assert [(listed["id"], listed["name"], listed["steps"]) for listed in visitor.runs()] == [(run, "Mein Lauf", 9)]
        assert visitor.tab().open(run=run).steps == 9
    assert list(data.glob("index.sqlite.broken-*"))
    assert (data / "runs" / "foreign.safetensors").exists()
    assert Store(data).get(run).seed == 3
