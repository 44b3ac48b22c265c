"""Runs in notebooks: live in the view that the page shows too, or as a static figure.

import neurarium as nr

run = nr.run("playground", dataset="spiral")
nr.view(run)  # or just `run` as the last line of a cell
run.advance(500)  # the view follows; a weight that is edited in the view changes `run`

Needs the extra `notebook`; see docs/notebook.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from neurarium.lab.population import Population
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal, Text
from neurarium.notebook.display import offer as offer
from neurarium.notebook.figures import figure as figure

if TYPE_CHECKING:
    from neurarium.notebook.widget import View


def view(
    trained: Run | Population,
    *,
    language: str = "auto",
    theme: str = "auto",
    hide: Iterable[str] = (),
    speed: float | None = 60.0,
) -> View:
    """The live view of a run or a population, as a widget that is bound to it both ways.

    `language` ("en", "de") and `theme` ("light", "dark") are the notebook's own where they are "auto"; `hide` names
    controls that are left out; `speed` is that of the play button in steps per second, None for as fast as it goes.
    All four can be set later too (`widget.theme = "dark"`).

    Raises `Refusal` without anywidget, without a built page, for a lab that has no view, and for a wrong argument.
    """
    try:
        from neurarium.notebook.widget import View
    except ImportError as problem:
        raise Refusal(
            Text(
                "A live view needs anywidget: install it with 'pip install neurarium[notebook]'.",
                "Eine lebende Ansicht braucht anywidget: zu installieren mit 'pip install neurarium[notebook]'.",
            )
        ) from problem
    return View(trained, language=language, theme=theme, hide=hide, speed=speed)
