"""The convolutional network in a real Chromium: it trains on digits, a digit is drawn, a unit is opened to its products."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from bench._serving import Served
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.lab_page import at_full_speed, expect_nothing_overhangs, open_lab, pause, play, state, until
from tests.browser.test_accessibility import grave

SCENES = ("numbers", "network", "unit", "why", "training", "heads")
# A handwritten 2 on a sheet whose corners are (0, 0) and (1, 1).
TWO = [(0.35, 0.3), (0.5, 0.18), (0.65, 0.3), (0.6, 0.45), (0.4, 0.65), (0.32, 0.8), (0.7, 0.8)]


def open_scene(page: Page, server: Served, scene: str, query: str = "") -> None:
    open_lab(page, server, f"/lab/convnet?{query}")
    page.locator(f"[data-scene={scene}]").click()
    expect(page.locator(f"[data-scene={scene}]")).to_have_attribute("aria-selected", "true")


def number(text: str) -> float:
    return float(text.replace("−", "-"))


# Whether the diagonal of the confusion matrix adds up to the accuracy: tables follow the readings calmly.
AGREES = """() => {
  const rows = [...document.querySelectorAll("[data-table=confusion] tbody tr")];
  const right = rows.reduce((sum, row, at) => sum + Number(row.querySelectorAll("td")[at].innerText || 0), 0);
  return right === Math.round(__lab.readings.validation_accuracy * 179);
}"""


def test_it_trains_on_digits_and_shows_where_it_errs(page: Page, server: Served) -> None:
    open_scene(page, server, "training")
    at_full_speed(page)
    play(page)
    until(page, "readings.validation_accuracy >= 0.9")
    pause(page)
    expect(page.locator("[data-progress]")).to_contain_text(re.compile(r"epoch \d+\.\d of 30"))
    rows = page.locator("[data-table=confusion] tbody tr")
    expect(rows).to_have_count(10)
    page.wait_for_function(AGREES)
    mistake = page.locator("[data-list=mistakes] button").first
    told = mistake.get_attribute("aria-label") or ""
    wrong = re.fullmatch(r"(\d), answered (\d), loss .*", told)
    assert wrong, told
    mistake.click()
    expect(page.locator("[data-label]")).to_have_text(wrong[1])


def test_a_drawn_digit_runs_through(page: Page, server: Served) -> None:
    open_lab(page, server, '/lab/convnet?events=[["advance",400]]')
    page.locator("[data-draw]").click()
    box = page.locator("[data-pad]").bounding_box()
    assert box is not None
    places = [(box["x"] + across * box["width"], box["y"] + down * box["height"]) for across, down in TWO]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=5)
    page.mouse.up()
    expect(page.locator("[data-answer]")).to_have_attribute("data-answer", "2")
    page.locator("[data-wipe]").click()
    expect(page.locator("[data-wipe]")).to_be_disabled()


def test_a_picture_of_ones_own_is_made_to_fit(page: Page, server: Served) -> None:
    open_scene(page, server, "numbers")
    file = io.BytesIO()
    Image.new("RGB", (40, 60), (255, 255, 255)).save(file, "PNG")
    page.locator("[data-file]").set_input_files(
        {"name": "paper.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    cells = page.locator("[data-matrix] span")
    expect(cells).to_have_text(["255"] * 64)
    page.locator("[data-swap]").click()
    expect(cells).to_have_text(["0"] * 64)
    page.locator("[data-file]").set_input_files({"name": "song.png", "mimeType": "image/png", "buffer": b"la"})
    expect(page.get_by_role("alert").filter(has_text="song.png")).to_have_count(1)


def test_a_unit_is_opened_to_its_products_and_their_sum(page: Page, server: Served) -> None:
    open_lab(page, server, '/lab/convnet?events=[["advance",60]]')
    first = page.locator("[data-maps='1']")
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[data-unit]")).to_have_text("Convolution, map 2, row 5, column 5")
    parts = page.locator("[data-grid=values], [data-grid=weights], [data-grid=products]")
    expect(parts).to_have_count(3)
    values, weights, products = (
        [number(text) for text in parts.nth(part).locator("[data-cell]").all_inner_texts()] for part in range(3)
    )
    for value, weight, product in zip(values, weights, products, strict=True):
        assert product == pytest.approx(value * weight, abs=0.005 * (1 + abs(value) + abs(weight)))
    told = page.locator("[data-formula]").first.inner_text()
    total = re.search(r"Sum\s+(\S+)", told)
    assert total, told
    assert number(total[1]) == pytest.approx(sum(products), abs=0.05)
    page.locator("[data-maps=this]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-unit]")).to_have_text("Convolution, map 2, row 6, column 5")
    expect(page.locator("[data-list=exciting] li")).to_have_count(9)


def test_layers_are_changed_and_what_cannot_be_is_refused_in_words(page: Page, server: Served) -> None:
    open_scene(page, server, "network")
    total = page.locator("[data-total]")
    expect(total).to_have_text("6,090")
    page.locator("[data-item='0'] [data-part=filters]").fill("8")
    page.keyboard.press("Tab")
    expect(total).to_have_text("3,706")  # 10 · 8 + (9 · 8 + 1) · 32 + (128 + 1) · 10
    assert state(page)["settings"]["layers"].startswith("conv 8 3, relu")
    page.locator("[data-item='2'] [data-part=size]").fill("11")
    page.keyboard.press("Tab")
    expect(page.locator("[data-refused]")).to_contain_text("11")
    expect(total).to_have_text("–")
    page.locator("[data-remove='2']").click()
    expect(page.locator("[data-refused]")).to_have_count(0)
    expect(page.locator("[data-maps]")).to_have_count(7)


@pytest.mark.parametrize(("locale", "scheme"), [("en-GB", "light"), ("de-DE", "dark")])
def test_nothing_serious_for_axe_and_nothing_scrolls_sideways(
    visit: Callable[..., Page], server: Served, locale: str, scheme: str
) -> None:
    page = visit(locale=locale, color_scheme=scheme)
    open_lab(page, server, '/lab/convnet?events=[["advance",60]]')
    for scene in SCENES:
        page.locator(f"[data-scene={scene}]").click()
        assert grave(page) == [], scene
        for width in (360, 900, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function(f"() => innerWidth === {width}")
            expect_nothing_overhangs(page, (scene, width))
