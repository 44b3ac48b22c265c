"""The convolutional network's page in Chromium: time from a stroke to all feature maps, and training beside them."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench._serving import serving
from bench.page import CHROMIUM, WATCH

TITLE = "A drawn digit to all feature maps on the page; training with all feature maps visible"

WATCHED_SECONDS = 8
ROUNDS = 3
STROKES = 60

HEADLESS = """
import sys, time
import neurarium as nr
run = nr.run("convnet", seed=1, epochs=1000)
run.advance(200)
begin, steps = time.perf_counter(), run.steps
while time.perf_counter() - begin < float(sys.argv[1]):
    run.advance(50)
print((run.steps - steps) / (time.perf_counter() - begin))
"""

# A stroke is drawn by the events that a pen makes; what follows it is seen in the pixels of the first layer's canvas.
STROKE = """async (turn) => {
  const pad = document.querySelector("[data-pad]");
  const maps = document.querySelector("[data-maps='1'] canvas");
  const seen = () => maps.getContext("2d").getImageData(0, 0, maps.width, maps.height).data.join();
  const box = pad.getBoundingClientRect();
  const at = (type, across, down) => pad.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, button: 0, bubbles: true, clientX: box.left + across * box.width, clientY: box.top + down * box.height }));
  pad.setPointerCapture = () => {};
  pad.hasPointerCapture = () => true;
  const before = seen();
  const begin = performance.now();
  at("pointerdown", 0.2 + 0.01 * turn, 0.3);
  at("pointermove", 0.25 + 0.01 * turn, 0.25 + 0.5 * Math.abs(Math.sin(turn)));
  at("pointerup", 0, 0);
  while (seen() === before && performance.now() - begin < 2000) await new Promise(requestAnimationFrame);
  return performance.now() - begin;
}"""


def measure() -> dict[str, Any]:
    """Milliseconds from a stroke to its maps on screen, and training speed with the page open over without.

    Speed with and without the page is measured in turns; medians over the turns.
    """
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.set_default_timeout(120_000)
        page.goto(server.address)
        page.goto(f'{server.origin}/lab/convnet?seed=1&events=[["advance",400]]&look={{"source":"drawn"}}')
        page.wait_for_function("() => window.__lab && __lab.steps === 400")
        page.wait_for_selector("[data-pad]")
        taken = []
        for turn in range(STROKES):
            taken.append(page.evaluate(STROKE, turn))
            if turn % 20 == 19:
                page.locator("[data-wipe]").click()
        results["median ms from stroke to all maps"] = statistics.median(taken)
        results["95th percentile ms"] = statistics.quantiles(taken, n=20)[-1]
        watched, headless = [], []
        for _ in range(ROUNDS):
            page.goto(f"{server.origin}/lab/convnet?seed=1&epochs=1000")
            page.wait_for_function("() => window.__lab && __lab.frames > 0")
            speed = page.get_by_label("Speed")
            speed.fill(speed.get_attribute("max") or "")
            page.locator("[data-do=play]").click()
            page.wait_for_function("() => __lab.steps > 200")
            watched.append(page.evaluate(WATCH, WATCHED_SECONDS))
            page.locator("[data-do=play]").click()
            page.wait_for_function("() => __lab.status === 'paused'")
            headless.append(_headless())
        results["distinct frames per second"] = statistics.median(frames for _, frames in watched)
        results["batches per second, all maps visible"] = statistics.median(speed for speed, _ in watched)
        results["batches per second, no page"] = statistics.median(headless)
        results["all maps visible over no page"] = statistics.median(
            speed / alone for (speed, _), alone in zip(watched, headless, strict=True)
        )
        browser.close()
    return results


def _headless() -> float:
    command = [sys.executable, "-c", HEADLESS, str(WATCHED_SECONDS)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
