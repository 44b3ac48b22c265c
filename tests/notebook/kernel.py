"""A real notebook in a real kernel, with this side of the wire playing the front end of its widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import nbformat
import numpy as np
from jupyter_client.blocking.client import BlockingKernelClient
from nbclient import NotebookClient

from neurarium.app import frames

Frame = tuple[dict[str, Any], dict[str, dict[str, np.ndarray]]]


class Notebook(NotebookClient):
    """Executes cells and keeps what the kernel's widgets say meanwhile."""

    def __init__(self) -> None:
        super().__init__(nbformat.v4.new_notebook(), kernel_name="python3", timeout=120)
        self.widgets: dict[str, dict[str, Any]] = {}  # what each was opened with, by its id
        self.texts: list[dict[str, Any]] = []
        self.frames: list[Frame] = []
        self.newest = 0  # number of the last frame

    def run(self, source: str) -> list[dict[str, Any]]:
        """The outputs of one more cell; raises `CellExecutionError`."""
        cell = nbformat.v4.new_code_cell(source)
        self.nb.cells.append(cell)
        self.execute_cell(cell, len(self.nb.cells) - 1)
        return list(cell.outputs)

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        self.hear(msg)
        return super().process_message(msg, cell, cell_index)

    def hear(self, message: dict[str, Any]) -> None:
        """A message from the kernel, during a cell or between two."""
        content = message["content"]
        if message["msg_type"] == "comm_open":
            self.widgets[content["comm_id"]] = content["data"]["state"]
        elif message["msg_type"] == "comm_msg" and content["data"]["method"] == "custom":
            if message["buffers"]:
                self.frames.append(frames.decode(bytes(message["buffers"][0])))
                self.newest = self.frames[-1][0]["frame"]
            else:
                self.texts.append(content["data"]["content"])


class Display:
    """Where a widget is displayed: it sends what a view sends."""

    def __init__(self, notebook: Notebook, client: BlockingKernelClient, comm: str) -> None:
        self.notebook = notebook
        self.comm = comm
        self._client = client

    def say(self, kind: str, **more: Any) -> None:
        """Send a message and hear what the kernel says until it has done what it was told."""
        data = {"method": "custom", "content": {"type": kind, "session": "d1", **more}}
        message = self._client.session.msg("comm_msg", {"comm_id": self.comm, "data": data})
        self._client.shell_channel.send(message)
        self._hear(
            lambda heard: _is_idle(heard) and heard["parent_header"].get("msg_id") == message["header"]["msg_id"]
        )

    def frame_with(self, key: str) -> Frame:
        """The newest frame that holds this picture, asked for by showing that the others have been seen."""
        for _ in range(200):
            if found := [frame for frame in self.notebook.frames if key in frame[1]]:
                return found[-1]
            self.say("ack", frame=self.notebook.newest)
        raise AssertionError(f"no frame held '{key}'")

    def _hear(self, last: Callable[[dict[str, Any]], bool]) -> None:
        while True:
            heard = self._client.get_iopub_msg(timeout=60)
            self.notebook.hear(heard)
            if last(heard):
                return


def _is_idle(message: dict[str, Any]) -> bool:
    return message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"


@contextmanager
def notebook() -> Iterator[Notebook]:
    """An empty notebook with a kernel of its own."""
    opened = Notebook()
    with opened.setup_kernel():
        yield opened


@contextmanager
def display(opened: Notebook, comm: str) -> Iterator[Display]:
    """The widget with this id, displayed by a second client of the same kernel."""
    client = BlockingKernelClient(connection_file=opened.km.connection_file)
    client.load_connection_file()
    client.start_channels(shell=True, iopub=True, stdin=False, hb=False, control=False)
    try:
        client.wait_for_ready(timeout=60)
        shown = Display(opened, client, comm)
        shown.say("open", lab="playground")
        yield shown
    finally:
        client.stop_channels()
