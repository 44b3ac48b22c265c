"""What a visitor does on a lab's page, and what can be read there. Every wait is for a condition, never for a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench._serving import Served
from playwright.sync_api import Page, TimeoutError


def open_lab(page: Page, server: Served, address: str = "/lab/playground") -> None:
    page.goto(server.origin + address)
    until(page, "frames > 0")


def until(page: Page, condition: str) -> None:
    """Waits until `__lab` (web/src/lab/probe.ts) fulfils a condition such as `steps > 100`."""
    page.wait_for_function(f"() => window.__lab && (__lab.{condition})")


def state(page: Page) -> dict[str, Any]:
    """Steps, settings, readings (at full precision), status and the run's id."""
    seen: dict[str, Any] = page.evaluate(
        "() => ({ steps: __lab.steps, settings: __lab.settings, readings: __lab.readings,"
        " status: __lab.status, run: __lab.run })"
    )
    return seen


def play(page: Page) -> None:
    """Presses play; a short run may be over before anybody saw it play."""
    steps = state(page)["steps"]
    page.get_by_role("button", name="Play", exact=True).first.click()
    until(page, f"status === 'playing' || __lab.steps > {steps}")


def pause(page: Page) -> None:
    page.get_by_role("button", name="Pause", exact=True).first.click()
    until(page, "status === 'paused'")


def step(page: Page, count: int = 1) -> None:
    for _ in range(count):
        steps = state(page)["steps"]
        page.get_by_role("button", name="Step", exact=True).click()
        until(page, f"steps === {steps + 1}")


def at_full_speed(page: Page) -> None:
    speed = page.get_by_role("slider", name="Speed")
    speed.fill(speed.get_attribute("max") or "")


def tab(page: Page, name: str) -> None:
    """`name`: lesson, population, code or runs."""
    page.locator(f"[data-tab={name}]").click()


def on_plane(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a place of the Playground's large picture stands on the screen, after it was scrolled there."""
    plane = page.locator("canvas.cells")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    assert box is not None
    return box["x"] + (x + 6) / 12 * box["width"], box["y"] + (6 - y) / 12 * box["height"]


def taken_home(page: Page, button: str) -> str:
    """The text of a file that a button hands out."""
    with page.expect_download() as download:
        page.get_by_role("group", name="Take home").get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path()).read_text()


def shared_link(page: Page) -> str:
    """The address in the dialog under Share."""
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_function("() => document.querySelector('[data-link]')?.value")
    link = page.locator("[data-link]").input_value()
    page.keyboard.press("Escape")
    return link


def expect_nothing_overhangs(page: Page, about: object) -> None:
    """The page does not scroll sideways, once it has laid itself out for its width."""
    overhang = "document.scrollingElement.scrollWidth - innerWidth"
    try:
        page.wait_for_function(f"() => {overhang} <= 0")
    except TimeoutError as never:
        raise AssertionError(f"{about}: {page.evaluate(overhang)} pixels too wide") from never
