"""A course's files: what they mean, and what is said of every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

import neurarium as nr
from neurarium import labs
from neurarium.course import formula, lab_links, places, reading, values
from neurarium.course.model import Course
from neurarium.course.question import Do, Order, kind
from tests.course.conftest import lecturers


def problems(folder: Path) -> list[str]:
    """Everything that is wrong, as it is told in English; each is told in German as well, with the same place."""
    course = reading.read(folder, "mine")
    found = [*course.problems, *lab_links.problems(course, labs.find)]
    assert all((problem.text.de and problem.text.de != problem.text.en) or ".md" in problem.file for problem in found)
    assert all((folder / problem.file).exists() or "missing" in problem.text.en for problem in found)
    return [problem.text.en for problem in found]


def edited(folder: Path, file: str, old: str, new: str) -> int:
    """The first place of `old` becomes `new`; returns its line."""
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def test_the_template_is_a_course_without_a_mistake(folder: Path) -> None:
    assert problems(folder) == []
    course = reading.read(folder, "mine")
    assert [section.id for section in course.ordered()] == ["perceptron", "slope"]
    assert {kind(question) for _, question in course.questions()} == {
        "single",
        "true-statement",
        "several",
        "order",
        "blank",
        "number",
        "do",
    }
    lesson = course.sections["perceptron"].markdown("de")
    assert lesson is not None
    assert lesson[0].startswith("# Das Perzeptron")


def test_the_solution_of_the_templates_task_reaches_its_goal(folder: Path) -> None:
    task = dict(reading.read(folder, "mine").questions())["perceptron/train-xor"]
    assert isinstance(task, Do)
    exercise = task.exercise()
    run = nr.run(exercise.lab, seed=exercise.solution.seed, **{**exercise.settings, **exercise.solution.settings})
    from neurarium.lab import goal

    assert goal.check(exercise, run.advance(exercise.solution.steps)).reached


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("course.toml", 'title.de = "Mein Kurs"\n', "", "the text is missing in German"),
        ("course.toml", 'id = "beginnings"', 'id = "Beginnings"', "expected 1 to 64 small letters"),
        ("course.toml", '["perceptron"]', '["perceptron", "nothing"]', "there is no table [sections...] 'nothing'"),
        ("course.toml", '["slope"]', "[]", "the section stands in none of the parts"),
        ("course.toml", "minutes = 5", "minuts = 5", "there is no 'minuts' here"),
        ("course.toml", "rows = [1]", "rows = [23]", "expected a number of at most 22"),
        ("course.toml", 'labs = ["playground"]', 'labs = ["playgrond"]', "There is no lab 'playgrond'"),
        ("course.toml", "[[parts]]", "[[parts", "course.toml:"),
        ("glossary.toml", "sentence.en", "sentense.en", "the text is missing in English"),
        ("glossary.toml", "[weight]", "[neuron]", "glossary.toml:"),
        ("perceptron/questions.toml", 'kind = "single"', 'kind = "sinlge"', "known are: single, several"),
        ("perceptron/questions.toml", "right = true", "right = false", "no answer is right"),
        ("perceptron/questions.toml", 'text.en = "A circle"', 'right = true\ntext.en = "A circle"', "more than one"),
        ("perceptron/questions.toml", 'text.de = "Einen Kreis"', 'text.de = " "', "the text is empty"),
        ("perceptron/questions.toml", 'text.de = "Einen Kreis"', 'text.de = "Eine Gerade"', "stands there already"),
        ("perceptron/questions.toml", 'id = "bias"', 'id = "one-line"', "stands there twice"),
        ("perceptron/questions.toml", "[[neuron]] draw", "[[nueron]] draw", "did you mean 'neuron'?"),
        ("perceptron/questions.toml", "$x_1 + x_2 - 1.5$", "$x_1 + x_2 - 1.5", "a dollar sign has no partner"),
        ("perceptron/questions.toml", "$x_1 + x_2 - 1.5$", "$\\\\frac{1}{2$", "its braces do not match"),
        ("perceptron/questions.toml", "{1} contains", "{3} contains", "each of the gaps {1}, {2} once"),
        ("perceptron/questions.toml", "number = 12", 'number = "12"', "expected a number, not text"),
        ("perceptron/questions.toml", "hidden=&steps=60", "hiden=&steps=60", "Did you mean 'hidden'?"),
        ("perceptron/questions.toml", "hidden=&steps=60", "hidden=&steps=soon", "'steps' has to be a number"),
        (
            "perceptron/questions.toml",
            "at_most = 0.2",
            "at_most = 0.2, at_least = 0.1",
            "either 'at_most' or 'at_least'",
        ),
        ("perceptron/questions.toml", '"test_loss"', '"tset_loss"', "there is no 'tset_loss'"),
        ("perceptron/questions.toml", "live =", 'image = "no.png"\nlive =', "a picture needs 'alt.en'"),
        ("perceptron/lesson.en.md", "[[weight]]", "[[wieght]]", "did you mean 'weight'?"),
        ("perceptron/lesson.en.md", "dataset=gauss", "dataset=gaus", "dataset cannot be 'gaus'"),
        ("perceptron/lesson.en.md", "lab:playground?dataset=xor", "lab:playgruond?dataset=xor", "no lab 'playgruond'"),
        ("perceptron/lesson.en.md", "[question: one-line]", "[question: two-lines]", "no question 'two-lines'"),
        ("perceptron/lesson.en.md", "[question: one-line]", "[picture: rings]", "there is no picture 'rings'"),
        ("perceptron/lesson.en.md", "[question: one-line]", "![It](no.png)", "there is no picture 'no.png'"),
        ("perceptron/lesson.en.md", "[question: one-line]", "[x](section:nothing)", "there is no section 'nothing'"),
        ("perceptron/lesson.en.md", "[^minsky]: ", "", "the source 'minsky' is not told"),
        ("perceptron/lesson.en.md", "\\right)", ")", "\\left and \\right do not match"),
        ("perceptron/lesson.de.md", "steps=60&plays", "steps=61&plays", "the English lesson here"),
    ],
)
def test_every_mistake_is_told_with_its_file_and_line(folder: Path, file: str, old: str, new: str, said: str) -> None:
    line = edited(folder, file, old, new)
    told = [problem for problem in problems(folder) if said in problem]
    assert told, problems(folder)
    assert told[0].startswith(file)
    number = int(told[0].removeprefix(file).partition("line ")[2].split()[0].strip("(:,)"))
    assert abs(number - line) <= 15  # a missing part is told where the whole begins


def test_the_rest_of_the_course_still_opens(folder: Path) -> None:
    edited(folder, "perceptron/questions.toml", "right = true", "right = false")
    edited(folder, "glossary.toml", "[weight]", "[Weight]")
    (folder / "perceptron" / "lesson.de.md").unlink()
    (folder / "slope" / "questions.toml").write_text("[[question]\n")
    course = reading.read(folder, "mine")
    assert len(course.sections["perceptron"].questions) == 6
    assert course.sections["slope"].questions == {}
    assert set(course.terms) == {"neuron"}
    assert course.sections["perceptron"].markdown("de") == (course.sections["perceptron"].lesson["en"], "en")
    assert len(course.problems) >= 4


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a = " + b"[" * 5000, b"", b"title = 3", b"x" * (9 * 2**20)])
def test_a_broken_course_file_is_told_and_opens_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "course.toml").write_bytes(data)
    course = reading.read(tmp_path, "mine")
    assert course.problems
    assert isinstance(course, Course)
    assert list(course.questions()) == []


def test_html_is_a_text_like_any_other(folder: Path) -> None:
    edited(folder, "perceptron/questions.toml", '"A circle"', '"<script>alert(1)</script>"')
    question = reading.read(folder, "mine").sections["perceptron"].questions["one-line"]
    assert not isinstance(question, Do | Order)
    assert problems(folder) == []


def test_courses_have_ids_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = lecturers(tmp_path / "a" / "Prüfung 2024"), lecturers(tmp_path / "b" / "pruefung-2024")
    monkeypatch.setenv(places.VARIABLE, "")
    places.add(first)
    places.add(second)
    places.add(second)
    assert list(places.folders())[:3] == ["lecture", "pruefung-2024", "pruefung-2024-2"]
    with pytest.raises(nr.Refusal, match="There is no course 'nothing'"):
        nr.read_course("nothing")
    assert nr.read_course(first).title.de == "Mein Kurs"


@pytest.mark.parametrize("text", [r"costs \$5", "$a$ and $b$", r"$a\\$ and then", r"$\$$"])
def test_a_backslash_takes_the_next_sign_with_it(text: str) -> None:
    assert list(formula.problems(text)) == []


@pytest.mark.parametrize("text", ["costs $5", r"$a\\$ and $ then", r"$a\$ and then"])
def test_a_dollar_without_a_partner_is_named(text: str) -> None:
    ((line, what),) = formula.problems(text)
    assert line == 0
    assert "has no partner" in what.en


def test_a_unit_may_be_the_dollar() -> None:
    assert list(values.mistakes((), {"unit": {"en": "$", "de": "$"}})) == []
    assert len(list(values.mistakes((), {"text": {"en": "$", "de": "$"}}))) == 2
