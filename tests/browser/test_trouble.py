"""A rate that is far too high: the page says so and offers a way on, and never shows what is not a number."""

from __future__ import annotations

from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import open_lab, state, until

DIVERGING = "/lab/playground?problem=regression&activation=linear&learning_rate=10&seed=1"

# Keeps every text that is no number and stands on the page at any moment, and not only those that stay.
WATCH = """() => {
  window.seenNumbers = [];
  const look = () => seenNumbers.push(...(document.body.innerText.match(/NaN|Infinity|∞|undefined/g) ?? []));
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
}"""


def test_a_run_that_leaves_the_numbers_can_go_on(page: Page, server: Served) -> None:
    open_lab(page, server, DIVERGING)
    page.evaluate(WATCH)
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, "status === 'diverged'")
    stuck = state(page)["steps"]
    expect(page.get_by_role("alert").filter(has_text=f"epoch {stuck + 1}")).to_be_visible()
    page.get_by_role("button", name="Language: Deutsch").click()
    expect(page.get_by_role("alert").filter(has_text=f"Epoche {stuck + 1}")).to_be_visible()
    page.get_by_role("button", name="Sprache: English").click()

    remedy = page.locator("[data-do=remedy]")
    expect(remedy).to_contain_text("Set learning rate to 1 and go on")
    for _ in range(4):  # a tenth of the rate may still be too much: the offer is made again
        rate = state(page)["settings"]["learning_rate"]
        remedy.click()
        page.wait_for_function("rate => __lab.settings.learning_rate < rate", arg=rate)
        page.wait_for_function("steps => __lab.steps > steps + 20 || __lab.status === 'diverged'", arg=stuck)
        if state(page)["status"] == "playing":
            break
    until(page, f"steps > {stuck + 20}")
    assert state(page)["settings"]["learning_rate"] < 10
    expect(remedy).to_have_count(0)
    assert page.evaluate("() => seenNumbers") == []


def test_a_refused_edit_says_why_and_changes_nothing(page: Page, server: Served) -> None:
    open_lab(page, server)
    before = state(page)["readings"]
    page.get_by_role("button", name="Weights and biases").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("NaN")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="“NaN” is not a number")).to_be_visible()
    page.keyboard.press("Escape")
    assert state(page)["readings"] == before


def test_in_place_of_a_run_that_is_not_there_stands_what_there_is(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.locator("[data-do=step]").click()
    until(page, "steps === 1")
    run = state(page)["run"]
    page.goto(f"{server.origin}/lab/playground?run=nonexistent")
    expect(page.get_by_role("alert")).to_contain_text("There is no run 'nonexistent'")
    expect(page.get_by_role("toolbar")).to_have_count(0)
    page.keyboard.press("Space")  # no control, and no key either
    page.locator(f"[data-run={run}]").get_by_role("link", name="Continue").click()
    until(page, f"run === '{run}' && __lab.steps === 1")


def test_a_seed_that_is_none_says_so_where_it_was_typed(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?seed=3")
    box = page.get_by_role("textbox", name="Seed", exact=True)
    box.fill("many")
    box.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="“many” was not taken")).to_be_visible()
    expect(box).to_have_attribute("aria-invalid", "true")
    box.fill("5")
    box.press("Enter")
    expect(box).to_have_attribute("aria-invalid", "false")
    until(page, "settings.noise === 0")


def test_a_number_outside_its_bounds_says_them_until_there_is_a_right_one(page: Page, server: Served) -> None:
    open_lab(page, server)
    box = page.get_by_role("textbox", name="Batch size: Other value")
    box.fill("9999")
    box.press("Enter")
    said = page.get_by_role("alert").filter(has_text="A whole number from 1 to 512.")
    expect(said).to_be_visible()
    expect(box).to_have_attribute("aria-invalid", "true")
    box.fill("20")
    box.press("Enter")
    until(page, "settings.batch === 20")
    expect(said).to_have_count(0)
    expect(box).to_have_attribute("aria-invalid", "false")
