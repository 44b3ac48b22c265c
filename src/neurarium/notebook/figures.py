"""A run or a population as a static figure: its curves, and the picture that stands for it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from neurarium.cli.flags import language
from neurarium.lab.population import Population
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal, Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LINES = ("-", "--", "-.", ":")  # curves differ in more than their colour
NEGATIVE, ZERO, POSITIVE = "#e8710a", "#e9ebee", "#0b72b9"


def figure(trained: Run | Population) -> Figure:
    """Curves of all readings and the lab's miniature; of a population the median between its extremes.

    Needs matplotlib (`pip install neurarium[notebook]`); raises `Refusal` without it.
    """
    try:
        from matplotlib.colors import LinearSegmentedColormap
        from matplotlib.figure import Figure
    except ImportError as problem:
        raise Refusal(
            Text(
                "A figure needs matplotlib: install it with 'pip install neurarium[notebook]'.",
                "Eine Abbildung braucht matplotlib: zu installieren mit 'pip install neurarium[notebook]'.",
            )
        ) from problem
    lab, speech = trained.lab, language()
    canvas = Figure(figsize=(9, 3.6), layout="constrained")
    axes = canvas.subplots(1, 2 if lab.poster else 1, squeeze=False, width_ratios=[5, 3] if lab.poster else [1])[0]
    _curves(axes[0], trained)
    axes[0].set_xlabel(lab.units.say(speech))
    axes[0].legend(frameon=False)
    axes[0].set_title(f"{lab.title.say(speech)} · {trained.steps} {lab.units.say(speech)}", loc="left")
    if lab.poster is not None:
        name, array = lab.poster
        colours = LinearSegmentedColormap.from_list("diverging", [NEGATIVE, ZERO, POSITIVE])
        axes[1].imshow(_tiled(trained.picture(name)[array]), cmap=colours, vmin=0, vmax=254)
        axes[1].set_axis_off()
    return canvas


def _curves(axes: Any, trained: Run | Population) -> None:
    speech = language()
    curves = _points(trained)
    there = [name for name, (_, values) in curves.items() if not np.isnan(values).all()]
    for line, name in zip(LINES * 8, there, strict=False):
        steps, values = curves[name]
        label = trained.lab.readings[name].label.say(speech)
        if values.ndim == 2:
            axes.fill_between(steps, np.nanmin(values, 1), np.nanmax(values, 1), alpha=0.15, linewidth=0)
            values = np.nanmedian(values, 1)
        axes.plot(steps, values, line, label=label)


def _points(trained: Run | Population) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Of each reading the steps, and float64 [points] or [points, members]; NaN where there is no value."""
    if isinstance(trained, Population):
        steps, curves = trained.curves
        return {name: (steps, values) for name, values in curves.items()}
    return {name: (trained.history.steps, trained.history.of(name)) for name in trained.lab.readings}


def _tiled(maps: np.ndarray) -> np.ndarray:
    """[height, width] as it is; [members, height, width] as a nearly square sheet."""
    if maps.ndim == 2:
        return maps
    count, height, width = maps.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    sheet = np.full((rows * (height + 2), columns * (width + 2)), 127, np.uint8)
    for index, one in enumerate(maps):
        top, left = (index // columns) * (height + 2), (index % columns) * (width + 2)
        sheet[top : top + height, left : left + width] = one
    return sheet


def png(trained: Run | Population) -> bytes:
    """The figure as PNG."""
    buffer = io.BytesIO()
    figure(trained).savefig(buffer, format="png", dpi=110)
    return buffer.getvalue()
