"""Makes the data set: `python -m neurarium.labs.rain.produce FOLDER`. Stop it whenever you like; it goes on where it was."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tqdm import tqdm

from neurarium.lab.text import Refusal
from neurarium.labs.rain import dataset, splits


def main(arguments: list[str] | None = None) -> int:
    everything = len(dataset.grid())
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.rain.produce", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, default=200, help=f"of the {everything} of the grid (200)")
    parser.add_argument("--only", choices=sorted(splits.SETS), help="one set of cases instead")
    parser.add_argument("--method", choices=dataset.METHODS, default=dataset.SUPERDROPLETS, help="flux: without chance")
    parser.add_argument("--members", type=int, default=5, help="simulations of each case (5)")
    parser.add_argument("--superdroplets", type=int, default=2**13, help="of each simulation (8192)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--check", action="store_true", help="only compare the files with the manifest")
    given = parser.parse_args(arguments)
    if not 1 <= given.cases <= everything or given.members < 1 or given.superdroplets < 2:
        parser.error(f"expected 1 to {everything} cases, at least one member and at least two superdroplets")
    try:
        if given.check:
            wrong = list(dataset.check(given.folder))
            print("\n".join(f"{name} is missing or was changed" for name in wrong) or "every file is as it was made")
            return 1 if wrong else 0
        cases = splits.SETS[given.only]() if given.only else splits.chosen(given.cases)
        members = 1 if given.method == dataset.FLUX else given.members
        plan = dataset.Plan(members, given.superdroplets, seed=given.seed, method=given.method)
        with tqdm(total=len(cases), unit=" cases", disable=None) as bar:

            def told(done: int, _: int) -> None:
                bar.update(done - bar.n)

            dataset.generate(given.folder, cases, plan, given.threads, told)
    except Refusal as problem:
        print(problem.text.en, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
