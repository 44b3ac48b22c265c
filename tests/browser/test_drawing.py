"""Points drawn by hand, classes and their answers, an activation for each layer, and the same weights again."""

from __future__ import annotations

from collections.abc import Callable

from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import on_plane, open_lab, state, step, taken_home, until
from tests.browser.test_accessibility import grave


def stroke(page: Page, begin: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*on_plane(page, *begin))
    page.mouse.down()
    page.mouse.move(*on_plane(page, *end), steps=12)
    page.mouse.up()


def rows(page: Page) -> list[tuple[float, float, float, str]]:
    lines = [line.split(",") for line in taken_home(page, "Points").splitlines()[1:]]
    return [(float(x), float(y), float(label), split) for x, y, label, split in lines]


def begin(page: Page) -> None:
    page.get_by_role("button", name="Draw points").click()
    page.get_by_role("button", name="Empty plane").click()


def test_points_drawn_on_an_empty_plane_are_what_the_network_learns(page: Page, server: Served) -> None:
    open_lab(page, server)
    begin(page)
    page.get_by_label("orange").check()
    stroke(page, (-5, -3), (-1, -3))
    page.get_by_label("blue").check()
    stroke(page, (1, 3), (5, 3))
    page.get_by_role("button", name="Use these points").click()
    expect(page.get_by_role("button", name="Draw points")).to_be_visible()
    drawn = rows(page)
    assert 16 <= len(drawn) <= 30
    assert {label for x, _, label, _ in drawn if x < 0} == {-1.0}
    assert {label for x, _, label, _ in drawn if x > 0} == {1.0}
    assert all(abs(abs(y) - 3) < 0.1 for _, y, _, _ in drawn)
    trained = [split for _, _, _, split in drawn].count("train")
    assert abs(trained - len(drawn) / 2) <= 1
    step(page)
    assert state(page)["readings"]["train_loss"] > 0


def test_who_draws_nothing_is_told_so_and_nothing_changes(page: Page, server: Served) -> None:
    open_lab(page, server)
    before = state(page)
    begin(page)
    use = page.get_by_role("button", name="Use these points")
    expect(page.get_by_text("The plane is empty: draw at least two points.")).to_be_visible()
    expect(use).to_have_attribute("aria-disabled", "true")
    use.click(force=True)
    page.mouse.click(*on_plane(page, 0, 0))
    expect(page.get_by_text("One point is not enough")).to_be_visible()
    page.mouse.click(*on_plane(page, 1, 1))
    expect(page.get_by_text("All points are of one class")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    assert state(page) == before
    assert len(rows(page)) == 500


def test_rubber_undo_and_escape(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.get_by_role("button", name="Draw points").dblclick()  # whatever stands there then was not meant
    page.get_by_label("Eraser").check()
    stroke(page, (-5, 0), (5, 0))
    count = page.get_by_text("of them new")
    expect(count).not_to_contain_text("500 points")
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Nothing changes for the network before you use the points.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Draw points")).to_be_visible()


def test_erased_points_leave_the_others_in_their_parts(page: Page, server: Served) -> None:
    open_lab(page, server)
    before = rows(page)
    page.get_by_role("button", name="Draw points").click()
    page.get_by_label("Eraser").check()
    stroke(page, (-5, 0), (5, 0))
    page.get_by_role("button", name="Use these points").click()
    expect(page.get_by_role("button", name="Draw points")).to_be_visible()
    after = rows(page)
    assert 0 < len(after) < len(before)
    assert set(after) < set(before)


def test_a_finger_and_the_keyboard_draw_too(visit: Callable[..., Page], server: Served) -> None:
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True)
    open_lab(page, server)
    begin(page)
    page.touchscreen.tap(*on_plane(page, -3, 2))
    expect(page.get_by_text("One point is not enough")).to_be_visible()
    page.get_by_label("orange").check()
    page.get_by_role("application").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_text("2 points, 2 of them new.")).to_be_visible()
    page.get_by_role("button", name="Use these points").click()
    until(page, "steps === 0")
    page.get_by_role("button", name="Settings").focus()
    expect(page.get_by_role("button", name="Draw points")).to_be_visible()


def test_a_regression_draws_numbers(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?problem=regression")
    begin(page)
    page.get_by_role("slider", name="Value").fill("-0.4")
    stroke(page, (-5, 3), (5, 3))
    page.get_by_role("button", name="Use these points").click()
    expect(page.get_by_role("button", name="Draw points")).to_be_visible()
    assert {label for _, _, label, _ in rows(page)} == {-0.4}


def test_classes_have_outputs_marks_and_a_table_of_answers(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?problem=classes&classes=4&loss=cross_entropy&hidden=6")
    for letter in "ABCD":
        expect(page.get_by_role("button", name=f"Output for class {letter}", exact=True)).to_be_visible()
    page.get_by_text("Which answer for which class").click()
    cells = page.locator("table.confusion td[style]").all_inner_texts()
    assert len(cells) == 32
    assert sum(int(cell) for cell in cells) == 500
    assert grave(page) == []
    page.get_by_role("button", name="Draw points").click()
    expect(page.get_by_role("radiogroup", name="Pen").get_by_role("radio")).to_have_count(5)
    assert grave(page) == []


def test_each_layer_has_its_activation_and_again_brings_the_same_weights(page: Page, server: Served) -> None:
    open_lab(page, server)
    page.get_by_label("Activation of layer 2").select_option("sine")
    until(page, "settings.layer_activations.join() === 'tanh,sine'")
    page.get_by_label("Activation of layer 2").select_option("tanh")
    until(page, "settings.layer_activations.length === 0")
    weights = taken_home(page, "Weights")
    step(page, 2)
    assert taken_home(page, "Weights") != weights
    page.get_by_role("button", name="Same weights").first.click()
    until(page, "steps === 0")
    assert taken_home(page, "Weights") == weights


def test_everything_says_what_it_means_with_its_numbers(page: Page, server: Served) -> None:
    open_lab(page, server)
    tip = page.get_by_role("tooltip")
    page.get_by_role("button", name="training", exact=True).hover()
    expect(tip).to_contain_text("250 points from which the network learns")
    page.get_by_role("button", name="positive weight: passes on").hover()
    expect(tip).to_contain_text("of them now; the strongest is")
    page.locator(".answers tbody tr").first.get_by_role("button").last.hover()
    expect(tip).to_contain_text("is the mean over 250 points of half the square of answer minus wanted")
    page.locator('[data-node="1:0"]').click()
    expect(page.locator("section.inside")).to_be_visible()
    page.get_by_role("button", name="Weights and biases").focus()
    expect(page.locator(".card")).to_contain_text("At the marked point:")
    expect(page.locator(".card")).to_contain_text("Gradient there")
    page.locator('[data-node="0:0"]').hover()
    expect(page.get_by_text("Marked point: x =")).to_be_visible()
