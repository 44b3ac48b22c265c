"""The figures of docs/rain.md: `python -m bench._rain_figures [FOLDER]`, SVG with its text as text, a processor minute.

Everything comes from the package itself: the flux method, the schemes that come along, and `scores.json`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from neurarium.labs.rain import box, flux, program, splits
from neurarium.labs.rain.drops import radius_of
from neurarium.labs.rain.pictures import MEASURES, SCORES
from neurarium.labs.rain.settings import SCHEME_NAMES
from neurarium.labs.rain.spectra import Case
from neurarium.labs.rain.study import BASE, RATE_NAMES, RATES, STATES

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SHOWN = Case(1e-3, 13e-6, 1.0)  # the cloud at which the lab opens
SLOW = Case(8e-4, 10e-6, 2.0)  # one that schemes disagree about
MINUTES = (0, 10, 20, 25, 30, 40)
COLOURS = ("#0b72b9", "#d55e00", "#007d5b", "#a8437e", "#8a6d00", "#3a9bd1", "#332288", "#882255", "#117733", "#6b6f76")
DASHES = ("-", "--", ":", "-.")
SEEN = 12  # held-out cases whose rates are shown
POINTS = 100  # of a panel
STYLE: Any = {  # its names are literals of Matplotlib
    "svg.fonttype": "none",
    "lines.solid_capstyle": "round",
    "path.simplify": False,
    "svg.hashsalt": "rain",  # equal numbers, equal files
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dcd9d1",
    "axes.axisbelow": True,
}


def spectra() -> Figure:
    """Where the water is, while a cloud becomes rain."""
    figure = Figure((7, 3), layout="constrained")
    axes = figure.add_subplot()
    bins = flux.grid()
    water, at = flux.begin(SHOWN, bins), 0.0
    for index, minutes in enumerate(MINUTES):
        if minutes * 60 > at:
            water, _ = flux.advance(water, minutes * 60 - at, flux.substep(SHOWN), bins)
            at = minutes * 60.0
        density = water * 1e3 * 3 * flux.PER_DOUBLING / np.log(2)
        shade = 0.15 + 0.85 * index / (len(MINUTES) - 1)
        axes.plot(radius_of(bins.mass) * 1e6, density, color=COLOURS[0], alpha=shade, label=f"{minutes} min", lw=1.5)
    axes.axvline(40, color="#545b64", ls=":", lw=1)
    axes.set(
        xscale="log", xlim=(2, 4000), ylim=(0, None), xlabel="radius of a drop, µm", ylabel="g/m³ per unit of ln r"
    )
    axes.legend(frameon=False)
    return figure


def solutions() -> Figure:
    """One cloud: how much is rain, by the truth and by all schemes."""
    figure = Figure((7, 3.6), layout="constrained")
    axes = figure.add_subplot()
    rows = flux.run(SLOW, flux.grid())
    end = (len(rows) - 1) * box.EVERY
    share = rows[:, box.COLUMNS.index("rain_water")] / SLOW.water
    times = np.arange(len(rows)) * box.EVERY / 60
    axes.plot(times[::4], share[::4], color="#15181c", lw=3.5, label="truth (flux method)")
    for index, (name, label) in enumerate(SCHEME_NAMES.items()):
        bulk, _ = program.solution(name, SLOW.water * 1e3, SLOW.radius * 1e6, SLOW.shape, end, 160, (0.5,))
        axes.plot(
            np.linspace(0, end / 60, 161),
            bulk[2] / SLOW.water,
            color=COLOURS[index],
            ls=DASHES[index % 4],
            lw=1.4,
            label=label.en,
        )
    axes.set(xlabel="minutes", ylabel="share of the water that is rain", xlim=(0, end / 60), ylim=(0, 1.02))
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return figure


def errors() -> Figure:
    """The held-out cases: each error by Seifert and Beheng's, with its interval."""
    table = json.loads(SCORES.read_text(encoding="utf-8"))["sets"]["held-out"]["contenders"]
    names = [name for name in SCHEME_NAMES if name != BASE]
    figure = Figure((7, 3.4), layout="constrained")
    panels = figure.subplots(1, len(MEASURES), sharey=True)
    for axes, measure, title in zip(
        panels, MEASURES, ("times", "rain water", "rain number", "cloud number"), strict=True
    ):
        for place, name in enumerate(names):
            value, low, high = table[name][measure]["by seifert-beheng"]
            colour = COLOURS[0] if high < 1 else COLOURS[1] if low > 1 else "#545b64"
            axes.plot([low, high], [place, place], color=colour, lw=2)
            axes.plot([value], [place], "o", color=colour, ms=4)
        axes.axvline(1, color="#15181c", ls="--", lw=1)
        axes.set(xscale="log", xlim=(0.03, 20))
        axes.set_title(title, fontsize=9)
        axes.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
        axes.minorticks_off()
    panels[0].set_yticks(range(len(names)), [SCHEME_NAMES[name].en for name in names])
    panels[0].invert_yaxis()
    figure.supxlabel("error by that of Seifert and Beheng 2001, 95 % interval", fontsize=9)
    return figure


def rates() -> Figure:
    """Along the true courses of held-out clouds: predicted rates against those of the truth."""
    states, shapes, true = [], [], []
    for case in splits.held_out()[:SEEN]:
        rows = flux.run(case, flux.grid())
        middle = (rows[1:] + rows[:-1]) / 2
        states.append(middle[:, STATES])
        true.append(rows[1:][:, RATES])
        shapes.append(np.full(len(middle), case.shape))
    every = np.random.default_rng(0).permutation(sum(map(len, states)))[:POINTS]
    state, shape, wanted = np.concatenate(states)[every], np.concatenate(shapes)[every], np.concatenate(true)[every]
    figure = Figure((7, 3.9), layout="constrained")
    panels = figure.subplots(2, len(RATE_NAMES))
    for row, (name, label) in enumerate(((BASE, "Seifert and Beheng"), ("rate-networks", "networks, on rates"))):
        found = program.padded_rates(name, state, shape)
        for index, axes in enumerate(panels[row]):
            there = (wanted[:, index] > 0) & (found[:, index] > 0)
            highest = wanted[there, index].max() * 3
            axes.plot(*_dots(wanted[there, index], found[there, index]), color=COLOURS[row], lw=2, alpha=0.6)
            axes.plot([highest * 1e-7, highest], [highest * 1e-7, highest], color="#15181c", ls="--", lw=0.8)
            axes.set(xscale="log", yscale="log", xlim=(highest * 1e-7, highest), ylim=(highest * 1e-7, highest))
            axes.minorticks_off()
            axes.tick_params(labelsize=7)
            if row == 0:
                axes.set_title(RATE_NAMES[index].replace(" self", "\nself"), fontsize=9)
        panels[row][0].set_ylabel(label)
    figure.supxlabel("true rate, SI units", fontsize=9)
    return figure


def _dots(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points as one line of tiny dashes: a tenth of the bytes of as many marks."""
    gap = np.full(len(x), np.nan)
    return np.stack([x, x * 1.001, gap], axis=1).ravel(), np.stack([y, y, gap], axis=1).ravel()


FIGURES: dict[str, Callable[[], Figure]] = {
    "rain-spectra": spectra,
    "rain-solutions": solutions,
    "rain-errors": errors,
    "rain-rates": rates,
}


def write(folder: Path, names: list[str] | None = None) -> list[Path]:
    paths = []
    with mpl.rc_context(STYLE):
        for name in names or FIGURES:
            paths.append(folder / f"{name}.svg")
            FIGURES[name]().savefig(paths[-1], metadata={"Date": None, "Creator": None}, facecolor="white")
    return paths


def main(words: list[str]) -> int:
    for path in write(Path(words[0]) if words else FOLDER):
        print(f"{path}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
