"""Curves for other tools: as a table, and as TensorBoard reads them."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

import neurarium as nr
from neurarium.logs import curves_csv, tensorboard_zip, write_tensorboard


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_runs_table_has_its_curves_bit_for_bit() -> None:
    run = nr.run("playground", seed=1).advance(300)
    table = read(curves_csv(run))
    assert list(table[0]) == ["step", *run.readings]
    assert [int(row["step"]) for row in table] == run.history.steps.tolist()
    for name in run.readings:
        assert [float(row[name]) for row in table] == run.history.of(name).tolist()


def test_a_populations_table_has_a_row_for_each_seed_and_point() -> None:
    population = nr.population("slope", seeds=3, seed=5).advance(4)
    table = read(curves_csv(population))
    assert [(row["seed"], row["step"]) for row in table] == [(str(s), str(n)) for s in (5, 6, 7) for n in range(5)]
    assert float(table[-1]["loss"]) == population.runs[2].readings["loss"]


def scalars(folder: Path, name: str) -> tuple[list[int], list[float]]:
    events = EventAccumulator(str(folder))
    events.Reload()
    return [event.step for event in events.Scalars(name)], [event.value for event in events.Scalars(name)]


def test_tensorboard_reads_a_run(tmp_path: Path) -> None:
    run = nr.run("playground", seed=1, hidden=[3]).advance(300)
    write_tensorboard(run.restart().advance(2), tmp_path)
    write_tensorboard(run.advance(298), tmp_path)  # replaces what was there
    assert len(list(tmp_path.iterdir())) == 1
    for name in run.readings:
        steps, values = scalars(tmp_path, name)
        assert steps == run.history.steps.tolist()
        assert values == run.history.of(name).astype(np.float32).tolist()
    events = EventAccumulator(str(tmp_path))
    events.Reload()
    (settings,) = events.Tensors("settings/text_summary")
    assert b"| hidden | 3 |" in settings.tensor_proto.string_val[0]


def test_tensorboard_reads_a_population_seed_by_seed(tmp_path: Path) -> None:
    population = nr.population("slope", seeds=2, seed=8).advance(5)
    write_tensorboard(population, tmp_path)
    assert sorted(folder.name for folder in tmp_path.iterdir()) == ["seed-8", "seed-9"]
    assert scalars(tmp_path / "seed-9", "loss")[1][-1] == np.float32(population.runs[1].readings["loss"])


def test_the_zip_for_the_page_unpacks_to_the_same_logs(tmp_path: Path) -> None:
    population = nr.population("slope", seeds=2, seed=8).advance(5)
    with zipfile.ZipFile(io.BytesIO(tensorboard_zip(population))) as archive:
        archive.extractall(tmp_path)
    for run in population.runs:
        assert scalars(tmp_path / f"seed-{run.seed}", "loss")[1] == run.history.of("loss").astype(np.float32).tolist()


def test_a_zip_that_cannot_be_written_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(nr.Refusal, match=r"could not be written \(No such file or directory\)"):
        tensorboard_zip(nr.run("slope"))


def test_without_the_extra_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "tensorboardX", None)  # as Python marks a module that cannot be imported
    with pytest.raises(nr.Refusal, match=r'pip install "neurarium\[tensorboard\]"') as refused:
        write_tensorboard(nr.run("slope"), tmp_path / "logs")
    assert 'pip install "neurarium[tensorboard]"' in refused.value.text.de
    assert not (tmp_path / "logs").exists()
