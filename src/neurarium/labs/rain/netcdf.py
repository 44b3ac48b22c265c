"""The data set for others: as xarray, and as NetCDF files with units and names that any tool of the field reads.

    python -m neurarium.labs.rain.netcdf FOLDER TARGET

writes one file a case (all members) and `means.nc` (means and spread of all cases) from a folder that `produce` made. Every
file is compared with its checksum first. NetCDF 3, which SciPy writes; cf conventions 1.11.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from neurarium.lab.files import write_whole
from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain import box, dataset, truth
from neurarium.labs.rain.dataset import MANIFEST
from neurarium.labs.rain.spectra import Case

if TYPE_CHECKING:
    import xarray

MEANS = "means.nc"
WATER, NUMBER, SECOND, FLOW, EVENTS = "kg m-3", "m-3", "kg2 m-3", "kg m-3 s-1", "m-3 s-1"
COLUMNS = {
    "cloud_water": (WATER, "water of drops below the separation mass"),
    "cloud_number": (NUMBER, "number of drops below the separation mass"),
    "cloud_second": (SECOND, "second moment in mass of drops below the separation mass"),
    "rain_water": (WATER, "water of drops from the separation mass on"),
    "rain_number": (NUMBER, "number of drops from the separation mass on"),
    "rain_second": (SECOND, "second moment in mass of drops from the separation mass on"),
    "autoconversion_number": (EVENTS, "rain drops made by meetings of two cloud droplets"),
    "autoconversion": (FLOW, "water that became rain by meetings of two cloud droplets"),
    "accretion_number": (EVENTS, "cloud droplets collected by rain"),
    "accretion": (FLOW, "water of cloud droplets collected by rain"),
    "cloud_self_collection": (EVENTS, "meetings of two cloud droplets that made a cloud droplet"),
    "rain_self_collection": (EVENTS, "meetings of two rain drops"),
}
CASE = {
    "water": (WATER, "water at the beginning"),
    "radius": ("m", "radius of the mean mass at the beginning"),
    "shape": ("1", "shape nu of the gamma distribution in mass at the beginning"),
}


def _xarray() -> Any:
    try:
        import xarray
    except ImportError as problem:
        raise Refusal(
            Text(
                "NetCDF and xarray need the extra 'netcdf': pip install 'neurarium[netcdf]'.",
                "NetCDF und xarray brauchen das Extra 'netcdf': pip install 'neurarium[netcdf]'.",
            )
        ) from problem
    return xarray


def _told(name: str) -> dict[str, str]:
    units, words = (COLUMNS | CASE)[name]
    rate = name in box.COLUMNS[box.STATES :]
    return {"units": units, "long_name": words} | ({"cell_methods": "time: mean (of the time before)"} if rate else {})


def _about(source: str) -> dict[str, Any]:
    return {
        "Conventions": "CF-1.11",
        "title": "Warm rain: collisions of drops in a box of air",
        "source": source,
        "simulation_version": dataset.VERSION,
    }


def case_as_xarray(path: Path) -> xarray.Dataset:
    """One case of the data set: every column as float32 [member, time], NaN after a member's end.

    Coordinates: time in s. The case is in the attributes, with the checksum of the file it came from. Raises `Refusal` naming
    a file that is damaged.
    """
    xr = _xarray()
    case, members = dataset.read_case(path)
    longest = max(map(len, members))
    values = np.full((len(members), longest, len(box.COLUMNS)), np.nan, np.float32)
    for index, rows in enumerate(members):
        values[index, : len(rows)] = rows
    found: xarray.Dataset = xr.Dataset(
        {name: (("member", "time"), values[..., place], _told(name)) for place, name in enumerate(box.COLUMNS)},
        coords={"time": ("time", truth.times_of(values[0]), {"units": "s", "long_name": "time since the beginning"})},
        attrs=_about(path.name) | {"source_sha256": hashlib.sha256(path.read_bytes()).hexdigest()},
    )
    for name in CASE:
        found.attrs[name] = getattr(case, name)
    return found


def cases_of(folder: Path) -> tuple[Case, ...]:
    """The cases that the folder's manifest names; raises `Refusal` naming files that are missing or were changed."""
    wrong = list(dataset.check(folder))
    if wrong:
        raise Refusal(
            Text(
                f"In {folder} the checksum of {', '.join(wrong)} is not that of the manifest; delete it and generate it again.",
                f"In {folder} passt die Prüfsumme von {', '.join(wrong)} nicht zum Manifest; bitte löschen und neu erzeugen.",
            )
        )
    names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    return tuple(dataset.read_case(folder / name)[0] for name in sorted(names))


def means_as_xarray(folder: Path) -> xarray.Dataset:
    """Means over the members of every case that rained out: curves [case, point], threshold times [case, share].

    Curves are `truth.Truth`'s, in equal steps from 0 to `end`. Cases that did not rain out are counted in the attributes.
    """
    xr = _xarray()
    found = truth.read([folder], cases_of(folder))
    spread = {"units": "s", "long_name": "standard deviation over the members of the threshold times"}
    data: dict[str, Any] = {
        name: (("case", "point"), found.curves[..., place].astype(np.float32), _told(name))
        for place, name in enumerate(box.COLUMNS)
    }
    data["threshold"] = (
        ("case", "share"),
        found.thresholds,
        {"units": "s", "long_name": "time at which this share of the water is rain, mean over the members"},
    )
    data["threshold_spread"] = (("case", "share"), found.spread, spread)
    data["end"] = ("case", found.end, {"units": "s", "long_name": "time of the last point"})
    data["members"] = ("case", found.members, {"units": "1", "long_name": "number of simulations"})
    coordinates: dict[str, Any] = {
        name: ("case", np.array([getattr(case, name) for case in found.cases]), _told(name)) for name in CASE
    }
    coordinates["share"] = (
        "share",
        np.array(truth.SHARES),
        {"units": "1", "long_name": "share of the water that is rain"},
    )
    position = np.linspace(0, 1, truth.POINTS)
    coordinates["point"] = ("point", position, {"units": "1", "long_name": "time as a share of the end"})
    about = _about(folder.name) | {"cases_that_did_not_rain_out": len(found.dry)}
    means: xarray.Dataset = xr.Dataset(data, coords=coordinates, attrs=about)
    return means


def write(values: xarray.Dataset, path: Path) -> Path:
    """As NetCDF 3; whole or not at all."""
    return write_whole(path, bytes(values.to_netcdf(engine="scipy", format="NETCDF3_64BIT")))


def export(folder: Path, target: Path) -> int:
    """All cases of a folder and their means, into `target`; returns how many files were written."""
    cases = cases_of(folder)
    target.mkdir(parents=True, exist_ok=True)
    for case in cases:
        path = dataset.file_of(folder, case)
        write(case_as_xarray(path), target / f"{dataset.name_of(case)}.nc")
    write(means_as_xarray(folder), target / MEANS)
    return len(cases) + 1


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.rain.netcdf", description=__doc__)
    parser.add_argument("folder", type=Path, help="made by neurarium.labs.rain.produce")
    parser.add_argument("target", type=Path)
    given = parser.parse_args(arguments)
    try:
        print(f"{export(given.folder, given.target)} files in {given.target}")
    except Refusal as problem:
        print(problem.text.en, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
