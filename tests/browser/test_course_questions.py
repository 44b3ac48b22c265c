"""Every kind of question is answered by keyboard, a task is done in its lab, and the progress is kept, taken and deleted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench._serving import Served
from playwright.sync_api import Locator, Page, expect

from tests.browser.course_page import answer_single, open_course, question, serving_course
from tests.browser.lab_page import play, until
from tests.browser.test_accessibility import LOOKS, grave

QUESTIONS = "/questions?section=perceptron"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_course(tmp_path_factory.mktemp("course")) as served:
        yield served


@pytest.fixture
def asked(page: Page, server: Served) -> Page:
    """The seven questions of the section, none of them answered."""
    page.request.delete(f"{server.origin}/api/progress", headers={"origin": server.origin})
    open_course(page, server, QUESTIONS)
    page.wait_for_selector("[data-question]")
    return page


def turn_to(page: Page, kind: str) -> Locator:
    place = page.locator("[data-question]")
    while place.get_attribute("data-kind") != kind:
        page.locator("[data-do=next]").press("Enter")
        expect(place).to_be_focused()
    return place


def check(place: Locator, outcome: str) -> None:
    place.locator("[data-do=check]").press("Enter")
    expect(place.locator(f"[data-mark={outcome}]")).to_be_focused()


def test_several_answers_say_why_one_by_one(asked: Page) -> None:
    place = turn_to(asked, "several")
    place.get_by_label("And").press("Space")
    check(place, "partly")
    for answer, said in (("0", "ticked rightly"), ("1", "rightly left out"), ("2", "right, but not ticked")):
        expect(place.locator(f"[data-answer='{answer}']")).to_contain_text(said)
    expect(place).to_contain_text("The ones lie on opposite corners.")
    expect(place).to_contain_text("Draw the four points")


def test_a_true_statement_and_the_place_where_one_sees_it(asked: Page) -> None:
    place = turn_to(asked, "true-statement")
    place.get_by_label("It shifts the border").press("Space")
    check(place, "right")
    expect(place).to_contain_text("It adds the same to the sum everywhere.")
    place = turn_to(asked, "number")
    place.get_by_role("textbox").fill("16")
    check(place, "wrong")
    expect(place).to_contain_text("That counts the 4 biases as well.")
    expect(place).to_contain_text("Right: 12")
    place.locator("[data-do=live]").press("Enter")
    expect(place.locator("[data-figure=playground]")).to_be_visible()


def test_items_are_put_in_order_by_arrow_keys_and_buttons(asked: Page) -> None:
    place = turn_to(asked, "order")
    wanted = ["Compute the outputs", "Compute the error", "Compute the gradients", "Change the weights"]
    for to, words in enumerate(wanted):
        item = place.locator("[data-item]", has_text=words)
        item.focus()
        while not place.locator("[data-item]").nth(to).get_by_text(words).count():
            if to % 2:
                item.locator("[data-move=up]").press("Enter")
            else:
                item.press("ArrowUp")
    check(place, "right")
    expect(place.get_by_text("in its place")).to_have_count(4)
    expect(place).to_contain_text("Without outputs there is no error.")


def test_gaps_are_filled_and_the_right_words_are_told(asked: Page) -> None:
    place = turn_to(asked, "blank")
    place.get_by_label("Blank 1").select_option("artificial intelligence")
    place.get_by_label("Blank 2").select_option("Robotics")
    check(place, "partly")
    expect(place).to_contain_text("Right: deep learning")
    place.locator("[data-do=again]").press("Enter")
    place.get_by_label("Blank 1").select_option("artificial intelligence")
    place.get_by_label("Blank 2").select_option("deep learning")
    check(place, "right")


def test_a_task_is_done_in_its_lab_and_kept(page: Page, server: Served) -> None:
    open_course(page, server, "/questions?section=slope")
    place = question(page, "slope/learn")
    place.locator("[data-do=set-up]").press("Enter")
    page.locator("[data-goal]").wait_for()
    page.go_back()
    place.locator("[data-do=set-up]").press("Enter")  # back is where one came from, and no other question
    until(page, "frames > 0")
    expect(page.locator("[data-goal]")).to_contain_text("Loss at most 0.1")
    play(page)
    page.locator("[data-goal].reached").wait_for()
    page.locator("[data-do=to-task]").click()
    expect(page.locator("main")).to_contain_text("Reached.")
    assert page.request.get(f"{server.origin}/api/progress").json()["questions"]["mine/slope/learn"]["right"]


def test_progress_is_shown_taken_along_deleted_and_brought_back(asked: Page) -> None:
    turn_to(asked, "single")
    assert answer_single(asked, "perceptron/one-line", 1) == "right"
    expect(asked.locator("[data-cell=easy-recall]")).to_contain_text("✓ 1 right")
    asked.get_by_role("link", name="Progress").click()
    row = asked.locator("[data-progress=perceptron]")
    expect(row).to_contain_text("✓ 1 right")
    with asked.expect_download() as download:
        asked.locator("[data-do=export]").click()
    taken = Path(download.value.path()).read_bytes()
    assert any("one-line" in line for line in map(json.dumps, map(json.loads, taken.splitlines())))
    asked.locator("[data-do=forget]").click()
    asked.locator("[data-do=forget-all]").click()
    expect(row).not_to_contain_text("right")
    asked.locator("input[type=file]").set_input_files(
        {"name": "progress.jsonl", "mimeType": "text/plain", "buffer": taken}
    )
    expect(row).to_contain_text("✓ 1 right")


def test_the_result_offers_what_was_wrong_once_more(asked: Page) -> None:
    asked.locator("[data-cell=easy-recall]").click()
    expect(asked.get_by_text("1 of 2")).to_be_visible()
    assert answer_single(asked, "perceptron/one-line", 0) == "wrong"
    expect(asked.get_by_text("For a circle the sum would need squares of the inputs.")).to_be_visible()
    asked.locator("[data-do=next]").click()
    asked.locator("[data-do=next]").click()
    expect(asked.locator("[data-result='0']")).to_contain_text("0 of 2 right")
    asked.get_by_role("button", name="Only the wrong ones").click()
    expect(question(asked, "perceptron/one-line")).to_be_visible()
    expect(asked.get_by_text("1 of 1")).to_be_visible()


@pytest.fixture(params=LOOKS, ids=["english light", "german dark"])
def looked_at(request: pytest.FixtureRequest, visit: Callable[..., Page]) -> Page:
    locale, scheme = request.param
    return visit(locale=locale, color_scheme=scheme)


def test_axe_finds_nothing_serious(looked_at: Page, server: Served) -> None:
    found = []
    looked_at.request.delete(f"{server.origin}/api/progress", headers={"origin": server.origin})
    open_course(looked_at, server, QUESTIONS)
    looked_at.wait_for_selector("[data-question]")
    answer_single(looked_at, "perceptron/one-line", 0)
    found += grave(looked_at)
    for kind in ("order", "blank"):
        turn_to(looked_at, kind)
        found += grave(looked_at)
    for address, shown in (
        ("", "[data-section]"),
        ("/lesson/slope", "[data-figure][data-ready=true]"),
        ("/lesson/slope/slides", "[data-slide]"),
        ("/lesson/slope/handout", "[data-do=print]:enabled"),
        ("/review", "h1"),
        ("/glossary", "[data-term-entry]"),
        ("/progress", "[data-progress]"),
        ("/lecturer", "[data-lecturer-link]"),
    ):
        open_course(looked_at, server, address)
        looked_at.wait_for_selector(shown)
        if address == "/lesson/slope":
            looked_at.locator("a.term").first.click()
        found += grave(looked_at)
    for section, shown in (("what-is-ai", "nested-sets"), ("categories", "categories")):
        open_course(looked_at, server, f"/lesson/{section}", "lecture")
        looked_at.wait_for_selector(f"[data-picture={shown}]")
        found += grave(looked_at)
    assert found == []


def test_slides_turn_by_keys_and_the_handout_prints(page: Page, server: Served) -> None:
    open_course(page, server, "/lesson/perceptron/slides")
    expect(page.locator("[data-slide='1'] h1")).to_have_text("The perceptron")
    page.keyboard.press("PageDown")
    expect(page.locator("[data-slide='2']")).to_contain_text("What one line cannot do")
    expect(page).to_have_url(re.compile("#2$"))
    page.keyboard.press("End")
    expect(page.locator("[data-slide='3'] [data-figure=playground]")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-slide='1'] h1")).to_have_text("Slope")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-slide='3']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/lesson/perceptron$"))
    open_course(page, server, "/lesson/slope/handout")
    page.wait_for_selector("[data-do=print]:enabled")
    expect(page.locator("[data-figure]")).to_have_count(3)
    page.emulate_media(media="print")
    expect(page.locator("[data-do=print]")).to_be_hidden()
    expect(page.locator("[data-course-bar]")).to_be_hidden()


def test_a_lecturer_hides_controls_and_gets_a_link_and_its_code(page: Page, server: Served) -> None:
    open_course(page, server, "/lecturer")
    page.locator("[data-paste]").fill(f"{server.origin}/lab/slope?rate=0.5&seed=4&events=[[%22advance%22,3]]")
    page.get_by_label("Rate", exact=True).check()
    page.get_by_label("Play", exact=True).check()
    link = page.locator("[data-lecturer-link]").input_value()
    page.wait_for_function("() => document.querySelector('[data-qr]')?.naturalWidth > 0")
    page.goto(link)
    until(page, "steps === 3")
    assert page.evaluate("() => __lab.settings.rate") == 0.5
    assert page.locator("[data-do=play]").count() == 0
    assert page.get_by_label("Rate", exact=True).count() == 0


def test_questions_leave_as_a_file_and_come_back_as_a_course(page: Page, server: Served) -> None:
    open_course(page, server, "/lecturer")
    with page.expect_download() as download:
        page.locator("[data-export=moodle]").click()
    taken = Path(download.value.path()).read_bytes()
    assert taken.startswith(b"<?xml")
    chooser = page.locator("input[type=file]")
    chooser.set_input_files({"name": "No questions.gift", "mimeType": "text/plain", "buffer": b"\xff\xfe nonsense {"})
    expect(page.get_by_role("alert")).to_be_visible()
    chooser.set_input_files({"name": "Exam 2024.xml", "mimeType": "text/xml", "buffer": taken})
    page.wait_for_url("**/course/exam-2024")
    expect(page.locator("[data-course-bar] select")).to_have_value("exam-2024")
    page.get_by_role("link", name="For lecturers").click()
    page.get_by_role("button", name="Delete this imported course").click()
    expect(page.locator("[data-course-bar] select option")).to_have_count(2)
