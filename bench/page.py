"""The page in Chromium: frames while training, time from a moved slider to the changed picture, and what drawing costs."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench._serving import serving

TITLE = "The page in headless Chromium: frames, answer to a moved slider, training beside drawing"

CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
WATCHED_SECONDS = 8
ROUNDS = 3
MOVES = 40
SHAPES = {"2-4-2-1": "hidden=4,2", "7-8x6-1": "hidden=8,8,8,8,8,8&features=x,y,x2,y2,xy,sin_x,sin_y"}

HEADLESS = """
import sys, time
from urllib.parse import parse_qsl
import neurarium as nr
run = nr.run("playground", seed=1, **dict(parse_qsl(sys.argv[1])))
run.advance(2000)
begin, steps = time.perf_counter(), run.steps
while time.perf_counter() - begin < float(sys.argv[2]):
    run.advance(200)
print((run.steps - steps) / (time.perf_counter() - begin))
"""

WATCH = """async (seconds) => {
  const at = () => ({ time: performance.now(), steps: __lab.steps, distinct: __lab.distinct });
  const first = at();
  await new Promise((done) => setTimeout(done, seconds * 1000));
  const last = at();
  const passed = (last.time - first.time) / 1000;
  return [(last.steps - first.steps) / passed, (last.distinct - first.distinct) / passed];
}"""

POPULATION = 64

SEEDS = """async (seconds) => {
  const at = () => ({ time: performance.now(), steps: __population.steps, distinct: __population.distinct });
  const first = at();
  await new Promise((done) => setTimeout(done, seconds * 1000));
  const last = at();
  const passed = (last.time - first.time) / 1000;
  return [(last.steps - first.steps) / passed, (last.distinct - first.distinct) / passed];
}"""

CHANGED = "() => __lab.lastChange > __lab.lastInput ? __lab.lastChange - __lab.lastInput : null"


def measure() -> dict[str, Any]:
    """Frames per second, milliseconds to the changed picture, and training speed with the page open over without.

    Speed with and without the page is measured in turns; medians over the turns.
    """
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.goto(server.address)
        for name, query in SHAPES.items():
            watched, headless = [], []
            for _ in range(ROUNDS):
                page.goto(f"{server.origin}/lab/playground?{query}&seed=1")
                page.wait_for_function("() => window.__lab && __lab.frames > 0")
                _fastest(page)
                page.locator("[data-do=play]").click()
                page.wait_for_function("() => __lab.steps > 1000")
                watched.append(page.evaluate(WATCH, WATCHED_SECONDS))
                page.locator("[data-do=play]").click()
                page.wait_for_function("() => __lab.status === 'paused'")
                headless.append(_headless(query))
            results[f"{name}: distinct frames per second"] = statistics.median(frames for _, frames in watched)
            results[f"{name}: epochs per second, page open"] = statistics.median(speed for speed, _ in watched)
            results[f"{name}: epochs per second, no page"] = statistics.median(headless)
            results[f"{name}: page open over no page"] = statistics.median(
                speed / alone for (speed, _), alone in zip(watched, headless, strict=True)
            )
        results |= _slider(page, server.origin)
        results |= _population(page, server.origin)
        browser.close()
    return results


def _fastest(page: Any) -> None:
    speed = page.get_by_label("Speed")
    speed.fill(speed.get_attribute("max"))


def _headless(query: str) -> float:
    command = [sys.executable, "-c", HEADLESS, query, str(WATCHED_SECONDS)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _population(page: Any, origin: str) -> dict[str, float]:
    """Pictures per second of a whole population with its decision surfaces, and its epochs per second, while it trains."""
    page.goto(f"{origin}/lab/playground?dataset=xor&hidden=4,2&seed=1")
    page.wait_for_function("() => window.__lab && __lab.frames > 0")
    _fastest(page)
    page.locator("[role=tab]", has_text="Population").click()
    page.locator("[data-seeds]").select_option(str(POPULATION))
    page.locator("[data-do=begin-population]").click()
    page.wait_for_function("() => window.__population && __population.distinct > 0")
    page.locator("[data-do=play-population]").click()
    page.wait_for_function("() => __population.steps > 20")
    watched = [page.evaluate(SEEDS, WATCHED_SECONDS) for _ in range(ROUNDS)]
    return {
        f"population of {POPULATION}: pictures of all members per second": statistics.median(
            frames for _, frames in watched
        ),
        f"population of {POPULATION}: epochs of all members per second": statistics.median(
            steps for steps, _ in watched
        ),
    }


def _slider(page: Any, origin: str) -> dict[str, float]:
    """Milliseconds from the slider's event to the drawn frame that holds the new setting, while the network trains."""
    page.goto(f"{origin}/lab/playground?hidden=4,2&seed=1")
    page.wait_for_function("() => window.__lab && __lab.frames > 0")
    page.locator("[data-do=play]").click()
    results = {}
    for label, values in (("Noise", ("10", "30")), ("Learning rate", ("4", "6"))):
        taken = []
        for move in range(MOVES):
            page.get_by_label(label, exact=True).first.fill(values[move % 2])
            taken.append(page.wait_for_function(CHANGED).json_value())
        results[f"{label}: median ms from slider to picture"] = statistics.median(taken)
        results[f"{label}: 95th percentile ms"] = statistics.quantiles(taken, n=20)[-1]
    return results
