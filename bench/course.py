"""The course in Chromium: from the map to a lesson, and the frames of three live figures on one page."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from bench._serving import serving
from bench.page import CHROMIUM

TITLE = "The course in headless Chromium: the way to a lesson, and live figures side by side"

LESSONS = ("motivation", "neuron", "learning", "playground", "x-or-o")
ROUNDS = 5
WATCHED_SECONDS = 8
FIGURES = 3

TO_LESSON = """async (lesson) => {
  const begin = performance.now();
  history.pushState(null, "", `/course/lecture/lesson/${lesson}`);
  dispatchEvent(new PopStateEvent("popstate"));
  const turn = () => new Promise((done) => requestAnimationFrame(done));
  while (!document.querySelector("article .prose h1")) await turn();
  await turn();
  return performance.now() - begin;
}"""

HOME = """() => { history.pushState(null, "", "/"); dispatchEvent(new PopStateEvent("popstate")); }"""

WATCH = """async (seconds) => {
  const at = () => __figures.filter(({ status }) => status === "playing").map(({ frames }) => frames);
  const [begin, first] = [performance.now(), at()];
  await new Promise((done) => setTimeout(done, seconds * 1000));
  const [last, passed] = [at(), (performance.now() - begin) / 1000];
  return last.map((frames, index) => (frames - first[index]) / passed);
}"""


def measure() -> dict[str, Any]:
    """Milliseconds from the map to the drawn words of a lesson, and frames per second of each of three figures."""
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.goto(server.address)
        results = {**_to_lessons(page), **_figures(page, server.origin)}
        browser.close()
    return results


def _to_lessons(page: Any) -> dict[str, float]:
    page.wait_for_selector("[data-do=go-on]")
    page.wait_for_load_state("networkidle")
    taken: dict[str, list[float]] = {lesson: [] for lesson in LESSONS}
    for _ in range(ROUNDS):
        for lesson in LESSONS:
            taken[lesson].append(page.evaluate(TO_LESSON, lesson))
            page.evaluate(HOME)
            page.wait_for_selector("[data-do=go-on]")
    first = [times[0] for times in taken.values()]
    return {
        "map to a lesson, first time: median ms": statistics.median(first),
        "map to a lesson, first time: slowest ms": max(first),
        "map to a lesson, again: median ms": statistics.median(time for times in taken.values() for time in times[1:]),
    }


def _figures(page: Any, origin: str) -> dict[str, float]:
    """Three figures of the Playground in sight at once; a tall screen, so that none of them rests."""
    page.set_viewport_size({"width": 1440, "height": 3600})
    page.goto(f"{origin}/course/lecture/lesson/neuron")
    page.wait_for_function(f"() => document.querySelectorAll('[data-figure][data-ready=true]').length >= {FIGURES}")
    for place in range(FIGURES):
        page.locator("[data-figure] [data-do=play]").nth(place).click()
    page.wait_for_function(f"() => __figures.filter(({{ status }}) => status === 'playing').length === {FIGURES}")
    frames = page.evaluate(WATCH, WATCHED_SECONDS)
    return {f"figure {place}: frames per second": rate for place, rate in enumerate(sorted(frames), 1)}
