"""docs/course.md tells the truth: its examples are in order, its routes are there, its Python runs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest

from neurarium.app.course import CourseApi
from neurarium.app.limits import Limits
from neurarium.app.supervisor import Supervisor
from neurarium.course import question_file
from neurarium.course.exchange import formats
from neurarium.course.model import Term
from neurarium.course.question import KINDS, kind
from neurarium.store import Store

TEXT = (Path(__file__).parents[2] / "docs" / "course.md").read_text(encoding="utf-8")
TOML = re.findall(r"^```toml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
COMMON = {
    "text": {"en": "What?", "de": "Was?"},
    "difficulty": "easy",
    "knowledge": "recall",
    "source": "this document",
}


def test_the_example_of_every_kind_of_question_is_in_order() -> None:
    kinds = set()
    for block in TOML:
        for table in tomllib.loads(block).get("question", []):
            found = question_file.of_table({**COMMON, **table}, Path())
            assert not isinstance(found, list), found
            kinds.add(kind(found))
    assert kinds | {"true-statement", "several"} == set(KINDS)  # which look like a single choice


def test_the_other_examples_parse() -> None:
    assert len([tomllib.loads(block) for block in TOML]) == 7
    glossary = next(tomllib.loads(block) for block in TOML if "sentence.en" in block)
    assert msgspec.convert(glossary["activation-function"], Term).term.de == "Aktivierungsfunktion"


def test_every_route_is_described(tmp_path: Path) -> None:
    described = {
        (method, re.sub(r"\{\w+\}", "{}", address))
        for method, address in re.findall(r"`(GET|POST|DELETE) (/api/[\w/{}-]+)", TEXT)
    }
    routes = CourseApi(Supervisor(Store(tmp_path), Limits()), Limits()).routes()
    there = {
        (method, re.sub(r"\{\w+\}", "{}", route.path))
        for route in routes
        for method in (route.methods or {"GET"}) - {"HEAD"}
    }
    assert described == there


@pytest.mark.parametrize("name", list(formats.FORMATS))
def test_every_format_is_described(name: str) -> None:
    line = next(line for line in TEXT.splitlines() if f"| `{name}` |" in line)
    cells = [cell.strip() for cell in line.split("|")]
    form = formats.FORMATS[name]
    assert (cells[4] == "yes") == (form.read is not None)
    assert re.findall(r"`(\w+)`", cells[5]) == list(form.languages)


def test_its_python_runs(tmp_path: Path) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
