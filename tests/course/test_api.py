"""The course over HTTP, as the page uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bench._serving import serving

from tests.app.visitor import LABS, Visitor, visiting
from tests.course.conftest import PIXEL, lecturers


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lecturers(tmp_path_factory.mktemp("courses") / "mine")


@pytest.fixture(scope="module")
def visitor(mine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    data = tmp_path_factory.mktemp("data")
    with serving(data, NEURARIUM_LABS=LABS, NEURARIUM_COURSES=str(mine)) as served, visiting(served) as visitor:
        yield visitor


@pytest.fixture(autouse=True)
def forgotten(visitor: Visitor) -> None:
    """Each test begins with a visitor who has done nothing."""
    assert visitor.http.delete("/api/progress").status_code == 204


def mark(visitor: Visitor, name: str, answer: object) -> dict[str, object]:
    section, own = name.split("/")
    address = f"/api/courses/mine/questions/{section}/{own}/answer"
    return dict(visitor.http.post(address, json={"answer": answer}).raise_for_status().json())


def test_the_tree_of_the_courses(visitor: Visitor) -> None:
    lecture, mine = visitor.http.get("/api/courses").json()
    assert (lecture["id"], mine["id"]) == ("lecture", "mine")
    assert [part["id"] for part in mine["parts"]] == ["beginnings", "tiny"]
    section = mine["parts"][0]["sections"][0]
    assert section["title"] == {"en": "The perceptron", "de": "Das Perzeptron"}
    assert (section["lesson"], section["questions"], section["rows"], section["labs"]) == (True, 7, [1], ["playground"])
    assert (mine["terms"], mine["problems"], mine["imported"]) == (2, 0, False)


def test_a_section_brings_its_questions_without_keys_and_its_terms(visitor: Visitor, mine: Path) -> None:
    section = visitor.http.get("/api/courses/mine/sections/perceptron?language=de").json()
    assert section["markdown"] == (mine / "perceptron" / "lesson.de.md").read_text()
    assert set(section["terms"]) == {"neuron", "weight"}
    questions = {question["id"]: question for question in section["questions"]}
    assert list(questions) == [f"perceptron/{own}" for own in SHOWN]
    assert questions["perceptron/one-line"]["answers"][1] == {"en": "A straight line", "de": "Eine Gerade"}
    assert questions["perceptron/nested"]["words"]["en"] == [
        "artificial intelligence",
        "deep learning",
        "Robotics",
        "Statistics",
    ]
    assert questions["perceptron/training-step"]["items"][0]["en"] != "Compute the outputs"
    assert questions["perceptron/train-xor"]["exercise"]["id"] == "mine/perceptron/train-xor"
    said = str(section)
    assert not re.search("'right'|'why'|'accept'|'solution'|'tolerance'|That counts the 4 biases", said)


SHOWN = ("one-line", "bias", "separable", "training-step", "nested", "weights", "train-xor")


def test_a_section_without_a_lesson_has_questions(visitor: Visitor) -> None:
    section = visitor.http.get("/api/courses/mine/sections/slope").json()
    assert (section["markdown"], len(section["questions"])) == (None, 1)


def test_the_glossary_tells_where_a_term_occurs(visitor: Visitor) -> None:
    neuron, _ = visitor.http.get("/api/courses/mine/glossary").json()
    assert (neuron["id"], neuron["term"]["de"], neuron["also"]["en"]) == ("neuron", "Neuron", ["unit"])
    assert neuron["sections"] == ["perceptron"]


def test_pictures_are_served_and_nothing_else(visitor: Visitor) -> None:
    at = "/api/courses/mine/sections/perceptron/files"
    assert visitor.http.get(f"{at}/border.png").content == PIXEL
    for name in ("questions.toml", "..%2fcourse.toml", "nothing.png"):
        assert visitor.http.get(f"{at}/{name}").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/api/courses/nothing/glossary", "/api/courses/mine/sections/nothing", "/api/courses/..%2f/matrix"],
)
def test_what_is_not_there_is_said_in_both_languages(visitor: Visitor, address: str) -> None:
    response = visitor.http.get(address)
    assert 400 <= response.status_code < 500
    assert response.json()["error"].keys() == {"en", "de"}


def test_the_matrix_fills_with_what_was_answered(visitor: Visitor) -> None:
    empty = visitor.http.get("/api/courses/mine/matrix").json()
    assert [cell["questions"] for cell in empty["cells"]] == [2, 1, 1, 2, 1, 1]
    assert (empty["due"], empty["next"]) == (0, None)
    right = mark(visitor, "perceptron/one-line", 1)
    wrong = mark(visitor, "perceptron/bias", 1)
    assert (right["right"], wrong["right"]) == (True, False)
    matrix = visitor.http.get("/api/courses/mine/matrix").json()
    easy, medium = matrix["cells"][0], matrix["cells"][2]
    assert (easy["difficulty"], easy["knowledge"], easy["answered"], easy["right"]) == ("easy", "recall", 1, 1)
    assert (medium["difficulty"], medium["knowledge"], medium["answered"], medium["right"]) == (
        "medium",
        "recall",
        1,
        0,
    )
    assert matrix["next"] == wrong["due"]  # the wrong one comes back first
    assert visitor.http.get("/api/courses/mine/questions?due=1").json() == []
    hard = visitor.http.get(
        "/api/courses/mine/questions?difficulty=hard&difficulty=medium&knowledge=application"
    ).json()
    assert [question["id"] for question in hard] == [
        "perceptron/separable",
        "perceptron/weights",
        "perceptron/train-xor",
    ]


def test_a_run_of_ones_own_answers_a_task(visitor: Visitor) -> None:
    tab = visitor.tab()
    run = tab.open(seed=1, settings={"rate": 1.0}).run
    assert not mark(visitor, "slope/learn", {"run": run})["right"]
    assert visitor.http.get("/api/progress").json()["questions"] == {}
    tab.send("step", count=50)
    tab.until(lambda seen: seen.steps == 50)
    tab.send("ask", ask=1, what="check mine/slope/learn")
    assert '"reached":true' in tab.answer("answer")["text"]
    done = mark(visitor, "slope/learn", {"run": run})
    assert (done["right"], done["check"]["reached"]) == (True, True)  # type: ignore[index]
    assert visitor.http.get("/api/progress").json()["questions"]["mine/slope/learn"]["right"]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("one-line", "1"),
        ("one-line", 3),
        ("one-line", True),
        ("separable", [0, 0]),
        ("training-step", [0, 1, 2]),
        ("nested", ["AI"]),
        ("weights", "many"),
        ("train-xor", {"run": "nothing"}),
        ("train-xor", None),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused_and_not_kept(visitor: Visitor, name: str, answer: object) -> None:
    response = visitor.http.post(f"/api/courses/mine/questions/perceptron/{name}/answer", json={"answer": answer})
    assert response.status_code in (400, 404)
    assert response.json()["error"].keys() == {"en", "de"}
    assert visitor.http.get("/api/progress").json()["questions"] == {}


def test_progress_goes_home_and_comes_back(visitor: Visitor) -> None:
    for event in ({"kind": "read"}, {"kind": "tried", "lab": "playground"}):
        told = {"course": "mine", "section": "perceptron", **event}
        assert visitor.http.post("/api/progress", json=told).status_code == 204
    mark(visitor, "perceptron/weights", "12")
    kept = visitor.http.get("/api/progress").json()
    assert kept["sections"]["mine/perceptron"]["tried"] == ["playground"]
    assert kept["questions"]["mine/perceptron/weights"]["answers"] == 1
    file = visitor.http.get("/api/progress/file")
    assert "attachment" in file.headers["content-disposition"]
    assert visitor.http.delete("/api/progress?course=lecture").status_code == 204
    assert visitor.http.get("/api/progress").json() == kept
    assert visitor.http.delete("/api/progress").status_code == 204
    assert visitor.http.get("/api/progress").json() == {"sections": {}, "questions": {}}
    assert visitor.http.post("/api/progress/file", content=file.content).json() == {"events": 3}
    assert visitor.http.post("/api/progress/file", content=file.content).json() == {"events": 0}
    assert visitor.http.get("/api/progress").json() == kept
    assert visitor.http.post("/api/progress/file", content=b"PK\x03\x04").status_code == 400
    assert visitor.http.post("/api/progress", json={"kind": "answered", "course": "mine"}).status_code == 400


def test_an_edited_file_is_read_anew_and_its_mistakes_are_told(visitor: Visitor, mine: Path) -> None:
    file = mine / "slope" / "questions.toml"
    before = file.read_text()
    file.write_text(before.replace('lab = "slope"', 'lab = "slpoe"').replace("text.de", "text.fr"))
    try:
        courses = visitor.http.get("/api/courses").json()
        assert courses[1]["problems"] > 0
        assert courses[1]["parts"][1]["sections"][0]["questions"] == 0
        problems = visitor.http.get("/api/courses/mine/problems").json()
        assert problems[0]["file"] == "slope/questions.toml"
        assert "Zeile" in problems[0]["text"]["de"]
        file.write_text(before.replace('lab = "slope"', 'lab = "slpoe"'))
        problems = visitor.http.get("/api/courses/mine/problems").json()
        assert "There is no lab 'slpoe'" in problems[-1]["text"]["en"]
        assert problems[-1]["line"] == before.splitlines().index('lab = "slope"') + 1
    finally:
        file.write_text(before)


def test_a_qr_code_is_a_picture(visitor: Visitor) -> None:
    drawn = visitor.http.get("/api/qr", params={"text": "http://127.0.0.1:8765/lab/playground?seed=3"})
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(drawn.content).tag.endswith("svg")
    assert visitor.http.get("/api/qr", params={"text": "x" * 1001}).status_code == 400
