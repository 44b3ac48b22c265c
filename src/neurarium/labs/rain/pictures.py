"""What the view may ask for: the spectrum, some drops, the schemes' solutions, and rates counted against predicted."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from neurarium.lab.contract import Array, Arrays, Picture
from neurarium.lab.settings import Settings, whole
from neurarium.lab.text import Text
from neurarium.labs.rain import box
from neurarium.labs.rain.drops import mass_of, radius_of
from neurarium.labs.rain.model import Rain, case_of
from neurarium.labs.rain.settings import SCHEME_NAMES, RainSettings
from neurarium.labs.rain.spectra import Case
from neurarium.labs.rain.truth import crossing

BINS = 120
SMALLEST, LARGEST = 1e-6, 5e-3  # m, radii of the spectrum
FINEST = 240  # steps of a scheme's solution at least
SHOWN_SHARES = (0.1, 0.5)
POSTER = 64
MEASURES = ("time", "water", "rain", "cloud")  # as `scores` has them
SCORES = Path(__file__).parent / "trained" / "scores.json"


def edges() -> np.ndarray:
    """float64 [BINS + 1]: radii in m, at equal steps of their logarithm."""
    return np.geomspace(SMALLEST, LARGEST, BINS + 1)


def spectrum(settings: RainSettings, state: Rain, _: Settings) -> Arrays:
    """Water a cubic metre and unit of ln radius, in g; the same of the number, in drops a litre; and as it began."""
    drops = state.drops
    radii = radius_of(drops.mass)
    width = np.log(LARGEST / SMALLEST) / BINS
    place = np.clip((np.log(radii / SMALLEST) / width).astype(int), 0, BINS - 1)
    number = np.bincount(place, drops.multiplicity, BINS) / drops.volume / width
    water = np.bincount(place, drops.multiplicity * drops.mass, BINS) / drops.volume / width
    return {
        "radius": np.sqrt(edges()[1:] * edges()[:-1]) * 1e6,
        "water": water * 1e3,
        "number": number * 1e-3,
        "begun": _begun(settings.water, settings.radius, settings.shape),
    }


@functools.lru_cache(maxsize=16)
def _begun(water: float, radius: float, shape: float) -> np.ndarray:
    middle = mass_of(np.sqrt(edges()[1:] * edges()[:-1]))
    density = Case(water * 1e-3, radius * 1e-6, shape).density(middle)
    values: np.ndarray = density * middle * 3 * middle * 1e3  # dx = 3 x d ln r
    values.setflags(write=False)
    return values


@dataclass(frozen=True)
class Sample(Settings):
    count: int = whole(600, low=1, high=3000, label=Text("Drops shown", "Gezeigte Tropfen"))


def sample(_: RainSettings, state: Rain, request: Sample) -> Arrays:
    """Drops that stand for equal shares of the water, the same from step to step as far as they live on."""
    drops = state.drops
    order = np.argsort(drops.mass, kind="stable")
    water = np.cumsum((drops.mass * drops.multiplicity)[order])
    places = np.searchsorted(water, (np.arange(request.count) + 0.5) / request.count * water[-1])
    return {"radius": (radius_of(drops.mass[order[places]]) * 1e6).astype(np.float32)}


def history(_: RainSettings, state: Rain, __: Settings) -> Arrays:
    return {"rows": state.rows, "time": np.arange(len(state.rows)) * box.EVERY}


@functools.lru_cache(maxsize=64)
def _solved(name: str, water: float, radius: float, shape: float, end: float) -> tuple[np.ndarray, np.ndarray]:
    """float64 [4, FINEST + 1] of a scheme's bulk, and the times at which SHOWN_SHARES are rain."""
    from neurarium.labs.rain.program import solution

    return solution(name, water, radius, shape, end, FINEST, SHOWN_SHARES)


@dataclass(frozen=True)
class Some(Settings):
    """A view asks for one more each time, so that it need not wait until all are compiled."""

    count: int = whole(
        len(SCHEME_NAMES), low=1, high=len(SCHEME_NAMES), label=Text("So many schemes", "So viele Schemata")
    )


def schemes(settings: RainSettings, state: Rain, request: Some) -> Arrays:
    """The first schemes' solutions of the same cloud, up to twice the time that the box has lived, at least an hour."""
    end = 3600.0
    while end < state.steps * box.EVERY:
        end *= 2
    names = list(SCHEME_NAMES)[: request.count]
    solved = [_solved(name, settings.water, settings.radius, settings.shape, end) for name in names]
    return {
        "time": np.linspace(0, end, FINEST + 1),
        "bulk": np.array([bulk for bulk, _ in solved]),
        "thresholds": np.array([times for _, times in solved]),
    }


def rates(settings: RainSettings, state: Rain, _: Settings) -> Arrays:
    """The four rates of each step, counted; and as the chosen scheme says them, given the true state in the middle."""
    from neurarium.labs.rain.program import rates_of

    middle = (state.rows[1:] + state.rows[:-1]) / 2
    columns = [box.COLUMNS.index(name) for name in ("cloud_water", "cloud_number", "rain_water", "rain_number")]
    counted = [
        box.COLUMNS.index(name)
        for name in ("autoconversion", "accretion", "cloud_self_collection", "rain_self_collection")
    ]
    return {
        "counted": np.ascontiguousarray(state.rows[1:, counted]),
        "predicted": rates_of(settings.scheme, middle[:, columns], settings.shape),
    }


@functools.cache
def _scores() -> np.ndarray:
    table = json.loads(SCORES.read_text(encoding="utf-8"))["sets"]["held-out"]["contenders"]
    rows = [
        [[table[name][one]["error"], *table[name][one]["by seifert-beheng"]] for one in MEASURES]
        for name in SCHEME_NAMES
    ]
    values = np.array(rows)
    values.setflags(write=False)
    return values


def scores(_: RainSettings, __: Rain, ___: Settings) -> Arrays:
    """What `study` found on the held-out cases, the same for every run."""
    return {"held_out": _scores()}


def twin(settings: RainSettings, _: Rain, __: Settings) -> Arrays:
    """The cloud and a twin with the same water, number and shape: how they begin, and how much of each is rain."""
    from neurarium.labs.rain import flux, twins

    bins = flux.grid()
    time, share = twins.futures(settings.water, settings.radius, settings.shape)
    water = twins.begin(case_of(settings))
    half = [crossing(one, time, 0.5) for one in share]
    return {
        "radius": radius_of(bins.mass) * 1e6,
        "begun": water * 1e3 * 3 * flux.PER_DOUBLING / np.log(2),
        "moments": np.array([np.add(*np.split(flux.moments(one, bins), 2)) for one in water]),
        "time": time,
        "share": share,
        "half": np.array([value if np.isfinite(value) else -1.0 for value in half]),
    }


def poster(settings: RainSettings, state: Rain, _: Settings) -> Arrays:
    """The spectrum of water as a dark hill."""
    water = spectrum(settings, state, Settings())["water"]
    heights = np.interp(np.linspace(0, BINS - 1, POSTER), np.arange(BINS), water)
    tall = heights / max(heights.max(), 1e-12) * (POSTER - 8)
    rows = np.arange(POSTER)[::-1, None]
    return {"map": np.where(rows < tall, 254, 127).astype(np.uint8)}


PICTURES = {
    "spectrum": Picture(
        Text("Water and number by the size of the drops.", "Wasser und Zahl nach der Größe der Tropfen."),
        {name: Array("float64", (BINS,)) for name in ("radius", "water", "number", "begun")},
        spectrum,
    ),
    "sample": Picture(
        Text("Drops, each for an equal share of the water.", "Tropfen, jeder für einen gleichen Teil des Wassers."),
        {"radius": Array("float32", ("count",))},
        sample,
        Sample,
    ),
    "history": Picture(
        Text("Everything that was noted, every twenty seconds.", "Alles, was notiert wurde, alle zwanzig Sekunden."),
        {"rows": Array("float64", ("times", len(box.COLUMNS))), "time": Array("float64", ("times",))},
        history,
    ),
    "schemes": Picture(
        Text("The same cloud as every scheme solves it.", "Dieselbe Wolke, wie jedes Schema sie löst."),
        {
            "time": Array("float64", (FINEST + 1,)),
            "bulk": Array("float64", ("count", 4, FINEST + 1)),
            "thresholds": Array("float64", ("count", len(SHOWN_SHARES))),
        },
        schemes,
        Some,
    ),
    "twins": Picture(
        Text(
            "Two clouds of equal water, number and shape: g/m³ per unit of ln r at the beginning, water, number and squared mass "
            "together (SI units), and the share that is rain.",
            "Zwei Wolken mit gleichem Wasser, gleicher Anzahl und Form: g/m³ je Einheit von ln r am Anfang, Wasser, Anzahl und "
            "Summe der Massenquadrate (SI-Einheiten), und der Anteil, der Regen ist.",
        ),
        {
            "radius": Array("float64", ("bins",)),
            "begun": Array("float64", (2, "bins")),
            "moments": Array("float64", (2, 3)),
            "time": Array("float64", ("points",)),
            "share": Array("float64", (2, "points")),
            "half": Array("float64", (2,)),  # s until half is rain, -1 if it never is
        },
        twin,
    ),
    "rates": Picture(
        Text("The four rates, counted and predicted.", "Die vier Raten, gezählt und vorhergesagt."),
        {"counted": Array("float64", ("steps", 4)), "predicted": Array("float64", ("steps", 4))},
        rates,
    ),
    "scores": Picture(
        Text(
            "Over the held-out cases, for every scheme the errors of times, rain water, rain number and cloud number: the mean, "
            "and its quotient by Seifert and Beheng's with its 95 % interval.",
            "Über die zurückgehaltenen Fälle, für jedes Schema die Fehler von Zeiten, Regenwasser, Regentropfenzahl und "
            "Wolkentropfenzahl: der Mittelwert, und sein Quotient durch den von Seifert und Beheng mit 95-%-Intervall.",
        ),
        {"held_out": Array("float64", (len(SCHEME_NAMES), len(MEASURES), 4))},
        scores,
    ),
    "poster": Picture(Text("The spectrum.", "Das Spektrum."), {"map": Array("uint8", (POSTER, POSTER))}, poster),
}
