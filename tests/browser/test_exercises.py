"""A student plays through the four tasks of the crash course: guesses, is told by runs, trains, and reaches the goals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bench._serving import Served
from playwright.sync_api import Locator, Page, expect

from tests.browser.lab_page import at_full_speed, open_lab, play, state, until
from tests.browser.test_accessibility import LOOKS, grave

LONG = 180_000  # milliseconds; the first runs of all may have to wait for the compiler
LUCKY = "Math.random = () => 0.0054"  # the browser's chance: reset draws seed 54, with which two neurons find the band


def exercise(page: Page, name: str) -> Locator:
    return page.locator(f"[data-exercise={name}]")


def answer(page: Page, name: str, choice: str) -> Locator:
    """Chooses, lets the runs train, and waits for what they say."""
    place = exercise(page, name)
    place.get_by_role("radio", name=choice, exact=True).check()
    place.locator("[data-do=ask]").click()
    place.locator("[data-verdict]").wait_for(timeout=LONG)
    return place


def set_up(page: Page, name: str) -> None:
    exercise(page, name).locator("[data-do=set-up]").click()
    page.locator(f"[data-goal={name}]").wait_for()
    until(page, "frames > 0")


def reached(page: Page, name: str) -> Locator:
    return page.locator(f"[data-goal={name}].reached")


def test_a_student_plays_through_the_four_tasks(visit: Callable[..., Page], server: Served) -> None:
    page = visit()
    page.add_init_script(LUCKY)
    open_lab(page, server, "/lab/crash-course")

    # Task 1: wrong at first, and told so by sixteen runs.
    place = answer(page, "one-neuron", "Close to 0: it learns the task")
    expect(place.locator("[data-verdict=wrong]")).to_contain_text("Not so.")
    expect(place).to_contain_text("The median of 16 runs is 0.508.")
    place.get_by_role("button", name="Answer anew").click()
    answer(page, "one-neuron", "Not at all: it stays near 0.5")
    expect(place.locator("[data-verdict=right]")).to_have_text("Right.")
    expect(answer(page, "more-linear", "No lower").locator("[data-verdict=right]")).to_be_visible()

    # Task 2: two neurons, until a beginning is a good one.
    set_up(page, "two-neurons")
    assert "/lab/playground?" in page.url
    assert state(page)["settings"]["hidden"] == [2]
    at_full_speed(page)
    play(page)
    until(page, "steps > 600")
    expect(page.locator("[data-goal=two-neurons]")).to_contain_text("so far 0.3")
    assert reached(page, "two-neurons").count() == 0
    page.get_by_role("button", name="Reset", exact=True).first.click()
    reached(page, "two-neurons").wait_for(timeout=LONG)
    page.locator("[data-do=to-task]").click()
    expect(exercise(page, "two-neurons").locator("[data-verdict]")).to_be_in_viewport()
    expect(answer(page, "two-enough", "None").locator("[data-verdict=right]")).to_be_visible()

    # Task 3: a guess in numbers, by keyboard.
    place = exercise(page, "three-neurons")
    place.get_by_role("slider").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(place.get_by_role("status").first).to_contain_text("12")
    place.locator("[data-do=ask]").click()
    place.locator("[data-verdict]").wait_for(timeout=LONG)
    expect(place.locator("[data-verdict=right]")).to_have_text("Exactly: 12.")

    # Task 4: a smaller network of one's own, the fewest by experiment, and the search.
    set_up(page, "smallest-found")
    expect(page.locator("[data-goal=smallest-found]")).to_contain_text("Hidden layers: at most 3")
    form = page.get_by_role("complementary", name="Settings")
    for _ in range(3):
        form.get_by_role("button", name="One fewer in layer 1").click()
    until(page, "settings.hidden.join() === '3'")
    play(page)
    reached(page, "smallest-found").wait_for(timeout=LONG)
    place = answer(page, "fewest", "Four")
    expect(place.locator("[data-verdict=wrong]")).to_be_visible()
    expect(place).to_contain_text("with three 12 of 16, with four 16 of 16")
    expect(answer(page, "narrow-deep", "None").locator("[data-verdict=right]")).to_be_visible()
    set_up(page, "search")
    assert "/lab/crash-course" in page.url
    at_full_speed(page)
    play(page)
    reached(page, "search").wait_for(timeout=LONG)
    assert state(page)["steps"] == 640
    expect(page.locator(".picture")).to_contain_text("30 of 32")

    # What was done is kept in this browser, and can be forgotten.
    page.reload()
    until(page, "frames > 0")
    expect(page.get_by_text("Exercises: 9 of 13")).to_be_visible()
    expect(page.get_by_role("button", name="The fewest in one layer: answered otherwise than the runs")).to_be_visible()
    page.get_by_role("button", name="Forget my answers").click()
    expect(page.get_by_text("Exercises: 0 of 13")).to_be_visible()


def test_the_noise_cannot_be_taken_away(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/crash-course")
    set_up(page, "smallest-found")
    page.get_by_label("Noise", exact=True).fill("0")
    until(page, "settings.noise === 0")
    at_full_speed(page)
    play(page)
    until(page, "readings.test_loss < 0.177")
    goal = page.locator("[data-goal=smallest-found]")
    expect(goal).to_contain_text("✗ Noise: 35")
    assert reached(page, "smallest-found").count() == 0


def test_a_lesson_goes_along_to_another_lab_and_back(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/crash-course")
    set_up(page, "two-neurons")
    page.locator("[data-do=step]").first.click()
    until(page, "steps === 1")
    assert "lesson=crash-course" in page.url
    page.reload()
    expect(page.get_by_role("heading", name="A first neural network, in four tasks")).to_be_visible()
    expect(page.locator("[data-goal=two-neurons]")).to_be_visible()
    page.get_by_role("button", name="Lesson of “Playground”").click()
    expect(page.get_by_role("heading", name="A network learns to tell two colours apart")).to_be_visible()
    page.get_by_role("button", name="Leave the task").click()
    expect(page.locator("[data-goal]")).to_have_count(0)


def test_a_question_on_a_telephone(visit: Callable[..., Page], server: Served) -> None:
    page = visit(viewport={"width": 360, "height": 740}, locale="de-DE")
    open_lab(page, server, "/lab/playground")
    place = answer(page, "reliable", "Sechs Neuronen")
    expect(place.locator("[data-verdict=right]")).to_have_text("Richtig.")
    expect(place).to_contain_text("mit sechsen 16 von 16")
    set_up(page, "no-hidden")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("locale", "scheme"), LOOKS, ids=["english light", "german dark"])
def test_nothing_serious_is_held_against_it(
    visit: Callable[..., Page], server: Served, locale: str, scheme: str
) -> None:
    page = visit(locale=locale, color_scheme=scheme)
    open_lab(page, server, "/lab/crash-course")
    place = exercise(page, "one-neuron")
    found = grave(page)
    place.get_by_role("radio").first.check()
    place.locator("[data-do=ask]").click()
    place.locator(".dot").first.wait_for(timeout=LONG)
    found += grave(page)
    place.locator("[data-verdict]").wait_for(timeout=LONG)
    found += grave(page)
    set_up(page, "smallest-found")
    assert found + grave(page) == []
