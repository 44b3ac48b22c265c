"""Questions carried in and out over HTTP and on the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from neurarium.cli import main
from neurarium.course import places
from tests.app.visitor import Visitor
from tests.course.test_api import forgotten as forgotten
from tests.course.test_api import mine as mine
from tests.course.test_api import visitor as visitor


def test_a_file_goes_out_and_comes_in_as_a_course_that_can_be_deleted(visitor: Visitor) -> None:
    formats = visitor.http.get("/api/courses").json()[1]["formats"]
    assert [form["name"] for form in formats if form["imports"]] == ["moodle", "gift"]
    assert all(form["available"] for form in formats)
    out = visitor.http.get("/api/courses/mine/export?format=moodle&language=de&section=perceptron")
    assert out.headers["neurarium-left-out"] == "1"
    assert out.headers["content-disposition"] == 'attachment; filename="mine-de.xml"'
    come = visitor.http.post("/api/courses?name=Prüfung.xml", content=out.content).json()
    assert (come["course"], come["questions"]) == ("pruefung", 6)
    assert "in einer Sprache" in come["notices"][-1]["de"]
    section = visitor.http.get("/api/courses/pruefung/sections/perceptron").json()
    assert len(section["questions"]) == 6
    answer = visitor.http.post("/api/courses/pruefung/questions/perceptron/one-line/answer", json={"answer": 1}).json()
    assert answer["right"]
    assert visitor.http.delete("/api/courses/mine").status_code == 400
    assert visitor.http.delete("/api/courses/pruefung").status_code == 204
    assert visitor.http.get("/api/courses/pruefung/glossary").status_code == 400


def test_a_sheet_opens_in_the_browser(visitor: Visitor) -> None:
    sheet = visitor.http.get("/api/courses/mine/export?format=sheet&language=en&solutions=1")
    assert sheet.headers["content-disposition"] == "inline"
    assert "That takes hidden neurons." in sheet.text


@pytest.mark.parametrize(
    "query",
    ["format=word", "format=", "format=gift&language=both", "format=moodle&section=slope", "format=gift&section=x"],
)
def test_what_cannot_be_written_is_said(visitor: Visitor, query: str) -> None:
    refused = visitor.http.get(f"/api/courses/mine/export?{query}")
    assert refused.status_code == 400
    assert refused.json()["error"].keys() == {"en", "de"}


def test_what_cannot_be_read_is_said(visitor: Visitor) -> None:
    for data in (b"", b"<quiz>", b"PK\x03\x04"):
        refused = visitor.http.post("/api/courses?name=x", content=data)
        assert refused.status_code == 400
        assert refused.json()["error"]["de"]
    assert visitor.http.post("/api/courses", content=b" " * (33 * 2**20)).status_code == 413


def test_the_command_line_carries_questions_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert main(["course", "new", str(folder)]) == 0
    assert "Nothing is wrong." in capsys.readouterr().out
    for language in ("en", "de"):
        words = ["course", "export", "gift", str(tmp_path / language), "--course", str(folder), "--language", language]
        assert main(words) == 0
        assert "6 questions written" in capsys.readouterr().out
    words = ["course", "import", str(tmp_path / "en"), str(tmp_path / "again"), "--german", str(tmp_path / "de")]
    assert main(words) == 0
    again = places.named(tmp_path / "again")
    assert dict(again.questions())["perceptron/weights"].text.de.startswith("Wie viele Gewichte")
    assert main(["course", "check", str(tmp_path / "again")]) == 0
    assert main(["course"]) == 0
    assert "lecture" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["course", "check", "nothing"], "There is no course 'nothing'"),
        (["course", "import", "nothing.xml", "x"], "Cannot read nothing.xml"),
        (["course", "export", "word", "x"], "There is no format 'word'"),
        (["course", "export", "csv", "/nothing/x", "--section", "y"], "There is no section 'y'"),
        (["course", "new", "."], "holds something already"),
        (["serve", "--course", "nothing"], "There is no folder 'nothing'"),
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_the_server_starts_with_a_broken_course_and_tells_what_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert main(["course", "new", str(folder)]) == 0
    file = folder / "perceptron" / "questions.toml"
    file.write_text(file.read_text().replace("hidden=&", "hiden=&").replace('kind = "order"', 'kind = "odrer"'))
    words = [sys.executable, "-m", "neurarium", "serve", "--port", "0", "--no-browser", "--course", str(folder)]
    environment = {**os.environ, "NEURARIUM_DATA": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stderr is not None
        assert server.stdout is not None
        try:
            assert server.stdout.readline().startswith("http://127.0.0.1:")
            told = list(islice((line for line in server.stderr if line.startswith("mine: ")), 4))
        finally:
            server.terminate()
    assert "mine: perceptron/questions.toml, line" in told[0]
    assert "'odrer'" in told[0]
    assert "Zeile" in told[1]
    assert "'hiden'" in told[2]
