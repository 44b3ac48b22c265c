"""Paper is light, whatever the screen is, also when the browser's own menu prints."""

from __future__ import annotations

from collections.abc import Callable

from bench._serving import Served
from playwright.sync_api import Page

from tests.browser.lab_page import open_lab

# The mean brightness, 0 to 255, of what is painted on all canvases.
BRIGHTNESS = """() => {
  let sum = 0, count = 0;
  for (const canvas of document.querySelectorAll('main canvas')) {
    if (!canvas.width || !canvas.height) continue;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3] === 255) (sum += (data[at] + data[at + 1] + data[at + 2]) / 3), count++;
  }
  return sum / count;
}"""


def test_what_the_menu_prints_is_drawn_light_before_it_is_on_paper(visit: Callable[..., Page], server: Served) -> None:
    page = visit(color_scheme="dark")
    open_lab(page, server)
    page.wait_for_function(f"() => ({BRIGHTNESS})() < 110")
    printed = page.evaluate(f"() => (dispatchEvent(new Event('beforeprint')), ({BRIGHTNESS})())")
    assert printed > 170, "at once: a printer waits for no frame"
    page.evaluate("() => void dispatchEvent(new Event('afterprint'))")
    page.wait_for_function(f"() => ({BRIGHTNESS})() < 110")
