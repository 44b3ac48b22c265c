"""One server for the tests that do it no harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench._serving import Served

from tests.app.visitor import Tab, Visitor, house, visiting


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with house(tmp_path_factory.mktemp("house")) as served:
        yield served


@pytest.fixture
def visitor(served: Served) -> Iterator[Visitor]:
    with visiting(served) as visitor:
        yield visitor


@pytest.fixture
def tab(visitor: Visitor) -> Tab:
    return visitor.tab()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"
