"""The data set as xarray and NetCDF: the same numbers, with units, and nothing from a damaged file."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray

import neurarium as nr
from neurarium.labs.rain import box, dataset, netcdf, truth
from neurarium.labs.rain.dataset import Plan
from neurarium.labs.rain.spectra import Case

CASES = (Case(2e-3, 15e-6, 1.0), Case(1.6e-3, 15e-6, 0.0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("data")
    dataset.generate(made, CASES, Plan(members=3, superdroplets=256), 2)
    return made


def test_a_file_read_back_holds_what_was_simulated(folder: Path, tmp_path: Path) -> None:
    assert netcdf.export(folder, tmp_path) == 3
    for case in CASES:
        source = dataset.file_of(folder, case)
        _, members = dataset.read_case(source)
        with xarray.open_dataset(tmp_path / f"{dataset.name_of(case)}.nc", engine="scipy") as found:
            assert found.sizes["member"] == 3
            for member, rows in enumerate(members):
                for place, name in enumerate(box.COLUMNS):
                    column = found[name].values[member]
                    assert np.array_equal(column[: len(rows)], rows[:, place])
                    assert np.isnan(column[len(rows) :]).all()
            assert found["time"].values[:3].tolist() == [0, 20, 40]
            assert found.attrs["source_sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
            assert [found.attrs[name] for name in ("water", "radius", "shape")] == [case.water, case.radius, case.shape]


def test_everything_has_units_and_a_name(folder: Path, tmp_path: Path) -> None:
    netcdf.export(folder, tmp_path)
    for path in tmp_path.glob("*.nc"):
        with xarray.open_dataset(path, engine="scipy", decode_times=False) as found:
            for name, values in found.variables.items():
                assert values.attrs["units"], name
                assert values.attrs["long_name"], name
            assert found["cloud_number"].attrs["units"] == "m-3"
            assert "before" in found["autoconversion"].attrs["cell_methods"]
            assert "cell_methods" not in found["rain_water"].attrs


def test_means_are_the_truth(folder: Path, tmp_path: Path) -> None:
    path = netcdf.write(netcdf.means_as_xarray(folder), tmp_path / "means.nc")
    with xarray.open_dataset(path, engine="scipy", decode_times=False) as found:
        order = [int(np.flatnonzero(found["water"].values == case.water)[0]) for case in CASES]
        right = truth.read([folder], CASES)
        assert np.array_equal(found["threshold"].values[order], right.thresholds)
        assert np.array_equal(found["threshold_spread"].values[order], right.spread)
        assert np.array_equal(found["rain_water"].values[order], right.curves[..., 3].astype(np.float32))
        assert found["members"].values.tolist() == [3, 3]
        assert found.attrs["cases_that_did_not_rain_out"] == 0


def test_a_damaged_file_is_named_and_nothing_is_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    spoilt = dataset.file_of(copy, CASES[1])
    data = bytearray(spoilt.read_bytes())
    data[-5] ^= 4
    spoilt.write_bytes(data)
    assert netcdf.main([str(copy), str(tmp_path / "out")]) == 2
    assert spoilt.name in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert netcdf.main([str(tmp_path / "empty"), str(tmp_path / "out")]) == 2


def test_a_folder_in_which_nothing_rained_out_has_no_means_but_its_cases(tmp_path: Path) -> None:
    rows = np.zeros((5, len(box.COLUMNS)), np.float32)
    rows[:, 0] = CASES[0].water
    dataset.write_case(tmp_path, CASES[0], Plan(members=1), [rows])
    dataset.write_manifest(tmp_path, CASES[:1], Plan(members=1))
    means = netcdf.means_as_xarray(tmp_path)
    assert means.sizes["case"] == 0
    assert means.attrs["cases_that_did_not_rain_out"] == 1
    assert netcdf.export(tmp_path, tmp_path / "out") == 2


def test_without_xarray_it_is_said_how_to_get_it(folder: Path) -> None:
    asked = (
        "import sys; sys.modules['xarray'] = None\n"
        "from pathlib import Path; from neurarium.labs.rain import netcdf\n"
        f"sys.exit(netcdf.main([{str(folder)!r}, {str(folder / 'out')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "neurarium[netcdf]" in done.stderr


def test_refusals_are_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(nr.Refusal) as refused:
        netcdf.cases_of(tmp_path)
    assert "generate" in refused.value.text.en
    assert "erzeugen" in refused.value.text.de
