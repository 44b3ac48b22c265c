"""The constitution of the house: what holds for every lab, tested over all labs by the same tests."""

from __future__ import annotations

import ast
import json
import math
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurarium as nr
from neurarium import labs
from neurarium.lab.contract import Lab, Picture
from neurarium.lab.fields import Choice, Field, Flag, Real, Sequence, Several, Sizes, Whole, Words
from neurarium.lab.run import Run
from neurarium.lab.state import finite, same
from tests.conftest import TINY

ALL = sorted(labs.folders())
STEPS = 5


@pytest.fixture(scope="session", params=ALL)
def lab(request: pytest.FixtureRequest) -> Lab[Any, Any]:
    return labs.find(request.param)


def strange(field: Field) -> st.SearchStrategy[Any]:
    """Values for a field: mostly right ones, often wrong ones."""
    right: st.SearchStrategy[Any]
    match field:
        case Whole(low=low, high=high):
            right = st.integers(low, high)
        case Real(low=low, high=high):
            right = st.floats(low, high)
        case Flag():
            right = st.booleans()
        case Choice(options=options):
            right = st.sampled_from(sorted(options))
        case Several(options=options):
            right = st.lists(st.sampled_from(sorted(options)), unique=True)
        case Sequence(options=options, longest=longest):
            right = st.lists(st.sampled_from(sorted(options)), max_size=min(3, longest))
        case Sizes(low=low, high=high):
            right = st.lists(st.integers(low, min(high, low + 7)), max_size=min(3, field.longest))
        case Words():
            right = st.text(max_size=60)
        case _:
            raise AssertionError(f"no values for {field}")
    wrong = st.one_of(st.none(), st.text(max_size=9), st.floats(), st.integers(), st.just([[]]), st.just({}))
    return st.one_of(right, right, right, wrong)


def test_id_is_the_folders_name_and_all_texts_exist_in_both_languages(lab: Lab[Any, Any]) -> None:
    assert labs.folders()[lab.id].name == lab.id.replace("-", "_")

    def look(value: Any, where: str) -> None:
        if isinstance(value, dict) and set(value) == {"en", "de"}:
            assert bool(value["en"].strip()) == bool(value["de"].strip()), where
        elif isinstance(value, dict):
            for key, item in value.items():
                look(item, f"{where}.{key}")
        elif isinstance(value, list):
            for item in value:
                look(item, where)

    description = lab.describe()
    look(description, lab.id)
    assert json.loads(json.dumps(description, allow_nan=False))["id"] == lab.id
    for entry in [
        *description["settings"],
        *description["readings"],
        *description["actions"],
        *description["exports"],
    ]:
        assert entry["label"]["en"], entry["name"]
        assert entry["label"]["de"], entry["name"]
    assert {field.group for field in lab.Settings.fields().values()} <= {*lab.groups, ""}
    for item in [*lab.Settings.fields().values(), *lab.readings.values()]:
        if item.when is not None:
            other, values = item.when
            for value in values:
                lab.Settings.of(**{other: value})


def test_lesson_exists_in_both_languages(lab: Lab[Any, Any]) -> None:
    for language in ("en", "de"):
        lesson = (labs.folders()[lab.id] / f"lesson.{language}.md").read_text(encoding="utf-8")
        assert lesson.startswith("# "), f"a lesson begins with its title: lesson.{language}.md"
        assert len(lesson.splitlines()) >= 3


def test_science_knows_nothing_of_page_and_server(lab: Lab[Any, Any]) -> None:
    upward = ("neurarium.app", "neurarium.cli", "neurarium.notebook", "neurarium.library", "neurarium.store")
    for file in labs.folders()[lab.id].glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [item.name for item in node.names] if isinstance(node, ast.Import) else []
            assert not [name for name in names if name.startswith(upward)], file


def test_starts_and_steps(lab: Lab[Any, Any]) -> None:
    run = nr.run(lab.id, seed=1)
    assert run.steps == 0
    run.advance(STEPS)
    assert run.steps == STEPS
    assert set(run.readings) == set(lab.measured(run.settings))
    assert all(math.isfinite(value) for value in run.readings.values())
    assert list(run.history.steps) == list(range(STEPS + 1))
    lab.verify(run.settings, run.state)


def test_opening_is_a_valid_state(lab: Lab[Any, Any]) -> None:
    nr.run(lab.id, **lab.opening).advance(1)
    if lab.poster is not None:
        picture, array = lab.poster
        drawn = nr.run(lab.id, **lab.opening).picture(picture)[array]
        assert drawn.dtype == np.uint8
        assert drawn.ndim == 2


def test_steps_add_up_bit_for_bit(lab: Lab[Any, Any]) -> None:
    once = nr.run(lab.id, seed=2).advance(STEPS)
    twice = nr.run(lab.id, seed=2).advance(2).advance(STEPS - 2)
    assert once.to_bytes() == twice.to_bytes()


def test_same_seed_same_numbers_and_another_seed_others(lab: Lab[Any, Any]) -> None:
    first, again, other = (nr.run(lab.id, seed=seed).advance(STEPS) for seed in (3, 3, 4))
    assert first.readings == again.readings
    assert first.readings != other.readings


def test_command_line_gives_the_librarys_numbers(lab: Lab[Any, Any]) -> None:
    command = [
        sys.executable,
        "-m",
        "neurarium",
        "run",
        lab.id,
        "--seed",
        "3",
        "--steps",
        str(STEPS),
        "--json",
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    run = nr.run(lab.id, seed=3).advance(STEPS)
    assert json.loads(printed.splitlines()[-1]) == {
        "lab": lab.id,
        "settings": run.settings.plain(),
        "seed": 3,
        "steps": STEPS,
        "readings": run.readings,
    }


def lengths(picture: Picture[Any, Any], request: Any, arrays: dict[str, np.ndarray]) -> dict[str, int]:
    """The length of each named axis; fails where an array breaks the picture's promise."""
    assert set(arrays) == set(picture.arrays)
    known = {name: getattr(request, name) for name in request.fields() if isinstance(getattr(request, name), int)}
    for name, promise in picture.arrays.items():
        array = arrays[name]
        assert array.dtype == np.dtype(promise.dtype), name
        assert array.ndim == len(promise.shape), name
        for axis, length in zip(promise.shape, array.shape, strict=True):
            wanted = axis if isinstance(axis, int) else known.setdefault(axis, length)
            assert length == wanted, f"{name}: axis {axis}"
        if array.dtype.kind == "f":
            assert np.isfinite(array).all(), name
    return known


def test_pictures_have_the_promised_shapes(lab: Lab[Any, Any]) -> None:
    run = nr.run(lab.id, seed=1).advance(STEPS)
    before = run.to_bytes()
    for name, picture in lab.pictures.items():
        lengths(picture, picture.Request(), run.picture(name))
    assert run.to_bytes() == before, "drawing changes nothing"


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_pictures_take_any_request(lab: Lab[Any, Any], data: st.DataObject) -> None:
    run = nr.run(lab.id, seed=1)
    for name, picture in lab.pictures.items():
        request = {key: data.draw(strange(field)) for key, field in picture.Request.fields().items()}
        try:
            arrays = run.picture(name, **request)
        except nr.Refusal as refusal:
            assert refusal.text.en
            assert refusal.text.de
        else:
            lengths(picture, picture.Request.of(**request), arrays)


def test_saved_and_loaded_gives_the_same_bytes_and_goes_on_alike(lab: Lab[Any, Any], tmp_path: Path) -> None:
    run = nr.run(lab.id, seed=5).advance(STEPS)
    loaded = nr.load(run.save(tmp_path / "run.safetensors"))
    assert isinstance(loaded, Run)
    assert loaded.to_bytes() == run.to_bytes()
    assert loaded.advance(STEPS).to_bytes() == run.advance(STEPS).to_bytes()


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_settings_and_actions_survive_anything(lab: Lab[Any, Any], data: st.DataObject) -> None:
    run = nr.run(lab.id, seed=6).advance(1)
    for _ in range(3):
        before = run.to_bytes()
        try:
            if lab.actions and data.draw(st.booleans()):
                name = data.draw(st.sampled_from(sorted(lab.actions)))
                fields = lab.actions[name].Arguments.fields()
                run.act(name, **{key: data.draw(strange(field)) for key, field in fields.items()})
            else:
                fields = lab.Settings.fields()
                name = data.draw(st.sampled_from(sorted(fields)))
                run.change(**{name: data.draw(strange(fields[name]))})
        except nr.Refusal as refusal:
            assert refusal.text.en
            assert refusal.text.de
            assert run.to_bytes() == before, "what is refused changes nothing"
        try:
            run.advance(1)
        except nr.Diverged as trouble:
            assert trouble.text.de
            run.change(**trouble.remedy)
        assert finite(run.state)
        lab.verify(run.settings, run.state)
        for name, picture in lab.pictures.items():
            lengths(picture, picture.Request(), run.picture(name))
    journal = run.journal
    again = nr.run(lab.id, seed=journal.seed, **journal.settings).replay(journal.events)
    assert same(again.state, run.state), "the journal makes the same run again"
    assert again.steps == run.steps
    assert again.settings == run.settings


def test_unknown_names_are_refused(lab: Lab[Any, Any]) -> None:
    run = nr.run(lab.id)
    for ask in (
        lambda: run.change(no_such_setting=1),
        lambda: run.act("no_such_action"),
        lambda: run.picture("no_such_picture"),
        lambda: run.export("no_such_export"),
        lambda: nr.run(lab.id, no_such_setting=1),
        lambda: nr.run(lab.id, seed=-1),
    ):
        with pytest.raises(nr.Refusal, match=r"no_such|seed cannot be '-1'"):
            ask()


def test_population_of_three_equals_three_single_runs(lab: Lab[Any, Any], tmp_path: Path) -> None:
    population = nr.population(lab.id, seeds=3, seed=7).advance(STEPS)
    singles = [nr.run(lab.id, seed=7 + index).advance(STEPS) for index in range(3)]
    assert [member.to_bytes() for member in population.runs] == [run.to_bytes() for run in singles]
    for name, values in population.readings.items():
        assert list(values) == [run.readings[name] for run in singles]
    steps, curves = population.curves
    for name, curve in curves.items():
        assert curve.shape == (len(steps), 3)
        assert np.array_equal(curve[:, 1], singles[1].history.of(name), equal_nan=True)
    loaded = nr.load(population.save(tmp_path / "population.safetensors"))
    assert loaded.to_bytes() == population.to_bytes()


def test_script_reproduces_the_run(lab: Lab[Any, Any], tmp_path: Path) -> None:
    run = nr.run(lab.id, seed=8, **lab.opening).advance(2).restart(9).advance(STEPS)
    script = tmp_path / "run.py"
    script.write_text(run.script(), encoding="utf-8")
    printed = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == f"{run.steps} {run.readings}"


def test_exports_are_text(lab: Lab[Any, Any]) -> None:
    run = nr.run(lab.id, seed=1).advance(1)
    for name, item in lab.exports.items():
        assert item.suffix.startswith(".")
        assert run.export(name).strip()


def test_a_lab_is_one_folder(tmp_path: Path) -> None:
    """A copy of the tiny lab under another name, in a folder outside the house, is a lab at once."""
    folder = tmp_path / "another_slope"
    shutil.copytree(TINY / "slope", folder)
    source = (folder / "lab.py").read_text(encoding="utf-8").replace('id="slope"', 'id="another-slope"')
    (folder / "lab.py").write_text(source, encoding="utf-8")
    ask = "import neurarium as nr; print(nr.run('another-slope').advance(3).steps)"
    environment = {"NEURARIUM_LABS": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "3"
