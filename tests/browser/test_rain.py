"""Warm rain on the page: a box that rains and ends, a twin with the same numbers, and a scheme in training."""

from __future__ import annotations

import re

from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import at_full_speed, expect_nothing_overhangs, open_lab, pause, play, state, until
from tests.browser.test_accessibility import grave


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


def test_a_box_rains_ends_and_has_a_twin(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/rain?superdroplets=1024&seed=1")
    at_full_speed(page)
    play(page)
    expect(page.locator("[data-over]")).to_contain_text("It has rained")
    until(page, "status === 'paused'")
    assert state(page)["readings"]["rain_share"] > 0.9
    assert state(page)["steps"] < 300
    told = page.locator("[data-half]")
    expect(told).to_have_text("Half of the water is rain after 26.1 and after 30.6 minutes.")
    expect(page.locator("[data-scores] tbody tr")).to_have_count(10)
    assert grave(page) == []
    page.set_viewport_size({"width": 360, "height": 780})
    expect_nothing_overhangs(page, page.url)
    page.get_by_role("button", name="Language: Deutsch").click()
    expect(told).to_have_text("Die Hälfte des Wassers ist Regen nach 26,1 und nach 30,6 Minuten.")
    expect_nothing_overhangs(page, page.url)


def test_a_scheme_learns_and_is_taken_apart(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/rain-training?seed=1")
    expect(page.locator("[data-line=time] b")).to_have_text("1.00")
    play(page)
    until(page, "readings.time < 0.5 && __lab.readings.rain < 0.5")
    pause(page)
    shown = state(page)["readings"]
    expect(page.locator("[data-cloud] option")).to_have_count(80)
    rows = page.locator("[data-thresholds] tbody tr")
    expect(rows).to_have_count(3)
    assert number(rows.nth(0).locator("td").nth(2).inner_text()) == 52.3
    assert shown["training"] < 1
    page.locator("[data-do=inside]").click()
    expect(page.locator("[data-product]")).to_have_count(20)
    products = [number(text) for text in page.locator("[data-product]").all_inner_texts()]
    assert len(products) == 20
    bias, total = (number(page.locator(f"[data-{name}]").inner_text()) for name in ("bias", "sum"))
    assert abs(sum(products) + bias - total) < 0.0005 * 22
    expect(page.locator("[data-factor-formula]")).to_have_text(
        re.compile(r"factor = exp\(4 · tanh\(.+ / 4\)\) = [\d.]+")
    )
    assert grave(page) == []
    page.set_viewport_size({"width": 360, "height": 780})
    expect_nothing_overhangs(page, page.url)
