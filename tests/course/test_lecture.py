"""What holds for the lecture's own course: enough of it, in both languages, with sources, right, and not to be guessed."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import neurarium as nr
from neurarium.course import places
from neurarium.course.question import Blank, Do, Number, Order, Question, Several, Single, TrueStatement, kind
from neurarium.lab.goal import check
from neurarium.lab.text import LANGUAGES, Language

COURSE = places.find()
QUESTIONS: dict[str, Question] = dict(COURSE.questions())
CHOICES = {name: one for name, one in QUESTIONS.items() if isinstance(one, Single | TrueStatement)}
NUMBERS = {name: one for name, one in QUESTIONS.items() if isinstance(one, Number)}
TASKS = {name: one for name, one in QUESTIONS.items() if isinstance(one, Do)}
LESSONS = [(section.id, language) for section in COURSE.ordered() for language in LANGUAGES]


def side(pixels: int, kernel: int, padding: int = 0, stride: int = 1) -> int:
    """Length of a map's side."""
    return (pixels + 2 * padding - kernel) // stride + 1


def convolution(filters: int, kernel: int, channels: int) -> int:
    """Weights and biases of a convolution."""
    return filters * (kernel * kernel * channels + 1)


def dense(*widths: int) -> int:
    """Weights and biases of fully connected layers."""
    return sum(after * (before + 1) for before, after in itertools.pairwise(widths))


def explainer() -> int:
    """Parameters of the network of CNN Explainer, from its description: no padding, pooling after every two layers."""
    after = side(side(side(side(64, 3), 3) // 2, 3), 3) // 2
    return convolution(10, 3, 3) + 3 * convolution(10, 3, 10) + dense(after * after * 10, 10)


# Every number that arithmetic gives; the others are years and published results.
COMPUTED = {
    "motivation/top-five": 100 * (26.2 - 15.3) / 26.2,
    "categories/q-update": 2 + 0.5 * (1 + 0.9 * 10 - 2),
    "categories/discounted": 100 * 0.9**4,
    "neuron/parameters-2421": dense(2, 4, 2, 1),
    "neuron/relu-of-sum": max(0.0, 0.5 * 2 + 3 * -1 + 1),
    "learning/gradient-step": 0.8 - 0.1 * 2,
    "learning/always-zero": np.mean([0.5 * (0 - target) ** 2 for target in (-1, 1)]),
    "learning/nudging-cost": 2 * (convolution(3, 3, 1) + dense(12, 2)),
    "learning/chain-product": 0.2 * (1 - math.tanh(0) ** 2) * 3,
    "generalisation/shuffled-labels": 50,
    "playground/steps-per-epoch": 500 / 2 / 10,
    "playground/max-loss": 0.5 * (-1 - 1) ** 2,
    "visual-process/tree-split": sum((price - np.mean(group)) ** 2 for group in ([4, 6], [10, 12]) for price in group),
    "x-or-o/ninths": (7 - 2) / 9,
    "x-or-o/pooled-size": math.ceil(7 / 2),
    "x-or-o/map-size": side(9, 3),
    "x-or-o/x-o-parameters": convolution(3, 3, 1) + dense(12, 2),
    "convnet/conv-parameters": convolution(16, 3, 3),
    "convnet/explainer-total": explainer(),
    "convnet/output-size": side(32, 5, padding=2),
    "convnet/stride-size": side(66, 5, stride=2),
    "convnet/receptive-field-two": 1 + 2 + 2,
    "convnet/receptive-field-pool": 1 + 2 + 1 + 2 * 2,
    "convnet/iou-number": 50 / (100 + 100 - 50),
    "convnet/rgb-numbers": 10 * 10 * 3,
    "convnet/softmax-two": 3 / (3 + 1),
    "deepmind/value-of-node": np.mean([1, 1, -1, 1]),
    "driving/first-layer-pilotnet": convolution(24, 5, 3),
    "driving/autonomy": 100 * (1 - 10 * 6 / 600),
    "rnn-lstm/vanishing-number": 100 * 0.9**50,
    "rnn-lstm/rnn-parameters": 20 * 10 + 20 * 20 + 20,
    "music/scale-consistency": 100 * max(17, 18, 15) / 20,
    "transformer/attention-weights-sum": 1,
    "transformer/attention-quadratic": 300**2,
    "image-gpt/sequence-length": 32 * 32,
    "image-gpt/bits-per-pixel": math.log2(512),
    "gpt-3/sum-of-tokens": 410 + 19 + 12 + 55 + 3,
    "gpt-3/wiki-epochs": 0.03 * 300 / 3,
    "transfer-learning/frozen-count": dense(512, 5),
    "gan/best-discriminator": 0.3 / (0.3 + 0.1),
    "gan/equal-half": 1 / (1 + 1),
    "gan/value-at-optimum": -math.log(4),
    "style-transfer/gram-size": 64 * 64,
    "style-transfer/gram-by-hand": np.dot([1, 0, 2], [3, 5, 1]),
    "stylegan/truncation-number": 2 + 0.5 * (6 - 2),
    "fakes/base-rate": 100 * 10 / (10 + 0.05 * 990),
    "warm-rain/bias-adds-up": 500 * 0.02,
    "warm-rain/euler-step": 0.2 + 0.01 * 5,
}
PUBLISHED = {
    "what-is-ai/dartmouth-year",
    "crash-course/half-planes",
    "network-zoo/zoo-numbers",
    "rnn-lstm/lstm-sequences",
    "stylegan/mapping-depth",
}

# What captions and lessons say of the runs that they show: lab, settings, seed, steps, readings.
FIGURES: list[tuple[str, dict[str, Any], int, int, dict[str, Any]]] = [
    ("playground", {"dataset": "spiral", "hidden": [8, 8]}, 5, 600, {"test_loss": pytest.approx(0.28, abs=0.006)}),
    (
        "playground",
        {"dataset": "spiral", "hidden": [8, 8], "features": ["x", "y", "sin_x", "sin_y"]},
        5,
        300,
        {"test_loss": pytest.approx(0.008, abs=0.0005)},
    ),
    (
        "playground",
        {"dataset": "circle", "hidden": [], "features": ["x2", "y2"]},
        1,
        50,
        {"test_loss": pytest.approx(0.01, abs=0.005)},
    ),
    (
        "playground",
        {"dataset": "circle", "hidden": [4], "init_zero": True},
        1,
        200,
        {"test_loss": pytest.approx(0.5, abs=0.01)},
    ),
    ("playground", {"dataset": "xor", "hidden": []}, 1, 200, {"test_loss": pytest.approx(0.5, abs=0.01)}),
    ("maze", {}, 1, 300, {"greedy_return": -16.0}),
    ("convnet", {"data": "digits"}, 1, 200, {"test_accuracy": pytest.approx(0.95, abs=0.02)}),
    ("rain", {"radius": 15.0}, 1, 60, {"rain_share": pytest.approx(0.66, abs=0.05)}),
    ("rain", {"radius": 10.0}, 1, 60, {"rain_share": pytest.approx(0.0, abs=0.005)}),
    ("rain-training", {}, 1, 60, {name: pytest.approx(0.15, abs=0.15) for name in ("time", "water", "rain", "cloud")}),
]
CROWDED = {"dataset": "circle", "noise": 50, "train_share": 10, "hidden": [8, 8], "learning_rate": 0.1}


def test_nothing_is_wrong_with_the_files() -> None:
    assert [str(problem) for problem in COURSE.problems] == []


def test_there_is_enough_of_everything() -> None:
    assert len(COURSE.terms) >= 150
    assert len(QUESTIONS) >= 130
    kinds = Counter(kind(one) for one in QUESTIONS.values())
    assert len(kinds) == 7
    assert min(kinds.values()) >= 9
    cells = Counter((one.difficulty, one.knowledge) for one in QUESTIONS.values())
    assert len(cells) == 6
    assert min(cells.values()) >= 12
    assert sum(bool(one.live) for one in QUESTIONS.values()) >= 40, "many can be seen live"


def test_every_system_of_the_lecture_has_a_section_with_questions() -> None:
    rows = {row for section in COURSE.ordered() if len(section.questions) >= 5 for row in section.heading.rows}
    assert rows == set(range(1, 23))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_answer_cannot_be_guessed_from_its_length(language: Language) -> None:
    right, wrong, longest, shortest = [], [], 0, 0
    for one in CHOICES.values():
        lengths = [len(answer.text.say(language)) for answer in one.answers]
        own = next(lengths[index] for index, answer in enumerate(one.answers) if answer.right)
        others = [lengths[index] for index, answer in enumerate(one.answers) if not answer.right]
        right.append(own)
        wrong += others
        longest += own > max(others)
        shortest += own < min(others)
    assert 0.9 < float(np.mean(right)) / float(np.mean(wrong)) < 1.1
    for often in (longest, shortest):
        assert often / len(CHOICES) <= 0.36, "one in four by chance, with four answers"


def test_the_right_answer_cannot_be_guessed_from_its_place() -> None:
    counts = Counter([answer.right for answer in one.answers].index(True) for one in CHOICES.values())
    assert all(len(one.answers) == 4 for one in CHOICES.values())
    expected = len(CHOICES) / 4
    chi_square = sum((counts[place] - expected) ** 2 / expected for place in range(4))
    assert chi_square < 7.81, "the 95 % point of three degrees of freedom"


def test_ticking_everything_does_not_pay() -> None:
    several = [one for one in QUESTIONS.values() if isinstance(one, Several)]
    assert all(any(not answer.right for answer in one.answers) for one in several)
    assert np.mean([answer.right for one in several for answer in one.answers]) < 0.62
    for language in LANGUAGES:
        right, wrong = (
            [len(answer.text.say(language)) for one in several for answer in one.answers if answer.right is truth]
            for truth in (True, False)
        )
        assert 0.75 < float(np.mean(right)) / float(np.mean(wrong)) < 1.25


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_stands_twice_and_no_word_to_choose_is_right(language: Language) -> None:
    for name, one in QUESTIONS.items():
        if isinstance(one, Single | TrueStatement | Several):
            assert len({answer.text.say(language) for answer in one.answers}) == len(one.answers), name
            assert len({answer.why.say(language) for answer in one.answers if answer.right}) >= 1, name
        if isinstance(one, Order):
            assert len({item.text.say(language) for item in one.items}) == len(one.items), name
        if isinstance(one, Blank) and one.words is not None:
            accepted = {word.casefold() for gap in one.gaps for word in gap.accept.say(language)}
            assert not accepted & {word.casefold() for word in one.words.say(language)}, name


def test_every_number_is_computed_here_or_published() -> None:
    assert NUMBERS.keys() == COMPUTED.keys() | PUBLISHED
    assert not COMPUTED.keys() & PUBLISHED


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_right_and_its_mistakes_are_wrong(name: str) -> None:
    answers = NUMBERS[name].answers
    right = [answer for answer in answers if answer.right]
    assert len(right) == 1
    if name in COMPUTED:
        assert right[0].number == pytest.approx(float(COMPUTED[name]), abs=max(right[0].tolerance / 2, 1e-9))
    for answer in answers:
        if not answer.right:
            assert abs(answer.number - right[0].number) > answer.tolerance + right[0].tolerance, answer.number


@pytest.mark.parametrize("name", TASKS)
def test_a_task_is_not_reached_at_once_but_by_its_solution(name: str) -> None:
    task, exercise = TASKS[name].task, TASKS[name].exercise()
    assert not check(exercise, nr.run(task.lab, seed=task.seed, **task.settings)).reached
    solution = exercise.solution
    run = nr.run(task.lab, seed=solution.seed, **solution.settings).replay(solution.events).advance(solution.steps)
    assert check(exercise, run).reached, check(exercise, run)


@pytest.mark.parametrize(("lab", "settings", "seed", "steps", "readings"), FIGURES)
def test_a_figure_shows_what_its_caption_says(
    lab: str, settings: dict[str, Any], seed: int, steps: int, readings: dict[str, Any]
) -> None:
    run = nr.run(lab, seed=seed, **settings).advance(steps)
    assert {name: run.readings[name] for name in readings} == readings


def test_the_lesson_on_overfitting_shows_it() -> None:
    run = nr.run("playground", seed=1, **CROWDED).advance(100)
    assert run.readings["train_loss"] == pytest.approx(0.3, abs=0.02)
    assert run.readings["test_loss"] == pytest.approx(0.3, abs=0.02)
    run.advance(900)
    assert run.readings["train_loss"] == pytest.approx(0.17, abs=0.005)
    assert run.readings["test_loss"] == pytest.approx(0.44, abs=0.005)
    pulled = nr.run("playground", seed=1, **CROWDED, regularisation="l2", regularisation_rate=0.03).advance(1000)
    assert pulled.readings["train_loss"] == pytest.approx(0.32, abs=0.005)
    assert pulled.readings["test_loss"] == pytest.approx(0.30, abs=0.006)


@pytest.mark.parametrize(("section", "language"), LESSONS)
def test_a_lesson_is_short_has_sources_and_asks(section: str, language: Language) -> None:
    text = COURSE.sections[section].lesson[language]
    notes = dict(re.findall(r"^\[\^([\w-]+)\]: (.+)$", text, re.MULTILINE))
    body = re.sub(r"^\[\^[\w-]+\]:.*$", "", text, flags=re.MULTILINE)
    assert set(re.findall(r"\[\^([\w-]+)\]", body)) == notes.keys()
    assert notes or section == "summary"
    for note in notes.values():
        assert re.search(r"\b(19|20)\d\d\b|6\.S191|9\.7", note), f"{note}: when?"
    assert 2 <= body.count("[question: ") <= 4
    assert 2 <= len(re.findall(r"^---$", body, re.MULTILINE)) <= 9, "slides"
    assert len(body) < 8_000, "short"
    assert len(re.findall(r"\[\[[\w-]+", body)) >= 4, "terms are linked"
    for slide in re.split(r"^---$", body, flags=re.MULTILINE):
        words = re.sub(r"\[(figure|question|picture): [^\]]*\]", "", slide)
        assert len(words) < 1_900, f"a slide holds about a screen: {slide[:60]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_term_is_said_in_one_sentence(language: Language) -> None:
    words = Counter(term.term.say(language).casefold() for term in COURSE.terms.values())
    assert words.most_common(1)[0][1] == 1, words.most_common(1)
    for own, term in COURSE.terms.items():
        sentence = term.sentence.say(language)
        assert sentence.endswith("."), own
        assert len(sentence) < 260, own
        assert not re.search(r"[a-zäöüß)]\. [A-ZÄÖÜ]", sentence), f"{own}: one sentence"


def sources() -> Iterator[tuple[str, str]]:
    for name, one in QUESTIONS.items():
        yield name, one.source
    for own, term in COURSE.terms.items():
        yield own, term.source


def test_every_source_says_who_and_when() -> None:
    for name, source in sources():
        assert re.search(r"\b(19|20)\d\d\b|6\.S191|9\.7|Machine Learning, lecture slides", source), name


def works() -> set[str]:
    """Each work that a lesson's notes or a term name, as it is printed."""
    lessons = [text for section in COURSE.ordered() for text in section.lesson.values()]
    noted = {note for text in lessons for note in re.findall(r"^\[\^[\w-]+\]: (.+)$", text, re.MULTILINE)}
    return noted | {term.source for term in COURSE.terms.values()}


def test_a_work_is_named_in_one_way() -> None:
    known = works() | {"Machine Learning, lecture slides."}
    titles = Counter(re.split(r"[.?] ", work.partition(": ")[2])[0].casefold() for work in known)
    assert titles.pop("deep learning") == 2, "a book, and an article"
    assert max(titles.values()) == 1, titles.most_common(3)
    for name, one in QUESTIONS.items():
        rest = one.source
        for work in sorted(known, key=len, reverse=True):
            rest = rest.replace(work, "")
        assert not rest.strip(), f"{name}: {rest.strip()} is named elsewhere in other words, or nowhere"


def test_volumes_pages_and_preprints_have_their_form() -> None:
    for work in works():
        for first, last in re.findall(r"(\d+)–(\d+)", work):
            assert int(first) < int(last), work
        assert not re.search(r"\d-\d", work.replace("arXiv:", "")), f"{work}: pages are joined by a dash"
        years = [int(year) for year in re.findall(r"(?<![\d.:])(?:19|20)\d\d(?![\d.]\d)", work)]
        for year, number in re.findall(r"arXiv:(\d\d)(\S*)", work):
            assert re.fullmatch(r"(0[1-9]|1[0-2])\.\d{4,5}\.", number), work
            assert min(abs(printed - 2000 - int(year)) for printed in years) <= 1, (
                f"{work}: its preprint is of another year"
            )
