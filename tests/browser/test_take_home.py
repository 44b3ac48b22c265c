"""What a visitor takes home, and brings back: source, script, points, weights, the run as a file."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
from bench._serving import Served
from playwright.sync_api import Page, expect
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from tests.browser.lab_page import open_lab, state, step, tab, taken_home, until

POINTS = "x,y,label,split\n1,1,1,train\n-1,-1,-1,train\n2,1,1,test\n-2,-1,-1,test\n"


def test_the_script_makes_the_same_run_again(page: Page, server: Served, tmp_path: Path) -> None:
    open_lab(page, server, "/lab/playground?dataset=xor&seed=4")
    step(page, 2)
    page.get_by_label("Learning rate", exact=True).press("ArrowRight")
    step(page, 3)
    tab(page, "code")
    page.get_by_role("tabpanel").get_by_role("button", name="Write it anew").click()
    with page.expect_download() as download:
        page.get_by_role("tabpanel").get_by_role("button", name="Download").click()
    script = tmp_path / "again.py"
    download.value.save_as(script)
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    seen = state(page)
    assert done.stdout.strip() == f"{seen['steps']} {seen['readings']}"
    assert page.locator(".reading dd").inner_text() == f"{seen['readings']['test_loss']:.3f}"


def test_a_program_of_another_library_arrives_at_the_loss_on_screen(page: Page, server: Served, tmp_path: Path) -> None:
    open_lab(page, server, "/lab/playground?dataset=xor&seed=4")
    step(page, 2)
    page.get_by_label("Learning rate", exact=True).press("ArrowRight")
    step(page, 3)
    program = tmp_path / "program.py"
    program.write_text(taken_home(page, "NumPy"), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", str(program)], capture_output=True, text=True, check=True)
    assert f"test loss {state(page)['readings']['test_loss']:.10f}" in done.stdout.splitlines()


def test_curves_leave_as_a_table(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?seed=4")
    step(page, 2)
    table = taken_home(page, "Curves").splitlines()
    assert table[0].startswith("step,test_loss,train_loss")
    assert [line.split(",")[0] for line in table[1:]] == ["0", "1", "2"]
    assert float(table[-1].split(",")[1]) == state(page)["readings"]["test_loss"]


def test_curves_leave_for_tensorboard(page: Page, server: Served, tmp_path: Path) -> None:
    open_lab(page, server, "/lab/playground?seed=4")
    step(page, 2)
    with page.expect_download() as download:
        page.get_by_role("group", name="Take home").get_by_role("button", name="TensorBoard").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path)
    events = EventAccumulator(str(tmp_path))
    events.Reload()
    losses = events.Scalars("test_loss")
    assert [event.step for event in losses] == [0, 1, 2]
    assert losses[-1].value == np.float32(state(page)["readings"]["test_loss"])


def test_the_code_that_runs_is_shown(page: Page, server: Served) -> None:
    open_lab(page, server)
    tab(page, "code")
    page.get_by_role("button", name="kernel.py").click()
    shown = page.get_by_role("tabpanel").get_by_text("def train").first
    expect(shown).to_be_visible()


def test_a_program_of_another_library_is_shown(page: Page, server: Served) -> None:
    open_lab(page, server)
    tab(page, "code")
    page.get_by_role("tabpanel").get_by_role("button", name="This run in PyTorch").click()
    expect(page.get_by_role("tabpanel").get_by_text("nn.Sequential").first).to_be_visible()


def test_points_and_weights_come_back_bit_for_bit(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?dataset=spiral&noise=20&seed=9")
    step(page, 2)
    losses = state(page)["readings"]
    points, weights = taken_home(page, "Points"), taken_home(page, "Weights")
    assert len(points.splitlines()) == 501
    assert len(json.loads(weights)["layers"]) == 3

    open_lab(page, server, "/lab/playground?dataset=spiral&seed=10")
    assert state(page)["readings"] != losses
    bring(page, "Load points", "points.csv", points)
    bring(page, "Load weights", "weights.json", weights)
    until(page, f"readings.test_loss === {losses['test_loss']!r}")
    assert state(page)["readings"] == losses
    assert taken_home(page, "Points") == points
    assert taken_home(page, "Weights") == weights


def test_a_wrong_line_is_named_in_the_visitors_language(page: Page, server: Served) -> None:
    open_lab(page, server)
    before = state(page)["readings"]
    wrong = POINTS.replace("-2,-1,-1,test", "-2,here,-1,test")
    bring(page, "Load points", "points.csv", wrong, accepted=False)
    alert = page.get_by_role("dialog").get_by_role("alert")
    expect(alert).to_contain_text("ine 5")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Language: Deutsch").click()
    bring(page, "Punkte laden", "points.csv", wrong, apply="Anwenden", accepted=False)
    expect(alert).to_contain_text("eile 5")
    page.keyboard.press("Escape")
    assert state(page)["readings"] == before


def test_a_run_leaves_as_a_file_and_comes_back(page: Page, server: Served, tmp_path: Path) -> None:
    open_lab(page, server, "/lab/playground?seed=12")
    step(page, 3)
    seen = state(page)
    tab(page, "runs")
    with page.expect_download() as download:
        page.locator(f"[data-run={seen['run']}]").get_by_role("link", name="Download").click()
    file = tmp_path / "run.safetensors"
    download.value.save_as(file)
    known = runs(page)
    page.locator("input[accept='.safetensors']").set_input_files(file)
    expect(page.get_by_text("is here now")).to_be_visible()
    (brought,) = runs(page) - known
    page.locator(f"[data-run={brought}]").get_by_role("link", name="Continue").click()
    until(page, f"run !== '{seen['run']}' && __lab.steps === 3")
    assert state(page)["readings"] == seen["readings"]

    file.write_bytes(file.read_bytes()[:200])
    page.locator("input[accept='.safetensors']").set_input_files(file)
    expect(page.get_by_text("This file is no run saved by Neurarium")).to_be_visible()


def runs(page: Page) -> set[str]:
    """The ids of all stored runs."""
    return set(
        page.evaluate("fetch('/api/runs').then((answer) => answer.json()).then((all) => all.map(({ id }) => id))")
    )


def bring(page: Page, action: str, name: str, text: str, apply: str = "Apply", accepted: bool = True) -> None:
    """Gives a file to an action through its dialog, which closes if it was accepted."""
    page.get_by_role("button", name=action).click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.wait_for_function("text => document.querySelector('dialog textarea').value === text", arg=text)
    dialog.get_by_role("button", name=apply, exact=True).click()
    if accepted:
        expect(dialog).to_have_count(0)
