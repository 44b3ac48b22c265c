"""Links: controls hidden from a class, settings that are refused, addresses that lead nowhere."""

from __future__ import annotations

from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import open_lab, shared_link, state


def test_hidden_controls_are_not_there_and_cannot_be_used(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?hide=noise,learning_rate,play")
    expect(page.get_by_label("Noise", exact=True)).to_have_count(0)
    expect(page.get_by_label("Learning rate")).to_have_count(0)
    expect(page.get_by_role("button", name="Play")).to_have_count(0)
    expect(page.get_by_label("Batch size", exact=True)).to_be_visible()
    page.keyboard.press(" ")  # the key is hidden with its button; the step that follows is the only one
    page.keyboard.press("s")
    page.wait_for_function("() => __lab.steps > 0")
    assert (state(page)["steps"], state(page)["status"]) == (1, "paused")
    assert "hide=noise,learning_rate,play" in page.url
    assert "hide=noise,learning_rate,play" in shared_link(page)


def test_what_is_hidden_is_chosen_under_share(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("dialog").get_by_label("Noise").check()
    page.wait_for_function("() => document.querySelector('[data-link]').value.includes('hide=noise')")


def test_a_refused_setting_is_named_and_the_lab_opens_anyway(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?noise=999&dataset=xor")
    said = "noise cannot be '999': expected a whole number from 0 to 80."
    expect(page.get_by_text(f"{said} '0' is used instead.").first).to_be_visible()
    assert state(page)["settings"]["noise"] == 0
    page.wait_for_url("**/lab/playground?noise=0&dataset=xor*")
    assert state(page)["settings"]["dataset"] == "xor"


def test_an_unknown_setting_is_named(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?colour=green")
    expect(page.get_by_text("colour").first).to_be_visible()
    page.wait_for_function("() => !location.search.includes('colour')")


def test_what_else_makes_no_sense_in_a_link_is_named(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?seed=three&events=[[&look=1&dataset=xor")
    for said in ("seed “three”", "“[[”", "“1”"):
        expect(page.get_by_text(said).first).to_be_visible()
    page.wait_for_url("**/lab/playground?dataset=xor&seed=0")


def test_an_unknown_lab_says_so_and_shows_the_way_home(page: Page, server: Served) -> None:
    page.goto(server.origin + "/lab/perpetuum-mobile")
    expect(page.get_by_role("heading", name="There is no such lab: perpetuum-mobile")).to_be_visible()
    page.get_by_role("link", name="To the map").click()
    expect(page.get_by_role("heading", name="The map of the lecture")).to_be_visible()


def test_an_unknown_address_shows_the_way_home(page: Page, server: Served) -> None:
    page.goto(server.origin + "/nowhere")
    expect(page.get_by_text("There is nothing at this address.")).to_be_visible()
    page.get_by_role("link", name="To the map").click()
    expect(page.get_by_role("heading", name="The map of the lecture")).to_be_visible()


def test_without_the_token_nothing_is_shown(page: Page, server: Served) -> None:
    page.context.clear_cookies()
    answer = page.goto(server.origin + "/")
    assert answer is not None
    assert answer.status == 403
    assert "Playground" not in page.content()
