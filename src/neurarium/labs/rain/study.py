"""Trains B, C, D and E on a data set, and judges all contenders: `python -m neurarium.labs.rain.study FOLDER ...`.

The training cases teach, the validation cases choose, the held-out ones, those off the grid and the corner beyond it are
only reported. Writes one file of numbers for each contender and `scores.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jax
import numpy as np
from scipy.stats import spearmanr

from neurarium.lab.files import write_whole
from neurarium.lab.text import Refusal
from neurarium.labs.rain import box, contenders, scores, splits, training, truth
from neurarium.labs.rain.program import padded_rates
from neurarium.labs.rain.schemes import SCHEMES

STATES = tuple(box.COLUMNS.index(name) for name in ("cloud_water", "cloud_number", "rain_water", "rain_number"))
RATES = tuple(
    box.COLUMNS.index(name) for name in ("autoconversion", "accretion", "cloud_self_collection", "rain_self_collection")
)
RATE_NAMES = ("autoconversion", "accretion", "cloud self-collection", "rain self-collection")
BASE = "seifert-beheng"
STEP = {"refitted": 0.02, "corrected": 0.01, "solved-networks": 0.005}  # first learning rate through the solver


def samples(found: truth.Truth) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """States [samples, 4], shapes and counted rates [samples, 4] along the mean curves of all cases, where there is cloud."""
    curves = found.curves[:, 1:]
    shapes = np.repeat([case.shape for case in found.cases], curves.shape[1])
    flat = curves.reshape(-1, curves.shape[-1])
    water = np.repeat([case.water for case in found.cases], curves.shape[1])
    there = flat[:, STATES[0]] > 1e-4 * water
    return flat[there][:, STATES], shapes[there], np.maximum(flat[there][:, RATES], 0)


def train(
    kind: str, taught: truth.Truth, rates: truth.Truth, chosen: truth.Truth, updates: int, seed: int
) -> tuple[Any, dict[str, Any]]:
    """A contender's model with what its card says of the training; D goes on from C's networks, which come along.

    `rates` teaches C. Counted rates of few members are zero at first, and what is learned from them never begins to rain.
    """
    begun = time.perf_counter()
    if kind == "rate-networks":
        model = contenders.learn_rates(*samples(rates), seed=seed)
        return model, {"seconds": round(time.perf_counter() - begun)}

    def told(update: int, learned: float, judged: float) -> None:
        print(f"{kind}: {update} updates, training {learned:.3f}, validation {judged:.3f}", flush=True)

    result = training.train(
        contenders.SCHEMES_OF[kind],
        contenders.shipped("rate-networks") if kind == "solved-networks" else contenders.first_model(kind, seed),
        scores.arrays_of(taught),
        scores.arrays_of(chosen),
        updates=updates,
        rate=STEP[kind],
        seed=seed,
        told=told,
    )
    about = {"updates": updates, "rate": STEP[kind], "validation": float(result.curve[:, 2].min())}
    return result.model, {**about, "seconds": round(time.perf_counter() - begun)}


def judge(found: truth.Truth) -> dict[str, Any]:
    """Mean errors of every contender, and their quotient by Seifert and Beheng's with its interval."""
    cases = scores.arrays_of(found)
    measured = {name: scores.measure(contenders.find(name), cases) for name in (*SCHEMES, *contenders.KINDS)}
    noise = (found.spread / np.sqrt(np.maximum(found.members, 1))[:, None] / found.thresholds).mean()
    table: dict[str, Any] = {"cases": len(found.cases), "noise of the times": float(noise), "contenders": {}}
    for name, errors in measured.items():
        row: dict[str, Any] = {"completed": float(errors["completed"].mean())}
        for measure in scores.MEASURES:
            row[measure] = {
                "error": float(errors[measure].mean()),
                "by seifert-beheng": list(scores.ratio(errors[measure], measured[BASE][measure])),
                "by refitted": list(scores.ratio(errors[measure], measured["refitted"][measure])),
            }
        table["contenders"][name] = row
    return table


def rates_told(found: truth.Truth) -> dict[str, Any]:
    """How well C says counted rates it was not trained on, and how well Seifert and Beheng's scheme does."""
    states, shapes, counted = samples(found)
    told: dict[str, Any] = {}
    for name in (BASE, "rate-networks"):
        predicted = padded_rates(name, states, shapes)
        told[name] = {
            rate: {
                "r2": float(1 - ((predicted[:, i] - counted[:, i]) ** 2).sum() / ((counted[:, i] - counted[:, i].mean()) ** 2).sum()),
                "rank correlation": float(spearmanr(predicted[:, i], counted[:, i]).statistic),
            }
            for i, rate in enumerate(RATE_NAMES)
        }  # fmt: skip
    return told


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.rain.study", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="made by `produce`; members of the same case add up")
    parser.add_argument("--rates", type=Path, help="made by `produce --method flux`: what C learns from, if given")
    parser.add_argument("--updates", type=int, default=800)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--train", nargs="*", default=contenders.KINDS, choices=contenders.KINDS, help="which anew; none: only judge"
    )
    given = parser.parse_args(arguments)
    try:
        with jax.enable_x64(True):
            sets = {name: truth.read(given.folders, cases()) for name, cases in splits.SETS.items()}
            noiseless = truth.read([given.rates], splits.training()) if given.rates else sets["training"]
            about = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "seed": given.seed, "cases": len(sets["training"].cases)}
            for kind in given.train:
                model, card = train(kind, sets["training"], noiseless, sets["validation"], given.updates, given.seed)
                contenders.write(contenders.FOLDER / f"{kind}.safetensors", kind, model, {**about, **card})
                contenders.shipped.cache_clear()
            told = {name: judge(sets[name]) for name in ("validation", "held-out", "off-grid", "corner")}
            result = {"sets": told, "rates": rates_told(sets["held-out"])}
    except Refusal as problem:
        print(problem.text.en, file=sys.stderr)
        return 2
    write_whole(contenders.FOLDER / "scores.json", json.dumps(result, indent=1).encode())
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
