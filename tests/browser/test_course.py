"""A visitor goes through the lecture's course: lessons, live figures, terms, and a matrix that fills."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from bench._serving import Served
from playwright.sync_api import Page, expect

from neurarium.course import places
from neurarium.course.question import Choice
from tests.browser.course_page import (
    answer_single,
    open_course,
    question,
    serving_course,
    until_figures,
)
from tests.browser.lab_page import until

SPEECH = [
    ("en-GB", {"next": "Next", "right": "✓ 1 right", "wrong": "✗ 1 not yet right", "back": "in 10 minutes"}),
    ("de-DE", {"next": "Weiter", "right": "✓ 1 richtig", "wrong": "✗ 1 noch nicht richtig", "back": "in 10 Minuten"}),
]
LAST = "microscope"  # sections 1 to 4 of the lecture's part I


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_course(tmp_path_factory.mktemp("course")) as served:
        yield served


@pytest.mark.parametrize(("locale", "says"), SPEECH, ids=["english", "german"])
def test_from_the_map_through_the_sections_to_a_matrix_that_fills(
    visit: Callable[..., Page], server: Served, locale: str, says: dict[str, str]
) -> None:
    page = visit(locale=locale)
    lecture = places.find()
    order = [own for part in lecture.chapters for own in part.sections if lecture.sections[own].lesson]
    begin, end = 0, order.index(LAST)
    page.request.delete(f"{server.origin}/api/progress", headers={"origin": server.origin})
    page.goto(server.origin)
    page.locator("[data-do=go-on]").click()
    for place in range(begin, end):
        title = lecture.sections[order[place]].heading.title
        expect(page).to_have_title(re.compile(re.escape(title.en if locale.startswith("en") else title.de)))
        expect(page.locator("article .prose").first).to_be_visible()
        with page.expect_response(lambda response: response.url.endswith("/api/progress") and response.status == 204):
            page.get_by_role("link", name=re.compile(f"^{says['next']}")).scroll_into_view_if_needed()
        page.get_by_role("link", name=re.compile(f"^{says['next']}")).click()
        page.wait_for_url(f"**/lesson/{order[place + 1]}")
    page.locator("[data-do=course]").click()
    expect(page.locator("[data-section] .done")).to_have_count(end)

    own = order[begin]
    name, right = next(
        (name, one) for name, one in lecture.questions() if name.startswith(own) and isinstance(one, Choice)
    )
    key = next(index for index, answer in enumerate(right.answers) if answer.right)
    cell = f"[data-cell={right.difficulty}-{right.knowledge}]"
    page.goto(
        f"{server.origin}/course/lecture/questions?section={own}&difficulty={right.difficulty}&knowledge={right.knowledge}"
    )
    expect(page.locator(cell)).to_have_attribute("aria-pressed", "true")
    page.wait_for_selector("[data-question]")
    while question(page, name).count() == 0:
        page.locator("[data-do=next]").click()
    assert answer_single(page, name, key) == "right"
    expect(page.locator(cell)).to_contain_text(says["right"])
    question(page, name).locator("[data-do=again]").click()
    assert answer_single(page, name, (key + 1) % len(right.answers)) == "wrong"
    expect(page.locator(cell)).to_contain_text(says["wrong"])
    expect(question(page, name)).to_contain_text(says["back"])
    page.goto(f"{server.origin}/course/lecture/review")
    expect(page.get_by_text(says["back"])).to_be_visible()


def test_figures_train_before_they_show_and_only_in_sight(page: Page, server: Served) -> None:
    open_course(page, server, "/lesson/slope")
    page.set_viewport_size({"width": 1440, "height": 2400})
    until_figures(page, "figures.length === 3 && figures.every(({ steps }) => steps === 40)")
    expect(page.locator("[data-figure][data-ready=true]")).to_have_count(3)
    first = page.locator("[data-figure]").first
    first.locator("[data-do=play]").click()
    until_figures(page, "figures.some(({ steps, status }) => steps > 60 && status === 'playing')")
    page.set_viewport_size({"width": 1440, "height": 500})
    page.locator("[data-do=section-questions]").scroll_into_view_if_needed()
    until_figures(page, "figures.every(({ status }) => status === 'paused')")
    first.scroll_into_view_if_needed()
    until_figures(page, "figures.some(({ status }) => status === 'playing')")
    first.locator("[data-do=again]").click()
    until_figures(page, "figures.every(({ steps, status }) => steps === 40 && status === 'paused')")
    first.locator("[data-do=open]").click()
    until(page, "steps === 40")
    assert page.evaluate("() => __lab.settings.rate") == 0.1
    listed = page.request.get(f"{server.origin}/api/runs").json()
    assert [
        run for run in listed if run["lab"] == "slope" and run["settings"].get("rate") == 0.1 and run["seed"] > 1
    ] == []


def test_three_figures_train_side_by_side(page: Page, server: Served) -> None:
    open_course(page, server, "/lesson/slope")
    page.set_viewport_size({"width": 1440, "height": 2400})
    expect(page.locator("[data-figure][data-ready=true]")).to_have_count(3)
    for number, figure in enumerate(page.locator("[data-figure] [data-do=play]").all(), 1):
        figure.click()
        until_figures(page, f"figures.filter(({{ status }}) => status === 'playing').length === {number}")
    until_figures(page, "figures.length === 3 && figures.every(({ frames }) => frames > 40)")


def test_a_figure_takes_no_more_and_no_less_than_the_place_kept_for_it(page: Page, server: Served) -> None:
    """Of a playground, clusters, missing pixels and a maze; so a reload returns to the same place, to a pixel."""
    open_course(page, server, "/lesson/categories", "lecture")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-figure] .stage > .view')]"
        ".filter(({ offsetHeight }) => offsetHeight > 100).length === 5"
    )
    for figure in page.locator("[data-figure]").all():
        view = figure.locator(".stage > .view")
        kept = view.evaluate("view => view.offsetHeight")
        figure.scroll_into_view_if_needed()
        expect(figure).to_have_attribute("data-ready", "true")
        assert view.evaluate("view => view.offsetHeight") == pytest.approx(kept, rel=0.05)
    page.locator("[data-do=section-questions]").scroll_into_view_if_needed()
    page.wait_for_function("() => history.state?.scroll === scrollY")
    place = page.evaluate("() => [scrollY, document.body.scrollHeight]")
    page.reload()
    page.wait_for_function(  # heights are fractions of pixels, and so is the furthest that one can scroll
        "place => Math.abs(scrollY - place[0]) <= 1 && document.body.scrollHeight === place[1]", arg=place
    )


def test_before_printing_every_figure_is_drawn_and_the_page_is_light(
    visit: Callable[..., Page], server: Served
) -> None:
    page = visit(color_scheme="dark", viewport={"width": 1000, "height": 300})
    open_course(page, server, "/lesson/slope")
    page.evaluate(
        "() => void (window.print = () => (window.printed = [document.documentElement.dataset.theme,"
        " document.querySelectorAll('[data-figure][data-ready=true]').length]))"
    )
    page.keyboard.press("Control+p")
    page.wait_for_function("() => window.printed")
    assert page.evaluate("printed") == ["light", 3]
    page.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")


def test_a_term_opens_beside_its_word_and_gives_the_focus_back(page: Page, server: Served) -> None:
    open_course(page, server, "/lesson/slope")
    term = page.locator("a.term", has_text="number")
    term.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="weight")
    expect(card).to_contain_text("which training changes")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(term).to_be_focused()
    page.locator("td a.term", has_text="its weight").click()
    page.get_by_role("link", name="In the glossary").click()
    expect(page.locator("[data-term-entry=weight]")).to_be_in_viewport()
    page.get_by_role("searchbox").fill("einheit")
    expect(page.locator("[data-term-entry]")).to_have_count(1)
    page.locator("[data-term-entry=neuron]").get_by_role("link", name="Slope").click()
    expect(page.get_by_role("heading", name="Slope")).to_be_visible()


def test_words_of_a_course_are_never_run(page: Page, server: Served) -> None:
    open_course(page, server, "/lesson/slope")
    expect(page.get_by_text('<script>document.title = "run"</script>')).to_be_visible()
    expect(page).to_have_title(re.compile("^Slope"))
    assert page.get_by_role("link", name="A link").count() == 0


def test_a_mistake_in_the_files_is_told_and_the_rest_is_there(page: Page, server: Served) -> None:
    open_course(page, server)
    page.get_by_text("One mistake in the course's files").click()
    expect(page.get_by_text(re.compile(r"slope/questions\.toml, line \d+"))).to_be_visible()
    expect(page.locator("[data-section]")).to_have_count(2)


def test_search_finds_sections_and_terms(page: Page, server: Served) -> None:
    page.goto(server.origin)
    page.wait_for_selector("h1")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("backpropagation")
    expect(page.get_by_role("option", name=re.compile("^Term"))).not_to_have_count(0)
    page.get_by_role("combobox").fill("what is ai")
    page.get_by_role("option", name=re.compile("^Course")).first.click()
    expect(page.locator("[data-picture=nested-sets]")).to_be_visible()
    page.get_by_role("button", name="Machine learning").click()
    expect(page.get_by_text("A decision tree splits the examples")).to_be_visible()
