"""Nothing scrolls sideways: on a phone, on a laptop, through a projector."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import expect_nothing_overhangs, tab, until

WIDTHS = (360, 900, 1440)
PLACES = ("/", "/lab/playground?hidden=8,8,8,8,8,8&features=x,y,x2,y2,xy,sin_x,sin_y", "/lab/crash-course")


@pytest.mark.parametrize("place", PLACES, ids=["map", "playground", "crash course"])
def test_no_place_scrolls_sideways(visit: Callable[..., Page], server: Served, place: str) -> None:
    page = visit(locale="de-DE")  # the longer words
    page.goto(server.origin + place)
    page.wait_for_selector("canvas" if "crash" not in place else ".bench")
    if place != "/":
        until(page, "frames > 0")
    for projector in (False, True):
        if projector:
            page.get_by_role("button", name="Projektor").click()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function(f"() => innerWidth === {width}")
            expect_nothing_overhangs(page, (width, projector))


APART = """() => {
  const parts = [...document.querySelector('.transport').children].map((part) => part.getBoundingClientRect()).filter(({ width }) => width);
  const edges = [...parts.slice(1).map(({ left }) => left), document.documentElement.clientWidth];
  return parts.every(({ right }, index) => right <= edges[index] + 1);
}"""


def test_the_transport_of_a_long_title_fits_at_every_width(visit: Callable[..., Page], server: Served) -> None:
    page = visit(locale="de-DE")
    page.goto(server.origin + "/lab/games")
    until(page, "frames > 0")
    for width in (950, 1000, 1050, 1120, 1200, 1300, 1400):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(f"() => innerWidth === {width}")
        page.wait_for_function(APART)


def test_no_tab_scrolls_sideways_on_a_phone(visit: Callable[..., Page], server: Served) -> None:
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(server.origin + "/lab/playground")
    until(page, "frames > 0")
    for name in ("lesson", "population", "code", "runs"):
        tab(page, name)
        expect(page.locator(f"[data-tab={name}]")).to_have_attribute("aria-selected", "true")
        page.wait_for_function("() => document.querySelector('[role=tabpanel]').innerText.length > 40")
        expect_nothing_overhangs(page, name)


def test_on_a_phone_the_settings_are_a_sheet(visit: Callable[..., Page], server: Served) -> None:
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(server.origin + "/lab/playground")
    until(page, "frames > 0")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_in_viewport()
    expect(page.get_by_label("Data set", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Data set", exact=True).select_option("Spiral")
    until(page, "settings.dataset === 'spiral'")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
