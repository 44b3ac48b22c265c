"""The cases of Seifert and Rasp (2020), each simulated several times; made in pieces that a kill cannot spoil.

A folder holds one file a case, written whole or not at all, and a manifest that names seeds, versions and checksums. Who
calls `generate` again goes on with the cases that are missing.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neurarium.lab.files import write_whole
from neurarium.lab.state import from_bytes, to_bytes
from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain import box, flux
from neurarium.labs.rain.spectra import Case, with_tail

VERSION = 2  # of the simulation: other numbers would come out of another one
WATERS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5, 1.6, 2.0)  # g m-3
RADII = (9, 10, 11, 12, 13, 14, 15)  # micrometres
SHAPES = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0)
MANIFEST = "manifest.json"
SUPERDROPLETS, FLUX = METHODS = ("superdroplets", "flux")


def grid() -> tuple[Case, ...]:
    """The paper's 819 initial conditions: 13 water contents, 7 radii, 9 shapes."""
    return tuple(
        Case(water * 1e-3, radius * 1e-6, shape) for water, radius, shape in itertools.product(WATERS, RADII, SHAPES)
    )


@dataclass(frozen=True)
class Plan:
    """How the cases are simulated.

    `superdroplets` a box, standing for `stands` drops each on average, so that the box is as large as it takes and even the
    rarest superdroplets of the tail stand for many drops. The method `flux` has no superdroplets and no chance.
    """

    members: int = 5
    superdroplets: int = 2**13
    stands: int = 2**18
    seed: int = 1
    method: str = SUPERDROPLETS

    def __post_init__(self) -> None:
        """Raises `Refusal` where nothing could be simulated so."""
        if min(self.members, self.superdroplets - 1, self.stands) < 1 or self.seed < 0 or self.method not in METHODS:
            raise Refusal(
                Text(
                    f"{self} cannot be simulated: expected are at least one member, two superdroplets that stand for a drop or "
                    f"more, a seed that is not negative, and as method one of {', '.join(METHODS)}.",
                    f"{self} lässt sich nicht simulieren: erwartet werden mindestens eine Simulation, zwei Supertropfen, die für "
                    f"einen Tropfen oder mehr stehen, ein nicht negativer Startwert und als Methode {' oder '.join(METHODS)}.",
                )
            )

    def volume(self, case: Case) -> float:
        """m3"""
        return self.superdroplets * self.stands / case.number


def name_of(case: Case) -> str:
    """`water0.20_radius09_shape0.0`: a file name that says what is in it."""
    return f"water{case.water * 1e3:.3f}_radius{case.radius * 1e6:05.2f}_shape{case.shape:.2f}"


def substep(case: Case) -> float:
    """s: the longest substep; slow cases may take longer ones. Collisions shorten it anyway where they are frequent."""
    pace = 4e-3 / case.water * (13e-6 / case.radius) ** 4
    return float(np.clip(pace, box.FINE, box.COARSE))


def simulate(case: Case, plan: Plan, member: int) -> np.ndarray:
    """float32 [times, box.COLUMNS]; the same numbers on every machine for the same case, plan and member."""
    if plan.method == FLUX:
        return flux.run(case, flux.grid()).astype(np.float32)
    fingerprint = int.from_bytes(hashlib.sha256(name_of(case).encode()).digest()[:6], "big")
    seed = int(np.random.SeedSequence([plan.seed, fingerprint, member]).generate_state(1, np.uint64)[0])
    return box.run(case, plan.superdroplets, plan.volume(case), seed, substep(case), sampling=with_tail)


def file_of(folder: Path, case: Case) -> Path:
    return folder / f"{name_of(case)}.safetensors"


def write_case(folder: Path, case: Case, plan: Plan, members: list[np.ndarray]) -> Path:
    about = {"case": asdict(case), "plan": asdict(plan), "version": VERSION, "columns": list(box.COLUMNS)}
    arrays = {f"{index:03d}": values for index, values in enumerate(members)}
    return write_whole(file_of(folder, case), to_bytes(about, arrays))


def read_case(path: Path) -> tuple[Case, list[np.ndarray]]:
    """A case and its members, float32 [times, box.COLUMNS] each; raises `Refusal` naming the file where it is damaged."""
    case, _, members = _read(path)
    return case, members


def _read(path: Path) -> tuple[Case, Plan, list[np.ndarray]]:
    try:
        about, arrays = from_bytes(path.read_bytes())
        if about["version"] != VERSION or tuple(about["columns"]) != box.COLUMNS:
            raise ValueError(f"it was made by version {about['version']}, expected {VERSION}")
        case, plan = Case(**about["case"]), Plan(**about["plan"])
        members = [arrays[name] for name in sorted(arrays)]
        right = all(rows.ndim == 2 and rows.shape[1] == len(box.COLUMNS) and len(rows) > 1 for rows in members)
        if not members or not right or not all(np.isfinite(rows).all() for rows in members):
            raise ValueError("its numbers have another shape, or some are none")
    except (Refusal, OSError, KeyError, TypeError, ValueError) as problem:
        raise Refusal(
            Text(
                f"{path.name} cannot be used ({problem}); delete it and generate it again.",
                f"{path.name} ist nicht zu gebrauchen ({problem}); bitte löschen und neu erzeugen.",
            )
        ) from problem
    return case, plan, members


def generate(
    folder: Path, cases: tuple[Case, ...], plan: Plan, threads: int, told: Callable[[int, int], None] = lambda *_: None
) -> None:
    """Simulate the cases whose files are missing, on so many cores; `told` hears how many are done, of how many.

    Raises `Refusal` naming a file that is there and was damaged, or made by another plan: two plans in one folder would look
    like one data set.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [case for case in cases if not file_of(folder, case).exists()]
    done = len(cases) - len(missing)
    for case in set(cases) - set(missing):
        path = file_of(folder, case)
        made = _read(path)[1]
        if made != plan:
            raise Refusal(
                Text(
                    f"{path.name} was made with {made}, asked for is {plan}. Take another folder, or delete these files.",
                    f"{path.name} entstand mit {made}, verlangt ist {plan}. Bitte einen anderen Ordner nehmen oder die "
                    "Dateien löschen.",
                )
            )
    told(done, len(cases))
    with ThreadPoolExecutor(threads) as pool:

        def one(case: Case) -> None:
            write_case(folder, case, plan, [simulate(case, plan, member) for member in range(plan.members)])

        for _ in pool.map(one, missing):
            done += 1
            told(done, len(cases))
    write_manifest(folder, cases, plan)


def write_manifest(folder: Path, cases: tuple[Case, ...], plan: Plan) -> Path:
    about: dict[str, Any] = {
        "version": VERSION,
        "plan": asdict(plan),
        "files": {
            file_of(folder, case).name: hashlib.sha256(file_of(folder, case).read_bytes()).hexdigest() for case in cases
        },
    }
    return write_whole(folder / MANIFEST, json.dumps(about, indent=1, sort_keys=True).encode())


def check(folder: Path) -> Iterator[str]:
    """The names of files that are missing or are not what the manifest says; raises `Refusal` without a manifest."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError) as problem:
        raise Refusal(
            Text(
                f"There is no readable {MANIFEST} in {folder}; generate the data there first.",
                f"In {folder} liegt kein lesbares {MANIFEST}; bitte dort zuerst die Daten erzeugen.",
            )
        ) from problem
    for name, checksum in files.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != checksum:
            yield name
