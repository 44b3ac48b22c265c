"""A game against the network, its search taken apart, its self-play and its past."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import sqrt

import pytest
from bench._serving import Served
from playwright.sync_api import Page, expect

from tests.browser.lab_page import expect_nothing_overhangs, open_lab, state
from tests.browser.test_accessibility import grave

SCENES = ("play", "search", "record", "growth")


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


def moves(page: Page) -> list[str]:
    told = page.locator("[data-moves]").inner_text()
    return [] if told == "none" else told.split()


def test_a_whole_game_is_played(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/games")
    expect(page.locator("[data-status]")).to_have_text("Your move: X")
    while page.locator(".board .legal").count() > 0:
        before = len(moves(page))
        page.locator(".board .legal").first.click()
        page.wait_for_function(
            f"() => document.querySelectorAll('.board [data-stone=\"0\"]').length <= {9 - before - 2}"
            " || /won|draw/i.test(document.querySelector('[data-status]').innerText)"
        )
        page.wait_for_function("() => !/ahead/.test(document.querySelector('[data-status]').innerText)")
    played = moves(page)
    assert 5 <= len(played) <= 9
    assert len(set(played)) == len(played)
    expect(page.locator("[data-status]")).to_have_text(re.compile("You have won|The network has won|A draw"))
    page.locator("[data-do=take-back]").click()
    expect(page.locator("[data-status]")).to_have_text("Your move: X")
    assert moves(page) == played[: len(moves(page))]
    page.locator("[data-do=net-begins]").click()
    expect(page.locator("[data-status]")).to_have_text("Your move: O")
    expect(page.locator(".board [data-stone='1']")).to_have_count(1)


def test_the_board_is_played_by_keyboard(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/games")
    page.locator("[data-cell='0']").focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-cell='4']")).to_have_attribute("data-stone", "1")
    expect(page.locator("[data-status]")).to_have_text("Your move: X")
    assert moves(page)[0] == "B2"


def test_the_arithmetic_of_the_next_choice_adds_up(page: Page, server: Served) -> None:
    open_lab(
        page, server, '/lab/games?events=[["act","set_moves",{"moves":"B2"}]]&look={"scene":"search","simulations":40}'
    )
    rows = page.locator("[data-terms] tbody tr")
    expect(rows).to_have_count(8)
    heading = page.get_by_role("heading", name=re.compile("The next choice here")).inner_text()
    visits = int(heading.rsplit("= ", 1)[1])
    assert visits == 41
    totals = []
    for index in range(8):
        n, p, q, u, total = (number(text) for text in rows.nth(index).locator("td").all_inner_texts())
        constant = 1.25 + 41 / 19653  # C_INIT + log((1 + N + C_BASE) / C_BASE), of which the logarithm is nearly linear
        assert u == pytest.approx(constant * p * sqrt(visits) / (1 + n), abs=0.01)
        assert total == pytest.approx(q + u, abs=0.0011)
        totals.append(total)
    assert totals == sorted(totals, reverse=True)
    page.locator("[data-tree] [data-node='1'] circle").last.click()
    expect(page.get_by_role("heading", name=re.compile("The next choice here"))).to_contain_text("After")


def test_self_play_is_leafed_through_and_the_past_looked_at(page: Page, server: Served) -> None:
    open_lab(page, server, '/lab/games?events=[["advance",4]]&look={"scene":"record","ply":0}')
    expect(page.locator("[data-ply]")).to_have_text(re.compile(r"Move 0 of [5-9]"))
    page.locator("[data-do=next]").click()
    expect(page.locator("[data-ply]")).to_have_text(re.compile(r"Move 1 of [5-9]"))
    expect(page.locator(".board [data-stone='1']")).to_have_count(1)
    page.locator("[data-scene=growth]").click()
    expect(page.locator("[data-when]")).to_contain_text("4 iterations")
    page.locator("#when").fill("0")
    expect(page.locator("[data-when]")).to_contain_text("0 iterations")
    told = page.locator("table tr[data-move] .number").all_inner_texts()
    assert 1 <= len(told) <= 8
    assert 0 < sum(number(text.replace(" %", "")) for text in told) <= 100.5
    assert state(page)["steps"] == 4


@pytest.mark.parametrize(("locale", "scheme"), [("en-GB", "light"), ("de-DE", "dark")])
def test_nothing_serious_for_axe_and_nothing_scrolls_sideways(
    visit: Callable[..., Page], server: Served, locale: str, scheme: str
) -> None:
    page = visit(locale=locale, color_scheme=scheme)
    open_lab(page, server, '/lab/games?events=[["advance",2]]')
    for scene in SCENES:
        page.locator(f"[data-scene={scene}]").click()
        page.wait_for_selector(".scene .says")
        assert grave(page) == [], scene
        for width in (360, 900, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function(f"() => innerWidth === {width}")
            expect_nothing_overhangs(page, (scene, width))


def test_the_learned_model_stands_beside_the_rules(page: Page, server: Served) -> None:
    """Along imagined moves: what is shown is the picture's, and another move is imagined by a click."""
    open_lab(page, server, '/lab/games?method=muzero&weights=shipped&look={"scene":"model","line":"B2"}')
    boards = page.locator("[data-strip] > li")
    expect(boards.nth(1)).to_contain_text("1. B2")
    expect(page.locator("[data-mass='0']")).to_have_text("100 %")
    assert number(page.locator("[data-mass='1']").inner_text().replace(" %", "")) > 90, (
        "a trained model knows the rules"
    )
    assert page.locator("[data-value='0']").inner_text() == page.locator("[data-real='0']").inner_text(), (
        "it sees the first"
    )
    boards.nth(1).locator("[data-cell='0']").click()
    expect(boards.nth(2)).to_contain_text("2. A3")
    expect(boards.nth(2).locator("[data-stone='-1']")).to_have_count(1)
    assert state(page)["steps"] == 0, "nothing was played"
    page.locator("[data-do=own-line]").click()
    expect(page.locator("[data-do=own-line]")).to_have_count(0)
    assert grave(page) == []
    for width in (360, 900, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(f"() => innerWidth === {width}")
        expect_nothing_overhangs(page, ("model", width))


def test_a_position_is_set_up_and_what_cannot_arise_is_refused(page: Page, server: Served) -> None:
    open_lab(page, server, "/lab/games")
    page.locator("summary", has_text="Set up a position").click()
    text = page.locator("[data-set-up]")
    expect(text).to_have_value("...\n...\n...")
    text.fill("XX.\nOO.\n...")
    page.locator("[data-do=set-up]").click()
    expect(page.locator(".board [data-stone='-1']")).to_have_count(2)
    expect(page.locator("[data-status]")).to_have_text("Your move: X")
    text.fill("XXX\n...\n...")
    page.locator("[data-do=set-up]").click()
    expect(page.locator(".trouble", has_text="cannot arise")).to_be_visible()
    expect(page.locator(".board [data-stone='-1']")).to_have_count(2)
    text.fill("B2")
    page.locator("[data-do=set-up]").click()
    expect(page.locator("[data-status]")).to_have_text("Your move: O")
    assert moves(page) == ["B2"]
    assert grave(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function("() => innerWidth === 360")
    expect_nothing_overhangs(page, "set up")
