"""The page without a mouse."""

from __future__ import annotations

from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import open_lab, state, step, until

MOST_STOPS = 20  # of the Tab key from the top of the page to the button that matters most

FOCUSED_OUTLINE = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1.5;
}"""


def test_tab_leads_to_play_and_space_plays(page: Page, server: Served) -> None:
    open_lab(page, server)
    play = page.locator("[data-do=play]")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED_OUTLINE), page.evaluate("() => document.activeElement.outerHTML")
        if play.evaluate("button => button === document.activeElement"):
            break
    expect(play).to_be_focused()
    page.keyboard.press("Space")
    until(page, "status === 'playing'")
    until(page, "steps > 5")
    page.keyboard.press("Space")
    until(page, "status === 'paused'")


def test_space_s_r_and_undo_work_from_anywhere(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.keyboard.press("Space")
    until(page, "status === 'playing' && __lab.steps > 0")
    page.keyboard.press("Space")
    until(page, "status === 'paused'")
    steps = state(page)["steps"]
    page.keyboard.press("s")
    until(page, f"steps === {steps + 1}")
    page.keyboard.press("r")
    until(page, "steps === 0")
    page.get_by_label("Learning rate", exact=True).press("ArrowRight")
    until(page, "settings.learning_rate === 0.1")
    page.keyboard.press("Control+z")
    until(page, "settings.learning_rate === 0.03")


def test_what_was_trained_before_a_reset_comes_back(page: Page, server: Served) -> None:
    open_lab(page, server)
    undo = page.get_by_role("button", name="Take back", exact=True)
    expect(undo.first).to_have_attribute("title", "Nothing to take back yet")
    for steps in (1, 2):
        page.keyboard.press("s")
        until(page, f"steps === {steps}")
    trained = state(page)
    for take_back in (
        lambda: page.keyboard.press("Control+z"),
        lambda: page.get_by_role("region", name="Messages").get_by_role("button", name="Take back").click(),
        lambda: page.locator("[data-do=undo]").click(),
    ):
        page.keyboard.press("r")
        until(page, "steps === 0")
        expect(page.locator("[data-do=undo]")).to_have_attribute("title", "Take back: Reset (Ctrl+Z)")
        begun = state(page)
        take_back()
        until(page, "steps === 2")
        assert {**state(page), "run": None} == {**trained, "run": None}
        expect(page.get_by_text("Begun anew.")).to_have_count(0)
        page.keyboard.press("Control+y")
        until(page, "steps === 0")
        assert state(page)["readings"] == begun["readings"]
        page.keyboard.press("Control+z")
        until(page, "steps === 2")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("alert").filter(has_text="There is nothing to take back")).to_be_visible()


def test_space_plays_after_a_button_was_clicked(page: Page, server: Served) -> None:
    open_lab(page, server)
    language = page.get_by_role("button", name="Language: Deutsch")
    language.click()
    page.keyboard.press("Space")
    until(page, "status === 'playing' && __lab.steps > 0")
    expect(page.get_by_role("button", name="Sprache: English")).to_be_visible()
    page.keyboard.press("Space")
    until(page, "status === 'paused'")


def test_keys_mean_nothing_while_typing(page: Page, server: Served) -> None:
    open_lab(page, server)
    step(page)
    page.get_by_role("textbox", name="Seed").focus()
    for key in ("r", "s", "Space", "?"):
        page.keyboard.press(key)
    step(page)
    assert state(page)["steps"] == 2
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_question_mark_lists_the_keys_and_escape_closes(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    for key in ("Space", "S", "R", "Esc"):
        expect(dialog.get_by_text(key, exact=True)).to_be_visible()
    page.keyboard.press("Space")  # belongs to the dialog now
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert state(page)["status"] == "paused"


def test_control_k_finds_and_opens_a_lab(page: Page, server: Served) -> None:
    page.goto(server.origin)
    expect(page.get_by_role("heading", name="The map of the lecture")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("playgr")
    expect(page.get_by_role("option").first).to_contain_text("Playground")
    page.keyboard.press("Enter")
    until(page, "frames > 0")
    assert "/lab/playground" in page.url


def test_arrows_lead_through_tabs_and_neurons(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.get_by_role("tab", name="Lesson").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Population")).to_be_focused()
    expect(page.get_by_role("tab", name="Population")).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name="Feature x", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Neuron 1 of layer 1", exact=True)).to_be_focused()
