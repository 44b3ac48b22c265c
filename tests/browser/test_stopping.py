"""Training that pauses by itself: at an epoch, at a loss, and what the page says then."""

from __future__ import annotations

import re

from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import at_full_speed, open_lab, state, until

NOTICES = re.compile("Messages|Meldungen")


def stop_at(page: Page, **given: str) -> None:
    page.locator("[data-do=stop-at]").click()
    for name, value in given.items():
        page.locator(f"input[name={name}]").fill(value)
    page.locator("[data-do=stop-apply]").click()


def test_training_stops_exactly_at_an_epoch_and_play_goes_on(page: Page, server: Served) -> None:
    open_lab(page, server)
    at_full_speed(page)
    stop_at(page, step="1234")
    top = "bench => bench.getBoundingClientRect().top"
    place = page.locator(".bench").evaluate(top)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Space")
    until(page, "status === 'paused' && __lab.steps > 0")
    assert state(page)["steps"] == 1234
    expect(page.get_by_role("region", name=NOTICES).filter(has_text="Stopped at epoch 1,234.")).to_be_visible()
    assert page.locator(".bench").evaluate(top) == place, "nothing moves under the visitor's hand"
    page.keyboard.press("Space")
    until(page, "steps > 1300")
    expect(page.get_by_text("Stopped at epoch")).to_have_count(0)


def test_training_stops_at_a_loss_and_says_so_in_both_languages(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?dataset=gauss&seed=3")
    stop_at(page, value="0.1")
    page.keyboard.press("Space")
    until(page, "status === 'paused' && __lab.steps > 0")
    assert state(page)["readings"]["test_loss"] <= 0.1
    expect(page.get_by_role("region", name=NOTICES).filter(has_text="Test loss has fallen to 0.1.")).to_be_visible()
    page.get_by_role("button", name="Language: Deutsch").click()
    expect(page.get_by_role("region", name=NOTICES).filter(has_text="Testfehler ist auf 0,1 gefallen.")).to_be_visible()


def test_what_is_no_number_is_said_and_the_dialog_stays(page: Page, server: Served) -> None:
    open_lab(page, server)
    stop_at(page, step="soon")
    expect(page.get_by_role("alert").filter(has_text="“soon” was not taken")).to_be_visible()
    expect(page.locator("input[name=step]")).to_have_attribute("aria-invalid", "true")
