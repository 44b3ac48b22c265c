"""A real JupyterLab in a process of its own, with one notebook."""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

START_SECONDS = 120
TOKEN = "test"
QUIET = {"@jupyterlab/apputils-extension:announcements": True}  # it asks whether it may ask for news


@contextmanager
def jupyter(folder: Path, cells: list[str]) -> Iterator[str]:
    """The address of a notebook with these cells, which have not been run; everything it writes stays in `folder`."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel}
    )
    nbformat.write(notebook, folder / "story.ipynb")
    settings = folder / "jupyter_config_dir" / "labconfig"
    settings.mkdir(parents=True)
    (settings / "page_config.json").write_text(json.dumps({"disabledExtensions": QUIET}))
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.port=0"),
            *(f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"),
            *("--LabApp.extension_manager=readonly", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **{place: str(folder / place.lower()) for place in places}},
    )
    assert process.stdout is not None
    lines: queue.Queue[str] = queue.Queue()
    output = process.stdout

    def read() -> None:
        for line in output:
            lines.put(line)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        yield f"{_address(lines)}/doc/tree/story.ipynb?token={TOKEN}"
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)
        reader.join()
        output.close()


def _address(lines: queue.Queue[str]) -> str:
    seen = ""
    while not (found := re.search(r"http://127\.0\.0\.1:\d+", seen)):
        try:
            seen += lines.get(timeout=START_SECONDS)
        except queue.Empty as problem:
            raise AssertionError(f"JupyterLab printed no address but: {seen}") from problem
    return found.group()
