"""What a visitor did is kept, comes back when it should, and goes when he says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurarium.course import matrix, reading
from neurarium.course.events import Answered, Read, Tried
from neurarium.course.progress import Progress
from neurarium.course.standing import Standing
from neurarium.lab.text import Refusal
from tests.course import strategies
from tests.course.conftest import TEMPLATE

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
COURSE = reading.read(TEMPLATE, "template")


def answered(own: str, share: float, after: timedelta = timedelta()) -> Answered:
    return Answered(at=START + after, course="template", section="perceptron", question=own, share=share)


def due_after(*shares: float) -> list[timedelta]:
    """How long after each answer, given when it was due, the question comes back."""
    standing, at, gaps = Standing(), timedelta(), []
    for share in shares:
        standing.take(answered("bias", share, at))
        due = standing.questions["template/perceptron/bias"].due
        assert due is not None
        gaps.append(due - (START + at))
        at = due - START
    return gaps


def test_what_was_wrong_comes_back_soon_and_what_was_right_after_growing_days() -> None:
    wrong, later, _ = due_after(0.0, 1.0, 1.0)
    assert wrong == timedelta(minutes=10)
    assert later >= timedelta(days=1)
    right = due_after(1.0, 1.0, 1.0, 1.0)
    assert timedelta(days=1) <= right[0] < right[1] < right[2] < right[3]
    assert right[3] > timedelta(days=14)
    assert due_after(1.0, 1.0, 1.0, 0.0)[3] == timedelta(minutes=10)


def test_the_same_answers_at_the_same_times_lead_to_the_same_days() -> None:
    assert due_after(1.0, 0.5, 0.0, 1.0, 1.0) == due_after(1.0, 0.5, 0.0, 1.0, 1.0)


def test_due_questions_are_the_wrong_ones_first(tmp_path: Path) -> None:
    progress = Progress(tmp_path, lambda: START + timedelta(days=3))
    for event in (answered("one-line", 1.0), answered("bias", 0.0), answered("weights", 0.0, timedelta(minutes=1))):
        progress.keep(event)
    questions = dict(COURSE.questions())
    found = matrix.due("template", questions, progress.standing(), progress.now())
    assert list(found) == ["perceptron/bias", "perceptron/weights", "perceptron/one-line"]
    made = matrix.matrix("template", questions, progress.standing(), START + timedelta(minutes=5))
    assert (made["due"], made["next"]) == (0, START + timedelta(minutes=10))
    assert sum(cell["questions"] for cell in made["cells"]) == 7
    assert sum(cell["right"] for cell in made["cells"]) == 1


def test_two_programs_keep_in_one_file(tmp_path: Path) -> None:
    first, second = Progress(tmp_path), Progress(tmp_path)
    first.keep(Read(at=START, course="lecture", section="neuron"))
    assert second.standing().sections["lecture/neuron"].read == START
    second.keep(Tried(at=START, course="lecture", section="neuron", lab="playground"))
    assert list(first.standing().sections["lecture/neuron"].tried) == ["playground"]
    second.forget("lecture")
    assert first.standing().plain() == {"sections": {}, "questions": {}}
    assert not (tmp_path / "progress.jsonl").exists()


def test_a_line_that_was_cut_off_costs_only_itself(tmp_path: Path) -> None:
    progress = Progress(tmp_path)
    progress.keep(answered("bias", 1.0))
    with progress.file.open("ab") as file:
        file.write(b'{"kind":"answered","at":"2026-01')
    progress.keep(answered("bias", 0.0, timedelta(minutes=1)))
    assert progress.standing().questions["template/perceptron/bias"].answers == 2
    assert Progress(tmp_path).standing().plain() == progress.standing().plain()


@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from([0.0, 0.5, 1.0])), max_size=12))
@strategies.TRIED
def test_a_file_merges_with_itself_and_any_part_of_it(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[int, float]]
) -> None:
    here, there = (Progress(tmp_path_factory.mktemp("progress")) for _ in range(2))
    for seconds, share in sorted(told):
        here.keep(answered("bias", share, timedelta(seconds=seconds)))
    data = here.to_bytes()
    half = b"".join(data.splitlines(keepends=True)[::2])
    there.merge(half)
    there.merge(data)
    assert there.merge(data) == 0
    assert there.standing().plain() == Progress(there.file.parent).standing().plain()
    assert set(there.to_bytes().splitlines()) == set(data.splitlines())


@given(st.binary(max_size=200))
@strategies.TRIED
def test_foreign_files_are_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    progress = Progress(tmp_path_factory.mktemp("progress"))
    if data.strip():
        with pytest.raises(Refusal):
            progress.merge(data)
    assert progress.standing().plain() == {"sections": {}, "questions": {}}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"sections": ["nope"]}, "There is no section 'nope'. Known are: "),
        ({"difficulties": ["nope"]}, "There is no difficulty 'nope'. Known are: easy, "),
        ({"knowledge": ["nope"]}, "There is no kind of knowledge 'nope'. Known are: "),
    ],
)
def test_what_the_course_does_not_have_is_named(asked: dict[str, list[str]], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        matrix.chosen(COURSE, **asked)
