"""axe finds nothing serious on any place of the page, in both themes and both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import open_lab, tab

GRAVE = ("serious", "critical")
LOOKS = [("en-GB", "light"), ("de-DE", "dark")]


@pytest.fixture(params=LOOKS, ids=["english light", "german dark"])
def looked_at(request: pytest.FixtureRequest, visit: Callable[..., Page]) -> Page:
    locale, scheme = request.param
    return visit(locale=locale, color_scheme=scheme)


def test_the_map(looked_at: Page, server: Served) -> None:
    looked_at.goto(server.origin)
    looked_at.wait_for_selector("canvas")
    assert grave(looked_at) == []
    looked_at.keyboard.press("Control+k")
    expect(looked_at.get_by_role("option").first).to_be_visible()
    assert grave(looked_at) == []


def test_the_playground_and_its_tabs(looked_at: Page, server: Served) -> None:
    open_lab(looked_at, server)
    looked_at.locator("[data-do=step]").click()
    looked_at.wait_for_function("() => __lab.steps === 1")
    found = grave(looked_at)
    for name, shown in (("population", "[data-do=begin-population]"), ("code", "pre"), ("runs", "[data-run]")):
        tab(looked_at, name)
        looked_at.wait_for_selector(shown)
        if name == "population":
            looked_at.locator(shown).click()
            looked_at.wait_for_selector("[role=tabpanel] canvas")
        found += grave(looked_at)
    looked_at.locator("button.share:visible").click()
    looked_at.wait_for_function("() => document.querySelector('[data-link]')?.value")
    assert found + grave(looked_at) == []


def test_the_crash_course(looked_at: Page, server: Served) -> None:
    open_lab(looked_at, server, "/lab/crash-course")
    assert grave(looked_at) == []


def test_a_wrong_address(looked_at: Page, server: Served) -> None:
    looked_at.goto(server.origin + "/lab/perpetuum-mobile")
    looked_at.wait_for_selector("h1")
    assert grave(looked_at) == []


def grave(page: Page) -> list[str]:
    """What axe holds against the page now: rule, element and why."""
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in violations
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]
