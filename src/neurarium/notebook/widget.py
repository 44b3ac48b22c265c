"""The view of the page as a widget of the notebook, after the anywidget contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import anywidget
import msgspec
import traitlets

from neurarium.app.page import NOT_BUILT, STATIC, view_file
from neurarium.lab.contract import Lab
from neurarium.lab.population import Population
from neurarium.lab.run import Run
from neurarium.lab.settings import Settings, choice, real
from neurarium.lab.text import Refusal, Text
from neurarium.notebook.stage import Stage

OWN = Text("the notebook's own", "wie das Notebook")


@dataclass(frozen=True)
class Manner(Settings):
    """How a view is shown."""

    language: str = choice(
        "auto",
        {"auto": OWN, "en": Text("English", "Englisch"), "de": Text("German", "Deutsch")},
        label=Text("Language", "Sprache"),
    )
    theme: str = choice(
        "auto",
        {"auto": OWN, "light": Text("light", "hell"), "dark": Text("dark", "dunkel")},
        label=Text("Theme", "Erscheinungsbild"),
    )
    speed: float = real(60.0, low=0.1, high=1e6, label=Text("Steps per second", "Schritte pro Sekunde"))


class View(anywidget.AnyWidget):
    """The live view of `run`; `look` is what the visitor has switched in it.

    What is drawn and what is done travels as custom messages: those of the page, frames as binary buffers.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _view = traitlets.Unicode().tag(sync=True)  # the lab's own module
    _lab = traitlets.Dict().tag(sync=True)
    _seeds = traitlets.Int(1).tag(sync=True)
    language = traitlets.Enum(("auto", "en", "de"), "auto").tag(sync=True)
    theme = traitlets.Enum(("auto", "light", "dark"), "auto").tag(sync=True)
    hide = traitlets.List(traitlets.Unicode()).tag(sync=True)
    speed = traitlets.Float(60.0, allow_none=True).tag(sync=True)
    look = traitlets.Dict().tag(sync=True)
    _stage: Stage | None = None  # a widget that was refused has none

    def __init__(
        self, run: Run | Population, *, language: str, theme: str, hide: Iterable[str], speed: float | None
    ) -> None:
        if not isinstance(run, Run | Population):
            raise Refusal(
                Text(
                    f"Only a run or a population has a view, not {type(run).__name__}. Make one with nr.run(...).",
                    f"Eine Ansicht hat nur ein Lauf oder eine Population, nicht {type(run).__name__}. "
                    "Mit nr.run(...) entsteht ein Lauf.",
                )
            )
        manner = Manner.of(language=language, theme=theme, **({} if speed is None else {"speed": speed}))
        self.run = run
        super().__init__(
            _esm=_widget(),
            _view=_view(run.lab),
            _lab=msgspec.to_builtins(run.lab.describe()),
            _seeds=len(run.runs) if isinstance(run, Population) else 1,
            language=manner.language,
            theme=manner.theme,
            hide=[str(name) for name in hide],
            speed=None if speed is None else manner.speed,
        )
        self._stage = stage = Stage(run, self.send)
        self.on_msg(lambda _, content, __: stage.receive(content))

    def __repr__(self) -> str:
        return f"<view of {self.run!r}>"

    def close(self) -> None:
        """Take the view away; the run stays."""
        if self._stage is not None:
            self._stage.leave()
        super().close()


def _widget() -> str:
    file = STATIC / "widget.js"
    if file.is_file():
        return file.read_text(encoding="utf-8")
    raise Refusal(NOT_BUILT)


def _view(lab: Lab[Any, Any]) -> str:
    file = view_file(lab.id)
    if file is not None:
        return file.read_text(encoding="utf-8")
    raise Refusal(
        Text(
            f"The lab '{lab.id}' has no view of its own yet. nr.figure(run) shows its curves.",
            f"Das Labor '{lab.id}' hat noch keine eigene Ansicht. nr.figure(run) zeigt seine Kurven.",
        )
    )
