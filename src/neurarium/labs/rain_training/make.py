"""Makes the small truth that comes along: `python -m neurarium.labs.rain_training.make [FILE]`, half a processor minute."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from tqdm import tqdm

from neurarium.lab.files import write_whole
from neurarium.lab.state import to_bytes
from neurarium.labs.rain import box, flux, splits, truth
from neurarium.labs.rain_training import cases

EVERY = (truth.POINTS - 1) // (cases.POINTS - 1)


def made() -> dict[str, np.ndarray]:
    """float32 arrays as `cases.Truths` has them; raises `ValueError` if a cloud does not rain out."""
    chosen = [*splits.validation()[: cases.VALIDATION], *splits.training()[: cases.TRAINING]]
    columns = [box.COLUMNS.index(name) for name in cases.COLUMNS]
    grid = flux.grid()
    times, ends, courses = [], [], []
    for case in tqdm(chosen, unit=" clouds", disable=None):
        found = truth.together(case, [flux.run(case, grid)])
        if found is None:
            raise ValueError(f"{case} does not rain out")
        thresholds, _, end, curves = found
        times.append(thresholds)
        ends.append(end)
        courses.append(curves[::EVERY][:, columns])
    arrays = {
        "begin": np.array([[case.water * 1e3, case.radius * 1e6, case.shape] for case in chosen]),
        "number": np.array([case.number for case in chosen]),
        "end": np.array(ends),
        "thresholds": np.array(times),
        "curves": np.array(courses),
    }
    return {name: values.astype(np.float32) for name, values in arrays.items()}


def main(words: list[str]) -> int:
    path = Path(words[0]) if words else cases.FILE
    arrays = made()
    card = {
        "command": "python -m neurarium.labs.rain_training.make",
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "method": "flux",
        "sha256": cases.checksum(arrays),
    }
    write_whole(path, to_bytes({"version": cases.VERSION, "card": card}, arrays))
    print(f"{path}: {path.stat().st_size} bytes, sha256 of the numbers {card['sha256']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
