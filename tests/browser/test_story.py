"""The whole way of a newcomer, from the address to a run that survives everything."""

from __future__ import annotations

import json
from collections.abc import Callable

from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.app.visitor import workers
from tests.browser.lab_page import at_full_speed, pause, play, shared_link, state, taken_home, until

LEARNED = 0.05  # a network that cannot see the spiral stays above 0.4; this one is at 0.01 after 500 epochs


def test_from_the_map_to_a_learned_spiral_and_back(page: Page, visit: Callable[..., Page], server: Served) -> None:
    page.goto(server.address)
    page.get_by_role("link", name="Playground").click()
    until(page, "frames > 0")
    choose_a_learnable_spiral(page)

    at_full_speed(page)
    play(page)
    page.wait_for_function(f"() => Number(document.querySelector('.reading dd').textContent) < {LEARNED}")
    pause(page)
    assert 0 < state(page)["readings"]["test_loss"] < LEARNED

    edit_the_first_weight(page, "0.75")
    seen, weights = state(page), taken_home(page, "Weights")
    assert json.loads(weights)["layers"][0]["weights"][0][0] == 0.75

    neighbour = visit()
    neighbour.goto(shared_link(page))
    until(neighbour, f"steps === {seen['steps']}")
    until(neighbour, f"readings.test_loss === {seen['readings']['test_loss']!r}")
    assert state(neighbour)["settings"] == seen["settings"]
    assert state(neighbour)["readings"] == seen["readings"]
    assert taken_home(neighbour, "Weights") == weights

    assert f"run={seen['run']}" in page.url
    page.reload()
    until(page, f"steps === {seen['steps']}")
    assert state(page) == seen
    assert taken_home(page, "Weights") == weights

    in_german(page)
    survives_its_worker(page, server)


def choose_a_learnable_spiral(page: Page) -> None:
    """Two waves beside x and y, and two layers of eight, chosen in the form."""
    page.get_by_label("Data set", exact=True).select_option("Spiral")
    for feature in ("sin x", "sin y"):
        page.get_by_role("button", name=feature, exact=True).click()
    form = page.get_by_role("complementary", name="Settings")
    for layer, more in ((1, 4), (2, 6)):
        for _ in range(more):
            form.get_by_role("button", name=f"One more in layer {layer}").click()
    until(page, "settings.hidden.join() === '8,8'")
    assert state(page)["settings"]["features"] == ["x", "y", "sin_x", "sin_y"]
    assert state(page)["settings"]["dataset"] == "spiral"


def edit_the_first_weight(page: Page, value: str) -> None:
    """By keyboard, through the card over the network's picture."""
    loss = state(page)["readings"]["test_loss"]
    page.get_by_role("button", name="Weights and biases").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="New value")).to_be_focused()
    page.keyboard.type(value)
    page.keyboard.press("Enter")
    until(page, f"readings.test_loss !== {loss!r}")


def in_german(page: Page) -> None:
    page.get_by_role("button", name="Language: Deutsch").click()
    expect(page.get_by_role("button", name="Abspielen", exact=True)).to_be_visible()
    expect(page.get_by_label("Lernrate", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Lernrate: Anderer Wert")).to_have_value("0,03")
    assert "," in page.locator(".reading dd").inner_text()
    assert page.evaluate("() => document.documentElement.lang") == "de"


def survives_its_worker(page: Page, server: Served) -> None:
    """What the issue asks for last: the process dies while it trains, and the run goes on by itself."""
    steps = state(page)["steps"]
    page.get_by_role("button", name="Abspielen", exact=True).click()
    until(page, f"steps > {steps + 100}")
    for worker in workers(server):
        worker.kill()
    expect(page.get_by_text("Fortgesetzt bei Epoche")).to_be_visible()
    resumed = state(page)["steps"]
    until(page, f"steps > {resumed + 100}")
    assert state(page)["status"] == "playing"
