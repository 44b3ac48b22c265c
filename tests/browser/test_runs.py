"""Several tabs, several runs: seen together, laid over each other, renamed, deleted, continued."""

from __future__ import annotations

from collections.abc import Callable

from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import open_lab, pause, play, state, step, tab, until

MAPS = """() => {
  const canvas = document.querySelector("[data-mosaic]");
  const ratio = canvas.width / canvas.clientWidth;
  return [...canvas.parentElement.querySelectorAll("li")].map((tile) => {
    const [x, y, side] = [tile.offsetLeft, tile.offsetTop, tile.offsetWidth].map((length) => Math.round(length * ratio));
    return canvas.getContext("2d").getImageData(x, y, side, side).data.join();
  });
}"""


def test_two_tabs_of_one_run_see_the_same(page: Page, visit: Callable[..., Page], server: Served) -> None:
    open_lab(page, server, "/lab/playground?dataset=gauss&seed=5")
    step(page)
    other = visit()
    open_lab(other, server, f"/lab/playground?run={state(page)['run']}")
    assert state(other) == state(page)
    play(other)
    until(page, "steps > 10")
    pause(page)
    steps = state(page)["steps"]
    until(other, f"steps === {steps} && __lab.status === 'paused'")
    assert state(other) == state(page)


def test_a_population_shows_sixteen_networks_that_learn(page: Page, server: Served) -> None:
    # Seeds 20 to 35: the original's random numbers are the same for 1 and 11, as one text repeats the other.
    open_lab(page, server, "/lab/playground?dataset=xor&seed=20")
    tab(page, "population")
    page.locator("[data-do=begin-population]").click()
    expect(page.locator("[data-mosaic] + ul").get_by_role("link")).to_have_count(16)
    page.evaluate(f"() => void (window.maps = {MAPS})")
    page.wait_for_function("() => new Set(window.first = maps()).size === 16")
    page.locator("[data-do=play-population]").click()
    page.wait_for_function("() => maps().every((map, at) => map !== first[at])")
    page.locator("[data-do=play-population]").click()
    page.get_by_text("Readings of every seed").click()
    expect(page.get_by_role("rowheader").get_by_role("link")).to_have_count(16)
    page.get_by_role("rowheader").get_by_role("link", name="27", exact=True).click()
    until(page, "settings.dataset === 'xor'")
    assert "seed=27" in page.url


def test_a_member_becomes_a_run_of_its_own_as_it_stands(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?dataset=xor&seed=20")
    tab(page, "population")
    page.locator("[data-do=begin-population]").click()
    panel = page.get_by_role("tabpanel")
    panel.locator("[data-do=stop-at]").click()
    page.locator("input[name=step]").fill("60")
    page.locator("[data-do=stop-apply]").click()
    page.locator("[data-do=play-population]").click()
    expect(panel.get_by_text("Stopped at epoch 60.")).to_be_visible()
    value = panel.get_by_role("link", name="Seed 23").inner_text()
    panel.get_by_role("link", name="Seed 23").click()
    until(page, "steps === 60 && __lab.status === 'paused'")
    assert "seed=23" in page.url
    assert f"{state(page)['readings']['test_loss']:#.3g}" == value


def test_a_reload_returns_to_the_population_and_to_the_run_above_it(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?dataset=gauss&seed=20")
    step(page, 2)
    run = state(page)["run"]
    tab(page, "population")
    page.locator("[data-do=begin-population]").click()
    page.wait_for_function("() => window.__population?.frames > 0")
    assert "population=" not in page.url, "one that nobody has trained is not worth a place in the store"
    page.locator("[data-do=play-population]").click()
    page.wait_for_function("() => __population.steps > 20")
    page.wait_for_url(f"**/lab/playground?run={run}&population=*&seeds=16")
    page.reload()
    page.wait_for_function("() => window.__population?.steps > 20 && __population.status === 'playing'")
    until(page, f"run === '{run}' && __lab.steps === 2")
    expect(page.locator("[data-tab=population]")).to_have_attribute("aria-selected", "true")
    page.locator("[data-do=play-population]").click()
    page.wait_for_function("() => __population.status === 'paused'")


def test_the_share_of_runs_below_a_chosen_loss_is_counted(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/playground?dataset=gauss&seed=20")
    tab(page, "population")
    page.locator("[data-do=begin-population]").click()
    share = page.locator("[data-share]")
    bound = page.locator("[data-bound]")
    bound.fill("100")
    bound.press("Enter")
    expect(share).to_contain_text("16 of 16")
    bound.fill("0")
    bound.press("Enter")
    expect(share).to_contain_text("0 of 16")
    bound.fill("low")
    bound.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="“low” was not taken")).to_be_visible()
    expect(bound).to_have_attribute("aria-invalid", "true")


def test_runs_are_compared_renamed_continued_and_deleted(page: Page, server: Served) -> None:
    runs = []
    for rate in (0.1, 0.3):
        open_lab(page, server, f"/lab/playground?learning_rate={rate}")
        step(page, 3)
        runs.append(state(page)["run"])
    earlier, present = runs
    tab(page, "runs")
    for run in runs:
        page.get_by_role("checkbox", name=f"Compare {run}").check()
    expect(page.get_by_role("img", name="Curves of the ticked runs").locator("canvas")).to_be_visible()
    for run in runs:
        expect(page.get_by_role("tabpanel").get_by_role("listitem").filter(has_text=run).first).to_be_visible()

    name = page.get_by_role("textbox", name=f"Name of the run {earlier}")
    name.fill("slow and steady")
    name.press("Enter")
    expect(page.get_by_role("checkbox", name="Compare slow and steady")).to_be_checked()
    expect(page.get_by_role("button", name=f"Delete: {present}")).to_be_disabled()

    page.locator(f"[data-run={earlier}]").get_by_role("link", name="Continue").click()
    until(page, f"run === '{earlier}' && __lab.steps === 3")
    assert state(page)["settings"]["learning_rate"] == 0.1
    page.get_by_role("button", name=f"Delete: {present}").click()
    expect(page.get_by_role("alert").filter(has_text="will be deleted")).to_be_visible()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(f"[data-run={present}]")).to_have_count(0)
    page.get_by_role("link", name="Neurarium").click()
    expect(page.get_by_role("link", name="slow and steady")).to_be_visible()
    expect(page.get_by_role("link", name=present)).to_have_count(0)
