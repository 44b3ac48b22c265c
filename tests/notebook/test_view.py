"""What a view needs, and what is said where it is missing."""

from __future__ import annotations

import gc
import sys
import weakref
from pathlib import Path

import pytest

import neurarium as nr
from neurarium import labs
from neurarium.app.page import view_file
from neurarium.notebook.display import live, still


def test_a_view_carries_the_labs_own_module() -> None:
    view = nr.view(nr.run("playground"), theme="dark", hide=("play",), speed=None)
    assert "export" in view._view
    assert (view.language, view.theme, view.hide, view.speed) == ("auto", "dark", ["play"], None)
    assert repr(view).startswith("<view of <playground, seed 0, 0 epochs")
    view.close()


@pytest.mark.parametrize("lab", [lab for lab in labs.folders() if view_file(lab) is not None])
def test_every_lab_with_a_view_on_the_page_has_it_in_a_notebook(lab: str) -> None:
    view = nr.view(nr.run(lab))
    assert view._lab["id"] == lab
    view.close()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"theme": "blue"}, "theme cannot be 'blue': expected one of auto, light, dark."),
        ({"language": "fr"}, "language cannot be 'fr': expected one of auto, en, de."),
        ({"speed": 0}, "speed cannot be '0'"),
    ],
)
def test_a_wrong_argument_is_refused(arguments: dict[str, object], sentence: str) -> None:
    with pytest.raises(nr.SettingRefused) as refused:
        nr.view(nr.run("playground"), **arguments)  # type: ignore[arg-type]
    assert str(refused.value).startswith(sentence)


def test_a_page_that_was_not_built_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("neurarium.notebook.widget.STATIC", tmp_path)
    with pytest.raises(nr.Refusal, match="The page has not been built: run 'uv sync"):
        nr.view(nr.run("playground"))


def test_without_anywidget_there_is_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("anywidget", "neurarium.notebook.widget"):
        monkeypatch.setitem(sys.modules, name, None)
    run = nr.run("playground")
    with pytest.raises(nr.Refusal, match="pip install neurarium\\[notebook\\]"):
        nr.view(run)
    assert live(run) == {}
    figure = still(run)
    assert figure is not None
    assert figure.startswith(b"\x89PNG")


@pytest.mark.parametrize("seeds", [1, 3])
def test_the_figure_shows_the_readings_that_there_are(seeds: int) -> None:
    run = nr.run("playground").advance(3) if seeds == 1 else nr.population("playground", seeds=seeds).advance(3)
    lines = nr.figure(run).axes[0].lines
    assert [len(line.get_xdata()) for line in lines] == [4] * len(nr.run("playground").readings)


def test_without_matplotlib_there_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    assert still(nr.run("slope")) is None


def test_a_view_that_was_closed_keeps_no_run_alive() -> None:
    run = nr.run("playground")
    view = nr.view(run)
    view.close()
    gone = weakref.ref(run)
    del run, view
    gc.collect()
    assert gone() is None
