"""A notebook is executed in a real kernel: its run and its view are one."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import pytest

from tests.notebook.kernel import Display, Notebook, display, notebook

WIDGET = "application/vnd.jupyter.widget-view+json"
WATCHED = {"n": {"picture": "network", "request": {}}}


@pytest.fixture(scope="module")
def opened() -> Iterator[Notebook]:
    with notebook() as opened:
        opened.run("import neurarium as nr\nrun = nr.run('playground', hidden=[3, 2], seed=5)")
        yield opened


@pytest.fixture(scope="module")
def shown(opened: Notebook) -> Iterator[Display]:
    [output] = opened.run("run")
    with display(opened, output["data"][WIDGET]["model_id"]) as shown:
        shown.say("watch", pictures=WATCHED)
        yield shown


def value(opened: Notebook, expression: str) -> object:
    [output] = opened.run(f"import json\nprint(json.dumps({expression}))")
    return json.loads(output["text"])


def test_a_run_shows_its_view_and_keeps_a_figure_for_those_who_only_read(opened: Notebook) -> None:
    [output] = opened.run("run")
    data = output["data"]
    assert data["text/plain"].startswith("<playground, seed 5, 0 epochs")
    assert data["image/png"].startswith("iVBOR")
    state = opened.widgets[data[WIDGET]["model_id"]]
    assert state["_view_module"] == "anywidget"
    assert "export" in state["_esm"]
    assert "export" in state["_view"]
    assert state["_lab"]["id"] == "playground"


def test_a_weight_edited_in_the_view_changes_the_run(opened: Notebook, shown: Display) -> None:
    shown.say("act", action="set_weight", arguments={"layer": 1, "neuron": 2, "source": 1, "value": -0.75})
    assert value(opened, "json.loads(run.export('weights'))['layers'][0]['weights'][2][1]") == -0.75
    shown.say("set", settings={"learning_rate": 0.1})
    assert value(opened, "run.settings.learning_rate") == 0.1


def test_what_python_does_is_sent_to_the_view(opened: Notebook, shown: Display) -> None:
    opened.frames.clear()
    opened.run("run.act('set_weight', layer=2, neuron=1, source=0, value=1.25)")
    weights = next(arrays["n"]["weights"] for _, arrays in opened.frames if "n" in arrays)
    assert weights[3 * 2 + 3] == 1.25  # after the first layer's six and the second's first neuron's three
    opened.run("run.advance(500)")
    shown.say("ack", frame=opened.newest)
    header, _ = opened.frames[-1]
    assert header["steps"] == 500
    assert header["readings"] == value(opened, "run.readings")
    opened.run("run.change(hidden=[2])")
    assert opened.frames[-1][0]["settings"]["hidden"] == [2]
    opened.run("run.change(hidden=[3, 2])")


def test_a_wrong_argument_is_refused_and_changes_nothing(opened: Notebook, shown: Display) -> None:
    before = value(opened, "run.export('weights')")
    shown.say("act", action="set_weight", arguments={"layer": 1, "neuron": 9, "source": 0, "value": 1})
    refused = opened.texts[-1]
    assert refused["type"] == "refused"
    assert refused["text"]["en"]
    assert refused["text"]["de"] != refused["text"]["en"]
    shown.say("set", settings={"learning_rate": "fast"})
    assert opened.texts[-1]["about"] == "learning_rate"
    assert value(opened, "run.export('weights')") == before


def test_frames_are_binary_and_hold_what_was_asked_for(opened: Notebook, shown: Display) -> None:
    opened.frames.clear()
    shown.say("watch", pictures={"o": {"picture": "output", "request": {"size": 20}}})
    _, arrays = shown.frame_with("o")
    assert arrays["o"]["map"].shape == (20, 20)
    assert arrays["o"]["map"].dtype == np.uint8
    assert "n" not in arrays
    shown.say("watch", pictures=WATCHED)


def test_a_wrong_argument_of_the_view_is_one_sentence(opened: Notebook) -> None:
    [output] = opened.run("try:\n    nr.view(run, theme='blue')\nexcept nr.Refusal as refused:\n    print(refused)")
    assert output["text"].strip() == "theme cannot be 'blue': expected one of auto, light, dark."
    [output] = opened.run("try:\n    nr.view(3)\nexcept nr.Refusal as refused:\n    print(refused)")
    assert output["text"].strip().startswith("Only a run or a population has a view, not int.")
    [output] = opened.run("nr.run('slope')")  # a lab without a view shows its figure alone
    assert set(output["data"]) == {"text/plain", "image/png"}
