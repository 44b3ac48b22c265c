"""A click on a neuron opens its arithmetic: the engine's numbers, forward and backward, in every place and language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from bench._serving import Served
from playwright.sync_api import Locator, Page, expect

import neurarium as nr
from tests.browser.lab_page import (
    expect_nothing_overhangs,
    on_plane,
    open_lab,
    pause,
    play,
    shared_link,
    state,
    step,
    until,
)
from tests.browser.test_accessibility import LOOKS, grave

NEURON = '[data-node="1:1"]'
OUTPUT = '[data-node="3:0"]'
CUT = """() => [...document.querySelectorAll('.inside .scroll')]
  .filter(box => box.scrollWidth > box.clientWidth + 1).length"""


def inside(page: Page) -> Locator:
    return page.locator("section.inside")


def numbers(table: Locator, row: int) -> list[float]:
    """The numbers in a row of a table, counted from 0; the last row is the foot's."""
    cells: list[str] = table.locator("tr").nth(row).locator("td").all_inner_texts()
    found = [cell.strip().replace("−", "-").replace(",", ".") for cell in cells]
    return [float(cell) for cell in found if any(letter.isdigit() for letter in cell)]


def engine(page: Page, steps: int, **request: Any) -> dict[str, Any]:
    """The same neuron and point in the library."""
    return nr.run("playground", **state(page)["settings"]).advance(steps).picture("inside", **request)


def test_the_numbers_are_the_engines(page: Page, server: Served) -> None:
    open_lab(page, server)
    step(page, 3)
    page.locator(NEURON).click()
    expect(inside(page).locator("table.steps td").first).to_be_visible()
    seen = engine(page, 3, layer=1, neuron=1, point=0)
    forward, blame, gradients = (inside(page).locator("table:not(.steps)").nth(index) for index in range(3))
    for source in range(2):
        expected = [seen["sources"][source], seen["weights"][source], seen["products"][source]]
        assert numbers(forward, 1 + source) == pytest.approx(expected, abs=6e-4)
        expected = [seen["weight_gradients"][source], seen["weights"][source], seen["next_weights"][source]]
        assert numbers(gradients, 1 + source) == pytest.approx(expected, abs=6e-4)
    assert numbers(forward, 3) == pytest.approx(seen["bias"], abs=6e-4)
    assert numbers(forward, 4) == pytest.approx(seen["sum"], abs=6e-4)
    for target in range(2):
        expected = [seen["onward_deltas"][target], seen["onward_weights"][target], seen["onward_products"][target]]
        assert numbers(blame, 1 + target) == pytest.approx(expected, abs=6e-4)
    assert numbers(blame, 3) == pytest.approx(seen["blame"], abs=6e-4)
    steps = inside(page).locator("table.steps")
    assert numbers(steps, 0) == pytest.approx(seen["slope"], abs=6e-4)
    assert numbers(steps, 1) == pytest.approx(seen["delta"], abs=6e-4)


def test_the_output_compares_with_what_was_wanted(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?loss=cross_entropy")
    page.locator(OUTPUT).click()
    expect(inside(page)).to_contain_text("Under cross-entropy the slopes of loss and tanh together")
    seen = engine(page, 0, layer=3, neuron=0, point=0)
    assert numbers(inside(page).locator("table.steps"), 0) == pytest.approx(seen["delta"], abs=6e-4)


def test_a_click_in_the_picture_chooses_a_point_and_buttons_lead_on(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.locator(OUTPUT).click()
    expect(inside(page)).to_contain_text("Point 1 of 500")
    inside(page).get_by_role("button", name="Next point").click()
    expect(inside(page)).to_contain_text("Point 2 of 500")
    inside(page).get_by_role("button", name="Previous point").click()
    inside(page).get_by_role("button", name="Previous point").click()
    expect(inside(page)).to_contain_text("Point 250 of 500")  # the last one that is shown
    points = nr.run("playground", **state(page)["settings"]).picture("points")
    far = int(np.argmax(points["x"][:250]))  # a training point at the edge, without a neighbour
    x, y = float(points["x"][far]), float(points["y"][far])
    page.mouse.click(*on_plane(page, x, y))
    expect(inside(page)).to_contain_text(f"({x:.2f}; {y:.2f})".replace("-", "−"))


def test_one_walks_from_neuron_to_neuron(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.locator(OUTPUT).click()
    inside(page).get_by_role("button", name="Neuron 2 of layer 2").first.click()
    expect(inside(page).get_by_role("heading", name="Neuron 2 of layer 2")).to_be_visible()
    inside(page).get_by_role("button", name="Neuron 4 of layer 1").first.click()
    expect(inside(page).get_by_role("heading", name="Neuron 4 of layer 1")).to_be_visible()
    expect(page.get_by_role("button", name="Neuron 4 of layer 1", exact=True).first).to_have_attribute(
        "aria-pressed", "true"
    )


def test_by_keyboard_it_opens_and_escape_closes_it(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.get_by_role("button", name="Feature x", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(inside(page)).to_be_visible()
    inside(page).get_by_role("button", name="Next point").focus()
    page.keyboard.press("Enter")
    expect(inside(page)).to_contain_text("Point 2 of 500")
    page.keyboard.press("ArrowRight")
    expect(inside(page)).to_contain_text("Point 3 of 500")
    page.keyboard.press("Escape")
    expect(inside(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Neuron 1 of layer 1", exact=True)).to_be_focused()


def test_it_lives_while_it_trains_and_goes_when_its_neuron_goes(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.locator('[data-node="2:1"]').click()
    before = inside(page).locator("tfoot").first.inner_text()
    play(page)
    expect(inside(page).locator("tfoot").first).not_to_have_text(before)
    pause(page)
    page.get_by_role("button", name="Remove a neuron from layer 2").click()
    expect(inside(page)).to_have_count(0)
    until(page, "settings.hidden.join() === '4,1'")


def test_the_link_shows_the_same_example(page: Page, visit: Callable[..., Page], server: Served) -> None:
    open_lab(page, server)
    page.locator(NEURON).click()
    inside(page).get_by_role("button", name="Next point").click()
    neighbour = visit(locale="de-DE")
    neighbour.goto(shared_link(page))
    expect(inside(neighbour)).to_contain_text("Punkt 2 von 500")
    expect(inside(neighbour).get_by_role("heading", name="Neuron 2 in Schicht 1")).to_be_visible()


def test_a_link_that_names_what_is_not_there_opens_all_the_same(page: Page, server: Served) -> None:
    open_lab(page, server, '/lab/playground?look={"inside":"9:9","point":17}')
    expect(inside(page)).to_have_count(0)
    open_lab(page, server, '/lab/playground?look={"inside":"2:1","point":1e9}')
    expect(inside(page)).to_contain_text("Point 1 of 500")


@pytest.mark.parametrize(("locale", "scheme"), LOOKS, ids=["english light", "german dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visit: Callable[..., Page], server: Served, locale: str, scheme: str
) -> None:
    page = visit(locale=locale, color_scheme=scheme)
    open_lab(page, server, "/lab/playground?problem=classes&classes=6&loss=cross_entropy&hidden=8,8")
    for node in ("1:1", "3:5"):
        page.set_viewport_size({"width": 1440, "height": 800})
        page.locator(f'[data-node="{node}"]').click()
        expect(inside(page)).to_be_visible()
        assert grave(page) == []
        hold_together(page)
    page.get_by_role("button", name="Projector" if locale == "en-GB" else "Projektor").click()
    hold_together(page)


def hold_together(page: Page) -> None:
    """At every width nothing scrolls sideways, neither the page nor a table of the example."""
    for width in (360, 900, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(f"() => innerWidth === {width}")
        expect_nothing_overhangs(page, width)
        assert page.evaluate(CUT) == 0, width
