"""The server is killed while a run trains: the run is kept, and stands where it was last saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench._serving import serving
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab_page import at_full_speed, open_lab, play, state, until
from tests.browser.visitor import visiting

ASK = """async () => {
  for (; !window.saved; await new Promise(requestAnimationFrame)) {
    const runs = await (await fetch("/api/runs")).json();
    window.saved = runs.find(({ id, steps }) => id === __lab.run && steps > 0);
  }
}"""


def test_a_run_outlives_its_server(chromium: Browser, tmp_path: Path) -> None:
    with serving(tmp_path) as first, visiting(chromium, first) as page:
        open_lab(page, first)
        at_full_speed(page)
        play(page)
        saved = saved_run(page)
        first.process.kill()
        expect(page.get_by_text("Connection lost, reconnecting")).to_be_visible()

    with serving(tmp_path) as second, visiting(chromium, second) as page:
        page.goto(second.origin)
        page.get_by_role("link", name=saved["name"]).click()
        until(page, f"steps >= {saved['steps']}")
        assert state(page)["status"] == "paused"
        assert state(page)["run"] == saved["id"]
        page.get_by_role("button", name="Step", exact=True).click()
        until(page, f"steps > {saved['steps']}")


def saved_run(page: Page) -> dict[str, Any]:
    """The run as the store lists it, as soon as it has been saved with at least one step."""
    page.evaluate(f"() => void ({ASK})()")
    saved: dict[str, Any] = page.wait_for_function("() => window.saved").json_value()
    return saved
