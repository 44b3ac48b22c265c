"""The figures of docs/rain.md are drawn by a command, the same file from the same numbers."""

from __future__ import annotations

import json
from pathlib import Path

from bench import _rain_figures as figures

from neurarium.labs.rain.pictures import SCORES
from neurarium.labs.rain.settings import SCHEME_NAMES


def test_a_figure_names_every_scheme_and_is_the_same_each_time(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    first, second = (figures.write(tmp_path / folder, ["rain-errors"])[0].read_text() for folder in ("one", "two"))
    assert first == second
    for name, label in SCHEME_NAMES.items():
        assert (label.en in first) == (name != figures.BASE) or label.en.startswith("Seifert")


def test_every_figure_of_the_page_is_drawn_here_and_none_is_missing() -> None:
    text = (figures.FOLDER.parent / "rain.md").read_text(encoding="utf-8")
    for name in figures.FIGURES:
        assert f"pictures/{name}.svg" in text
        assert 5_000 < (figures.FOLDER / f"{name}.svg").stat().st_size < 150_000


def test_the_figure_of_errors_was_drawn_from_the_scores_that_come_along(tmp_path: Path) -> None:
    drawn = figures.write(tmp_path, ["rain-errors"])[0].read_text()
    assert drawn == (figures.FOLDER / "rain-errors.svg").read_text(), "run `python -m bench._rain_figures` again"
    assert json.loads(SCORES.read_text(encoding="utf-8"))["sets"]["held-out"]["cases"] == 100
