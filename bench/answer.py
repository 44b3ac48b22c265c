"""The games' page in Chromium: from a visitor's move on Connect Four to the network's answer on the board, 200 simulations."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from bench._serving import serving
from bench.page import CHROMIUM

TITLE = "From a visitor's move to the answer on the page, Connect Four, 200 simulations"
GAMES, MOVES = 6, 6
LINK = "/lab/games?game=connect-four&network=convolutional&weights=shipped&answer_simulations=200"

# The stones are counted where they are drawn, frame by frame, until the answer's is there; 0 when the game is over.
MOVE = """async (turn) => {
  const stones = () => document.querySelectorAll(".board [data-stone='1'], .board [data-stone='-1']").length;
  const legal = [...document.querySelectorAll(".board .legal")];
  if (legal.length === 0) return 0;
  const before = stones();
  const begin = performance.now();
  legal[turn % legal.length].dispatchEvent(new MouseEvent("click", { bubbles: true }));
  while (stones() < before + 2 && performance.now() - begin < 20000) await new Promise(requestAnimationFrame);
  const passed = performance.now() - begin;
  while (/ahead/.test(document.querySelector("[data-status]").innerText)) await new Promise(requestAnimationFrame);
  return passed;
}"""


def measure() -> dict[str, Any]:
    """Milliseconds; the first answer of all, which compiles the search or fetches what was compiled, stands apart."""
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    taken: list[float] = []
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.set_default_timeout(120_000)
        page.goto(server.address)
        page.goto(server.origin + LINK)
        page.wait_for_selector(".board .legal")
        first = page.evaluate(MOVE, 3)
        for game in range(GAMES):
            page.locator("[data-do=begin]").click()
            page.wait_for_function("() => document.querySelectorAll('.board [data-stone=\"0\"]').length === 42")
            taken += [page.evaluate(MOVE, game + 3 * turn) for turn in range(MOVES)]
        browser.close()
    played = [each for each in taken if each > 0]
    return {
        "first answer ms": first,
        "answers": len(played),
        "median ms": statistics.median(played),
        "95th percentile ms": statistics.quantiles(played, n=20)[-1],
    }
