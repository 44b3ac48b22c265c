"""What the page reads and changes over HTTP."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import neurarium as nr
from neurarium import labs, library
from tests.app.visitor import LABS, Tab, Visitor, house, visiting


@pytest.fixture
def run(visitor: Visitor, tab: Tab) -> str:
    """A stored run of nine steps."""
    run = tab.open(seed=3, settings={"rate": 0.5}).run
    tab.send("step", count=9)
    tab.until(lambda seen: seen.steps == 9)
    tab.send("close")
    visitor.until_listed(lambda listed: listed["id"] == run and listed["steps"] == 9)
    return run


def test_the_house_describes_every_lab(visitor: Visitor) -> None:
    described = visitor.http.get("/api/house").json()
    assert described["version"] == nr.__version__
    assert described["sessions"] == 64
    assert {lab["id"] for lab in described["labs"]} >= {"slope", "faulty"}
    slope = next(lab for lab in described["labs"] if lab["id"] == "slope")
    exercises = library.described_exercises("slope")
    assert slope == msgspec_plain({**labs.find("slope").describe(), "exercises": exercises})


def msgspec_plain(value: object) -> object:
    import msgspec

    return msgspec.json.decode(msgspec.json.encode(value))


def test_lesson_and_source_are_the_files(visitor: Visitor) -> None:
    folder = Path(LABS.split(":")[0]) / "slope"
    for language in ("en", "de"):
        lesson = visitor.http.get(f"/api/labs/slope/lesson?language={language}").json()
        assert lesson == {"markdown": (folder / f"lesson.{language}.md").read_text()}
    assert visitor.http.get("/api/labs/slope/source").json() == [
        {"file": "lab.py", "text": (folder / "lab.py").read_text()}
    ]
    assert visitor.http.get("/api/labs/faulty/lesson").status_code == 404


@pytest.mark.parametrize(
    "path", ["/api/labs/nothing/lesson", "/api/labs/..%2f..%2fapp/source", "/api/runs/nothing/file"]
)
def test_what_is_not_there_is_said_in_both_languages(visitor: Visitor, path: str) -> None:
    response = visitor.http.get(path)
    assert 400 <= response.status_code < 500
    assert response.json()["error"].keys() == {"en", "de"}


def test_a_stored_run_is_listed_with_what_differs(visitor: Visitor, run: str) -> None:
    listed = next(listed for listed in visitor.runs() if listed["id"] == run)
    assert listed["settings"] == {"rate": 0.5}
    assert listed["readings"] == nr.run("slope", seed=3, rate=0.5).advance(9).readings
    assert listed["created"] <= listed["updated"]
    assert listed["updated"].endswith("Z")


def test_the_history_is_the_librarys(visitor: Visitor, run: str) -> None:
    history = visitor.http.get(f"/api/runs/{run}/history").json()
    curves = nr.run("slope", seed=3, rate=0.5).advance(9).history
    assert history == {"steps": curves.steps.tolist(), "readings": {"loss": curves.of("loss").tolist()}}


def test_the_history_of_a_live_run_is_up_to_date(visitor: Visitor, tab: Tab) -> None:
    run = tab.open(seeds=2).run
    tab.send("step", count=9)
    tab.until(lambda seen: seen.steps == 9)
    history = visitor.http.get(f"/api/runs/{run}/history").json()
    steps, curves = nr.population("slope", seeds=2).advance(9).curves
    assert history == {"steps": steps.tolist(), "readings": {"loss": curves["loss"].tolist()}}


def test_a_run_is_renamed_also_in_its_file(visitor: Visitor, run: str) -> None:
    renamed = visitor.http.patch(f"/api/runs/{run}", json={"name": "  Übung 3 "}).json()
    assert renamed["name"] == "Übung 3"
    assert next(listed["name"] for listed in visitor.runs() if listed["id"] == run) == "Übung 3"
    copy = visitor.http.post("/api/runs", content=visitor.http.get(f"/api/runs/{run}/file").content).json()
    assert copy["name"] == "Übung 3"
    for wrong in ({"name": ""}, {"name": "x" * 81}, {"name": "a\nb"}, {"name": 3}, {}, []):
        assert visitor.http.patch(f"/api/runs/{run}", json=wrong).status_code == 400
    assert visitor.http.patch(f"/api/runs/{run}", content=b"{" * 5000).status_code == 413


def test_a_live_run_keeps_its_new_name(visitor: Visitor, tab: Tab) -> None:
    run = tab.open().run
    tab.send("step")
    tab.until(lambda seen: seen.steps == 1)
    visitor.http.patch(f"/api/runs/{run}", json={"name": "Neu"}).raise_for_status()
    tab.send("step")
    visitor.until_listed(lambda listed: listed["id"] == run and listed["steps"] == 2 and listed["name"] == "Neu")


def test_a_deleted_run_is_gone_and_its_session_closed(visitor: Visitor, tab: Tab) -> None:
    run = tab.open().run
    tab.send("play", speed=None)
    visitor.until_listed(lambda listed: listed["id"] == run)
    assert visitor.http.delete(f"/api/runs/{run}").status_code == 204
    tab.until(lambda seen: seen.of("state")[-1]["state"] == "closed")
    assert run not in [listed["id"] for listed in visitor.runs()]
    assert visitor.http.delete(f"/api/runs/{run}").status_code == 404


def test_a_run_travels_as_a_file(visitor: Visitor, tab: Tab, run: str, tmp_path: Path) -> None:
    response = visitor.http.get(f"/api/runs/{run}/file")
    assert f"{run}.safetensors" in response.headers["content-disposition"]
    file = tmp_path / "run.safetensors"
    file.write_bytes(response.content)
    loaded = nr.load(file)
    assert isinstance(loaded, nr.Run)
    assert loaded.steps == 9
    loaded.advance(3).save(file)
    uploaded = visitor.http.post("/api/runs", content=file.read_bytes()).json()
    assert uploaded["id"] != run
    assert uploaded["steps"] == 12
    seen = tab.open(session="copy", run=uploaded["id"])
    assert seen.frame["readings"] == loaded.readings


@pytest.mark.parametrize("content", [b"", b"text", b"\xff" * 100, (10).to_bytes(8, "little") + b"{}        "])
def test_a_foreign_file_is_refused(visitor: Visitor, content: bytes) -> None:
    response = visitor.http.post("/api/runs", content=content)
    assert response.status_code == 400
    assert response.json()["error"]["de"]


def test_a_damaged_or_too_large_file_is_refused(data: Path) -> None:
    good = nr.run("slope").advance(3).to_bytes()
    with house(data, upload=len(good)) as served, visiting(served) as visitor:
        assert visitor.http.post("/api/runs", content=good[:-8]).status_code == 400
        assert visitor.http.post("/api/runs", content=good.replace(b"slope", b"slopy")).status_code == 400
        assert visitor.http.post("/api/runs", content=good + b"12345678").status_code == 413
        assert visitor.http.post("/api/runs", content=good).status_code == 200


def test_labs_may_bring_a_view_of_their_own(visitor: Visitor) -> None:
    assert visitor.http.get("/labs/slope/view.js").status_code == 404
    assert visitor.http.get("/labs/nothing/view.js").status_code == 404


def test_files_outside_the_page_are_not_served(visitor: Visitor) -> None:
    for path in ("/../app/server.py", "/%2e%2e/app/server.py", "/..%2fapp%2fserver.py", "/stamp", "/assets/../stamp"):
        assert b"def " not in visitor.http.get(path).content


def test_curves_are_numbers_or_gaps(visitor: Visitor, tab: Tab) -> None:
    """A member that left the numbers has gaps, which JSON writes as null."""
    run = tab.open(seeds=2, settings={"rate": 100}).run
    tab.send("play", speed=None)
    tab.until(lambda seen: seen.frame["status"] == "diverged")
    history = visitor.http.get(f"/api/runs/{run}/history").json()
    curves = np.array(history["readings"]["loss"], float)
    assert curves.shape == (len(history["steps"]), 2)


def test_a_link_of_the_original_is_read(visitor: Visitor) -> None:
    link = "https://playground.tensorflow.org/#dataset=spiral&noise=20&seed=0.5&foo=1&showTestData=true"
    answer = visitor.http.post("/api/link", content=link)
    assert answer.json()["lab"] == "playground"
    assert answer.json()["settings"]["original_seed"] == "0.5"
    assert answer.json()["look"] == ["show_test"]
    assert "foo" in answer.json()["notices"][0]["de"]
    for foreign, status in (("https://example.org", 400), ("", 400), ("x" * 20_000, 413)):
        answer = visitor.http.post("/api/link", content=foreign)
        assert answer.status_code == status
        assert answer.json()["error"]["de"]
