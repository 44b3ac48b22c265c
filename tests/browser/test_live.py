"""What is drawn is alive: frames while training, and the bars of the crash course."""

from __future__ import annotations

from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import at_full_speed, open_lab, pause, play, state, until


def test_pictures_change_while_a_network_trains(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?dataset=spiral&noise=20")
    at_full_speed(page)
    play(page)
    drawn = page.evaluate("() => __lab.distinct")
    until(page, f"distinct > {drawn + 30}")
    pause(page)
    assert state(page)["steps"] > 30


def test_a_change_of_a_setting_reaches_the_picture_while_training(page: Page, server: Served) -> None:
    open_lab(page, server)
    play(page)
    page.get_by_label("Noise", exact=True).fill("30")
    until(page, "lastChange > __lab.lastInput && __lab.settings.noise === 30")
    assert state(page)["status"] == "playing"


def test_the_crash_course_counts_successes(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/crash-course?beginnings=2&epochs=100&widest=2&target=0.4")
    at_full_speed(page)
    play(page)
    trainings = 2 * (2 + 4)  # beginnings, times shapes of one and of two layers
    expect(page.get_by_text(f"{trainings} of {trainings} networks trained")).to_be_visible()
    for shape in ("1", "2", "1 – 1", "2 – 2"):
        expect(page.locator(".picture").get_by_text(shape, exact=True).first).to_be_visible()
    assert state(page)["readings"]["best_loss"] < 0.4
