"""In a real JupyterLab in a real Chromium: the view and the run are one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.jupyter import jupyter

PATIENCE = 120_000  # milliseconds: the first cell may have to compile the engine
STEPS = (
    "+document.querySelector('[data-lm-suppress-shortcuts]').shadowRoot.querySelector('[data-reading=steps]').innerText"
)
CELLS = [
    "import json\nimport neurarium as nr\nrun = nr.run('playground', dataset='xor', hidden=[2], seed=3)\nrun",
    "run.advance(300).readings['test_loss']",
    "run.act('set_weight', layer=1, neuron=0, source=1, value=-0.5);",
    "json.loads(run.export('weights'))['layers'][0]['weights'][0]",
    "nr.view(run, language='de', theme='dark', hide=['play'])",
    "from pathlib import Path\nbefore = run.steps\nwhile not Path('go').exists():\n    pass\nrun.steps - before",
    "try:\n    run.change(learning_rate=10, activation='linear', problem='regression').advance(500)\n"
    "except nr.Diverged as trouble:\n    print(trouble)",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jupyter")


@pytest.fixture(scope="module")
def lab(chromium: Browser, folder: Path) -> Iterator[Page]:
    """The notebook, opened and connected to its kernel; nothing but JupyterLab itself is asked for anything."""
    with jupyter(folder, CELLS) as address:
        context = chromium.new_context(
            viewport={"width": 1400, "height": 1400}, locale="en-GB", reduced_motion="reduce"
        )
        page = context.new_page()
        own = address.split("/doc/", maxsplit=1)[0]
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(f"{error}\n{error.stack}"))
        page.on("request", lambda r: None if r.url.startswith((own, "data:", "blob:")) else wrong.append(r.url))
        page.goto(address)
        expect(page.get_by_text("| Idle")).to_be_visible(timeout=PATIENCE)
        yield page
        context.close()
        assert wrong == []


def start(lab: Page, number: int) -> Locator:
    """A cell that begins to run now."""
    cell = lab.locator(".jp-Cell").nth(number)
    before = cell.locator(".jp-InputPrompt").inner_text()
    cell.locator(".jp-InputArea-editor").click()
    lab.keyboard.press("Shift+Enter")
    expect(cell.locator(".jp-InputPrompt")).not_to_have_text(before)
    return cell


def finish(cell: Locator) -> Locator:
    """The output of a cell, once it is done."""
    expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"), timeout=PATIENCE)
    return cell.locator(".jp-OutputArea-output")


def execute(lab: Page, number: int) -> Locator:
    """The output of a cell that is run now."""
    return finish(start(lab, number))


def steps(lab: Page) -> Locator:
    return lab.locator("[data-reading=steps]")


def test_a_run_is_live_in_jupyterlab(lab: Page) -> None:
    execute(lab, 0)
    view = lab.locator(".playground")
    expect(view).to_be_visible(timeout=PATIENCE)
    expect(steps(lab)).to_have_text("0")

    loss = execute(lab, 1).inner_text()
    expect(steps(lab)).to_have_text("300")
    shown = lab.locator("[data-reading=test_loss]").inner_text().replace(",", ".")
    assert float(shown) == pytest.approx(float(loss), rel=0.01)


def test_a_weight_edited_in_the_view_changes_the_run_and_back(lab: Page) -> None:
    edit(lab, "0.75")
    assert ast.literal_eval(execute(lab, 3).inner_text())[0] == 0.75
    execute(lab, 2)
    assert ast.literal_eval(execute(lab, 3).inner_text()) == [0.75, -0.5]
    probe = lab.get_by_role("button", name="Weights and biases")
    expect(probe).to_have_accessible_name(re.compile(r"0\.75"))
    probe.focus()
    lab.keyboard.press("ArrowDown")
    expect(probe).to_have_accessible_name(re.compile(r"[-−]0\.5"))


def test_what_cannot_be_is_said_in_the_view_and_changes_nothing(lab: Page) -> None:
    before = execute(lab, 3).inner_text()
    edit(lab, "1e9")
    expect(lab.get_by_role("alert").first).to_contain_text("must lie between")
    lab.keyboard.press("Escape")
    assert execute(lab, 3).inner_text() == before


def test_play_trains_between_two_cells(lab: Page) -> None:
    before = int(steps(lab).inner_text())
    lab.get_by_role("button", name="Play", exact=True).click()
    lab.wait_for_function(f"() => {STEPS} > {before} + 20")
    lab.get_by_role("button", name="Pause", exact=True).click()
    expect(lab.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_nothing_of_the_view_leaks_into_the_notebook(lab: Page) -> None:
    assert lab.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--ink')") == ""
    assert lab.locator("[data-lm-suppress-shortcuts]").get_attribute("data-theme") == "light"


def test_python_chooses_language_theme_and_controls(lab: Page) -> None:
    execute(lab, 4)
    second = lab.locator("[data-lm-suppress-shortcuts]").nth(1)
    expect(second.locator(".playground")).to_be_visible(timeout=PATIENCE)
    expect(second).to_have_attribute("data-theme", "dark")
    expect(second).to_have_attribute("lang", "de")
    expect(second.get_by_role("button", name="Zurücksetzen")).to_be_visible()
    expect(second.get_by_role("button", name="Abspielen")).to_have_count(0)
    expect(second.locator("[data-reading=steps]")).to_have_text(steps(lab).first.inner_text())


def test_what_is_done_in_the_view_waits_for_the_end_of_a_cell(lab: Page, folder: Path) -> None:
    before = int(steps(lab).first.inner_text())
    cell = start(lab, 5)
    lab.get_by_role("button", name="Step", exact=True).click()
    (folder / "go").touch()
    finish(cell)
    expect(cell.locator(".jp-OutputArea-output")).to_have_text("0")
    expect(steps(lab).first).to_have_text(str(before + 1))


def test_a_run_that_leaves_the_numbers_says_so_in_each_views_language(lab: Page) -> None:
    execute(lab, 6)
    expect(lab.get_by_role("alert").filter(has_text="The numbers became infinite")).to_be_visible()
    expect(lab.get_by_role("alert").filter(has_text="Die Zahlen wurden bei Epoche")).to_be_visible()


def edit(lab: Page, value: str) -> None:
    """The first weight, by keyboard, through the card over the network's picture."""
    lab.get_by_role("button", name="Weights and biases").focus()
    lab.keyboard.press("Enter")
    expect(lab.get_by_role("textbox", name="New value")).to_be_focused()
    lab.keyboard.type(value)
    lab.keyboard.press("Enter")
