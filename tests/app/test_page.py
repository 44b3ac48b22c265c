"""The built page on disk, and whether it belongs to its sources."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from neurarium.app import page
from neurarium.app.stamp import page_stamp

ROOT = Path(__file__).parents[2]


def test_the_server_and_the_build_mean_the_same_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build's hook needs hatchling only to be called by it, so a bare name stands for its base class."""
    interface = ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = object  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert build.page_stamp() == page_stamp(ROOT)


def test_a_missing_or_old_page_is_said(tmp_path: Path) -> None:
    static = tmp_path / "static"
    missing = page.trouble(static, tmp_path)
    assert missing is not None
    assert "gebaut" in missing.de
    static.mkdir()
    (static / "index.html").write_text("page")
    assert page.trouble(static, tmp_path) is None, "no sources beside it: nothing to compare with"
    (tmp_path / "hatch_build.py").write_text("")
    (tmp_path / "web").mkdir()
    (static / "stamp").write_text("old")
    old = page.trouble(static, tmp_path)
    assert old is not None
    assert "älter" in old.de
    (static / "stamp").write_text(page_stamp(tmp_path))
    assert page.trouble(static, tmp_path) is None
