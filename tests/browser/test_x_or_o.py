"""X or O? in a real Chromium: its tables, a window that is dragged, a pixel that is painted, a network that learns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import at_full_speed, expect_nothing_overhangs, open_lab, pause, play, state, until
from tests.browser.test_accessibility import grave
from tests.labs.x_or_o.test_worked_example import A_OF_X, POOLED, TWICE_POOLED

TEXT = {9: "1.00", 7: "0.77", 5: "0.55", 3: "0.33", 1: "0.11", 0: "0.00", -1: "−0.11", -3: "−0.33"}
SCENES = ("picture", "convolution", "relu", "pooling", "vote", "learning")


def open_scene(page: Page, server: Served, scene: str = "picture", query: str = "") -> None:
    open_lab(page, server, f"/lab/x-or-o?{query}")
    page.locator(f"[data-step={scene}]").first.click()
    expect(page.locator(f"[data-step={scene}]").first).to_have_attribute("aria-current", "step")


def cells(page: Page, grid: str) -> list[str]:
    return page.locator(f"[data-grid={grid}] [data-cell]").all_inner_texts()


def flat(table: list[list[int]]) -> list[str]:
    return [TEXT[ninths] for row in table for ninths in row]


def votes(page: Page) -> list[str]:
    return [page.locator(f"[data-vote={side}]").inner_text() for side in ("x", "o")]


def test_a_visitor_steps_from_the_picture_to_the_vote(page: Page, server: Served) -> None:
    open_scene(page, server)
    assert cells(page, "picture")[10:17] == ["1", "−1", "−1", "−1", "−1", "−1", "1"]
    onward = page.locator("[data-go=next]")
    onward.click()
    assert cells(page, "result") == flat(A_OF_X)
    assert cells(page, "products") == ["1"] * 9
    onward.click()
    assert cells(page, "result") == flat([[max(value, 0) for value in row] for row in A_OF_X])
    onward.click()
    assert cells(page, "result") == flat(POOLED[0])
    page.locator("[data-map=C]").click()
    assert cells(page, "result") == flat(POOLED[2])
    onward.click()
    onward.click()
    assert page.locator("[data-list=votes] li").all_inner_texts() == [TEXT[ninths] for ninths in TWICE_POOLED["x"]]
    assert [page.locator(f"[data-answer={side}]").inner_text() for side in ("x", "o", "letter")] == [
        "1.00",
        "0.55",
        "X",
    ]
    table = page.locator("[data-table=letters] td").all_inner_texts()
    assert table[1:] == ["1.00", "0.55", "X", "0.55", "1.00", "O", "0.82", "0.55", "X"]
    expect(page.locator("[data-slide]")).to_contain_text("0.90 0.65 0.45")
    expect(page.locator("[data-slide]")).to_contain_text("printed, not computed")
    expect(page.locator("[data-slide]")).to_contain_text("0.912 for X and 0.5175 for O")


def test_the_window_is_moved_by_keyboard_and_by_pointer(page: Page, server: Served) -> None:
    open_scene(page, server, "convolution")
    source = page.locator("[data-grid=source]")
    source.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-formula] strong")).to_have_text(TEXT[A_OF_X[1][2]])
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-formula] strong")).to_have_text("1.00")
    box = source.bounding_box()
    assert box is not None
    pixel = box["width"] / 9
    page.mouse.move(box["x"] + 1.5 * pixel, box["y"] + 1.5 * pixel)
    page.mouse.down()
    page.mouse.move(box["x"] + 4.5 * pixel, box["y"] + 4.5 * pixel)
    page.mouse.up()
    expect(page.locator("[data-formula] strong")).to_have_text(TEXT[A_OF_X[3][3]])
    expect(page.locator("[data-formula] .fraction")).to_have_text("5 9", use_inner_text=True)


def test_a_painted_pixel_changes_the_vote_and_comes_back(page: Page, server: Served) -> None:
    open_scene(page, server)
    assert votes(page) == ["1.00", "0.55"]
    page.locator("[data-grid=picture] [data-cell='4,4']").click()
    expect(page.locator("[data-vote=x]")).not_to_have_text("1.00")
    expect(page.locator("[data-grid=picture] [data-cell='4,4']")).to_have_text("−1")
    page.locator("[data-letter=x]").click()
    expect(page.locator("[data-vote=x]")).to_have_text("1.00")
    page.locator("[data-letter=deformed]").click()
    expect(page.locator("[data-vote=x]")).to_have_text("0.82")


def test_a_filter_is_painted_by_keyboard(page: Page, server: Served) -> None:
    open_scene(page, server, "convolution")
    page.locator("[data-grid=filter]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-grid=filter] [data-cell='0,0']")).to_have_text("−1")
    expect(page.locator("[data-grid=result] [data-cell='1,1']")).to_have_text("0.77")


def test_stages_are_repeated_and_put_back(page: Page, server: Served) -> None:
    open_scene(page, server, "convolution")
    page.locator("[data-add=convolution]").click()
    until(page, "settings.stages.length === 5")
    expect(page.locator("[data-grid=result] [data-cell]")).to_have_count(25)
    page.locator("[data-stages=lecture]").click()
    until(page, "settings.stages.length === 4")
    expect(page.locator("[data-vote=x]")).to_have_text("1.00")


def test_it_learns(page: Page, server: Served) -> None:
    open_scene(page, server, "learning", "seed=0")
    at_full_speed(page)
    play(page)
    until(page, "readings.test_accuracy >= 0.99")
    pause(page)
    accuracy = state(page)["readings"]["test_accuracy"]
    right = round(2000 * accuracy)
    expect(page.locator("[data-score]")).to_have_text(f"{right:,} of 2,000")
    expect(page.locator("[data-table=answers]")).to_contain_text("Right answer")
    expect(page.locator("[data-grid^=learned-]")).to_have_count(3)
    expect(page.locator("[data-slopes]")).to_contain_text("112 passes")


@pytest.mark.parametrize(("locale", "scheme"), [("en-GB", "light"), ("de-DE", "dark")])
def test_nothing_serious_for_axe_and_nothing_scrolls_sideways(
    visit: Callable[..., Page], server: Served, locale: str, scheme: str
) -> None:
    page = visit(locale=locale, color_scheme=scheme)
    for scene in SCENES:
        open_scene(page, server, scene)
        assert grave(page) == [], scene
        for width in (360, 900, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function(f"() => innerWidth === {width}")
            expect_nothing_overhangs(page, (scene, width))
