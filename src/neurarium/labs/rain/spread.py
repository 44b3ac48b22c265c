"""How much of a contender is luck: `python -m neurarium.labs.rain.spread OUT FOLDER ... --seeds 1 2`.

Trains E, or whichever is named, with other seeds as `study` trained the one that comes along, and sets each beside Seifert
and Beheng's scheme on the held-out cases. A seed whose file is in OUT is not trained again; nothing that comes along is changed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import jax

from neurarium.lab.text import Refusal
from neurarium.labs.rain import contenders, scores, splits, study, truth
from neurarium.labs.rain.schemes import Scheme

UPDATES = {"refitted": 500, "corrected": 500, "solved-networks": 250}  # as those that come along


def trained(out: Path, kind: str, seed: int, updates: int, sets: dict[str, truth.Truth]) -> contenders.Model:
    path = out / f"{kind}-{seed}.safetensors"
    if path.exists():
        return contenders.read(path, kind)[0]
    model, card = study.train(kind, sets["training"], sets["training"], sets["validation"], updates, seed)
    contenders.write(path, kind, model, {"seed": seed, **card})
    return model


def row(name: str, scheme: Scheme, cases: scores.Cases) -> str:
    base, found = (scores.measure(one, cases) for one in (contenders.find(study.BASE), scheme))
    told = [scores.ratio(found[measure], base[measure]) for measure in scores.MEASURES]
    completed = int(found["completed"].sum())
    errors = "  ".join(
        f"{measure} {found[measure].mean():.4f}, {value:.3f} ({low:.3f}-{high:.3f})"
        for measure, (value, low, high) in zip(scores.MEASURES, told, strict=True)
    )
    return f"{name}: {errors}  completed {completed} of {len(base['completed'])}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.rain.spread", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+", help="made by `produce`; members of the same case add up")
    parser.add_argument("--kind", choices=sorted(UPDATES), default="corrected")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--updates", type=int, help="as many as the one that comes along, if not given")
    given = parser.parse_args(arguments)
    updates = given.updates or UPDATES[given.kind]
    try:
        with jax.enable_x64(True):
            sets = {
                name: truth.read(given.folders, splits.SETS[name]()) for name in ("training", "validation", "held-out")
            }
            cases = scores.arrays_of(sets["held-out"])
            print(row(f"{given.kind} that comes along", contenders.find(given.kind), cases), flush=True)
            for seed in given.seeds:
                model = trained(given.out, given.kind, seed, updates, sets)
                print(row(f"{given.kind}, seed {seed}", contenders.SCHEMES_OF[given.kind](model), cases), flush=True)
    except Refusal as problem:
        print(problem.text.en, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
