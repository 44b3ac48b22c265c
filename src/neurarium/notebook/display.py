"""What a notebook shows where a run is the last line of a cell."""

from __future__ import annotations

import sys
from typing import Any

from neurarium.lab.population import Population
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal
from neurarium.notebook.figures import png


def offer() -> None:
    """If this is a notebook, let it show runs; does nothing anywhere else, a terminal included."""
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if getattr(shell, "kernel", None) is None:
        return
    for kind in (Run, Population):
        shell.display_formatter.mimebundle_formatter.for_type(kind, live)
        shell.display_formatter.formatters["image/png"].for_type(kind, still)


def live(trained: Run | Population, **_: Any) -> dict[str, Any]:
    """The live view where there can be one; a notebook that is only read shows the figure beside it."""
    from neurarium.notebook import view

    try:
        bundle = view(trained)._repr_mimebundle_()
    except Refusal:
        return {}
    data: dict[str, Any] = bundle[0] if isinstance(bundle, tuple) else bundle or {}
    return {kind: shown for kind, shown in data.items() if kind != "text/plain"}  # a run says itself what it is


def still(trained: Run | Population) -> bytes | None:
    """The figure, where matplotlib is installed."""
    try:
        return png(trained)
    except Refusal:
        return None
