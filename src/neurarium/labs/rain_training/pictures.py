"""What the view may ask for: a cloud's solutions, the errors on the way, the correction factors, and one neuron's arithmetic."""

from __future__ import annotations

import numpy as np

from neurarium.lab.contract import Array, Arrays, Picture
from neurarium.lab.settings import Settings
from neurarium.lab.text import Text
from neurarium.labs.rain_training import cases
from neurarium.labs.rain_training.cases import BULK, CASES, POINTS, RATES
from neurarium.labs.rain_training.inside import INSIDE
from neurarium.labs.rain_training.model import MEASURES, Learner, shares
from neurarium.labs.rain_training.requests import Which
from neurarium.labs.rain_training.settings import TrainingSettings

FINE = 160  # steps of a solution; `learning` has the same
SHOWN = 3  # rain as a share of the water, rain drops a litre, droplets a cubic centimetre
POSTER = 64
NEVER = -1.0  # a time that does not come
FARTHEST = 1e4  # a factor that is shown lies between 1 / FARTHEST and FARTHEST


def shown(bulk: np.ndarray) -> np.ndarray:
    """float64 [.., SHOWN, points] of a bulk [.., 4, points] in SI units."""
    cloud, droplets, rain, drops = np.moveaxis(bulk, -2, 0)
    return np.stack([rain / np.maximum(cloud + rain, 1e-30), drops * 1e-3, droplets * 1e-6], axis=-2)


def curves(settings: TrainingSettings, state: Learner, request: Which) -> Arrays:
    """One cloud: the truth, Seifert and Beheng's solution, the present one and earlier ones."""
    from neurarium.labs.rain_training import learning

    truths, case = cases.shipped(), request.case
    versions = np.concatenate([state.past, state.numbers[None]])
    padded = np.concatenate([np.repeat(versions[:1], learning.VERSIONS - len(versions), axis=0), versions])
    bulk, times = learning.solutions(settings.contender, padded, case)
    bulk, times = bulk[-len(versions) :], times[-len(versions) :]
    base, base_times = learning.solutions(learning.BASE, np.zeros((1, 0)), case)
    found = np.stack([truths.thresholds[case], base_times[0], times[-1]])
    return {
        "clouds": truths.begin,
        "time": np.linspace(0, learning.REACH, FINE + 1) * truths.end[case],
        "truth_time": np.linspace(0, 1, POINTS) * truths.end[case],
        "truth": shown(truths.curves[case, :, BULK].T),
        "base": shown(base[0]),
        "now": shown(bulk[-1]),
        "past": shown(bulk[:-1]),
        "ages": state.ages,
        "thresholds": np.where(np.isfinite(found), found, NEVER),
    }


def trace(settings: TrainingSettings, state: Learner, _: Settings) -> Arrays:
    """The marks, and where it stands now."""
    marks = state.trace
    if marks[-1, 0] != state.updates:
        now = [state.updates, *shares(settings.contender, state.numbers, settings.cases)[0]]
        marks = np.concatenate([marks, [now]])
    return {"updates": marks[:, 0].astype(np.int64), "shares": np.ascontiguousarray(marks[:, 1:])}


def factors(settings: TrainingSettings, state: Learner, request: Which) -> Arrays:
    """By what each rate of Seifert and Beheng is multiplied along the true course of a cloud, and by what it would have to be."""
    from neurarium.labs.rain_training import learning

    truths = cases.shipped()
    curve = truths.curves[request.case, 1:]
    states, rates = np.maximum(curve[:, BULK], 0), curve[:, RATES].T
    shapes = np.full(len(states), truths.shape[request.case])
    learned, base = learning.rates_of(settings.contender, state.numbers, states, shapes)
    share = states[:, 2] / (states[:, 0] + states[:, 2])
    return {"share": share, "learned": _factor(learned, base), "needed": _factor(rates, base)}


def _factor(rates: np.ndarray, base: np.ndarray) -> np.ndarray:
    there = (base > 0) & (rates > 0)
    return np.where(there, np.clip(rates / np.where(there, base, 1), 1 / FARTHEST, FARTHEST), 0)


def poster(settings: TrainingSettings, state: Learner, _: Settings) -> Arrays:
    """The rain of the first cloud, as a dark hill under the present solution."""
    share = curves(settings, state, Which())["now"][0]
    heights = np.interp(np.linspace(0, FINE, POSTER), np.arange(FINE + 1), share) * (POSTER - 8)
    return {"map": np.where(np.arange(POSTER)[::-1, None] < heights, 254, 127).astype(np.uint8)}


CURVE = (SHOWN, FINE + 1)
FACTORS = Array("float64", (4, POINTS - 1))
PICTURES = {
    "curves": Picture(
        Text(
            "One cloud (the first twenty validate): rain as a share of the water, rain drops a litre, droplets a cubic centimetre; "
            "the truth, Seifert and Beheng's scheme, the one in training, and earlier versions of it.",
            "Eine Wolke (die ersten zwanzig validieren): Regen als Anteil des Wassers, Regentropfen pro Liter, Tröpfchen pro "
            "Kubikzentimeter; die Wahrheit, das Schema von Seifert und Beheng, das im Training und frühere Fassungen davon.",
        ),
        {
            "clouds": Array("float64", (CASES, 3)),  # g m-3, micrometres, nu
            "time": Array("float64", (FINE + 1,)),  # s
            "truth_time": Array("float64", (POINTS,)),
            "truth": Array("float64", (SHOWN, POINTS)),
            "base": Array("float64", CURVE),
            "now": Array("float64", CURVE),
            "past": Array("float64", ("versions", *CURVE)),
            "ages": Array("int64", ("versions",)),  # updates
            "thresholds": Array("float64", (3, 4)),  # s; truth, base, now; 1, 10, 50 and 90 % rain; NEVER
        },
        curves,
        Which,
    ),
    "trace": Picture(
        Text(
            "The four errors on the validation clouds after so many updates, Seifert and Beheng's being 1.",
            "Die vier Fehler auf den Validierungswolken nach so vielen Schritten; die von Seifert und Beheng sind 1.",
        ),
        {"updates": Array("int64", ("marks",)), "shares": Array("float64", ("marks", len(MEASURES)))},
        trace,
    ),
    "factors": Picture(
        Text(
            "What each of Seifert and Beheng's rates is multiplied by along the true course of a cloud, learned and needed; "
            "0 where a rate is nothing.",
            "Womit jede Rate von Seifert und Beheng auf dem wahren Weg einer Wolke multipliziert wird, gelernt und nötig; 0, wo "
            "eine Rate nichts ist.",
        ),
        {"share": Array("float64", (POINTS - 1,)), "learned": FACTORS, "needed": FACTORS},
        factors,
        Which,
    ),
    "inside": INSIDE,
    "poster": Picture(
        Text("The rain of a cloud.", "Der Regen einer Wolke."), {"map": Array("uint8", (POSTER, POSTER))}, poster
    ),
}
