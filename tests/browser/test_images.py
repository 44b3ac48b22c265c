"""A visitor brings pictures of his own, and a network learns from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench._serving import Served
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab_page import open_lab, state, step, until
from tests.browser.visitor import visiting
from tests.datasets.pictures import classes, in_zip, picture


@pytest.fixture
def page(chromium: Browser, server: Served) -> Iterator[Page]:
    with visiting(chromium, server) as page:
        yield page


def test_a_dropped_zip_is_learned_from(page: Page, server: Served, tmp_path: Path) -> None:
    good = in_zip(tmp_path / "pets.zip", classes(cat=12, dog=12) | {"cat/broken.png": picture(5)[:99]})
    one = in_zip(tmp_path / "one.zip", classes(cat=12))
    open_lab(page, server, "/lab/convnet")
    page.locator("[data-images]").click()
    dialog = page.get_by_role("dialog", name="Images to learn from")
    expect(dialog.get_by_role("button", name="Fetch MNIST, 12 MB")).to_be_visible()
    zips = dialog.locator("input[type=file]")
    zips.set_input_files(one)
    expect(dialog.get_by_role("alert")).to_contain_text("There is only one class that can be learned: 'cat'")
    dialog.get_by_label("Pixels a side").select_option("16")
    zips.set_input_files(good)
    own = dialog.get_by_role("listitem").filter(has_text="pets")
    expect(own).to_contain_text("24 images, 16 × 16: cat 12, dog 12")
    own.get_by_text("1 left out").click()
    expect(own).to_contain_text("cat/broken.png is damaged")
    own.get_by_role("button", name="Use pets").click()
    expect(dialog).to_be_hidden()
    until(page, "settings.data === 'own' && __lab.status === 'paused'")
    assert len(str(state(page)["settings"]["own"])) == 16
    step(page)
    page.locator("[data-images]").click()
    own.get_by_role("button", name="Delete pets").click()
    expect(own).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
